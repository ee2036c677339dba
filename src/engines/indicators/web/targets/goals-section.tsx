import { Link } from 'react-router'
import {
  countingShort,
  courses,
  goalPeriods,
  indicators,
  type GoalPeriod,
  type GoalView,
} from '#engines/indicators/shared'
import { useOperation, useStreet } from '#ui/operations'
import { useText } from '#ui/text'
import { listOfMeasure } from '../parts/measure-list.ts'
import { aimOfGoal, valueWithUnit } from './target-words.tsx'

/** The value against both targets: a bar, and a stroke at each. */
function Bar({ goal }: { goal: GoalView }) {
  const text = useText()
  const aims = [
    { name: ['区下达', 'District'] as const, value: goal.district, rate: goal.rateDistrict },
    { name: ['街道自定', 'Own'] as const, value: goal.own, rate: goal.rateOwn },
  ].filter((aim) => aim.value !== null)
  const whole = Math.max(...aims.map((aim) => Number(aim.value)), Number(goal.value ?? 0), Number(goal.base ?? 0)) || 1
  const share = (value: string | null) => `${Math.max(0, (Number(value ?? 0) / whole) * 100)}%`
  return (
    <div className="goal-bar">
      <div className="goal-track" aria-hidden="true">
        <span className="goal-done" style={{ inlineSize: share(goal.value) }} />
        {aims.map((aim) => (
          <span key={aim.name[0]} className="goal-aim" style={{ insetInlineStart: share(aim.value) }} />
        ))}
      </div>
      <ul className="goal-aims">
        {aims.map((aim) => (
          <li key={aim.name[0]}>
            <span className="note">{text(aim.name)}</span> {goal.direction === 'less' && '≤ '}
            {valueWithUnit(aim.value, goal.unit)}
            {aim.rate !== null && (
              <span className="note"> {text([`完成 ${aim.rate} %`, `${aim.rate} % reached`])}</span>
            )}
          </li>
        ))}
        {goal.base !== null && (
          <li>
            <span className="note">{text(['基数', 'Base'])}</span> {valueWithUnit(goal.base, goal.unit)}
          </li>
        )}
      </ul>
    </div>
  )
}

/** What a bound number is made of: its measure, its fraction, the list of its cases. */
function Made({ goal }: { goal: GoalView }) {
  const text = useText()
  const street = useStreet()
  const definitions = useOperation(
    indicators.definitions,
    {},
    { staleTime: 10 * 60_000, enabled: goal.measure !== null },
  )
  const measure = definitions.data?.items.find((each) => each.key === goal.measure)
  if (goal.measure === null)
    return (
      <p className="note">
        {goal.reportedUpTo
          ? text([`手工填报，审核至 ${goal.reportedUpTo}`, `reported by hand, reviewed up to ${goal.reportedUpTo}`])
          : text(['手工填报，尚无经审核的数', 'reported by hand; nothing reviewed yet'])}
      </p>
    )
  const list = (part: 'numerator' | 'denominator') => measure && listOfMeasure(measure, goal.period, part)
  const { counted } = goal
  const opened = (part: 'numerator' | 'denominator', count: number) => {
    const address = list(part)
    return address ? <Link to={`/desk/${street}/${address}`}>{count.toLocaleString('en-US')}</Link> : count
  }
  return (
    <p className="note">
      {text(['平台自动统计：', 'Counted by the platform: '])}
      <Link to={`/desk/${street}/measures/${encodeURIComponent(goal.measure)}`}>
        {measure ? text(measure.label) : goal.measure}
      </Link>
      {counted && measure && (
        <>
          {' '}
          {measure.kind === 'count' || measure.kind === 'rate' ? (
            opened('numerator', counted.numerator)
          ) : (
            <>
              {opened('denominator', counted.denominator)} {text(['条', 'records'])}
            </>
          )}
          {measure.kind === 'rate' && <> / {opened('denominator', counted.denominator)}</>}
        </>
      )}
      {measure && <span className="goal-sentence">{text(measure.sentence)}</span>}
    </p>
  )
}

const ends: Readonly<Record<GoalPeriod, readonly [string, string]>> = {
  year: ['年底预计 ', 'By the end of the year '],
  assessment: ['考核年末预计 ', 'By the end of the assessment year '],
  quarter: ['本季末预计 ', 'By the end of the quarter '],
  month: ['本月末预计 ', 'By the end of the month '],
  week: ['本周末预计 ', 'By the end of the week '],
}

export function GoalsSection({ goals }: { goals: readonly GoalView[] }) {
  const text = useText()
  if (goals.length === 0) return null
  return (
    <section>
      <h2>{text(['指标', 'Numbers'])}</h2>
      <ul className="goal-list">
        {goals.map((goal) => (
          <li key={goal.id}>
            <div className="goal-head">
              <span>{goal.label}</span>
              <strong>
                {goal.counting === null ? valueWithUnit(goal.value, goal.unit) : text(countingShort(goal.counting))}
              </strong>
              <span className="note">
                {text(courses[goal.course])}
                {goal.over !== 'year' &&
                  text([`，${goalPeriods[goal.over][0]}`, `, ${goalPeriods[goal.over][1].toLowerCase()}`])}
                {goal.planned !== null &&
                  goal.value !== null &&
                  text([`，应达 ${goal.planned} %`, `, planned ${goal.planned} %`])}
              </span>
            </div>
            <Bar goal={goal} />
            <Made goal={goal} />
            {(goal.issuedOwn !== goal.own || goal.issuedDistrict !== goal.district) && goal.issuedOwn !== null && (
              <p className="note">
                {text([
                  `印发时：区下达 ${goal.issuedDistrict ?? '—'}，街道自定 ${goal.issuedOwn ?? '—'}`,
                  `as issued: district ${goal.issuedDistrict ?? '—'}, own ${goal.issuedOwn ?? '—'}`,
                ])}
              </p>
            )}
            {goal.forecast && (
              <p>
                {text(ends[goal.over])}
                <strong>{valueWithUnit(goal.forecast.value, goal.unit)}</strong>
                {aimOfGoal(goal) !== null && (
                  <span className="note">
                    {' '}
                    {text(goal.forecast.method)}
                    {goal.forecast.lastYear
                      ? text([
                          `；上年此日同法推算 ${valueWithUnit(goal.forecast.lastYear.said, goal.unit)}，实际 ${valueWithUnit(goal.forecast.lastYear.was, goal.unit)}，误差 ${goal.forecast.lastYear.off} %`,
                          `; a year ago it would have said ${valueWithUnit(goal.forecast.lastYear.said, goal.unit)}, it was ${valueWithUnit(goal.forecast.lastYear.was, goal.unit)}, off by ${goal.forecast.lastYear.off} %`,
                        ])
                      : text(['；往年误差无数据', '; its error of past years is not known'])}
                  </span>
                )}
              </p>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
