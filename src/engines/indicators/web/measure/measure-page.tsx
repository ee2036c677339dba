import { useEffect, useMemo } from 'react'
import { Link, useParams, useSearchParams } from 'react-router'
import type { Text } from '#kernel/text'
import { shanghaiDate } from '#kernel/time'
import type { Period } from '#model'
import { countingSaid, indicatorRefusals, indicators, type Dimension } from '#engines/indicators/shared'
import { EmptyState, Waiting, Unanswered } from '#ui'
import { useOperation, useStreet } from '#ui/operations'
import { usePageTitle } from '#ui/page-title'
import { useText } from '#ui/text'
import { noteServerTime, serverNow, When } from '#ui/time'
import { memberIn } from '../measures/narrowing.tsx'
import { Explained } from '../measures/measures-table.tsx'
import { BoundSaid } from '../parts/bound-said.tsx'
import { CountingSaid } from '../parts/counting-said.tsx'
import { MeasureFigure } from '../parts/measure-figure.tsx'
import { useMemberName } from '../parts/measure-words.ts'
import { inputOf, periodIn, searchOfPeriod } from '../parts/period-address.ts'
import { PeriodPicker } from '../parts/period-picker.tsx'
import { useBound } from '../parts/use-bound.ts'
import { useMeasures } from '../parts/use-measures.ts'
import { CourseSection } from './course-section.tsx'
import { GridsSection } from './grids-section.tsx'
import { HoursSection } from './hours-section.tsx'
import { PartsSection } from './parts-section.tsx'
import './measure.css'
import '../measures/measures.css'

const sinceBefore: Text = ['环比', 'vs before']
const sinceLastYear: Text = ['同比', 'vs last year']

/** One measure: its value, its course, its parts, its hours and its map; every number opens its list. */
export function MeasurePage() {
  const text = useText()
  const street = useStreet()
  const { key = '' } = useParams()
  const [params, setParams] = useSearchParams()
  const memberName = useMemberName()
  const bound = useBound()
  const period = periodIn(params, shanghaiDate(serverNow()), 'month')
  const of = useMemo(() => memberIn(params.get('of')), [params])
  const { asked, byKey } = useMeasures()
  const measure = byKey.get(key)
  const values = useOperation(
    indicators.values,
    { measures: [key], period: inputOf(period), ...(of && { where: of }) },
    { enabled: measure !== undefined },
  )
  const asOf = values.data?.asOf
  useEffect(() => {
    if (asOf) noteServerTime(asOf)
  }, [asOf])
  usePageTitle(text(measure?.label ?? ['指标', 'Measure']))
  const search = new URLSearchParams({
    ...searchOfPeriod(period),
    ...(of && { of: `${of.dimension}:${of.member}` }),
  })

  if (!measure) {
    if (asked.isError)
      return (
        <div className="page">
          <Unanswered asked={asked} refusals={indicatorRefusals} />
        </div>
      )
    if (!asked.data) return <Waiting />
    return (
      <EmptyState title={['没有这个指标', 'There is no such measure']}>
        <Link to={`/desk/${street}/measures`}>{text(['看全部指标', 'See all measures'])}</Link>
      </EmptyState>
    )
  }

  function look(next: Period): void {
    setParams({ ...searchOfPeriod(next), ...(of && { of: `${of.dimension}:${of.member}` }) }, { replace: true })
  }
  const item = values.data?.items.find((each) => each.key === key)
  const days = values.data?.period ?? period
  const members = of ? [of] : bound.own ? [bound.own] : []
  const tells = (dimension: Dimension) => measure.dimensions.includes(dimension) && bound.dimensions.includes(dimension)
  const given = { measure, period, days }
  return (
    <div className="page measure">
      <header className="measures-head">
        <h1>
          <Link to={`/desk/${street}/measures?${search}`}>{text(['指标', 'Measures'])}</Link> / {text(measure.label)}
        </h1>
        <span className="note">{text(measure.of)}</span>
        <BoundSaid />
        {asOf && (
          <span className="note">
            {text(['统计至 ', 'as of '])}
            <When at={asOf} />
          </span>
        )}
      </header>
      <CountingSaid />
      <PeriodPicker period={period} onChange={look} />
      {of && (
        <p className="measure-of">
          {text(['范围：', 'Of: '])}
          {text(memberName(of.dimension, of.member))}{' '}
          <Link to={`?${new URLSearchParams(searchOfPeriod(period))}`} replace>
            {text(['看全街道', 'See the whole subdistrict'])}
          </Link>
        </p>
      )}
      {values.isError && !values.data ? (
        <Unanswered asked={values} refusals={indicatorRefusals} />
      ) : !item ? (
        <Waiting what={measure.counting === null ? ['正在统计…', 'Counting…'] : countingSaid(measure.counting)} />
      ) : (
        <>
          <div className="measure-first" data-old={values.isPlaceholderData || undefined}>
            <MeasureFigure
              large
              measure={measure}
              now={item.now}
              days={days}
              members={members}
              compared={[
                { since: sinceBefore, counted: item.before },
                { since: sinceLastYear, counted: item.lastYear },
              ]}
            />
            <Explained measure={measure} />
          </div>
          <CourseSection measure={measure} period={period} members={members} />
          {of ? null : (
            <>
              <PartsSection {...given} whole={item.now} />
              {tells('hour') && <HoursSection {...given} />}
              {tells('grid') && <GridsSection {...given} />}
            </>
          )}
        </>
      )}
    </div>
  )
}
