import { sql } from 'kysely'
import { idForm } from '#kernel/new-id'
import { err, ok } from '#kernel/result'
import { implement, type Implementation } from '#platform/operations'
import { registers as asked } from '#engines/registers/shared'
import { knownColumns, livesIn } from '../access/known.store.ts'
import { present, type Known } from '../access/present.ts'
import { readerOf, visibleTo, withRestricted } from '../access/reader.ts'
import { tagsAt } from '../access/tags.store.ts'
import type { RegistersDeps } from '../deps.ts'
import { countUpTo, filterOf } from './filter.ts'

/** Nobody reads on so far, and counting further would take longer than the list. */
const most = 10_000

export function entriesHandlers(deps: RegistersDeps): readonly Implementation[] {
  const entries = implement(asked.entries, async (context, { after, limit, counted, ...filter }) => {
    const { tx, street } = context
    const reader = await readerOf(context, deps.tags)
    const filtered = filterOf(reader, deps, filter)
    if (!filtered.ok) return filtered
    const { where, restricted } = filtered.value
    // People in the order of their names would tell names to who may not see them.
    const isByName = filter.register !== 'person' || reader.seesNames
    const order = isByName ? sql`e.sort_key, e.id` : sql`e.id`
    let from = sql`true`
    if (after !== undefined) {
      if (!idForm.test(after)) return err('cursor_invalid')
      // A place in the list is an entry that may be seen: where any other would stand must not be found out from what follows it.
      const { rows } = await sql<{ sortKey: string }>`select e.sort_key as "sortKey" from register_entries e
        where e.street = ${street} and e.id = ${after} and e.register = ${filter.register} and ${visibleTo(reader)}`.execute(
        tx,
      )
      if (!rows[0]) return err('cursor_invalid')
      from = isByName ? sql`(e.sort_key, e.id) > (${rows[0].sortKey}, ${after}::uuid)` : sql`e.id > ${after}`
    }
    const listed = await withRestricted(
      context,
      reader,
      { tags: restricted ? [restricted] : [], note: '名册筛选' },
      async () => {
        const { rows } = await sql<Known>`select ${knownColumns} from
          (select e.* from register_entries e where ${where} and ${from} order by ${order} limit ${limit + 1}) e
          ${livesIn(reader.today)} order by ${order}`.execute(tx)
        const page = rows.slice(0, limit)
        const ids = page.map(({ id }) => id)
        const moment = { on: reader.today, knownAt: null }
        const tags = await tagsAt(tx, street, reader.seesNames ? ids : [], moment, restricted !== null)
        const isMore = rows.length > limit
        const all = !counted || after !== undefined ? null : isMore ? await countUpTo(tx, where, most) : rows.length
        return {
          value: { page, tags, isMore, all },
          // Who is on such a list has the tag: it must not be found out from the look.
          entries: [],
          registers: [filter.register],
        }
      },
    )
    const items = listed.page.flatMap((entry) => {
      const seen = present(reader, deps.registers, entry)
      return seen ? [{ ...seen, tags: [...new Set((listed.tags.get(entry.id) ?? []).map(({ tag }) => tag))] }] : []
    })
    const { all } = listed
    return ok({
      items,
      next: listed.isMore ? (listed.page.at(-1)?.id ?? null) : null,
      total: all === null ? null : { count: Math.min(all, most), isMore: all > most },
    })
  })
  return [entries]
}
