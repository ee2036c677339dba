import { useMemo } from 'react'
import { shanghaiDate } from '#kernel/time'
import { periodName, periodOf } from '#model'
import { indicators, type CountedView } from '#engines/indicators/shared'
import { grouped, Waiting } from '#ui'
import { TrendChart } from '#ui/chart'
import { useOperation } from '#ui/operations'
import { useText } from '#ui/text'
import { serverNow } from '#ui/time'
import { listOfMeasure, useOpen, type Part } from '../parts/measure-list.ts'
import { PictureOrTable } from '../parts/picture-or-table.tsx'
import { useBound } from '../parts/use-bound.ts'
import { Unread } from '../parts/unread.tsx'

/** 结案率 counts both: what was found, and what of it is closed. */
const closed = { key: 'closed', kind: 'rate', source: 'cases' } as const

/** The months of a year as a picture, and behind it as a table. */
export function Months({ year }: { year: number }) {
  const text = useText()
  const open = useOpen()
  const { own } = useBound()
  const members = own ? [own] : []
  const today = shanghaiDate(serverNow())
  const months = useMemo(
    () =>
      Array.from({ length: 12 }, (_, index) => periodOf('month', `${year}-${String(index + 1).padStart(2, '0')}-01`)),
    [year],
  )
  const series = useOperation(indicators.series, {
    measures: [closed.key],
    from: `${year}-01-01`,
    to: `${year}-12-31`,
    step: 'month',
  })
  const counted = useMemo(
    () => new Map<string, CountedView>((series.data?.points ?? []).map((point) => [point.from, point.counted])),
    [series.data],
  )
  const said = useMemo(
    () => ({
      steps: months.map(({ from }) => text([`${Number(from.slice(5, 7))} 月`, from.slice(5, 7)])),
      bars: {
        name: text(['发现', 'Found']),
        values: months.map(({ from }) => counted.get(from)?.denominator ?? 0),
      },
      line: {
        name: text(['其中已结案', 'of these closed']),
        // Months that have not come are not months without cases.
        values: months.map(({ from }) => (from > today ? null : (counted.get(from)?.numerator ?? 0))),
      },
    }),
    [months, counted, today, text],
  )
  if (series.isError && !series.data) return <Unread error={series.error} />
  if (!series.data) return <Waiting />
  if (series.data.points.every((point) => point.counted.denominator === 0))
    return <p className="quiet">{text(['这一年还没有案件。', 'No cases in this year.'])}</p>
  return (
    <PictureOrTable
      picture={
        <TrendChart
          label={text(['逐月发现与结案，另有表格', 'Found and closed by month; also as a table'])}
          {...said}
          onStep={(index) => {
            const month = months[index]
            if (month) open(listOfMeasure(closed, month, 'denominator', members))
          }}
        />
      }
      table={
        <table className="plain-table board-months">
          <thead>
            <tr>
              <th scope="col">{text(['月份', 'Month'])}</th>
              <th scope="col" data-align="end">
                {said.bars.name}
              </th>
              <th scope="col" data-align="end">
                {said.line.name}
              </th>
            </tr>
          </thead>
          <tbody>
            {months.map((month) => (
              <tr key={month.from}>
                <th scope="row">{text(periodName(month))}</th>
                {(['denominator', 'numerator'] as const satisfies readonly Part[]).map((part) => (
                  <td data-align="end" key={part}>
                    <button
                      type="button"
                      className="figure-open"
                      onClick={() => open(listOfMeasure(closed, month, part, members))}
                    >
                      {grouped(counted.get(month.from)?.[part] ?? 0)}
                    </button>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      }
    />
  )
}
