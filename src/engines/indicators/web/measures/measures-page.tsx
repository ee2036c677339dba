import { useEffect, useMemo } from 'react'
import { useSearchParams } from 'react-router'
import { shanghaiDate } from '#kernel/time'
import type { Period } from '#model'
import { indicatorRefusals, indicators } from '#engines/indicators/shared'
import { EmptyState, Waiting, Unanswered } from '#ui'
import { useOperation, useStreet } from '#ui/operations'
import { usePageTitle } from '#ui/page-title'
import { useText } from '#ui/text'
import { noteServerTime, serverNow, When } from '#ui/time'
import { BoundSaid } from '../parts/bound-said.tsx'
import { CountingSaid } from '../parts/counting-said.tsx'
import type { Member } from '../parts/measure-list.ts'
import { inputOf, periodIn, searchOfPeriod } from '../parts/period-address.ts'
import { PeriodPicker } from '../parts/period-picker.tsx'
import { useBound } from '../parts/use-bound.ts'
import { useMeasures } from '../parts/use-measures.ts'
import { ExportMeasures } from './export-measures.tsx'
import { MeasuresTable } from './measures-table.tsx'
import { memberIn, Narrowing } from './narrowing.tsx'
import './measures.css'

/** Every measure over one period, in all or of one area or unit. */
export function MeasuresPage() {
  const text = useText()
  const street = useStreet()
  const [params, setParams] = useSearchParams()
  const period = periodIn(params, shanghaiDate(serverNow()), 'month')
  const of = useMemo(() => memberIn(params.get('of')), [params])
  const { own } = useBound()
  const narrowed = of ? [of] : own ? [own] : []
  const { asked, groups } = useMeasures()
  const face = groups.some((group) => group.id === params.get('face')) ? params.get('face') : null
  const shown = face === null ? groups : groups.filter((group) => group.id === face)
  const input = {
    period: inputOf(period),
    ...(face !== null && { measures: shown.flatMap((group) => group.measures.map((measure) => measure.key)) }),
    ...(of && { where: of }),
  }
  const values = useOperation(indicators.values, input, { enabled: asked.data !== undefined })
  const asOf = values.data?.asOf
  useEffect(() => {
    if (asOf) noteServerTime(asOf)
  }, [asOf])
  usePageTitle(text(['指标', 'Measures']))
  const items = useMemo(() => new Map((values.data?.items ?? []).map((item) => [item.key, item])), [values.data])

  function change(said: { period?: Period; face?: string | null; of?: Member | null }): void {
    const next = new URLSearchParams(searchOfPeriod(said.period ?? period))
    const [nextFace, nextOf] = [
      said.face === undefined ? face : said.face === 'all' ? null : said.face,
      said.of === undefined ? of : said.of,
    ]
    if (nextFace !== null) next.set('face', nextFace)
    if (nextOf) next.set('of', `${nextOf.dimension}:${nextOf.member}`)
    setParams(next, { replace: true })
  }

  const failed = asked.isError && !asked.data ? asked : values.isError && !values.data ? values : null
  return (
    <div className="page measures">
      <header className="measures-head">
        <h1>{text(['指标', 'Measures'])}</h1>
        {asOf && (
          <span className="note">
            {text(['统计至 ', 'as of '])}
            <When at={asOf} />
          </span>
        )}
        <BoundSaid />
        <span className="measures-tools">
          <ExportMeasures asked={input} />
        </span>
      </header>
      <CountingSaid />
      <div className="measures-choice">
        <PeriodPicker period={period} onChange={(chosen) => change({ period: chosen })} />
        <Narrowing
          groups={groups}
          face={face}
          onFace={(chosen) => change({ face: chosen })}
          of={of}
          onOf={(chosen) => change({ of: chosen })}
        />
      </div>
      {failed ? (
        <Unanswered asked={failed} refusals={indicatorRefusals} />
      ) : !values.data ? (
        <Waiting what={['正在统计…', 'Counting…']} />
      ) : shown.length === 0 ? (
        <EmptyState title={['还没有指标', 'There are no measures yet']}>
          <p>
            {text([
              '指标随各场景一同启用；启用一个场景后回到这里查看。',
              'Measures come with the faces: switch one on and come back.',
            ])}
          </p>
        </EmptyState>
      ) : (
        <div data-old={values.isPlaceholderData || undefined}>
          <MeasuresTable
            groups={shown}
            items={items}
            days={values.data.period}
            members={narrowed}
            addressOf={(measure) =>
              `/desk/${street}/measures/${encodeURIComponent(measure.key)}?${new URLSearchParams(searchOfPeriod(period))}`
            }
          />
        </div>
      )}
    </div>
  )
}
