import { sql } from 'kysely'
import { newId } from '#kernel/id'
import type { Tx } from '#platform/db'
import type { HeldTie } from '../../shared/decide/ties.ts'
import type { Reading } from '../../shared/importing/index.ts'
import type { Entry } from '../entries/entry.ts'
import { insertTags, supersedeTags } from '../tags/tags.store.ts'
import { insertTies, placePeople, supersedeTies } from '../ties/ties.store.ts'
import { headsOf, heldBy } from './held.ts'
import type { Judging } from './judging.ts'
import type { Placing } from './places.ts'
import { planPerson, type PersonPlan } from './plan-person.ts'
import type { RowToWrite } from './rows.store.ts'

export interface Writing extends Judging {
  readonly now: string
}

export type Row = RowToWrite & { readonly reading: Reading; readonly entry: string }

export type Placings = ReadonlyMap<number, Placing | null>

/** Where the people of the rows live and what they are marked with. */
export async function joinRows(
  tx: Tx,
  writing: Writing,
  rows: readonly Row[],
  placings: Placings,
  homes: ReadonlyMap<string, string>,
  entries: ReadonlyMap<string, Entry>,
): Promise<void> {
  const { street, now, today, import: imported } = writing
  const known = (isAsked: (row: Row) => boolean) => [
    ...new Set(rows.filter(isAsked).flatMap((row) => entries.get(row.entry)?.id ?? [])),
  ]
  const held = await heldBy(tx, street, {
    housed: known((row) => ['home', 'made'].includes(placings.get(row.no)?.is ?? '')),
    tagged: known((row) => row.reading.tags.length > 0),
  })
  const there = rows.flatMap((row) => {
    const placing = placings.get(row.no)
    return placing?.is === 'home' && row.reading.relation ? [placing.id] : []
  })
  const heads = await headsOf(tx, street, [...new Set(there)], today)
  const plans = rows.map((row): readonly [Row, string, PersonPlan] => {
    const entry = entries.get(row.entry)?.id ?? row.entry
    const own = { ties: held.ties.get(entry) ?? [], tags: held.tags.get(entry) ?? [] }
    const said = { source: imported.source, observedOn: imported.observedOn, today }
    return [
      row,
      entry,
      planPerson(entry, row.reading, placings.get(row.no) ?? null, own, heads, writing.rules.get('person') ?? [], said),
    ]
  })
  const by = { now, by: imported.id }
  const hand = { now, by: imported.madeBy, import: imported.id }
  await supersedeTies(
    tx,
    street,
    by,
    plans.flatMap(([, , plan]) => plan.superseded),
  )
  await supersedeTags(
    tx,
    street,
    'care_tags',
    by,
    plans.flatMap(([, , plan]) => plan.supersededTags),
  )
  await insertTies(
    tx,
    street,
    hand,
    plans.flatMap(([, , plan]) =>
      plan.ties.map((tie): HeldTie => ({
        ...tie,
        id: newId(),
        object: homes.get(tie.object) ?? tie.object,
        share: null,
      })),
    ),
  )
  await insertTags(
    tx,
    street,
    'care_tags',
    hand,
    plans.flatMap(([, entry, plan]) =>
      plan.tags.map((tag) => ({ ...tag, id: newId(), entry, source: imported.source, office: null })),
    ),
  )
  const moved = plans.filter(([row, , plan]) => plan.moves && entries.has(row.entry))
  if (moved.length === 0) return
  await rememberPlaces(
    tx,
    writing,
    moved.map(([row]) => [row.no, entries.get(row.entry)!] as const),
  )
  await placePeople(
    tx,
    street,
    now,
    moved.map(([, entry]) => entry),
  )
}

export async function rememberPlaces(
  tx: Tx,
  { street, import: imported }: Writing,
  moved: readonly (readonly [number, Entry])[],
): Promise<void> {
  const places = moved.map(([, { committee, grid, microGrid, lng, lat, homeKey }]) =>
    JSON.stringify({ committee, grid, microGrid, lng, lat, homeKey }),
  )
  await sql`update register_import_rows r set moved_from = n.place
    from unnest(${moved.map(([no]) => no)}::int[], ${places}::json[]) as n (no, place)
    where r.street = ${street} and r.import = ${imported.id} and r.no = n.no`.execute(tx)
}
