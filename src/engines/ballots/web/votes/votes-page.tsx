import { useState } from 'react'
import { Link } from 'react-router'
import { ballotRefusals, ballots, percent, voteStates, type VoteState } from '#engines/ballots/shared'
import { Button, EmptyState, Waiting, Unanswered } from '#ui'
import { useOperation, useStreet } from '#ui/operations'
import { usePageTitle } from '#ui/page-title'
import { useBarrier } from '#ui/session'
import { useText } from '#ui/text'
import { modeWords, NextStep, Period, State, states } from './vote-words.tsx'
import './votes.css'

const running: readonly VoteState[] = ['drafting', 'noticing', 'frozen', 'voting', 'closed', 'counted', 'published']

/** All votes of the subdistrict, what is due first. */
export function VotesPage() {
  const text = useText()
  usePageTitle(text(['业主共同决定', "Owners' votes"]))
  const street = useStreet()
  const barrier = useBarrier()
  const [state, setState] = useState<VoteState | null>(null)
  const asked = useOperation(ballots.votes, {})
  if (asked.isError && !asked.data) return <Unanswered asked={asked} refusals={ballotRefusals} />
  if (!asked.data) return <Waiting />
  const all = asked.data.items
  const dueAt = (at: string | null | undefined) => at ?? '9999'
  const shown = all
    .filter((line) => state === null || line.state === state)
    .toSorted(
      (a, b) =>
        Number(running.includes(b.state)) - Number(running.includes(a.state)) ||
        dueAt(a.due?.by).localeCompare(dueAt(b.due?.by)),
    )
  return (
    <div className="page votes-page">
      <header className="votes-head">
        <h1>{text(['业主共同决定', "Owners' votes"])}</h1>
        <div className="form-buttons">
          {!barrier(ballots.lawOfDay.name) && (
            <Link className="button" to={`/desk/${street}/votes/rules`}>
              {text(['表决规则', 'Rules of votes'])}
            </Link>
          )}
          {!barrier(ballots.draftVote.name) && (
            <Link className="button" data-tone="main" to={`/desk/${street}/votes/new`}>
              {text(['起草表决', 'Draft a vote'])}
            </Link>
          )}
        </div>
      </header>
      <div className="vote-filter" role="group" aria-label={text(['按阶段看', 'By state'])}>
        <Button aria-pressed={state === null} onClick={() => setState(null)}>
          {text(['全部', 'All'])} {all.length}
        </Button>
        {voteStates.map((each) => {
          const count = all.filter((line) => line.state === each).length
          return count === 0 ? null : (
            <Button key={each} aria-pressed={state === each} onClick={() => setState(each)}>
              {text(states[each][1])} {count}
            </Button>
          )
        })}
      </div>
      {shown.length === 0 ? (
        <EmptyState title={['还没有表决', 'No votes yet']}>
          <p>
            {text([
              '由业委会或换届改选小组起草：选范围、写事项、定时间，再发布公告。',
              "The owners' committee or the re-election group drafts one: scope, questions, period; then the notice goes up.",
            ])}
          </p>
        </EmptyState>
      ) : (
        <div className="table-scroll">
          <table className="plain-table votes-table">
            <thead>
              <tr>
                <th scope="col">{text(['表决', 'Vote'])}</th>
                <th scope="col">{text(['阶段', 'State'])}</th>
                <th scope="col">{text(['下一步', 'Due next'])}</th>
                <th scope="col" data-align="end">
                  {text(['已投票', 'Voted'])}
                </th>
                <th scope="col">{text(['方式', 'Mode'])}</th>
                <th scope="col">{text(['投票时间', 'Period'])}</th>
              </tr>
            </thead>
            <tbody>
              {shown.map((line) => (
                <tr key={line.id}>
                  <td>
                    <Link to={`/desk/${street}/votes/${line.id}`}>{line.title}</Link>
                    <span className="votes-scope">{line.scopeName}</span>
                    <span className="votes-narrow">
                      <NextStep due={line.due} />
                    </span>
                  </td>
                  <td>
                    <State of={line.state} />
                  </td>
                  <td>
                    <NextStep due={line.due} />
                  </td>
                  <td data-align="end">
                    {line.owners === null ? (
                      '—'
                    ) : (
                      <>
                        {percent(line.voted, line.owners)}{' '}
                        <span className="note">
                          {line.voted} / {line.owners}
                        </span>
                      </>
                    )}
                  </td>
                  <td>{text(modeWords[line.mode])}</td>
                  <td>
                    <Period from={line.opensAt} to={line.closesAt} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </div>
  )
}
