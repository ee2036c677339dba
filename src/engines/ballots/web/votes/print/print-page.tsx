import { Link, useParams } from 'react-router'
import { ballotRefusals, ballots, type VoteView } from '#engines/ballots/shared'
import { Button, Problem, Waiting } from '#ui'
import { useOperation, useStreet } from '#ui/operations'
import { usePageTitle } from '#ui/page-title'
import { QrCode } from '#ui/qr-code'
import { useText } from '#ui/text'
import { placeName } from '../vote-words.tsx'
import { Papers, Sheet } from './paper.tsx'
import { ResultSheet } from './result-sheet.tsx'
import { WalkSheets } from './walk-sheets.tsx'
import '../votes.css'

/** Of a building and staircase, as they stand in the electorate or on the roll. */
function useStaircases(vote: VoteView): readonly string[] {
  const { data } = useOperation(ballots.electorate, { id: vote.id })
  const names = new Set((data?.units ?? []).filter(({ excluded }) => !excluded).map(placeName))
  return [...names].toSorted((a, b) => a.localeCompare(b, 'zh', { numeric: true }))
}

function Scan({ vote, of }: { vote: VoteView; of: 'notice' | 'result' }) {
  const text = useText()
  const street = useStreet()
  const link = `${window.location.origin}/open/${street}/votes/${vote.id}`
  return (
    <footer className="paper-scan">
      <QrCode text={link} label={text(['公告栏二维码', 'QR code of the notice board'])} />
      <div>
        <p>
          <strong>
            {text(
              of === 'notice'
                ? ['扫码核对本户名册、投票、查看进度', 'Scan: check your entry, vote, follow']
                : ['扫码下载全部记录，自行验证', 'Scan: download the record and verify it'],
            )}
          </strong>
        </p>
        <p>
          <code>{link}</code>
        </p>
      </div>
    </footer>
  )
}

function Announcement({ vote, of, where }: { vote: VoteView; of: 'notice' | 'result'; where?: string }) {
  const asked = useOperation(ballots.announcement, { id: vote.id, of })
  if (asked.isError) return <Problem error={asked.error} refusals={ballotRefusals} />
  if (!asked.data) return <Waiting />
  const { heading, paragraphs, signedBy, day } = asked.data
  return (
    <Sheet>
      {where && <p className="paper-where">{where}</p>}
      <h1>{heading}</h1>
      <div className="paper-body">
        {paragraphs.map((paragraph, nth) => (
          <p key={nth}>{paragraph}</p>
        ))}
      </div>
      <div className="paper-sign">
        <p>{signedBy}</p>
        <p>{day}</p>
      </div>
      <Scan vote={vote} of={of} />
    </Sheet>
  )
}

function Staircases({ vote, of }: { vote: VoteView; of: 'notice' | 'result' }) {
  const names = useStaircases(vote)
  if (names.length === 0) return <Waiting />
  return (
    <Papers>
      {names.map((name) => (
        <Announcement key={name} vote={vote} of={of} where={name} />
      ))}
    </Papers>
  )
}

const titles = {
  notice: ['公告', 'Notice'],
  staircases: ['各门号张贴单', 'Sheets per staircase'],
  announcement: ['结果公告', 'Announcement of the result'],
  'announcement-staircases': ['结果公告（各门号）', 'Announcement per staircase'],
  sheet: ['计票结果单', 'Result sheet'],
  walk: ['上门清单', 'Visiting list'],
} as const

/** What goes to the printer, as it will look. */
export function PrintPage() {
  const text = useText()
  const street = useStreet()
  const { id = '', what = 'notice' } = useParams()
  const asked = useOperation(ballots.vote, { id })
  const title = text(titles[what as keyof typeof titles] ?? titles.notice)
  usePageTitle(asked.data && `${title} · ${asked.data.title}`)
  if (asked.isError && !asked.data) return <Problem error={asked.error} refusals={ballotRefusals} />
  if (!asked.data) return <Waiting />
  const vote = asked.data
  return (
    <div className="page vote-page">
      <header className="vote-title">
        <Link to={`/desk/${street}/votes/${id}`}>{vote.title}</Link>
        <h1>{title}</h1>
        <div className="form-buttons">
          <Button tone="main" onClick={() => window.print()}>
            {text(['打印', 'Print'])}
          </Button>
        </div>
      </header>
      {what === 'staircases' || what === 'announcement-staircases' ? (
        <Staircases vote={vote} of={what === 'staircases' ? 'notice' : 'result'} />
      ) : what === 'sheet' ? (
        <ResultSheet vote={vote} />
      ) : what === 'walk' ? (
        <WalkSheets vote={vote} />
      ) : (
        <Papers>
          <Announcement vote={vote} of={what === 'announcement' ? 'result' : 'notice'} />
        </Papers>
      )}
    </div>
  )
}
