import { useMemo, useState } from 'react'
import { addDays, shanghaiDate } from '#kernel/time'
import { grouped } from '#ui'
import { TrendChart } from '#ui/chart'
import { useText } from '#ui/text'
import { serverNow } from '#ui/time'
import type { Filter } from '../list-filter.ts'

interface Month {
  readonly month: string
  readonly found: number
  readonly closed: number
}

interface Given {
  readonly year: number
  readonly counted: readonly Month[]
  readonly onOpen: (filter: Filter) => void
}

/** First and last day of YYYY-MM. */
function daysOf(month: string): { from: string; to: string } {
  const [year = 0, number = 0] = month.split('-').map(Number)
  const next = number === 12 ? `${year + 1}-01-01` : `${year}-${String(number + 1).padStart(2, '0')}-01`
  return { from: `${month}-01`, to: addDays(next, -1) }
}

/** The months as a picture, and behind it as a table. */
export function Trend({ year, counted, onOpen }: Given) {
  const text = useText()
  const monthly = useMemo(
    () =>
      Array.from({ length: 12 }, (_, index): Month => {
        const month = `${year}-${String(index + 1).padStart(2, '0')}`
        return counted.find((each) => each.month === month) ?? { month, found: 0, closed: 0 }
      }),
    [year, counted],
  )
  const lastMonth = shanghaiDate(serverNow()).slice(0, 7)
  const [isTable, setTable] = useState(false)
  const names = useMemo(
    () => ({ found: text(['发现', 'Found']), closed: text(['其中已结案', 'of these closed']) }),
    [text],
  )
  const steps = useMemo(
    () => monthly.map((each) => text([`${Number(each.month.slice(5))} 月`, each.month.slice(5)])),
    [monthly, text],
  )
  const bars = useMemo(() => ({ name: names.found, values: monthly.map((each) => each.found) }), [names, monthly])
  const line = useMemo(
    () => ({
      name: names.closed,
      // Months that have not come are not months without cases.
      values: monthly.map((each) => (each.month > lastMonth ? null : each.closed)),
    }),
    [names, monthly, lastMonth],
  )
  if (counted.length === 0) return <p className="quiet">{text(['还没有案件。', 'No cases yet.'])}</p>
  return (
    <div className="board-trend">
      {isTable ? (
        <table className="plain-table board-months">
          <thead>
            <tr>
              <th scope="col">{text(['月份', 'Month'])}</th>
              <th scope="col" data-align="end">
                {names.found}
              </th>
              <th scope="col" data-align="end">
                {names.closed}
              </th>
            </tr>
          </thead>
          <tbody>
            {monthly.map((each) => (
              <tr key={each.month}>
                <th scope="row">{each.month}</th>
                <td data-align="end">
                  <button
                    type="button"
                    className="figure-open"
                    onClick={() => onOpen({ measure: 'found', ...daysOf(each.month) })}
                  >
                    {grouped(each.found)}
                  </button>
                </td>
                <td data-align="end">
                  <button
                    type="button"
                    className="figure-open"
                    onClick={() => onOpen({ state: 'closed', ...daysOf(each.month) })}
                  >
                    {grouped(each.closed)}
                  </button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : (
        <TrendChart
          label={text(['逐月发现与结案，另有表格', 'Found and closed by month; also as a table'])}
          steps={steps}
          bars={bars}
          line={line}
          onStep={(index) => {
            const month = monthly[index]?.month
            if (month) onOpen({ measure: 'found', ...daysOf(month) })
          }}
        />
      )}
      <button type="button" className="link-button" onClick={() => setTable(!isTable)}>
        {isTable ? text(['看图', 'As a picture']) : text(['看表格', 'As a table'])}
      </button>
    </div>
  )
}
