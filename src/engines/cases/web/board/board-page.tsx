import { useEffect, useState } from 'react'
import { useNavigate } from 'react-router'
import { shanghaiDate } from '#kernel/time'
import { caseRefusals, cases, centreMeasures } from '#engines/cases/shared'
import { Button, Chips, Figure, Problem, Waiting } from '#ui'
import { useOperation, useStreet } from '#ui/operations'
import { useText } from '#ui/text'
import { noteServerTime, serverNow, When } from '#ui/time'
import { useCaseTypes } from '../case-types-context.ts'
import { searchOf, type Filter } from '../list-filter.ts'
import { Breakdown, byNames, type By } from './breakdown.tsx'
import { Trend } from './trend.tsx'
import './board.css'

/** Today and this year on one page; every number opens the list behind it. */
export function BoardPage() {
  const text = useText()
  const street = useStreet()
  const navigate = useNavigate()
  const types = useCaseTypes()
  const today = shanghaiDate(serverNow())
  const thisYear = Number(today.slice(0, 4))
  const [by, setBy] = useState<By>('committee')
  const [year, setYear] = useState(thisYear)
  const board = useOperation(cases.board, { by, year })
  const before = useOperation(cases.board, { by: 'source', year: year - 1 })
  const asOf = board.data?.asOf
  useEffect(() => {
    if (asOf) noteServerTime(asOf)
  }, [asOf])
  useEffect(() => {
    document.title = `${text(['运行态势', 'Board'])} · ${text(['数字魔方', 'Mofang'])}`
  }, [text])
  const open = (filter: Filter) => void navigate(`/desk/${street}/cases${searchOf(filter, 'newest')}`)

  if (board.isError && !board.data)
    return (
      <Problem error={board.error} refusals={caseRefusals}>
        <Button onClick={() => void board.refetch()}>{text(['再试一次', 'Try again'])}</Button>
      </Problem>
    )
  if (!board.data) return <Waiting what={['正在统计…', 'Counting…']} />
  const { data } = board
  const ofYear = { from: `${data.year}-01-01`, to: `${data.year}-12-31` }
  const ofDay = { from: today, to: today }
  const measures = centreMeasures.flatMap((measure) => {
    const counted = data.measures.find((each) => each.id === measure.id)
    return counted ? [{ measure, counted }] : []
  })
  return (
    <div className="board" data-old={board.isPlaceholderData || undefined}>
      <header className="board-head">
        <h1>{text(['运行态势', 'Board'])}</h1>
        <span className="note">
          {text(['统计至 ', 'as of '])}
          <When at={data.asOf} />
        </span>
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

      {data.year === thisYear && (
        <section>
          <h2>{text(['今日', 'Today'])}</h2>
          <div className="board-figures">
            {measures.map(({ measure, counted }) => (
              <Figure
                key={measure.id}
                label={measure.label}
                {...counted.today}
                isRate={measure.definition.kind !== 'count'}
                onOpen={(part) =>
                  open({ measure: measure.id, ...(measure.definition.kind !== 'count' && { part }), ...ofDay })
                }
              />
            ))}
          </div>
        </section>
      )}
      <section>
        <h2>{text([`${data.year} 年`, `The year ${data.year}`])}</h2>
        <div className="board-figures" data-large>
          {measures.map(({ measure, counted }) => (
            <Figure
              key={measure.id}
              large
              label={measure.label}
              {...counted.year}
              before={
                before.isPlaceholderData
                  ? undefined
                  : before.data?.measures.find((each) => each.id === measure.id)?.year
              }
              isRate={measure.definition.kind !== 'count'}
              onOpen={(part) =>
                open({ measure: measure.id, ...(measure.definition.kind !== 'count' && { part }), ...ofYear })
              }
            />
          ))}
        </div>
      </section>

      <section>
        <h2>{text(['逐月', 'Month by month'])}</h2>
        <Trend year={data.year} counted={data.monthly} onOpen={open} />
      </section>

      <section>
        <div className="board-section-head">
          <h2>{text(['分项', 'By part'])}</h2>
          <Chips options={byNames} value={by} onChange={setBy} label={text(['分项方式', 'By what'])} />
        </div>
        <Breakdown by={data.by} rows={data.breakdown} period={ofYear} onOpen={open} />
      </section>

      <section>
        <h2>{text(['各类案件指标', 'Measures of each type'])}</h2>
        <div className="board-types">
          {data.types.map((counted) => {
            const type = types.get(counted.type)
            if (!type || counted.measures.length === 0) return null
            return (
              <div key={counted.type} className="board-type">
                <h3>{text(type.label)}</h3>
                <div className="board-figures">
                  {type.measures.map((measure) => {
                    const own = counted.measures.find((each) => each.id === measure.id)
                    return own ? (
                      <Figure
                        key={measure.id}
                        label={measure.label}
                        numerator={own.numerator}
                        denominator={own.denominator}
                        isRate={measure.definition.kind !== 'count'}
                        onOpen={(part) =>
                          open({
                            measure: `${type.id}:${measure.id}`,
                            ...(measure.definition.kind !== 'count' && { part }),
                            ...ofYear,
                          })
                        }
                      />
                    ) : null
                  })}
                </div>
              </div>
            )
          })}
        </div>
      </section>
    </div>
  )
}
