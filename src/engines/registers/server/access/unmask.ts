import { err, ok } from '#kernel/result'
import { implement, type Implementation } from '#platform/operations'
import { registers as asked } from '#engines/registers/shared'
import type { RegistersDeps } from '../deps.ts'
import { findEntries } from '../entries/entries.store.ts'
import { writeLook } from './looks.store.ts'
import { canSee, readerOf } from './reader.ts'

export function unmaskHandlers({ registers, tags }: RegistersDeps): readonly Implementation[] {
  const unmask = implement(asked.unmask, async (context, { entries, purpose, note, minutes }) => {
    const { tx, street, actor, now, newId, changed } = context
    const reader = await readerOf(context, tags)
    const found = await findEntries(tx, street, entries)
    if (new Set(entries).size > found.length || !found.every((entry) => canSee(reader, entry)))
      return err('entry_not_found')
    const kinds = [...new Set(found.map(({ register }) => register))]
    const until = new Date(Date.parse(now) + minutes * 60_000).toISOString()
    const look = newId()
    await writeLook(tx, street, {
      id: look,
      who: { kind: actor.kind === 'staff' ? 'staff' : 'system', staff: actor.id, name: actor.name },
      kind: 'unmask',
      purpose,
      note,
      fields: kinds.flatMap((register) =>
        Object.entries(registers[register].fields).flatMap(([name, { level }]) => (level === 4 ? [name] : [])),
      ),
      registers: kinds,
      // Who was merged is seen with whom it was merged into.
      entries: found.map(({ root }) => root),
      until,
      at: now,
    })
    changed({ look, purpose, entries: found.length, until })
    return ok({ look, until })
  })
  return [unmask]
}
