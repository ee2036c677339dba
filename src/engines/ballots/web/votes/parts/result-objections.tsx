import { Link } from 'react-router'
import { ballotRefusals, ballots, type VoteView } from '#engines/ballots/shared'
import { CaseLight, stateName } from '#engines/cases/web'
import { Problem, Waiting } from '#ui'
import { useOperation, useStreet } from '#ui/operations'
import { useBarrier } from '#ui/session'
import { useText } from '#ui/text'
import { Done } from '../vote-words.tsx'

/** The cases that objections to the result became: each leads to its file, for whom it is open. */
export function ResultObjections({ vote }: { vote: VoteView }) {
  const text = useText()
  const street = useStreet()
  const barrier = useBarrier()
  const barred = barrier(ballots.resultObjections.name)
  const asked = useOperation(ballots.resultObjections, { id: vote.id }, { enabled: !barred })
  if (barred) return <p className="note">{text(barred)}</p>
  if (asked.isError && !asked.data) return <Problem error={asked.error} refusals={ballotRefusals} />
  if (!asked.data) return <Waiting />
  const { items } = asked.data
  return (
    <section aria-label={text(['对结果的异议', 'Objections to the result'])}>
      <h2>{text(['对结果的异议', 'Objections to the result'])}</h2>
      <p className="note">
        {text([
          '业主在公告栏提出，即立为案件，由值班席受理；内容和办理经过见案卷。',
          'Raised on the notice board, each becomes a case at once, for the duty desk. What it says and what was done is in its file.',
        ])}
      </p>
      {items.length === 0 ? (
        <p>{text(['目前没有。', 'None so far.'])}</p>
      ) : (
        <div className="table-scroll">
          <table className="plain-table result-objections">
            <thead>
              <tr>
                <th scope="col">{text(['案号', 'Case'])}</th>
                <th scope="col">{text(['状态', 'State'])}</th>
                <th scope="col">{text(['时限', 'On time'])}</th>
                <th scope="col">{text(['提出', 'Raised'])}</th>
                <th scope="col">{text(['办结', 'Closed'])}</th>
              </tr>
            </thead>
            <tbody>
              {items.map((line) => (
                <tr key={line.id}>
                  <td>
                    {line.opens ? <Link to={`/desk/${street}/cases/${line.id}`}>{line.number}</Link> : line.number}
                  </td>
                  <td>{text(stateName(line.state))}</td>
                  <td>
                    <CaseLight line={line} />
                  </td>
                  <td>
                    <Done at={line.reportedAt} />
                  </td>
                  <td>{line.closedAt ? <Done at={line.closedAt} /> : '—'}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}
