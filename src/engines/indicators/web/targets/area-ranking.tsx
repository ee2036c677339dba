import { useMemo, useState } from 'react'
import { Link } from 'react-router'
import { indicators, type BookView } from '#engines/indicators/shared'
import { shortCommittee, useAreas } from '#engines/registers/web'
import { Waiting } from '#ui'
import { useOperation, useStreet } from '#ui/operations'
import { useBarrier } from '#ui/session'
import { useText } from '#ui/text'
import { ranked } from '../measure/ranking.ts'
import { listOfMeasure } from '../parts/measure-list.ts'
import { valueSaid } from '../parts/measure-unit.ts'
import { Unread } from '../parts/unread.tsx'

/** The residents' committees by one of the measures that the book binds; every number opens its list. */
export function AreaRanking({ view }: { view: BookView }) {
  const text = useText()
  const barred = useBarrier()(indicators.breakdown.name)
  const definitions = useOperation(indicators.definitions, {}, { staleTime: 10 * 60_000 })
  // What is of the whole street alone, as a ledger's, ranks nobody.
  const goals = useMemo(() => {
    const told = definitions.data?.items.filter(({ dimensions }) => dimensions.includes('committee')) ?? []
    const keys = new Set(told.map(({ key }) => key))
    return view.targets.flatMap((target) => target.goals.filter(({ measure }) => measure !== null && keys.has(measure)))
  }, [definitions.data, view.targets])
  const [chosen, setChosen] = useState<string | null>(null)
  const goal = goals.find((each) => each.measure === chosen) ?? goals[0]
  if (!goal || barred) return null
  return (
    <section>
      <h2>{text(['居民区', "Residents' committees"])}</h2>
      <select
        className="control year-measure"
        aria-label={text(['指标', 'Measure'])}
        value={goal.measure ?? ''}
        onChange={(event) => setChosen(event.target.value)}
      >
        {goals.map((each) => (
          <option key={each.id} value={each.measure ?? ''}>
            {each.label}
          </option>
        ))}
      </select>
      <Ranking measureKey={goal.measure!} {...goal.period} />
    </section>
  )
}

function Ranking({ measureKey, from, to }: { measureKey: string; from: string; to: string }) {
  const text = useText()
  const street = useStreet()
  const { committeeName } = useAreas()
  const definitions = useOperation(indicators.definitions, {}, { staleTime: 10 * 60_000 })
  const parts = useOperation(indicators.breakdown, {
    measures: [measureKey],
    period: { kind: 'range', from, to },
    by: 'committee',
  })
  const measure = definitions.data?.items.find((each) => each.key === measureKey)
  if (parts.isError && !parts.data) return <Unread error={parts.error} />
  if (!measure || !parts.data) return <Waiting />
  const rows = ranked(
    measure,
    parts.data.rows.filter((row) => row.key === measureKey),
  )
  return (
    <div className="year-areas">
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col" data-align="end">
              {text(['名次', 'Place'])}
            </th>
            <th scope="col">{text(['居民区', 'Committee'])}</th>
            <th scope="col" data-align="end">
              {text(measure.label)}
            </th>
            {measure.kind === 'rate' && (
              <th scope="col" data-align="end">
                {text(['件数', 'Cases'])}
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const members = [{ dimension: 'committee' as const, member: row.member }]
            const list = listOfMeasure(measure, { from, to }, 'numerator', members)
            const said = text(valueSaid(measure, row.counted))
            return (
              <tr key={row.member ?? ''}>
                <td data-align="end">{row.place ?? '—'}</td>
                <th scope="row">
                  {row.member ? shortCommittee(committeeName(row.member)) : text(['未落区', 'no area'])}
                </th>
                <td data-align="end">{list ? <Link to={`/desk/${street}/${list}`}>{said}</Link> : said}</td>
                {measure.kind === 'rate' && (
                  <td data-align="end" className="quiet">
                    {row.counted.numerator} / {row.counted.denominator}
                  </td>
                )}
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
