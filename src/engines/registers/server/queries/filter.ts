import { sql, type RawBuilder } from 'kysely'
import { err, ok, type Result } from '#kernel/result'
import type { Tx } from '#platform/db'
import type { EntryFilter } from '#engines/registers/shared'
import { visibleTo, type Reader } from '../access/reader.ts'
import { holdsAt, taggedEntries, tagRows } from '../access/tags.store.ts'
import type { RegistersDeps } from '../deps.ts'

export interface Filtered {
  /** A filter on `register_entries e`. */
  readonly where: RawBuilder<unknown>
  /** The restricted tag that must be open while it is read. */
  readonly restricted: string | null
}

/**
 * What a list, a count or an export may be asked for by this reader. A value that the reader may not see whole is no
 * condition either: from what is left in the list it could be found out. A tag that is not theirs is answered like one that
 * there is not.
 */
export function filterOf(
  reader: Reader,
  { registers, tags }: RegistersDeps,
  filter: EntryFilter,
): Result<Filtered, 'field_unknown' | 'tag_unknown'> {
  const { register, committee, grid, parent, tag, bornUntil } = filter
  const declared = registers[register].fields
  const conditions = [sql`e.register = ${register}`, sql`e.state = 'standing'`, visibleTo(reader)]
  const mayAsk = (field: string) => {
    const level = Object.hasOwn(declared, field) ? declared[field]!.level : undefined
    return level !== undefined && (level <= 2 || (level === 3 && reader.seesNames))
  }
  if (committee !== undefined) conditions.push(sql`e.committee = ${committee}`)
  if (grid !== undefined) conditions.push(sql`e.grid = ${grid}`)
  if (parent !== undefined) conditions.push(sql`e.parent = ${parent}`)
  if (bornUntil !== undefined) {
    if (!mayAsk('birth')) return err('field_unknown')
    conditions.push(sql`e.fields->>'birth' <= ${bornUntil}`)
  }
  for (const [field, value] of Object.entries(filter.where ?? {})) {
    if (!mayAsk(field)) return err('field_unknown')
    conditions.push(sql`e.fields->>${field}::text = ${String(value)}`)
  }
  let restricted: string | null = null
  if (tag !== undefined) {
    const known = Object.hasOwn(tags, tag) ? tags[tag] : undefined
    if (!known || (known.restricted ? !reader.restricted.includes(tag) : !reader.seesNames)) return err('tag_unknown')
    if (known.restricted) restricted = tag
    const moment = { on: reader.today, knownAt: null }
    const rows = tagRows(reader.street, restricted !== null)
    conditions.push(
      sql`e.id in (select id from ${taggedEntries(reader.street, rows, sql`t.tag = ${tag} and ${holdsAt(moment)}`)} tagged)`,
    )
  }
  return ok({ where: sql`e.street = ${reader.street} and ${sql.join(conditions, sql` and `)}`, restricted })
}

/** How many there are, or one more than `most` when there are more. */
export async function countUpTo(tx: Tx, where: RawBuilder<unknown>, upTo: number): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from
    (select from register_entries e where ${where} limit ${upTo + 1}) counted`.execute(tx)
  return rows[0]!.n
}
