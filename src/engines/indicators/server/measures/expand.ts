import { sql, type RawBuilder } from 'kysely'

/**
 * Rows of changes (a source with `marks`) as what they add to cells: one row for each mark and dimension, out of the old
 * place with the sign turned. Columns: definition, day, dimension, member, heap, n, d.
 */
export function expanded(source: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`
    select (mark.of ->> 0)::int as definition, (mark.of ->> 1)::date as day, cell.dimension, cell.member,
      (mark.of ->> 5)::int as heap, side.sign * (mark.of ->> 3)::bigint as n, side.sign * (mark.of ->> 4)::bigint as d
    from (${source}) change
      cross join lateral (values (change.marks -> 'o', -1), (change.marks -> 'i', 1)) side (moved, sign)
      cross join lateral jsonb_array_elements(side.moved -> 1) mark (of)
      cross join lateral (values ('a'::"char", ''), ('c', side.moved -> 0 ->> 0), ('g', side.moved -> 0 ->> 1),
        ('u', side.moved -> 0 ->> 2), ('k', side.moved -> 0 ->> 3), ('s', side.moved -> 0 ->> 4), ('h', mark.of ->> 2)) cell (dimension, member)`
}
