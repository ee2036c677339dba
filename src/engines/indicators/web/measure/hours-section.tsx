import { useCallback, useMemo } from 'react'
import type { Period } from '#model'
import { type CountedView, type MeasureView } from '#engines/indicators/shared'
import { weekdays } from '#engines/cases/web'
import { Waiting } from '#ui'
import { HeatChart } from '#ui/chart'
import { useText } from '#ui/text'
import { listOfMeasure, useOpen, type Days } from '../parts/measure-list.ts'
import { groupedValue, plotted, unitOf } from '../parts/measure-unit.ts'
import { PictureOrTable } from '../parts/picture-or-table.tsx'
import { useBreakdown } from '../parts/use-breakdown.ts'
import { ValueSaid } from '../parts/value-cell.tsx'
import { Unread } from '../parts/unread.tsx'

const hours = Array.from({ length: 24 }, (_, hour) => hour)

/** The measure by hour of the day and day of the week. */
export function HoursSection({ measure, period, days }: { measure: MeasureView; period: Period; days: Days }) {
  const text = useText()
  const open = useOpen()
  const parts = useBreakdown([measure.key], period, 'hour')
  const counted = useMemo(() => {
    const known = new Map<number, CountedView>()
    for (const row of parts.data?.rows ?? [])
      if (row.key === measure.key && row.member !== null) known.set(Number(row.member), row.counted)
    return known
  }, [parts.data, measure.key])
  const cells = useMemo(
    () => weekdays.map((_, day) => hours.map((hour) => plotted(counted.get(day * 24 + hour)))),
    [counted],
  )
  const names = useMemo(() => ({ rows: weekdays.map((day) => text(day)), columns: hours.map(String) }), [text])
  const { decimals } = unitOf(measure.unit)
  const say = useCallback((value: number) => groupedValue(value.toFixed(decimals)), [decimals])
  const list = (hour: number) =>
    listOfMeasure(measure, days, 'numerator', [{ dimension: 'hour', member: String(hour) }])
  return (
    <section>
      <h2>{text(['时段', 'Hours of the week'])}</h2>
      {parts.isError && !parts.data ? (
        <Unread error={parts.error} />
      ) : !parts.data ? (
        <Waiting />
      ) : counted.size === 0 ? (
        <p className="quiet">{text(['这一期没有记录。', 'Nothing in this period.'])}</p>
      ) : (
        <PictureOrTable
          picture={
            <HeatChart
              label={text([
                `${measure.label[0]}按星期和钟点，另有表格`,
                `${measure.label[1]} by weekday and hour; also as a table`,
              ])}
              rows={names.rows}
              columns={names.columns}
              cells={cells}
              say={say}
              onCell={(row, column) => open(list(row * 24 + column))}
            />
          }
          table={
            <table className="plain-table measure-hours">
              <thead>
                <tr>
                  <th scope="col">{text(['钟点', 'Hour'])}</th>
                  {weekdays.map((day) => (
                    <th scope="col" key={day[1]} data-align="end">
                      {text(day)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {hours.map((hour) => (
                  <tr key={hour}>
                    <th scope="row">{text([`${hour} 时`, `${hour}:00`])}</th>
                    {weekdays.map((day, index) => (
                      <td key={day[1]} data-align="end">
                        <ValueSaid
                          measure={measure}
                          counted={counted.get(index * 24 + hour)}
                          days={days}
                          members={[{ dimension: 'hour', member: String(index * 24 + hour) }]}
                        />
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          }
        />
      )}
    </section>
  )
}
