import { useState } from 'react'
import { useText } from '#ui/text'
import { useOpeningTime } from './opening-time.ts'
import { fileUrl } from '#ui/operations'
import { percent, type NoticeView, type Participation } from '#engines/ballots/shared'
import { useAsked } from '../light/asking.ts'
import { Link } from '../light/link.tsx'
import { Loaded, Trouble } from './loaded.tsx'
import { noticeOf } from './operations.ts'
import { ownSession } from './own-session.ts'
import { areaWords, isOpen, matterLabel, modeWords, moment, standing } from './plain-words.ts'

/** One vote, for an owner: what it is about, whether one can vote now, and what one counts for. */
export function VotePage({ street, id }: { street: string; id: string }) {
  const text = useText()
  const now = useOpeningTime()
  const { value: vote, error } = useAsked(street, noticeOf, { id })
  if (!vote)
    return (
      <main>
        <h1>{text(['业主表决', 'Owners’ votes'])}</h1>
        <Trouble error={error} />
        {error === null && <p role="status">{text(['正在打开……', 'Opening …'])}</p>}
      </main>
    )
  const at = `/vote/${street}/${id}`
  return (
    <main>
      <div>
        <h1>{vote.title}</h1>
        <p>{vote.scopeName}</p>
      </div>
      <p className="say">{text(standing(vote, now))}</p>
      {isOpen(vote, now) && (
        <nav className="choose">
          <Link to={`${at}/ballot`} className="big primary">
            {text(['去投票', 'Vote'])}
            <small>{text(['用手机里的凭证，约一分钟', 'With the credential on this phone, in about a minute'])}</small>
          </Link>
          <Link to={`${at}/letter`} className="big">
            {text(['用密封信投票', 'Vote with a sealed letter'])}
          </Link>
        </nav>
      )}
      <Matters vote={vote} street={street} />
      <section>
        <h2>{text(modeWords[vote.mode].name)}</h2>
        <p>{text(modeWords[vote.mode].means)}</p>
        <p>
          {vote.revote
            ? text(['截止前可以改投，最后一张有效。', 'Until the close you may vote again; the last ballot counts.'])
            : text(['只能投一次，投出后不能改。', 'One ballot only; once cast it cannot be changed.'])}
        </p>
      </section>
      {vote.participation && <Bars participation={vote.participation} />}
      <OwnEntry street={street} vote={vote} />
      <nav className="choose">
        <Link to={`${at}/find`} className="big">
          {text(['在公开记录里查我的选票', 'Find my ballot on the public record'])}
        </Link>
        <a href={`/open/${street}/votes/${id}`} className="big plain">
          {text(['公告、规则与公开记录', 'Notice, rules and public record'])}
        </a>
      </nav>
    </main>
  )
}

const loadEntry = () => import('./my-entry.tsx').then((door) => door.MyEntry)

/** Looked up only when asked: it takes showing the credential. */
function OwnEntry({ street, vote }: { street: string; vote: NoticeView }) {
  const text = useText()
  const [asked, setAsked] = useState(() => ownSession(street) !== null)
  return (
    <section>
      <h2>{text(['我在名册上', 'My entry on the roll'])}</h2>
      {asked ? (
        <Loaded load={loadEntry} give={{ street, vote }} isPart />
      ) : (
        <button type="button" className="big" onClick={() => setAsked(true)}>
          {text(['看我的面积和票数对不对', 'See whether my area and vote are right'])}
        </button>
      )}
    </section>
  )
}

function Matters({ vote, street }: { vote: NoticeView; street: string }) {
  const text = useText()
  return (
    <section>
      <h2>{text(['表决事项', 'What is decided'])}</h2>
      <ol className="matters">
        {vote.questions.map((question) => (
          <li key={question.text}>
            <strong>{question.text}</strong>
            <br />
            <small>
              {question.kind === 'matter'
                ? text(matterLabel(question.article))
                : text([
                    `从 ${question.candidates.length} 名候选人中选不超过 ${question.seats} 名：${question.candidates.join('、')}`,
                    `Up to ${question.seats} of ${question.candidates.length} candidates: ${question.candidates.join(', ')}`,
                  ])}
            </small>
          </li>
        ))}
      </ol>
      {vote.documents.length > 0 && (
        <p>
          {text(['附件：', 'Documents: '])}
          {vote.documents.map(({ file, title }) => (
            <a key={file} href={fileUrl(street, file, vote.id)} className="document">
              {title}
            </a>
          ))}
        </p>
      )}
      <p>
        {text([
          `投票期：${moment(vote.opensAt)[0]} 至 ${moment(vote.closesAt)[0]}`,
          `Voting: ${moment(vote.opensAt)[1]} to ${moment(vote.closesAt)[1]}`,
        ])}
      </p>
    </section>
  )
}

/** How many took part, by both measures of the law; never how they chose. */
function Bars({ participation }: { participation: Participation }) {
  const text = useText()
  const { owners, area, votedOwners, votedArea, quorum } = participation
  const needed = `${quorum.numerator}/${quorum.denominator}`
  const rows = [
    {
      label: text(['按人数', 'By owners']),
      part: votedOwners,
      whole: owners,
      said: text([`${votedOwners} / ${owners} 人`, `${votedOwners} / ${owners} owners`]),
      reached: quorum.ownersReached,
    },
    {
      label: text(['按面积', 'By area']),
      part: votedArea,
      whole: area,
      said: text([
        `${areaWords(votedArea)[0]} / ${areaWords(area)[0]}`,
        `${areaWords(votedArea)[1]} / ${areaWords(area)[1]}`,
      ]),
      reached: quorum.areaReached,
    },
  ]
  return (
    <section>
      <h2>{text(['参与情况', 'Participation'])}</h2>
      <p>
        {text([
          `人数和面积都要有 ${needed} 以上参加，表决才有效。这里只看得到多少人投了，看不到投了什么。`,
          `${needed} of the owners and of the area must take part. This shows how many voted, never what.`,
        ])}
      </p>
      {rows.map(({ label, part, whole, said, reached }) => (
        <div key={label} className="bar-row">
          <p>
            {label} <strong>{percent(part, whole)}</strong>
          </p>
          <div className="bar" aria-hidden="true">
            <i style={{ width: `${whole > 0 ? (100 * part) / whole : 0}%` }} />
            <b style={{ left: `${(100 * quorum.numerator) / quorum.denominator}%` }} />
          </div>
          <p className="small">
            {said} · {reached ? text(['● 已达到', '● reached']) : text(['○ 还没达到', '○ not reached yet'])}
          </p>
        </div>
      ))}
    </section>
  )
}
