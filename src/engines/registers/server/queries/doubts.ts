import { sql } from 'kysely'
import { ok } from '#kernel/result'
import type { Text } from '#kernel/text'
import { implement, type Implementation } from '#platform/operations'
import { registers as asked } from '#engines/registers/shared'
import { findKnown } from '../access/known.store.ts'
import { present } from '../access/present.ts'
import { readerOf, visibleTo } from '../access/reader.ts'
import type { RegistersDeps } from '../deps.ts'

interface Row {
  readonly id: string
  readonly entry: string
  readonly other: string
  readonly score: number
  readonly reasons: readonly Text[]
  readonly at: string
}

export function doubtsHandlers({ registers, tags }: RegistersDeps): readonly Implementation[] {
  const doubts = implement(asked.doubts, async (context, { register, after, limit }) => {
    const { tx, street } = context
    const reader = await readerOf(context, tags)
    const both = sql`d.street = ${street} and d.register = ${register} and d.state = 'open' and not exists (
      select 1 from register_entries e where e.street = d.street and e.id in (d.entry, d.other) and not ${visibleTo(reader)})`
    const from = after === undefined ? sql`true` : sql`(d.made_at, d.id) > (select p.made_at, p.id from register_doubts p where p.street = ${street} and p.id = ${after})` // prettier-ignore
    const { rows } =
      await sql<Row>`select d.id, d.entry, d.other, d.score, d.reasons, d.made_at as at from register_doubts d
      where ${both} and ${from} order by d.made_at, d.id limit ${limit}`.execute(tx)
    const { rows: counted } = await sql<{
      total: number
    }>`select count(*)::int as total from register_doubts d where ${both}`.execute(tx)
    const known = await findKnown(tx, street, rows.flatMap(({ entry, other }) => [entry, other]), reader.today) // prettier-ignore
    const items = rows.flatMap(({ entry, other, reasons, ...doubt }) => {
      const [one, two] = [known.get(entry), known.get(other)]
      const seen = one && present(reader, registers, one)
      const seenOther = two && present(reader, registers, two)
      if (!seen || !seenOther) return []
      return [
        { ...doubt, entry: seen, other: seenOther, reasons: reasons.map(([zh, en]): [string, string] => [zh, en]) },
      ]
    })
    return ok({ items, total: counted[0]!.total, next: rows.length < limit ? null : rows.at(-1)!.id })
  })
  return [doubts]
}
