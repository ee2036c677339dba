import { useMemo } from 'react'
import type { Period } from '#model'
import { type CountedView, type MeasureView } from '#engines/indicators/shared'
import { useAreas } from '#engines/registers/web'
import { Waiting } from '#ui'
import { AreaMap } from '#ui/area-map'
import { shadeOf, Shades, shadesOf, stepOfShade } from '#ui/chart'
import { useText } from '#ui/text'
import { listOfMeasure, useOpen, type Days } from '../parts/measure-list.ts'
import { groupedValue, plotted, unitOf, valueSaid } from '../parts/measure-unit.ts'
import { PictureOrTable } from '../parts/picture-or-table.tsx'
import { useBreakdown } from '../parts/use-breakdown.ts'
import { FractionSaid, ValueSaid } from '../parts/value-cell.tsx'
import { Unread } from '../parts/unread.tsx'

/** The measure on the map, grid by grid: the darker, the more. */
export function GridsSection({ measure, period, days }: { measure: MeasureView; period: Period; days: Days }) {
  const text = useText()
  const open = useOpen()
  const areas = useAreas()
  const parts = useBreakdown([measure.key], period, 'grid')
  const counted = useMemo(
    () =>
      new Map<string, CountedView>(
        (parts.data?.rows ?? []).flatMap((row) =>
          row.key === measure.key ? [[row.member ?? '', row.counted] as const] : [],
        ),
      ),
    [parts.data, measure.key],
  )
  const { decimals } = unitOf(measure.unit)
  const shades = useMemo(
    () =>
      shadesOf(
        areas.grids.flatMap(({ code }) => {
          const value = plotted(counted.get(code))
          return value === null || value === 0 ? [] : [value]
        }),
      ),
    [areas.grids, counted],
  )
  const drawn = useMemo(
    () =>
      areas.grids.map(({ code, name, ring }) => {
        const value = plotted(counted.get(code))
        return {
          code,
          name,
          ring,
          late: false,
          // The map draws five steps of counts from 0 to 4.
          count: value === null || value === 0 ? 0 : stepOfShade(shadeOf(value, shades), shades.length),
          said: text(valueSaid(measure, counted.get(code) ?? { value: null })),
        }
      }),
    [areas.grids, counted, shades, measure, text],
  )
  const say = (value: number) => groupedValue(value.toFixed(decimals))
  const list = (code: string) => listOfMeasure(measure, days, 'numerator', [{ dimension: 'grid', member: code }])
  const rows = areas.grids
    .filter(({ code }) => counted.has(code))
    .toSorted((a, b) => (plotted(counted.get(b.code)) ?? -1) - (plotted(counted.get(a.code)) ?? -1))
  return (
    <section>
      <h2>{text(['网格分布', 'By grid'])}</h2>
      {parts.isError && !parts.data ? (
        <Unread error={parts.error} />
      ) : !parts.data || !areas.isKnown ? (
        <Waiting />
      ) : rows.length === 0 ? (
        <p className="quiet">{text(['这一期没有记录。', 'Nothing in this period.'])}</p>
      ) : (
        <PictureOrTable
          picture={
            <div className="measure-map">
              <AreaMap
                label={text([
                  `${measure.label[0]}按网格的地图，另有表格`,
                  `Map of ${measure.label[1]} by grid; also as a table`,
                ])}
                areas={drawn}
                points={[]}
                chosen={null}
                onArea={(code) => open(list(code))}
                onPoint={() => {}}
              />
              <Shades shades={shades} say={say} />
            </div>
          }
          table={
            <table className="plain-table measure-parts">
              <thead>
                <tr>
                  <th scope="col">{text(['网格', 'Grid'])}</th>
                  <th scope="col" data-align="end">
                    {text(['值', 'Value'])}
                  </th>
                  <th scope="col" data-align="end">
                    {text(['分子 / 分母', 'Fraction'])}
                  </th>
                </tr>
              </thead>
              <tbody>
                {rows.map(({ code, name }) => {
                  const members = [{ dimension: 'grid' as const, member: code }]
                  return (
                    <tr key={code}>
                      <th scope="row">{name}</th>
                      <td data-align="end">
                        <ValueSaid measure={measure} counted={counted.get(code)} days={days} members={members} />
                      </td>
                      <td data-align="end" className="quiet">
                        <FractionSaid measure={measure} counted={counted.get(code)} days={days} members={members} />
                      </td>
                    </tr>
                  )
                })}
              </tbody>
            </table>
          }
        />
      )}
    </section>
  )
}
