import { sql, type RawBuilder } from 'kysely'
import { addDays } from '#kernel/time'
import { definitionOn, type Amount, type Definition } from '#model'
import { caseColumn, conditionSql } from '#engines/cases'
import type { Rolled } from './definitions.ts'

const nobody = { now: '1970-01-01T00:00:00.000Z', me: null, myUnit: null }
const raw = (text: string) => sql.raw(text)

/** An instant of `cases c` as the wire has it: cut off at the millisecond. */
function instant(field: string): RawBuilder<unknown> {
  const column = caseColumn(field, 'string')
  if (!field.startsWith('answers.')) return raw(`date_trunc('milliseconds', ${column})`)
  return raw(`case when ${column} ~ '^\\d{4}-\\d\\d-\\d\\d' then (${column})::timestamptz end`)
}

const inShanghai = (field: string) => sql`((${instant(field)} + interval '8 hours') at time zone 'UTC')`

function dayOf(field: string): RawBuilder<unknown> {
  if (!field.startsWith('answers.')) return sql`${inShanghai(field)}::date`
  const text = raw(caseColumn(field, 'string'))
  return sql`case when length(${text}) = 10 then (${text})::date else ${inShanghai(field)}::date end`
}

function hourOf(field: string): RawBuilder<unknown> {
  const at = inShanghai(field)
  const hour = sql`((extract(isodow from ${at})::int - 1) * 24 + extract(hour from ${at})::int)::text`
  if (!field.startsWith('answers.')) return hour
  return sql`case when length(${raw(caseColumn(field, 'string'))}) = 10 then '' else ${hour} end`
}

function brought(amount: Amount): RawBuilder<unknown> {
  if ('field' in amount) return sql`trunc(${raw(caseColumn(amount.field, 'number'))}::numeric)`
  return sql`greatest(0, floor(extract(epoch from (${instant(amount.to)} - ${instant(amount.from)})) * 1000 / 360000))`
}

interface Parts {
  readonly belongs: RawBuilder<unknown>
  readonly n: RawBuilder<unknown>
  readonly heap: RawBuilder<unknown>
}

/** `markOf` in SQL. */
export function partsOf(definition: Definition): Parts {
  const of = conditionSql(definition.of, nobody)
  const noHeap = sql`-1`
  switch (definition.kind) {
    case 'count':
      return { belongs: of, n: sql`1`, heap: noHeap }
    case 'rate':
      return { belongs: of, n: sql`case when ${conditionSql(definition.part, nobody)} then 1 else 0 end`, heap: noHeap }
    case 'weighted': {
      const said = raw(`(${caseColumn(definition.field)})::text`)
      const weighed = Object.entries(definition.weights).map(
        ([value, weight]) => sql`when ${said} = ${value} then ${weight}::int`,
      )
      if (weighed.length === 0) return { belongs: sql`false`, n: sql`0`, heap: noHeap }
      const weight = sql`case ${sql.join(weighed, sql` `)} end`
      return { belongs: sql`(${of}) and (${weight}) is not null`, n: weight, heap: noHeap }
    }
    default: {
      const amount = brought(definition.amount)
      const belongs = sql`(${of}) and (${amount}) is not null`
      return definition.kind === 'median' ? { belongs, n: sql`1`, heap: amount } : { belongs, n: amount, heap: noHeap }
    }
  }
}

/** The same by the day on which a case is placed: definitions of other years hold for its cases. */
function partsByDay({ measure }: Rolled): Parts {
  const day = dayOf(measure.time)
  const untils = [...new Set((measure.earlier ?? []).map((each) => each.until))].sort()
  if (untils.length === 0) return partsOf(measure.definition)
  const earlier = untils.map((until) => ({ until, parts: partsOf(definitionOn(measure, addDays(until, -1))) }))
  const last = partsOf(measure.definition)
  const byDay = (part: keyof Parts) =>
    sql`case ${sql.join(
      earlier.map(({ until, parts }) => sql`when ${day} < ${until}::date then ${parts[part]}`),
      sql` `,
    )} else ${last[part]} end`
  return { belongs: byDay('belongs'), n: byDay('n'), heap: byDay('heap') }
}

const placeSql = sql`coalesce(c.committee, '') as committee, coalesce(c.grid, '') as grid, coalesce(c.lead_unit::text, '') as unit, c.category, c.source`

const cellSql = sql`
  (case when grouping(committee) = 0 then 'c' when grouping(grid) = 0 then 'g' when grouping(unit) = 0 then 'u'
    when grouping(category) = 0 then 'k' when grouping(source) = 0 then 's' when grouping(hour) = 0 then 'h' else 'a' end)::"char" as dimension,
  case when grouping(committee) = 0 then committee when grouping(grid) = 0 then grid when grouping(unit) = 0 then unit
    when grouping(category) = 0 then category when grouping(source) = 0 then source when grouping(hour) = 0 then hour else '' end as member`

const setsSql = sql`grouping sets ((), (committee), (grid), (unit), (category), (source), (hour))`

/**
 * Measures that are placed by the same time, counted from nothing in one walk over the cases of the street. Columns: grain,
 * dimension, day, member, numerators, denominators.
 */
function countedTogether(street: string, time: string, measures: readonly Rolled[]): RawBuilder<unknown> {
  const marks = measures.map((each, at) => {
    const { belongs, n } = partsByDay(each)
    return sql`(case when ${belongs} then ${n} end)::bigint as ${sql.id(`m${at}`)}`
  })
  const names = measures.map((_, at) => sql.id(`m${at}`))
  const sums = measures.flatMap((_, at) => [
    sql`coalesce(sum(${sql.id(`m${at}`)}), 0)::bigint as ${sql.id(`n${at}`)}`,
    sql`count(${sql.id(`m${at}`)}) as ${sql.id(`d${at}`)}`,
  ])
  const placed = (column: (at: number) => RawBuilder<unknown>) => {
    const at = new Map(measures.map(({ id }, index) => [id, index]))
    const most = Math.max(...measures.map(({ id }) => id))
    const list = Array.from({ length: most }, (_, index) => at.get(index + 1))
    return sql`array[${sql.join(list.map((index) => (index === undefined ? sql`0` : column(index))))}]::bigint[]`
  }
  const lists = (column: (name: string) => RawBuilder<unknown>) =>
    sql`${placed((at) => column(`n${at}`))} as numerators, ${placed((at) => column(`d${at}`))} as denominators`
  return sql`
    with marks as (
      select ${dayOf(time)} as day, ${hourOf(time)} as hour, ${placeSql}, ${sql.join(marks)}
      from cases c where c.street = ${street} and ${dayOf(time)} is not null
    ), days as materialized (
      select day, ${cellSql}, ${sql.join(sums)} from marks group by day, ${setsSql} having count(coalesce(${sql.join(names)})) > 0
    )
    select 'd'::"char" as grain, dimension, day, member, ${lists((name) => sql.ref(name))} from days
    union all
    select 'm', dimension, date_trunc('month', day)::date, member, ${lists((name) => sql`sum(${sql.ref(name)})`)} from days group by 2, 3, 4`
}

/** The same of medians, amount by amount. Columns: grain, dimension, definition, day, member, heap, n, d. */
function countedHeaps(street: string, measures: readonly Rolled[]): RawBuilder<unknown> {
  const marks = measures.map((each) => {
    const { belongs, heap } = partsByDay(each)
    const { time } = each.measure
    return sql`(${each.id}::int, (${belongs}), ${dayOf(time)}, ${hourOf(time)}, (${heap})::int)`
  })
  return sql`
    with marks as (
      select mark.definition, mark.day, mark.hour, mark.heap, ${placeSql}
      from cases c cross join lateral (values ${sql.join(marks)}) mark (definition, belongs, day, hour, heap)
      where c.street = ${street} and mark.belongs and mark.day is not null
    ), days as materialized (
      select definition, day, heap, count(*) as d, ${cellSql} from marks group by definition, day, heap, ${setsSql}
    )
    select 'd'::"char" as grain, dimension, definition, day, member, heap, d as n, d from days
    union all
    select 'm', dimension, definition, date_trunc('month', day)::date, member, heap, sum(d)::bigint, sum(d)::bigint
    from days group by 2, 3, 4, 5, 6`
}

const isMedian = ({ measure }: Rolled) => measure.definition.kind === 'median'

function byTime(measures: readonly Rolled[]): readonly (readonly [string, readonly Rolled[]])[] {
  const others = measures.filter((each) => !isMedian(each))
  const times = [...new Set(others.map(({ measure }) => measure.time))]
  return times.map((time) => [time, others.filter(({ measure }) => measure.time === time)])
}

/** Statements that count measures for the first time, each in one walk over the cases of the street. */
export function firstCounts(street: string, measures: readonly Rolled[]): readonly RawBuilder<unknown>[] {
  const medians = measures.filter(isMedian)
  return [
    ...byTime(measures).map(
      ([time, some]) => sql`
        insert into measure_cells as cell (street, grain, dimension, day, member, numerators, denominators)
        select ${street}, grain, dimension, day, member, numerators, denominators from (${countedTogether(street, time, some)}) counted
        order by 2, 3, 4, 5
        on conflict (street, grain, dimension, day, member) do update set
          numerators = measures_added(cell.numerators, excluded.numerators), denominators = measures_added(cell.denominators, excluded.denominators)`,
    ),
    ...(medians.length === 0
      ? []
      : [
          sql`
        insert into measure_heaps (street, grain, dimension, definition, day, member, heap, counted)
        select ${street}, grain, dimension, definition, day, member, heap, d from (${countedHeaps(street, medians)}) counted order by 2, 3, 4, 5, 6, 7`,
        ]),
  ]
}

/** Some measures at a time, counted from nothing. Columns: grain, dimension, definition, day, member, heap, n, d. */
export function countsOf(
  street: string,
  measures: readonly Rolled[],
): readonly { readonly measures: readonly Rolled[]; readonly counted: RawBuilder<unknown> }[] {
  const medians = measures.filter(isMedian)
  return [
    ...byTime(measures).map(([time, some]) => ({
      measures: some,
      counted: sql`
        select p.grain, p.dimension, of.definition::int as definition, p.day, p.member, -1 as heap, of.n, of.d
        from (${countedTogether(street, time, some)}) p
          cross join lateral unnest(p.numerators, p.denominators) with ordinality of (n, d, definition) where of.n <> 0 or of.d <> 0`,
    })),
    ...(medians.length === 0 ? [] : [{ measures: medians, counted: countedHeaps(street, medians) }]),
  ]
}
