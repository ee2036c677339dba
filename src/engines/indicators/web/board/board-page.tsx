import { useEffect, useMemo, useState } from 'react'
import { Link } from 'react-router'
import type { Text } from '#kernel/text'
import { shanghaiDate } from '#kernel/time'
import { periodOf } from '#model'
import { indicatorRefusals, indicators, type MeasureView } from '#engines/indicators/shared'
import { Chips, Waiting, Unanswered } from '#ui'
import { useOperation, useStreet } from '#ui/operations'
import { usePageTitle } from '#ui/page-title'
import { useText } from '#ui/text'
import { noteServerTime, serverNow, When } from '#ui/time'
import { BoundSaid } from '../parts/bound-said.tsx'
import { CountingSaid } from '../parts/counting-said.tsx'
import { MeasureFigure } from '../parts/measure-figure.tsx'
import { inputOf } from '../parts/period-address.ts'
import { useBound } from '../parts/use-bound.ts'
import { useMeasures } from '../parts/use-measures.ts'
import { Breakdown, parts, type BoardPart } from './breakdown.tsx'
import { Months } from './months.tsx'
import './board.css'

/** What a leader asks first; all the others are on the page of measures. */
const leading = ['found', 'closed', 'on_time', 'reworked', 'returned', 'satisfied']

const sinceYesterday: Text = ['较昨日', 'vs yesterday']
const sinceLastYear: Text = ['较上年同期', 'vs last year']

/** Today and this year on one page; every number opens the list behind it. */
export function BoardPage() {
  const text = useText()
  const street = useStreet()
  const today = shanghaiDate(serverNow())
  const thisYear = Number(today.slice(0, 4))
  const bound = useBound()
  const [chosen, setBy] = useState<BoardPart>('committee')
  const [year, setYear] = useState(thisYear)
  const { asked, byKey, groups } = useMeasures()
  const first = useMemo(() => leading.flatMap((key) => byKey.get(key) ?? []), [byKey])
  const ofYear = useMemo(() => periodOf('year', `${year}-01-01`), [year])
  const yearly = useOperation(indicators.values, { period: inputOf(ofYear) })
  const daily = useOperation(
    indicators.values,
    { measures: leading, period: { kind: 'day', day: today } },
    { enabled: year === thisYear },
  )
  const asOf = yearly.data?.asOf
  useEffect(() => {
    if (asOf) noteServerTime(asOf)
  }, [asOf])
  usePageTitle(text(['运行态势', 'Board']))
  const ofThisYear = useMemo(() => new Map((yearly.data?.items ?? []).map((item) => [item.key, item])), [yearly.data])
  const ofToday = useMemo(() => new Map((daily.data?.items ?? []).map((item) => [item.key, item])), [daily.data])

  const failed = [yearly, asked].find((each) => each.isError && !each.data)
  if (failed)
    return (
      <div className="page">
        <Unanswered asked={failed} refusals={indicatorRefusals} />
      </div>
    )
  if (!yearly.data || !asked.data) return <Waiting what={['正在统计…', 'Counting…']} />
  const { data } = yearly
  // Of a running year the days that have passed: what a list of the same opens on.
  const days = data.period
  const members = bound.own ? [bound.own] : []
  const told = Object.fromEntries(
    Object.entries(parts).filter(([part]) => bound.dimensions.includes(part as BoardPart)),
  ) as typeof parts
  const by = chosen in told ? chosen : ((Object.keys(told)[0] as BoardPart | undefined) ?? chosen)
  const figure = (measure: MeasureView, large: boolean) => {
    const item = ofThisYear.get(measure.key)
    return item ? (
      <MeasureFigure
        key={measure.key}
        large={large}
        measure={measure}
        now={item.now}
        members={members}
        days={days}
        compared={large ? [{ since: sinceLastYear, counted: item.lastYear }] : []}
      />
    ) : null
  }
  return (
    <div className="page board" data-old={yearly.isPlaceholderData || undefined}>
      <header className="board-head">
        <h1>{text(['运行态势', 'Board'])}</h1>
        <span className="note">
          {text(['统计至 ', 'as of '])}
          <When at={data.asOf} />
        </span>
        <BoundSaid />
        <Link to={`/desk/${street}/measures`}>{text(['全部指标', 'All measures'])}</Link>
        <label className="board-year">
          <span className="unseen">{text(['年份', 'Year'])}</span>
          <select className="control" value={year} onChange={(event) => setYear(Number(event.target.value))}>
            {Array.from({ length: 5 }, (_, index) => thisYear - index).map((each) => (
              <option key={each} value={each}>
                {text([`${each} 年`, String(each)])}
              </option>
            ))}
          </select>
        </label>
      </header>
      <CountingSaid />

      {year === thisYear && daily.data && (
        <section>
          <h2>{text(['今日', 'Today'])}</h2>
          <div className="board-figures">
            {first.map((measure) => {
              const item = ofToday.get(measure.key)
              return item ? (
                <MeasureFigure
                  key={measure.key}
                  measure={measure}
                  now={item.now}
                  members={members}
                  days={{ from: today, to: today }}
                  compared={[{ since: sinceYesterday, counted: item.before }]}
                />
              ) : null
            })}
          </div>
        </section>
      )}
      <section>
        <h2>{text([`${year} 年`, `The year ${year}`])}</h2>
        <div className="board-figures" data-large>
          {first.map((measure) => figure(measure, true))}
        </div>
      </section>

      <section>
        <h2>{text(['逐月', 'Month by month'])}</h2>
        <Months year={year} />
      </section>

      <section>
        <div className="board-section-head">
          <h2>{text(['分项', 'By part'])}</h2>
          <Chips options={told} value={by} onChange={setBy} label={text(['分项方式', 'By what'])} />
        </div>
        <Breakdown key={by} by={by} period={ofYear} days={days} />
      </section>

      <section>
        <h2>{text(['各类案件指标', 'Measures of each type'])}</h2>
        <div className="board-types">
          {groups
            .filter((group) => group.id !== '')
            .map((group) => (
              <div key={group.id} className="board-type">
                <h3>{text(group.of)}</h3>
                <div className="board-figures">{group.measures.map((measure) => figure(measure, false))}</div>
              </div>
            ))}
        </div>
      </section>
    </div>
  )
}
