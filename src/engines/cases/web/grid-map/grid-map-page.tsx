import { useEffect, useMemo } from 'react'
import { Link, useNavigate } from 'react-router'
import { caseRefusals, cases, lights, type Light } from '#engines/cases/shared'
import { useAreas } from '#engines/registers/web'
import { EmptyState, grouped, StatusLight, Waiting, Unanswered } from '#ui'
import { AreaMap } from '#ui/area-map'
import { useOperation, useStreet } from '#ui/operations'
import { usePageTitle } from '#ui/page-title'
import { useText } from '#ui/text'
import { noteServerTime } from '#ui/time'
import { searchOf, useListFilter, type Filter } from '../list-filter.ts'
import { FilterChips } from '../worklist/filter-chips.tsx'
import { QueueSelect } from '../worklist/queue-rail.tsx'
import './grid-map.css'

/** Open cases by grid: the more, the darker; a red outline where something is overdue. */
export function GridMapPage() {
  const text = useText()
  const street = useStreet()
  const navigate = useNavigate()
  const { filter, change } = useListFilter()
  const areas = useAreas()
  const shown: Filter = useMemo(() => (Object.keys(filter).length === 0 ? { queue: 'open' } : filter), [filter])
  const { grid: chosen, ...whole } = shown
  const map = useOperation(cases.map, whole)
  const now = map.data?.now
  useEffect(() => {
    if (now) noteServerTime(now)
  }, [now])
  usePageTitle(text(['地图', 'Map']))

  const byGrid = map.data?.byGrid
  const grids = useMemo(
    () =>
      areas.grids.map((grid) => ({
        code: grid.code,
        name: grid.name,
        ring: grid.ring,
        count: byGrid?.[grid.code]?.open ?? 0,
        late: (byGrid?.[grid.code]?.red ?? 0) > 0,
      })),
    [areas.grids, byGrid],
  )
  const points = map.data?.points
  const count: Readonly<Record<Light, number>> = map.data?.byLight ?? {
    red: 0,
    orange: 0,
    yellow: 0,
    green: 0,
    grey: 0,
  }
  const rows = grids
    .filter((grid) => grid.count > 0)
    .toSorted((a, b) => (byGrid?.[b.code]?.red ?? 0) - (byGrid?.[a.code]?.red ?? 0) || b.count - a.count)
  const outside = byGrid?.['']
  const total = Object.values(byGrid ?? {}).reduce((sum, each) => sum + each.open, 0)
  const openList = (narrowed: Filter) => void navigate(`/desk/${street}/cases${searchOf(narrowed)}`)

  if (map.isError && !map.data) return <Unanswered asked={map} refusals={caseRefusals} />
  if (!map.data || !areas.isKnown) return <Waiting />
  return (
    <div className="grid-map">
      <section className="grid-map-map">
        <AreaMap
          label={text([
            '各网格未结案件地图；右侧表格有同样的内容',
            'Map of open cases by grid; the table beside it says the same',
          ])}
          areas={grids}
          points={points ?? []}
          chosen={chosen ?? null}
          onArea={(code) => change({ ...whole, grid: code } as Filter)}
          onPoint={(id) => void navigate(`/desk/${street}/cases/${id}${searchOf(shown)}`)}
        />
      </section>
      <aside className="grid-map-side">
        <header>
          <h1>
            {text(['未结案件', 'Open cases'])} <span className="quiet">{grouped(total)}</span>
          </h1>
          <QueueSelect filter={shown} onQueue={(queue) => change({ queue })} />
          <FilterChips filter={shown} onChange={change} />
          <p className="grid-map-lights">
            {(Object.keys(count) as Light[]).map((light) => (
              <button type="button" className="figure-open" key={light} onClick={() => openList({ ...shown, light })}>
                <StatusLight light={light} word={lights[light]} /> {count[light]}
              </button>
            ))}
          </p>
        </header>
        {rows.length === 0 && !outside ? (
          <EmptyState title={['没有未结案件', 'Nothing is open']}>
            <Link to={`/desk/${street}/new`}>{text(['登记一件', 'Register one'])}</Link>
          </EmptyState>
        ) : (
          <table className="plain-table">
            <thead>
              <tr>
                <th scope="col">{text(['网格', 'Grid'])}</th>
                <th scope="col" data-align="end">
                  {text(['未结', 'Open'])}
                </th>
                <th scope="col" data-align="end">
                  {text(['逾期', 'Overdue'])}
                </th>
                <th scope="col" />
              </tr>
            </thead>
            <tbody>
              {rows.map((grid) => (
                <tr key={grid.code} data-chosen={grid.code === chosen || undefined}>
                  <td>
                    <button
                      type="button"
                      className="figure-open"
                      onClick={() => change({ ...whole, grid: grid.code } as Filter)}
                    >
                      {grid.name}
                    </button>
                  </td>
                  <td data-align="end">
                    <Link to={`/desk/${street}/cases${searchOf({ ...whole, grid: grid.code })}`}>{grid.count}</Link>
                  </td>
                  <td data-align="end" className={grid.late ? 'late' : 'quiet'}>
                    {grid.late ? (
                      <Link to={`/desk/${street}/cases${searchOf({ ...whole, grid: grid.code, light: 'red' })}`}>
                        {byGrid?.[grid.code]?.red}
                      </Link>
                    ) : (
                      0
                    )}
                  </td>
                  <td data-align="end">
                    {grid.code === chosen && (
                      <Link to={`/desk/${street}/cases${searchOf({ ...whole, grid: grid.code })}`}>
                        {text(['看清单', 'List'])}
                      </Link>
                    )}
                  </td>
                </tr>
              ))}
              {outside && (
                <tr>
                  <td className="quiet">{text(['未落格', 'No grid'])}</td>
                  <td data-align="end">
                    <Link to={`/desk/${street}/cases${searchOf({ ...whole, without: 'grid' })}`}>{outside.open}</Link>
                  </td>
                  <td data-align="end" className={outside.red > 0 ? 'late' : 'quiet'}>
                    {outside.red > 0 ? (
                      <Link to={`/desk/${street}/cases${searchOf({ ...whole, without: 'grid', light: 'red' })}`}>
                        {outside.red}
                      </Link>
                    ) : (
                      0
                    )}
                  </td>
                  <td />
                </tr>
              )}
            </tbody>
          </table>
        )}
      </aside>
    </div>
  )
}
