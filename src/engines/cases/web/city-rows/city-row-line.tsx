import { useState } from 'react'
import { Link } from 'react-router'
import { caseRefusals, cases, type CityRow } from '#engines/cases/shared'
import { Button, Problem } from '#ui'
import { useCommand, useStreet } from '#ui/operations'
import { useBarrier } from '#ui/session'
import { useText } from '#ui/text'
import { cityKinds, cityStates } from './city-words.ts'

/** One row of the city's list: the case it counts, and its contest. */
export function CityRowLine({ row }: { row: CityRow }) {
  const text = useText()
  const street = useStreet()
  const barrier = useBarrier()
  const contest = useCommand(cases.contestCityRow)
  const decide = useCommand(cases.decideContest)
  const [isOpen, setOpen] = useState(false)
  const [grounds, setGrounds] = useState('')
  const barredContest = barrier(cases.contestCityRow.name)
  const barredDecide = barrier(cases.decideContest.name)
  const rowId = row.id
  const problem = contest.error ?? decide.error
  return (
    <tr>
      <td>{text(cityKinds[row.kind])}</td>
      <td>{row.upstreamNo}</td>
      <td>
        {row.caseId ? (
          <Link to={`/desk/${street}/cases/${row.caseId}`}>{row.number}</Link>
        ) : (
          <span className="late">{text(['无对应案件', 'no case'])}</span>
        )}
      </td>
      <td className="city-note">{row.note}</td>
      <td>
        {text(cityStates[row.state])}
        {row.grounds && <div className="note">{row.grounds}</div>}
      </td>
      <td>
        {row.state === 'imported' && !isOpen && (
          <Button why={barredContest && text(barredContest)} onClick={() => setOpen(true)}>
            {text(['申诉', 'Contest'])}
          </Button>
        )}
        {row.state === 'imported' && isOpen && (
          <form
            className="city-contest"
            onSubmit={(event) => {
              event.preventDefault()
              contest.mutate({ rowId, grounds: grounds.trim() }, { onSuccess: () => setOpen(false) })
            }}
          >
            <textarea
              className="control"
              autoFocus
              required
              maxLength={1000}
              aria-label={text(['申诉理由', 'Grounds'])}
              placeholder={text([
                '申诉理由，如“5 月 3 日 10:12 已联系，有通话记录”',
                'Grounds, such as “called on 3 May at 10:12, recorded”',
              ])}
              value={grounds}
              onChange={(event) => setGrounds(event.target.value)}
            />
            <div className="form-buttons">
              <Button type="submit" tone="main" busy={contest.isPending}>
                {text(['申诉', 'Contest'])}
              </Button>
              <Button onClick={() => setOpen(false)}>{text(['收起', 'Put away'])}</Button>
            </div>
          </form>
        )}
        {row.state === 'contested' && (
          <div className="form-buttons">
            <Button
              why={barredDecide && text(barredDecide)}
              busy={decide.isPending}
              onClick={() => decide.mutate({ rowId, upheld: true })}
            >
              {text(['登记成立', 'Upheld'])}
            </Button>
            <Button
              why={barredDecide && text(barredDecide)}
              busy={decide.isPending}
              onClick={() => decide.mutate({ rowId, upheld: false })}
            >
              {text(['登记不成立', 'Dismissed'])}
            </Button>
          </div>
        )}
        {problem && <Problem error={problem} refusals={caseRefusals} />}
      </td>
    </tr>
  )
}
