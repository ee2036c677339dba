import { useState } from 'react'
import { Link } from 'react-router'
import { shanghaiDate } from '#kernel/time'
import { committeeRefusals, committees, gradeIds, grades, type Grade } from '#engines/ballots/shared'
import { Problem, Waiting } from '#ui'
import { useOperation, useStreet } from '#ui/operations'
import { usePageTitle } from '#ui/page-title'
import { useText } from '#ui/text'
import { serverNow } from '#ui/time'
import './committees.css'

/** 规范化评估 of a year: how many are judged, in both rounds, and by which scheme. */
export function AssessmentsPage() {
  const text = useText()
  usePageTitle(text(['规范化评估', 'Assessments']))
  const street = useStreet()
  const thisYear = Number(shanghaiDate(serverNow()).slice(0, 4))
  const [year, setYear] = useState(thisYear)
  const asked = useOperation(committees.assessments, { year })
  const scheme = useOperation(committees.scheme, {})
  if (asked.isError && !asked.data) return <Problem error={asked.error} refusals={committeeRefusals} />
  if (!asked.data || !scheme.data) return <Waiting />
  const said = (score: { total: number; full: number; grade: Grade } | null) =>
    score ? `${score.total} ${text(grades[score.grade])}` : '—'
  const { committees: all, first, second } = asked.data
  return (
    <div className="page committees-page">
      <header className="committee-title">
        <Link to={`/desk/${street}/committees`}>{text(['业主委员会', "Owners' committees"])}</Link>
        <div className="sheet-head">
          <h1>{text(['规范化评估', 'Assessments'])}</h1>
          <select
            className="control committee-year"
            aria-label={text(['年度', 'Year'])}
            value={year}
            onChange={(event) => setYear(Number(event.target.value))}
          >
            {[thisYear, thisYear - 1, thisYear - 2].map((each) => (
              <option key={each}>{each}</option>
            ))}
          </select>
        </div>
      </header>
      <dl className="committee-figures">
        <div>
          <dt>{text(['业委会', 'Committees'])}</dt>
          <dd>{all}</dd>
        </div>
        <div>
          <dt>{text(['已初评', 'First review'])}</dt>
          <dd>{first}</dd>
        </div>
        <div>
          <dt>{text(['已复评', 'Second review'])}</dt>
          <dd>{second}</dd>
        </div>
        {gradeIds.map((grade) => (
          <div key={grade}>
            <dt>{text(grades[grade])}</dt>
            <dd>{asked.data.grades[grade] ?? 0}</dd>
          </div>
        ))}
      </dl>
      <div className="table-scroll">
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">{text(['小区', 'Compound'])}</th>
              <th scope="col">{text(['初评', 'First'])}</th>
              <th scope="col">{text(['复评', 'Second'])}</th>
              <th scope="col">{text(['待整改', 'To improve'])}</th>
            </tr>
          </thead>
          <tbody>
            {asked.data.items.map((item) => (
              <tr key={item.committee}>
                <td>
                  <Link to={`/desk/${street}/committees/${item.committee}`}>{item.name}</Link>
                </td>
                <td>{said(item.first)}</td>
                <td>{said(item.second)}</td>
                <td>{item.improvementsOpen || '—'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <section>
        <h2>{text(['党建引领业主自治指标体系', "Indicator system for owners' autonomy"])}</h2>
        <p className="note">
          {scheme.data.basis} · {text([`${scheme.data.from} 起`, `from ${scheme.data.from}`])}
          {scheme.data.next && text([`；${scheme.data.next} 起用新一版`, `; another from ${scheme.data.next}`])}
        </p>
        <ul className="told-list">
          {scheme.data.heads.map((head) => (
            <li key={head.id}>
              <div className="sheet-head">
                <strong>{text(head.label)}</strong>
                <span className="note">
                  {head.items.map((item) => `${text(item.label)} ${item.points}`).join('；')}
                </span>
              </div>
            </li>
          ))}
        </ul>
      </section>
    </div>
  )
}
