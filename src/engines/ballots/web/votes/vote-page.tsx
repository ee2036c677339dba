import { useEffect, useRef } from 'react'
import { Link, useParams } from 'react-router'
import { ballotRefusals, ballots, type VoteView } from '#engines/ballots/shared'
import type { Text } from '#kernel/text'
import { Waiting, Unanswered } from '#ui'
import { useOperation, useStreet } from '#ui/operations'
import { usePageTitle } from '#ui/page-title'
import { useText } from '#ui/text'
import { Doors } from './parts/doors.tsx'
import { Electorate } from './parts/electorate.tsx'
import { Objections } from './parts/objections.tsx'
import { Overview } from './parts/overview.tsx'
import { Papers } from './parts/papers.tsx'
import { Result } from './parts/result.tsx'
import { Roll } from './parts/roll.tsx'
import { Ceremony } from './parts/ceremony.tsx'
import { modeWords, NextStep, Period, State, stamp } from './vote-words.tsx'
import '../warning-line.css'
import './votes.css'

interface Part {
  readonly path: string
  readonly label: Text
  readonly shows: (vote: VoteView) => boolean
  readonly body: (vote: VoteView) => React.ReactNode
}

const isFrozen = (vote: VoteView) => vote.frozenAt !== null

const parts: readonly Part[] = [
  { path: '', label: ['概况', 'Overview'], shows: () => true, body: (vote) => <Overview vote={vote} /> },
  {
    path: 'electorate',
    label: ['表决权人', 'Electorate'],
    shows: (vote) => !isFrozen(vote),
    body: (vote) => <Electorate vote={vote} />,
  },
  {
    path: 'objections',
    label: ['异议', 'Objections'],
    shows: (vote) => vote.noticedAt !== null,
    body: (vote) => <Objections vote={vote} />,
  },
  { path: 'roll', label: ['名册与信件', 'Roll and letters'], shows: isFrozen, body: (vote) => <Roll vote={vote} /> },
  { path: 'keys', label: ['密钥', 'Keys'], shows: () => true, body: (vote) => <Ceremony vote={vote} /> },
  {
    path: 'doors',
    label: ['送达与催投', 'Delivery and visits'],
    shows: isFrozen,
    body: (vote) => <Doors vote={vote} />,
  },
  {
    path: 'papers',
    label: ['纸质票', 'Papers'],
    shows: (vote) => vote.openedAt !== null,
    body: (vote) => <Papers vote={vote} />,
  },
  {
    path: 'result',
    label: ['结果', 'Result'],
    shows: (vote) => vote.closedAt !== null,
    body: (vote) => <Result vote={vote} />,
  },
]

const steps: readonly {
  readonly label: Text
  readonly at: (vote: VoteView) => string | null
  readonly plan?: (vote: VoteView) => string
  readonly only?: (vote: VoteView) => boolean
}[] = [
  { label: ['公告', 'Notice'], at: (vote) => vote.noticedAt },
  { label: ['冻结名册', 'Roll frozen'], at: (vote) => vote.frozenAt },
  { label: ['开始投票', 'Opened'], at: (vote) => vote.openedAt, plan: (vote) => vote.opensAt },
  { label: ['截止', 'Closed'], at: (vote) => vote.closedAt, plan: (vote) => vote.closesAt },
  { label: ['计票', 'Counted'], at: (vote) => vote.countedAt },
  { label: ['公布', 'Published'], at: (vote) => vote.publishedAt },
  {
    label: ['备案', 'Filed'],
    at: (vote) => vote.filedAt,
    only: (vote) => vote.filedAt !== null || vote.questions.some(({ kind }) => kind === 'election'),
  },
]

/** On a narrow screen the row scrolls: what is current begins in view. */
function useCurrentInView<T extends HTMLElement>(current: string) {
  const row = useRef<T>(null)
  useEffect(() => {
    const all = row.current?.querySelectorAll<HTMLElement>(':scope > *') ?? []
    // What is over shows its end.
    const marked = [...all].find((each) => each.hasAttribute('aria-current')) ?? [...all].at(-1)
    if (row.current && marked) row.current.scrollLeft = marked.offsetLeft + marked.offsetWidth - row.current.clientWidth
  }, [current])
  return row
}

/** Where the vote stands on its way; what is planned is dated too. */
function Way({ vote }: { vote: VoteView }) {
  const text = useText()
  const way = steps.filter((step) => step.only?.(vote) ?? true)
  const current = way.findIndex((step) => step.at(vote) === null)
  const row = useCurrentInView<HTMLOListElement>(vote.state)
  return (
    <ol ref={row} className="vote-way" aria-label={text(['进程', 'Progress'])}>
      {way.map((step, place) => {
        const at = step.at(vote)
        const plan = at === null ? step.plan?.(vote) : undefined
        return (
          <li
            key={step.label[0]}
            data-done={at !== null || undefined}
            aria-current={place === current && vote.state !== 'withdrawn' ? 'step' : undefined}
          >
            <span>{text(step.label)}</span>
            <span className="note">
              {at
                ? stamp(at).slice(5)
                : plan
                  ? text([`定于 ${stamp(plan).slice(5)}`, `due ${stamp(plan).slice(5)}`])
                  : '—'}
            </span>
          </li>
        )
      })}
    </ol>
  )
}

/** One vote: where it stands, what comes next, and everything about it in parts. */
export function VotePage() {
  const text = useText()
  const street = useStreet()
  const { id = '', part = '' } = useParams()
  const asked = useOperation(ballots.vote, { id }, { refetchInterval: 15_000 })
  usePageTitle(asked.data?.id === id ? asked.data.title : undefined)
  const row = useCurrentInView<HTMLElement>(`${asked.data?.id ?? ''} ${part}`)
  if (asked.isError && asked.data?.id !== id) return <Unanswered asked={asked} refusals={ballotRefusals} />
  if (asked.data?.id !== id) return <Waiting />
  const vote = asked.data
  const shown = parts.filter((each) => each.shows(vote))
  const open = shown.find(({ path }) => path === part) ?? shown[0]
  return (
    <div className="page vote-page">
      <header className="vote-title">
        <Link to={`/desk/${street}/votes`}>{text(['业主共同决定', "Owners' votes"])}</Link>
        <h1>{vote.title}</h1>
        <p className="vote-line">
          <State of={vote.state} />
          <span>{vote.scopeName}</span>
          <span>{text(modeWords[vote.mode])}</span>
          <Period from={vote.opensAt} to={vote.closesAt} />
          {vote.due && (
            <strong>
              {text(['下一步：', 'Next: '])}
              <NextStep due={vote.due} />
            </strong>
          )}
        </p>
      </header>
      {vote.state === 'withdrawn' ? (
        <p className="warning-line" role="note">
          {text(['已撤回：', 'Withdrawn: '])}
          {vote.withdrawnReason}
        </p>
      ) : (
        <Way vote={vote} />
      )}
      <nav ref={row} className="vote-parts" aria-label={text(['内容', 'Parts'])}>
        {shown.map((each) => (
          <Link
            key={each.path}
            to={`/desk/${street}/votes/${id}${each.path && `/${each.path}`}`}
            aria-current={each === open ? 'page' : undefined}
          >
            {text(each.label)}
          </Link>
        ))}
      </nav>
      {open?.body(vote)}
    </div>
  )
}
