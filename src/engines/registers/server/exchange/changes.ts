import { sql } from 'kysely'
import { err, ok } from '#kernel/result'
import { cursorPattern, implement, type Implementation } from '#platform/operations'
import {
  exchangesInClear,
  registers,
  type ChangedEntry,
  type EntryChange,
  type RegisterId,
} from '#engines/registers/shared'
import { findKnown } from '../access/known.store.ts'
import { writeLook } from '../access/looks.store.ts'
import { present } from '../access/present.ts'
import { canSee, readerOf } from '../access/reader.ts'
import { residencesOf } from '../access/residences.store.ts'
import type { RegistersDeps } from '../deps.ts'

interface Change {
  readonly place: string
  readonly id: string
  readonly entry: string
  readonly register: RegisterId
  readonly change: EntryChange
  readonly at: string
}

const beginning = '0/00000000-0000-0000-0000-000000000000'

/**
 * Changes in the order of their transactions, and only below the oldest one still running: a later commit of an earlier
 * number would otherwise be missed for good.
 */
export function changesHandlers(deps: RegistersDeps): readonly Implementation[] {
  const changesSince = implement(registers.changesSince, async (context, { position = beginning, limit }) => {
    const { tx, street, actor, now, newId } = context
    if (actor.kind !== 'staff') throw new Error('Only staff pull changes.')
    if (!cursorPattern.test(position)) return err('cursor_invalid')
    const [place, after] = position.split('/') as [string, string]
    const { rows } = await sql<Change>`
      select c.position::text as place, c.id, c.entry, c.register, c.change, c.at from register_changes c
      where c.street = ${street} and (c.position, c.id) > (${place}::bigint, ${after}::uuid)
        and c.position < pg_snapshot_xmin(pg_current_snapshot())::text::bigint
      order by c.position, c.id limit ${limit}`.execute(tx)
    const own = await readerOf(context, deps.tags)
    const known = await findKnown(tx, street, rows.map((row) => row.entry), own.today) // prettier-ignore
    const people = [...known.values()].filter((entry) => entry.register === 'person' && entry.state === 'standing' && canSee(own, entry)).map(({ id }) => id) // prettier-ignore
    const homes = await residencesOf(tx, street, people, own.today)
    const isClear = exchangesInClear(actor.roles)
    const mask = { purpose: 'service', until: now }
    const reader = {
      ...own,
      seesNames: true,
      unmasked: new Map(isClear ? [...known.keys()].map((id) => [id, mask]) : []),
    }
    const items = rows.flatMap((row): ChangedEntry[] => {
      const entry = known.get(row.entry)
      if (!entry || !canSee(reader, entry)) return []
      const { state, parent, root } = entry
      const stands = state === 'standing'
      const lives = homes.get(row.entry)
      const { id, at, change, register } = row
      return [
        {
          id,
          at,
          change,
          entry: row.entry,
          register,
          state,
          into: state === 'merged' ? root : null,
          seen: stands ? (present(reader, deps.registers, entry) ?? null) : null,
          parent: stands ? parent : null,
          lives: lives
            ? { home: lives.home, residence: lives.details.residence ?? null, relation: lives.details.relation ?? null }
            : null,
        } as ChangedEntry,
      ]
    })
    if (people.length > 0)
      await writeLook(tx, street, {
        id: newId(),
        who: { kind: 'staff', staff: actor.id, name: actor.name },
        kind: 'export',
        purpose: null,
        note: '数据交换',
        fields: Object.entries(deps.registers.person.fields).flatMap(([name, { level }]) => (isClear || level < 4 ? [name] : [])), // prettier-ignore
        registers: ['person'],
        entries: people,
        until: null,
        at: now,
      })
    const last = rows.at(-1)
    return ok({ items, position: last ? `${last.place}/${last.id}` : position, more: rows.length === limit })
  })
  return [changesSince]
}
