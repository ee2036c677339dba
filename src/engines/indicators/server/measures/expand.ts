import { sql, type RawBuilder } from 'kysely'

/**
 * Rows of changes (a source with `marks`) as what they add to cells: one row for each mark and dimension, out of the old
 * place with the sign turned. Columns: definition, day, dimension, member, heap, n, d.
 */
export function expanded(source: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`
    select (mark.of ->> 0)::int as definition, (mark.of ->> 1)::date as day, cell.dimension, cell.member collate "C" as member,
      (mark.of ->> 5)::int as heap, side.sign * (mark.of ->> 3)::bigint as n, side.sign * (mark.of ->> 4)::bigint as d
    from (${source}) change
      cross join lateral (values (change.marks -> 'o', -1), (change.marks -> 'i', 1)) side (moved, sign)
      cross join lateral jsonb_array_elements(side.moved -> 1) mark (of)
      cross join lateral (values ('a'::"char", ''), ('c', side.moved -> 0 ->> 0), ('g', side.moved -> 0 ->> 1),
        ('u', side.moved -> 0 ->> 2), ('k', side.moved -> 0 ->> 3), ('s', side.moved -> 0 ->> 4), ('h', mark.of ->> 2)) cell (dimension, member)`
}

/** Expanded rows as what they add to the cells of their days and months. */
export function bothGrains(rows: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`
    with days as (
      select definition, day, dimension, member, heap, sum(n)::bigint as n, sum(d)::bigint as d from (${rows}) mark group by 1, 2, 3, 4, 5
    )
    select 'd'::"char" as grain, dimension, definition, day, member, heap, n, d from days
    union all
    select 'm', dimension, definition, date_trunc('month', day)::date, member, heap, sum(n)::bigint, sum(d)::bigint
    from days group by 2, 3, 4, 5, 6`
}

/** Parts of a `with` that add rows of a grain to the cells. Who repairs counts the spreads by themselves. */
export function addedSql(
  street: string,
  rows: RawBuilder<unknown>,
  { spreads = true }: { readonly spreads?: boolean } = {},
): RawBuilder<unknown> {
  return sql`
    adding as materialized (${rows}), added_cells as (
      insert into measure_cells as cell (street, grain, dimension, day, member, numerators, denominators)
      select ${street}, grain, dimension, day, member, measures_placed(jsonb_object_agg(definition, n)), measures_placed(jsonb_object_agg(definition, d))
      from adding where heap < 0 and (n <> 0 or d <> 0) group by 2, 3, 4, 5
      on conflict (street, grain, dimension, day, member) do update set
        numerators = measures_added(cell.numerators, excluded.numerators), denominators = measures_added(cell.denominators, excluded.denominators)
    ), added_heaps as (
      insert into measure_heaps as cell (street, grain, dimension, definition, day, member, heap, counted)
      select ${street}, grain, dimension, definition, day, member, heap, d from adding where heap >= 0 and d <> 0
      on conflict (street, grain, dimension, definition, day, member, heap) do update set counted = cell.counted + excluded.counted
    ), added_spreads as (
      insert into measure_spreads as cell (street, grain, dimension, definition, day, member, octaves, buckets)
      select ${street}, grain, dimension, definition, day, member, ${spreadSql(sql`d`)} from adding where ${sql.lit(spreads)} and heap >= 0 and d <> 0 group by 2, 3, 4, 5, 6
      on conflict (street, grain, dimension, definition, day, member) do update set
        octaves = cell.octaves + excluded.octaves, buckets = cell.buckets + excluded.buckets
    )`
}

/** A count at the places of its amount (in `heap`): by octaves and by buckets. */
export function packedSql(counted: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`measures_packed(measures_bucket(heap) / 16, ${counted}) as octaves, measures_packed(measures_bucket(heap), ${counted}) as buckets`
}

/** How amounts (in `heap`) lie, as cells keep it: two columns. */
export function spreadSql(counted: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`sum(measures_packed(measures_bucket(heap) / 16, ${counted})) as octaves, sum(measures_packed(measures_bucket(heap), ${counted})) as buckets`
}
