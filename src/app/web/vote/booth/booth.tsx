import { useEffect, useMemo, useState } from 'react'
import { perform } from '#ui/operations'
import { useText } from '#ui/text'
import type { NoticeView, OpenElection, RollEntry } from '#engines/ballots/shared'
import { completeVotingKeys, findElectionKey } from '#engines/credentials/shared'
import { useAsked } from '../../light/asking.ts'
import { Link } from '../../light/link.tsx'
import { wallet } from '../held.ts'
import { Trouble } from '../loaded.tsx'
import { electionFiles, noticeOf, openMine } from '../operations.ts'
import { WithOwnEntries, type Own } from '../own-entries.tsx'
import { useOpeningTime } from '../opening-time.ts'
import { forgetSession } from '../own-session.ts'
import { areaWords, standing, whyNot } from '../plain-words.ts'
import { BoothSession } from './booth-session.tsx'
import { electionOf, type Files } from './election-of.ts'

/** Notice and election files, checked against each other before anybody chooses anything. */
export function WithElection({
  street,
  id,
  children,
}: {
  street: string
  id: string
  children: (of: { notice: NoticeView; files: Files; open: OpenElection }) => React.ReactNode
}) {
  const text = useText()
  const notice = useAsked(street, noticeOf, { id })
  const files = useAsked(street, electionFiles, { id })
  const now = useOpeningTime()
  const opened = useMemo(
    () => (notice.value && files.value ? electionOf(files.value, notice.value) : null),
    [notice.value, files.value],
  )
  if (opened?.ok === false)
    return (
      <p role="alert" className="trouble">
        {text([
          '选票文件与公告不一致，已停止。请不要投票，打电话告诉居委会。',
          'The election file is not that of the notice, so nothing goes on here. Do not vote; call the residents’ committee.',
        ])}
      </p>
    )
  if (notice.value && files.value && opened)
    return children({ notice: notice.value, files: files.value, open: opened.value })
  const error: unknown = notice.error ?? files.error
  if (notice.value && error !== null && !files.value) return <p className="say">{text(standing(notice.value, now))}</p>
  return error === null ? <p role="status">{text(['正在打开……', 'Opening …'])}</p> : <Trouble error={error} />
}

/** The ballot of someone with a credential on this phone. */
export function Booth({ street, id }: { street: string; id: string }) {
  return (
    <main>
      <WithElection street={street} id={id}>
        {(election) => (
          <WithOwnEntries
            street={street}
            id={id}
            why={['投票前，先出示业主凭证', 'Before you vote, show your credential']}
          >
            {(own) => <ChooseEntry street={street} own={own} {...election} />}
          </WithOwnEntries>
        )}
      </WithElection>
    </main>
  )
}

interface Election {
  readonly notice: NoticeView
  readonly files: Files
  readonly open: OpenElection
}

function ChooseEntry({ street, own, ...election }: Election & { street: string; own: Own }) {
  const text = useText()
  const { notice } = election
  const now = useOpeningTime()
  const can = own.entries.filter((entry) => whyNot(notice, entry, now) === null)
  const [no, setNo] = useState<string | null>(null)
  const only = own.entries.length === 1 ? own.entries[0] : undefined
  // What was chosen stays chosen though its state changes when the ballot is cast.
  const entry = own.entries.find((each) => each.no === no) ?? (only && can.includes(only) ? only : undefined)
  if (entry) return <WithKey key={entry.no} street={street} entry={entry} own={own} {...election} />
  return (
    <>
      <h1>{notice.title}</h1>
      {own.entries.map((each) => {
        const why = whyNot(notice, each, now)
        const of = text([
          `名册第 ${each.no} 号，${areaWords(each.area)[0]}`,
          `No. ${each.no} on the roll, ${areaWords(each.area)[1]}`,
        ])
        return why ? (
          <div key={each.no} className="entry">
            <p className="story">{text(why)}</p>
            <p>{of}</p>
            {each.ballot && (
              <Link to={`/vote/${street}/${notice.id}/find#${encodeURIComponent(each.ballot.tracker)}`} className="big">
                {text(['在公开记录里查到我的选票', 'Find my ballot on the public record'])}
              </Link>
            )}
          </div>
        ) : (
          <button key={each.no} type="button" className="big" onClick={() => setNo(each.no)}>
            {each.proxyFor
              ? text([`受托代名册第 ${each.no} 号业主投票`, `Vote for owner no. ${each.no} as proxy`])
              : text(['为自己投票', 'Vote for myself'])}
            <small>{of}</small>
          </button>
        )
      })}
    </>
  )
}

function WithKey({ street, entry, own, ...election }: Election & { street: string; entry: RollEntry; own: Own }) {
  const text = useText()
  const { open, notice } = election
  const [secret, setSecret] = useState<bigint | 'missing' | null>(null)
  const { key, represents } = entry
  useEffect(() => {
    let gone = false
    async function find() {
      const of = { electionUuid: open.election.uuid, ...(represents !== null && { represents }) }
      const mine = await wallet()
      const look = () => findElectionKey(mine, open.group, of, (publicKey) => publicKey === key)
      const found = (await look()) ?? ((await heal(mine)) ? await look() : undefined)
      if (!gone) setSecret(found?.secret ?? 'missing')
    }
    /** A key whose registration was never answered may be the one on the roll. */
    async function heal(mine: Awaited<ReturnType<typeof wallet>>): Promise<boolean> {
      const { votingKeys } = await perform(street, openMine, { session: own.session })
      return (await completeVotingKeys(mine, votingKeys)) > 0
    }
    find().catch(() => {
      if (!gone) setSecret('missing')
    })
    return () => {
      gone = true
    }
  }, [street, own.session, open, key, represents])
  if (secret === null) return <p role="status">{text(['正在打开……', 'Opening …'])}</p>
  if (secret === 'missing')
    return (
      <>
        <h1>{notice.title}</h1>
        <p className="story">
          {entry.printed
            ? text([
                '冻结名册时您没有登记投票密钥，已给您寄密封信。请用密封信或纸质票投票。',
                'No voting key was registered when the roll was frozen; a sealed letter was made for you. Vote with it, or on paper.',
              ])
            : text([
                '投票密钥在您的另一部手机里。用那部手机投票，或在这里恢复备份，或投纸质票。',
                'Your voting key is on another phone. Vote with that, restore your backup here, or vote on paper.',
              ])}
        </p>
        <Link
          to={entry.printed ? `/vote/${street}/${notice.id}/letter` : `/vote/${street}/wallet/restore`}
          className="big"
        >
          {entry.printed ? text(['用密封信投票', 'Vote with the letter']) : text(['恢复备份', 'Restore a backup'])}
        </Link>
      </>
    )
  const forWhom = entry.proxyFor
    ? ([`代 ${entry.no} 号`, `for no. ${entry.no}`] as const)
    : ([`${entry.no} 号`, `no. ${entry.no}`] as const)
  return (
    <BoothSession
      street={street}
      {...election}
      voter={{ owner: entry.no, forWhom, secret, session: own.session }}
      sessionEnded={() => {
        forgetSession(street)
        own.again()
      }}
    />
  )
}
