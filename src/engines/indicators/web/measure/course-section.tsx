import { useMemo, useState } from 'react'
import type { OutputOf } from '#kernel/operation'
import type { Text } from '#kernel/text'
import { shanghaiDate } from '#kernel/time'
import { periodLastYear, periodName, type Period } from '#model'
import { indicators, type MeasureView } from '#engines/indicators/shared'
import { Chips, Waiting } from '#ui'
import { TrendChart, type Course } from '#ui/chart'
import { useOperation } from '#ui/operations'
import { useText } from '#ui/text'
import { serverNow } from '#ui/time'
import { listOfMeasure, useOpen, type Member } from '../parts/measure-list.ts'
import { plotted, unitOf } from '../parts/measure-unit.ts'
import { stepsOf, usualStep, type Step } from '../parts/period-address.ts'
import { PictureOrTable } from '../parts/picture-or-table.tsx'
import { FractionSaid, ValueSaid } from '../parts/value-cell.tsx'
import { Unread } from '../parts/unread.tsx'

const stepNames = {
  day: ['按日', 'By day'],
  week: ['按周', 'By week'],
  month: ['按月', 'By month'],
} as const satisfies Record<Step, Text>

/** The year is said where it begins. */
function shortName(step: Period, isFirst: boolean): Text {
  const [year, month, day] = step.from.split('-').map(Number)
  if (step.kind === 'month')
    return isFirst || month === 1
      ? [`${year} 年 ${month} 月`, step.from.slice(0, 7)]
      : [`${month} 月`, step.from.slice(5, 7)]
  return [`${month}-${day}`, `${month}-${day}`]
}

interface Given {
  readonly measure: MeasureView
  readonly period: Period
  readonly members: readonly Member[]
  /** What was aimed at, for a step of the course. */
  readonly target?: ((step: Period) => number | null) | undefined
}

function useSeries(measure: MeasureView, steps: readonly Period[], step: Step, [where]: Given['members']) {
  const member = where?.member
  return useOperation(
    indicators.series,
    {
      measures: [measure.key],
      from: steps[0]?.from ?? '',
      to: steps.at(-1)?.to ?? '',
      step,
      ...(where && member && { where: { dimension: where.dimension, member } }),
    },
    { enabled: steps.length > 0 },
  )
}

const countedOf = (measure: MeasureView, points: OutputOf<typeof indicators.series>['points'] = []) =>
  new Map(points.flatMap((point) => (point.key === measure.key ? [[point.from, point.counted] as const] : [])))

/** The measure step by step, with the same months of last year and what was aimed at. */
export function CourseSection({ measure, period, members, target }: Given) {
  const text = useText()
  const open = useOpen()
  const today = shanghaiDate(serverNow())
  const [chosen, setChosen] = useState<Step | null>(null)
  const step = chosen ?? usualStep(period)
  const { kind, from, to } = period
  const steps = useMemo(() => stepsOf({ kind, from, to }, step, today), [kind, from, to, step, today])
  const pastSteps = useMemo(() => (step === 'month' ? steps.map(periodLastYear) : []), [steps, step])
  const series = useSeries(measure, steps, step, members)
  const before = useSeries(measure, pastSteps, step, members)
  const counted = useMemo(() => countedOf(measure, series.data?.points), [measure, series.data])
  const earlier = useMemo(() => countedOf(measure, before.data?.points), [measure, before.data])
  const isCount = measure.kind === 'count' || measure.kind === 'sum'
  const said = useMemo(() => {
    const now: Course = {
      name: text(measure.label),
      // Days that have not come are not days without cases.
      values: steps.map((each) =>
        each.from > today ? null : (plotted(counted.get(each.from)) ?? (isCount ? 0 : null)),
      ),
    }
    const past: Course | undefined =
      // Of a year of which nothing is known nothing is drawn.
      pastSteps.length > 0 && earlier.size > 0
        ? {
            name: text(['上年同期', 'Last year']),
            values: pastSteps.map((each) => plotted(earlier.get(each.from)) ?? (isCount ? 0 : null)),
          }
        : undefined
    const aim: Course | undefined = target && { name: text(['目标', 'Target']), values: steps.map(target) }
    return { now, past, aim, names: steps.map((each, index) => text(shortName(each, index === 0))) }
  }, [text, measure.label, steps, pastSteps, counted, earlier, isCount, today, target])

  return (
    <section>
      <div className="measure-section-head">
        <h2>{text(['走势', 'Course'])}</h2>
        <Chips options={stepNames} value={step} onChange={setChosen} label={text(['步长', 'By what step'])} />
      </div>
      {series.isError && !series.data ? (
        <Unread error={series.error} />
      ) : !series.data ? (
        <Waiting />
      ) : counted.size === 0 && earlier.size === 0 ? (
        <p className="quiet">{text(['这段时间没有记录。', 'Nothing in this time.'])}</p>
      ) : (
        <PictureOrTable
          picture={
            <TrendChart
              label={text([`${measure.label[0]}走势，另有表格`, `Course of ${measure.label[1]}; also as a table`])}
              steps={said.names}
              {...(isCount ? { bars: said.now } : { line: said.now })}
              past={said.past}
              target={said.aim}
              unit={text(unitOf(measure.unit).label)}
              fromZero={isCount}
              most={measure.unit === 'percent' ? 100 : undefined}
              onStep={(index) => {
                const days = steps[index]
                if (days) open(listOfMeasure(measure, days, 'numerator', members))
              }}
            />
          }
          table={
            <table className="plain-table measure-course">
              <thead>
                <tr>
                  <th scope="col">{text(['时间', 'Time'])}</th>
                  <th scope="col" data-align="end">
                    {text(['值', 'Value'])}
                  </th>
                  <th scope="col" data-align="end">
                    {text(['分子 / 分母', 'Fraction'])}
                  </th>
                  {pastSteps.length > 0 && (
                    <th scope="col" data-align="end">
                      {text(['上年同期', 'Last year'])}
                    </th>
                  )}
                  {target && (
                    <th scope="col" data-align="end">
                      {text(['目标', 'Target'])}
                    </th>
                  )}
                </tr>
              </thead>
              <tbody>
                {steps.map((each, index) => (
                  <tr key={each.from}>
                    <th scope="row">{text(periodName(each))}</th>
                    <td data-align="end">
                      <ValueSaid measure={measure} counted={counted.get(each.from)} days={each} members={members} />
                    </td>
                    <td data-align="end" className="quiet">
                      <FractionSaid measure={measure} counted={counted.get(each.from)} days={each} members={members} />
                    </td>
                    {pastSteps[index] && (
                      <td data-align="end">
                        <ValueSaid
                          measure={measure}
                          counted={earlier.get(pastSteps[index].from)}
                          days={pastSteps[index]}
                          members={members}
                        />
                      </td>
                    )}
                    {target && <td data-align="end">{target(each) ?? '—'}</td>}
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
