import { newId } from '#kernel/id'
import type { Tx } from '#platform/db'
import type { HeldTie } from '../../shared/decide/ties.ts'
import type { Entry } from '../entries/entry.ts'
import { insertTies, placeByTies, supersedeTies } from '../ties/ties.store.ts'
import { findOccupied } from './find-occupied.ts'
import { heldBy } from './held.ts'
import { rememberPlaces, type Row, type Writing } from './join-rows.ts'
import { planOccupied } from './plan-occupied.ts'

/** Where the enterprises of the rows work. */
export async function joinOccupied(
  tx: Tx,
  writing: Writing,
  rows: readonly Row[],
  entries: ReadonlyMap<string, Entry>,
): Promise<void> {
  const { street, now, today, import: imported } = writing
  const occupied = await findOccupied(tx, street, rows)
  const housed = rows.flatMap((row) => (occupied.has(row.no) ? (entries.get(row.entry)?.id ?? []) : []))
  const held = await heldBy(tx, street, { housed: [...new Set(housed)], tagged: [] })
  const said = { source: imported.source, observedOn: imported.observedOn, today }
  const plans = rows.flatMap((row) => {
    const place = occupied.get(row.no)
    if (place?.is !== 'found') return []
    const entry = entries.get(row.entry)
    const id = entry?.id ?? row.entry
    const whose = { id, fields: entry?.fields ?? null }
    return [{ row, entry, plan: planOccupied(whose, row.reading, place, held.ties.get(id) ?? [], writing.rules.get('enterprise') ?? [], said) }] // prettier-ignore
  })
  await supersedeTies(
    tx,
    street,
    { now, by: imported.id },
    plans.flatMap(({ plan }) => plan.superseded),
  )
  await insertTies(
    tx,
    street,
    { now, by: imported.madeBy, import: imported.id },
    plans.flatMap(({ plan }) => plan.ties.map((tie): HeldTie => ({ ...tie, id: newId(), share: null }))),
  )
  const moved = plans.flatMap(({ row, entry, plan }) =>
    entry && plan.ties.length > 0 ? [[row.no, entry] as const] : [],
  )
  if (moved.length === 0) return
  await rememberPlaces(tx, writing, moved)
  await placeByTies(
    tx,
    street,
    now,
    'enterprise',
    moved.map(([, entry]) => entry.id),
  )
}
