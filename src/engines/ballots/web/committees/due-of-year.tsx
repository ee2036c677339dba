import { useState } from 'react'
import { Link } from 'react-router'
import { committees } from '#engines/ballots/shared'
import { useOperation, useStreet } from '#ui/operations'
import { useText } from '#ui/text'

/** 应换尽换率 in both readings, with the terms it counts. */
export function DueOfYear({ thisYear }: { thisYear: number }) {
  const text = useText()
  const street = useStreet()
  const [year, setYear] = useState(thisYear)
  const due = useOperation(committees.dueOf, { year })
  const data = due.data
  const states = {
    waiting: ['未启动', 'Not begun'],
    started: ['已启动', 'Begun'],
    elected: ['已选举', 'Elected'],
    filed: ['已备案', 'Filed'],
  } as const
  return (
    <section className="committee-due">
      <div className="sheet-head">
        <h2>{text(['应换尽换', 'Renewals due'])}</h2>
        <select
          className="control committee-year"
          aria-label={text(['年度', 'Year'])}
          value={year}
          onChange={(event) => setYear(Number(event.target.value))}
        >
          {[thisYear + 1, thisYear, thisYear - 1, thisYear - 2, thisYear - 3].map((each) => (
            <option key={each}>{each}</option>
          ))}
        </select>
      </div>
      {data && (
        <>
          <dl className="committee-figures">
            <div>
              <dt>{text(['当年应换', 'Due'])}</dt>
              <dd>{data.due}</dd>
            </div>
            <div>
              <dt>{text(['已启动', 'Begun'])}</dt>
              <dd>
                {data.started} <small>{data.startedRate === null ? '—' : `${data.startedRate}%`}</small>
              </dd>
            </div>
            <div>
              <dt>{text(['已完成备案', 'Filed'])}</dt>
              <dd>
                {data.filed} <small>{data.filedRate === null ? '—' : `${data.filedRate}%`}</small>
              </dd>
            </div>
            <div>
              <dt>{text(['届满未换', 'Run out'])}</dt>
              <dd className={data.overdue ? 'late' : undefined}>{data.overdue}</dd>
            </div>
          </dl>
          <p className="note">
            {text([
              '分母为当年届满和以前届满未换的小区；“启动”以换届改选小组成立为准，“完成”以备案为准。',
              'Over the terms that end in the year or ended before and were not renewed. Begun: the group is formed. Filed: the new committee is on file.',
            ])}
          </p>
          {data.items.length > 0 && (
            <details>
              <summary>{text([`看 ${data.items.length} 个小区`, `See the ${data.items.length} compounds`])}</summary>
              <div className="table-scroll">
                <table className="plain-table">
                  <thead>
                    <tr>
                      <th scope="col">{text(['小区', 'Compound'])}</th>
                      <th scope="col">{text(['届满日', 'Last day'])}</th>
                      <th scope="col">{text(['进度', 'State'])}</th>
                    </tr>
                  </thead>
                  <tbody>
                    {data.items.map((item) => (
                      <tr key={item.committee}>
                        <td>
                          <Link to={`/desk/${street}/committees/${item.committee}`}>{item.name}</Link>
                        </td>
                        <td className={item.isOverdue ? 'late' : undefined}>{item.to}</td>
                        <td>{text(states[item.state])}</td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </div>
            </details>
          )}
        </>
      )}
    </section>
  )
}
