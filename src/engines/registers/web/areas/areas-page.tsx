import { useMemo, useState } from 'react'
import { shanghaiDate } from '#kernel/time'
import {
  areaKinds,
  findArea,
  registers,
  registerRefusals,
  type AreaKind,
  type LngLat,
  type Unsettled,
} from '#engines/registers/shared'
import { Button, Chips, EmptyState, FieldRow, useBarrier, Waiting, Unanswered } from '#ui'
import { useOperation } from '#ui/operations'
import { usePageTitle } from '#ui/page-title'
import { useText } from '#ui/text'
import { AreaCanvas } from './area-canvas.tsx'
import { AreaWork } from './area-work.tsx'
import type { AreaDraft } from './draft.ts'
import { HistoryList, ChangeLine } from './history-list.tsx'
import { ImportPanel } from './import-panel.tsx'
import { divisionOf, shortName, takenBy } from './known-areas.ts'
import { UnsettledList } from './unsettled-list.tsx'
import { useDrawing } from './use-drawing.ts'
import './areas.css'

/** Committees and grids on the map of any day; split, merged and redrawn by whoever keeps them. */
export function AreasPage() {
  const text = useText()
  const barrier = useBarrier()
  const [today] = useState(() => shanghaiDate(new Date()))
  const [on, setOn] = useState(today)
  const [kind, setKind] = useState<AreaKind>('committee')
  const [code, setCode] = useState<string | null>(null)
  const [draft, setDraft] = useState<AreaDraft | null>(null)
  const [words, setWords] = useState('')
  const [mark, setMark] = useState<LngLat | null>(null)
  const [done, setDone] = useState<{ words: string; unsettled: Unsettled | null } | null>(null)
  const areas = useOperation(registers.areasOn, { on })
  const changes = useOperation(registers.areaChanges, { limit: 20 })
  const division = useMemo(() => divisionOf(areas.data?.items ?? []), [areas.data])
  const taken = useMemo(() => (areas.data ? takenBy(areas.data) : new Set<string>()), [areas.data])
  const drawing = useDrawing({
    taken,
    items: areas.data?.items ?? [],
    division,
    kind,
    code,
    draft,
    setDraft,
  })
  usePageTitle(text(['区划', 'Areas']))

  if (areas.isError && !areas.data) return <Unanswered asked={areas} refusals={registerRefusals} />
  if (!areas.data) return <Waiting />

  const area = code ? findArea(division, kind, code) : undefined
  const listed = areas.data.items.filter((each) => each.kind === kind && each.name.includes(words.trim()))
  const choose = (chosen: string | null) => {
    setCode(chosen)
    setDraft(null)
    setDone(null)
  }
  const goTo = (day: string) => {
    if (day === '') return
    setOn(day > today ? today : day)
    setDraft(null)
    setDone(null)
  }
  const isPast = on !== today
  return (
    <div className="areas">
      <section className="areas-map">
        <AreaCanvas
          {...drawing}
          label={text(['区划地图；旁边的列表有同样的内容', 'Map of areas; the list beside it says the same'])}
          mark={mark}
          onArea={(chosen) => (drawing.onMember ? drawing.onMember(chosen) : choose(chosen))}
        >
          {isPast && (
            <p className="areas-past" role="status">
              {text([`${on} 的区划，只能查看`, `As of ${on}: to look at only`])}{' '}
              <Button onClick={() => goTo(today)}>{text(['回到今天', 'Back to today'])}</Button>
            </p>
          )}
        </AreaCanvas>
      </section>
      <aside className="areas-side">
        <header>
          <h1>{text(['区划', 'Areas'])}</h1>
          <Chips
            label={text(['种类', 'Kind'])}
            options={areaKinds}
            value={kind}
            onChange={(chosen) => {
              setKind(chosen)
              choose(null)
            }}
          />
          <FieldRow label={['日期', 'Day']}>
            {(field) => (
              <input
                {...field}
                className="control"
                type="date"
                value={on}
                max={today}
                onChange={(event) => goTo(event.target.value)}
              />
            )}
          </FieldRow>
        </header>
        {done && (
          <div className="areas-done" role="status">
            <p>{done.words}</p>
            {done.unsettled && <UnsettledList unsettled={done.unsettled} />}
          </div>
        )}
        {area ? (
          <>
            <div className="areas-chosen">
              <Button tone="quiet" onClick={() => choose(null)} aria-label={text(['返回列表', 'Back to the list'])}>
                ←
              </Button>
              <h2>
                {area.name}
                <span className="note">{area.code}</span>
              </h2>
            </div>
            {!isPast && (
              <AreaWork
                key={`${kind} ${area.code}`}
                area={area}
                division={division}
                taken={taken}
                basis={areas.data.basis}
                today={today}
                draft={draft}
                setDraft={setDraft}
                drawing={drawing}
                onDone={(said, unsettled, next) => {
                  setDraft(null)
                  setCode(next)
                  setDone({ words: said, unsettled })
                }}
              />
            )}
            {!draft && <HistoryList kind={kind} code={area.code} on={on} onDay={goTo} />}
          </>
        ) : (
          <>
            <FieldRow
              label={[
                `${areaKinds[kind][0]} ${listed.length} 个`,
                `${listed.length} ${areaKinds[kind][1].toLowerCase()}s`,
              ]}
            >
              {(field) => (
                <input
                  {...field}
                  className="control"
                  type="search"
                  value={words}
                  placeholder={text(['按名称筛选', 'Filter by name'])}
                  onChange={(event) => setWords(event.target.value)}
                />
              )}
            </FieldRow>
            {listed.length === 0 ? (
              <EmptyState title={['没有符合的区划', 'No such area']} />
            ) : (
              <ul className="areas-list">
                {listed.map((each) => (
                  <li key={each.code}>
                    <button type="button" onClick={() => choose(each.code)}>
                      <span>{shortName(each.name)}</span>
                      <span className="note">{each.code}</span>
                    </button>
                  </li>
                ))}
              </ul>
            )}
            {changes.data && <UnsettledList unsettled={changes.data.unsettled} open={areas.data.items} />}
            {changes.data && changes.data.items.length > 0 && (
              <section>
                <h3>{text(['近期调整', 'Recent changes'])}</h3>
                <ol className="area-history">
                  {changes.data.items.map((change) => (
                    <ChangeLine key={change.id} change={change} onDay={goTo} />
                  ))}
                </ol>
              </section>
            )}
            <ImportPanel
              on={on}
              today={today}
              basis={areas.data.basis}
              mayImport={!isPast && barrier(registers.importAreas.name) === null}
              onPlace={setMark}
              onDone={(said) => setDone({ words: said, unsettled: null })}
            />
          </>
        )}
      </aside>
    </div>
  )
}
