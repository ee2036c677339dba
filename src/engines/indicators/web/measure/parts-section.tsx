import { useMemo, useState } from 'react'
import type { Text } from '#kernel/text'
import type { Period } from '#model'
import { dimensions, type CountedView, type Dimension, type MeasureView } from '#engines/indicators/shared'
import { Chips, EmptyState, grouped, Waiting } from '#ui'
import { BarsChart } from '#ui/chart'
import { useText } from '#ui/text'
import { listOfMeasure, useOpen, type Days } from '../parts/measure-list.ts'
import { plotted, unitOf, valueSaid } from '../parts/measure-unit.ts'
import { isRanked, useMemberName } from '../parts/measure-words.ts'
import { PictureOrTable } from '../parts/picture-or-table.tsx'
import { useBound } from '../parts/use-bound.ts'
import { useBreakdown } from '../parts/use-breakdown.ts'
import { FractionSaid, ValueSaid } from '../parts/value-cell.tsx'
import { Unread } from '../parts/unread.tsx'
import { ranked, type PartRow } from './ranking.ts'

const mostBars = 30

interface Given {
  readonly measure: MeasureView
  readonly period: Period
  /** The days that have passed of it: what a list of the same opens on. */
  readonly days: Days
  readonly whole: CountedView | undefined
}

const fractionOf = ({ kind }: MeasureView, { numerator, denominator }: CountedView): string =>
  kind === 'rate' ? `　${grouped(numerator)} / ${grouped(denominator)}` : ''

function PartsTable({
  measure,
  by,
  rows,
  days,
}: Pick<Given, 'measure' | 'days'> & { by: Dimension; rows: readonly PartRow[] }) {
  const text = useText()
  const memberName = useMemberName()
  const hasPlaces = isRanked(by) && rows.length > 1
  return (
    <table className="plain-table measure-parts">
      <thead>
        <tr>
          {hasPlaces && (
            <th scope="col" className="measure-place">
              {text(['位次', 'Place'])}
            </th>
          )}
          <th scope="col">{text(dimensions[by])}</th>
          <th scope="col" data-align="end">
            {text(['值', 'Value'])}
          </th>
          <th scope="col" data-align="end">
            {text(['分子 / 分母', 'Fraction'])}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => {
          const members = [{ dimension: by, member: row.member }]
          return (
            <tr key={row.member ?? ''}>
              {hasPlaces && <td className="quiet">{row.place ?? '—'}</td>}
              <th scope="row">{text(memberName(by, row.member))}</th>
              <td data-align="end">
                <ValueSaid measure={measure} counted={row.counted} days={days} members={members} />
              </td>
              <td data-align="end" className="quiet">
                <FractionSaid measure={measure} counted={row.counted} days={days} members={members} />
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

function Parts({ measure, period, days, whole, by }: Given & { by: Dimension }) {
  const text = useText()
  const open = useOpen()
  const memberName = useMemberName()
  const { own } = useBound()
  const parts = useBreakdown([measure.key], period, by)
  const rows = useMemo(
    () =>
      ranked(
        measure,
        (parts.data?.rows ?? []).filter((row) => row.key === measure.key),
      ),
    [measure, parts.data],
  )
  const drawn = useMemo(
    () =>
      rows.slice(0, mostBars).map((row) => ({
        name: text(memberName(by, row.member)),
        value: plotted(row.counted),
        said: text(valueSaid(measure, row.counted)) + fractionOf(measure, row.counted),
      })),
    [rows, by, memberName, measure, text],
  )
  const line = useMemo(() => {
    const value = measure.kind === 'count' || measure.kind === 'sum' || !whole ? null : plotted(whole)
    // Of one area alone there is nothing to compare with.
    return value === null || !whole || own !== null
      ? undefined
      : { name: text(['全街道', 'All']), value, said: text(valueSaid(measure, whole)) }
  }, [measure, whole, text, own])
  if (parts.isError && !parts.data) return <Unread error={parts.error} />
  if (!parts.data || parts.isPlaceholderData) return <Waiting />
  if (rows.length === 0)
    return (
      <EmptyState title={['这一期没有记录', 'Nothing in this period']}>
        <p>{text(['换一个周期看看。', 'Look at another period.'])}</p>
      </EmptyState>
    )
  return (
    <PictureOrTable
      picture={
        <BarsChart
          label={text([
            `${measure.label[0]}按${dimensions[by][0]}，另有表格`,
            `${measure.label[1]} by ${dimensions[by][1].toLowerCase()}; also as a table`,
          ])}
          name={text(measure.label)}
          rows={drawn}
          whole={line}
          unit={text(unitOf(measure.unit).label)}
          onRow={(index) => {
            const row = rows[index]
            if (row) open(listOfMeasure(measure, days, 'numerator', [{ dimension: by, member: row.member }]))
          }}
        />
      }
      table={<PartsTable measure={measure} by={by} rows={rows} days={days} />}
      besides={
        rows.length > mostBars && (
          <span className="note">
            {text([
              `图中为前 ${mostBars} 项，其余 ${rows.length - mostBars} 项见表格`,
              `The picture has the first ${mostBars}; the other ${rows.length - mostBars} are in the table`,
            ])}
          </span>
        )
      }
    />
  )
}

/** The measure by areas, units, categories or sources; areas and units by their places. */
export function PartsSection(given: Given) {
  const text = useText()
  const bound = useBound()
  const [chosen, setChosen] = useState<Dimension | null>(null)
  const known: readonly Dimension[] = given.measure.dimensions.filter(
    (dimension) => dimension !== 'hour' && bound.dimensions.includes(dimension),
  )
  const by = chosen && known.includes(chosen) ? chosen : known[0]
  if (by === undefined) return null
  const options = Object.fromEntries(known.map((dimension) => [dimension, dimensions[dimension]])) as Record<
    Dimension,
    Text
  >
  return (
    <section>
      <div className="measure-section-head">
        <h2>{text(['分项', 'By part'])}</h2>
        <Chips options={options} value={by} onChange={setChosen} label={text(['分项方式', 'By what'])} />
      </div>
      <Parts {...given} by={by} />
    </section>
  )
}
