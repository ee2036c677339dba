import { useState } from 'react'
import { Link, useNavigate, useParams } from 'react-router'
import { newId } from '#kernel/id'
import { addDays, shanghaiDate } from '#kernel/time'
import { committeeRefusals, committees, grades, itemsOf, pointsFault, scoreSheet } from '#engines/ballots/shared'
import { Button, Problem, Waiting } from '#ui'
import { useCommand, useOperation, useStreet } from '#ui/operations'
import { usePageTitle } from '#ui/page-title'
import { useText } from '#ui/text'
import { serverNow } from '#ui/time'
import { toast } from '#ui/toast'
import './committees.css'

/** A sheet of one round: points for every item, and what is to be improved. */
export function AssessPage() {
  const text = useText()
  const street = useStreet()
  const navigate = useNavigate()
  const { id: committee = '' } = useParams()
  const asked = useOperation(committees.committee, { id: committee })
  usePageTitle(asked.data && text([`${asked.data.name}评估`, `Assessment of ${asked.data.name}`]))
  const today = shanghaiDate(serverNow())
  const year = Number(today.slice(0, 4))
  const first = asked.data?.assessments.find((each) => each.year === year && each.round === 'first')
  const scheme = useOperation(committees.scheme, first ? { day: first.schemeFrom } : {})
  const [id] = useState(newId)
  const [points, setPoints] = useState<Readonly<Record<string, number>>>({})
  const [faults, setFaults] = useState<Readonly<Record<string, string>>>({})
  const act = useCommand(committees.assess)
  if (asked.isError && !asked.data) return <Problem error={asked.error} refusals={committeeRefusals} />
  if (!asked.data || !scheme.data) return <Waiting />
  const round = first ? 'second' : 'first'
  const fault = pointsFault(scheme.data, points)
  const score = scoreSheet(scheme.data, points)
  const missing = itemsOf(scheme.data).filter((item) => points[item.id] === undefined).length

  function send() {
    const improvements = Object.entries(faults)
      .filter(([, what]) => what.trim().length > 1)
      .map(([item, what]) => ({ id: newId(), item, what: what.trim(), due: addDays(today, 30) }))
    act.mutate(
      { id, committee, year, round, points: { ...points }, notes: {}, improvements },
      {
        onSuccess: ({ grade }) => {
          toast(text([`已评：${grades[grade][0]}`, `Done: ${grades[grade][1]}`]))
          void navigate(`/desk/${street}/committees/${committee}`)
        },
      },
    )
  }
  return (
    <div className="page committees-page">
      <header className="committee-title">
        <Link to={`/desk/${street}/committees/${committee}`}>{asked.data.name}</Link>
        <h1>
          {text(
            round === 'first'
              ? [`${year} 年规范化评估初评`, `First review of ${year}`]
              : [`${year} 年规范化评估复评`, `Second review of ${year}`],
          )}
        </h1>
        <p className="note">{scheme.data.basis}</p>
      </header>
      <div className="table-scroll">
        <table className="plain-table assess-table">
          <thead>
            <tr>
              <th scope="col">{text(['指标', 'Item'])}</th>
              <th scope="col">{text(['满分', 'Full'])}</th>
              {first && <th scope="col">{text(['初评', 'First'])}</th>}
              <th scope="col">{text(['得分', 'Points'])}</th>
              <th scope="col">{text(['需整改（30 天内）', 'To be improved (30 days)'])}</th>
            </tr>
          </thead>
          {scheme.data.heads.map((head) => (
            <tbody key={head.id}>
              <tr className="assess-head">
                <th scope="rowgroup" colSpan={first ? 5 : 4}>
                  {text(head.label)} {score.byHead[head.id]} / {head.items.reduce((sum, item) => sum + item.points, 0)}
                </th>
              </tr>
              {head.items.map((item) => (
                <tr key={item.id}>
                  <td>{text(item.label)}</td>
                  <td>{item.points}</td>
                  {first && <td>{first.points[item.id] ?? '—'}</td>}
                  <td>
                    <input
                      className="control"
                      type="number"
                      min={0}
                      max={item.points}
                      step={1}
                      aria-label={text([`${item.label[0]} 得分`, `Points for ${item.label[1]}`])}
                      value={points[item.id] ?? ''}
                      onChange={(event) => {
                        const { [item.id]: _gone, ...rest } = points
                        const value = event.target.valueAsNumber
                        setPoints(Number.isNaN(value) ? rest : { ...rest, [item.id]: value })
                      }}
                    />
                  </td>
                  <td>
                    <input
                      className="control"
                      maxLength={300}
                      aria-label={text([`${item.label[0]} 整改`, `What to improve in ${item.label[1]}`])}
                      value={faults[item.id] ?? ''}
                      onChange={(event) => setFaults({ ...faults, [item.id]: event.target.value })}
                    />
                  </td>
                </tr>
              ))}
            </tbody>
          ))}
        </table>
      </div>
      {act.isError && <Problem error={act.error} refusals={committeeRefusals} />}
      <div className="assess-total">
        <strong>
          {score.total} / {score.full}
        </strong>
        <span>
          {missing > 0
            ? text([`还有 ${missing} 项未打分`, `${missing} items left`])
            : fault
              ? text(committeeRefusals[fault])
              : text(grades[score.grade])}
        </span>
        <Button tone="main" busy={act.isPending} why={fault ? text(committeeRefusals[fault]) : null} onClick={send}>
          {text(['提交', 'Submit'])}
        </Button>
      </div>
    </div>
  )
}
