import { sql, type RawBuilder } from 'kysely'
import { addDays } from '#kernel/time'
import { definitionOn, type Amount, type Definition } from '#model'
import { caseColumn, conditionSql } from '#engines/cases'
import type { Rolled } from './definitions.ts'
import { bothGrains } from './expand.ts'

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
  const tenths = sql`floor(extract(epoch from (${instant(amount.to)} - ${instant(amount.from)})) * 1000 / 360000)`
  // Not greatest(0, …): of nothing that makes nought, and a case without the instants would count.
  return sql`case when ${tenths} < 0 then 0 else ${tenths} end`
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

/** Which cases are counted: a condition on `cases c`. */
const all = sql`true`

const placeSql = sql`coalesce(c.committee, '') as committee, coalesce(c.grid, '') as grid, coalesce(c.lead_unit::text, '') as unit, c.category, c.source`

const cellSql = sql`
  (case when grouping(committee) = 0 then 'c' when grouping(grid) = 0 then 'g' when grouping(unit) = 0 then 'u'
    when grouping(category) = 0 then 'k' when grouping(source) = 0 then 's' when grouping(hour) = 0 then 'h' else 'a' end)::"char" as dimension,
  case when grouping(committee) = 0 then committee when grouping(grid) = 0 then grid when grouping(unit) = 0 then unit
    when grouping(category) = 0 then category when grouping(source) = 0 then source when grouping(hour) = 0 then hour else '' end as member`

const setsSql = sql`grouping sets ((), (committee), (grid), (unit), (category), (source), (hour))`

export const [numerator, denominator] = [({ id }: Rolled) => sql.id(`n${id}`), ({ id }: Rolled) => sql.id(`d${id}`)]

/**
 * Measures that are placed by the same time, counted day by day in one walk over the cases of the street. Columns: day,
 * dimension, member, and n and d with the id of each measure.
 */
export function countedDays(
  street: string,
  time: string,
  measures: readonly Rolled[],
  some: RawBuilder<unknown> = all,
): RawBuilder<unknown> {
  const marks = measures.map((each) => {
    const { belongs, n } = partsByDay(each)
    return sql`(case when ${belongs} then ${n} end)::bigint as ${numerator(each)}`
  })
  const sums = measures.flatMap((each) => [
    sql`coalesce(sum(${numerator(each)}), 0)::bigint as ${numerator(each)}`,
    sql`count(${numerator(each)}) as ${denominator(each)}`,
  ])
  return sql`
    select day, ${cellSql}, ${sql.join(sums)} from (
      select ${dayOf(time)} as day, ${hourOf(time)} as hour, ${placeSql}, ${sql.join(marks)}
      from cases c where c.street = ${street} and ${some} and ${dayOf(time)} is not null) marks
    group by day, ${setsSql} having count(coalesce(${sql.join(measures.map(numerator))})) > 0`
}

/** The same of medians, amount by amount. Columns: definition, day, dimension, member, heap, n, d. */
export function countedHeaps(
  street: string,
  measures: readonly Rolled[],
  some: RawBuilder<unknown> = all,
): RawBuilder<unknown> {
  const marks = measures.map((each) => {
    const { belongs, heap } = partsByDay(each)
    const { time } = each.measure
    return sql`(${each.id}::int, (${belongs}), ${dayOf(time)}, ${hourOf(time)}, (${heap})::int)`
  })
  return sql`
    select definition, day, ${cellSql}, heap, count(*) as n, count(*) as d from (
      select mark.definition, mark.day, mark.hour, mark.heap, ${placeSql}
      from cases c cross join lateral (values ${sql.join(marks)}) mark (definition, belongs, day, hour, heap)
      where c.street = ${street} and ${some} and mark.belongs and mark.day is not null) marks
    group by definition, day, heap, ${setsSql}`
}

export const isMedian = ({ measure }: Rolled) => measure.definition.kind === 'median'

export function byTime(measures: readonly Rolled[]): readonly (readonly [string, readonly Rolled[]])[] {
  const times = [...new Set(measures.map(({ measure }) => measure.time))]
  return times.map((time) => [time, measures.filter(({ measure }) => measure.time === time)])
}

/** Some measures at a time, counted from nothing. Columns: grain, dimension, definition, day, member, heap, n, d. */
export function countsOf(
  street: string,
  measures: readonly Rolled[],
): readonly { readonly measures: readonly Rolled[]; readonly counted: RawBuilder<unknown> }[] {
  const medians = measures.filter(isMedian)
  const flat = (some: readonly Rolled[], time: string) => sql`
    select definition, day, dimension, member, -1 as heap, n, d from (${countedDays(street, time, some)}) counted
      cross join lateral (values ${sql.join(some.map((each) => sql`(${each.id}::int, ${numerator(each)}, ${denominator(each)})`))}) of (definition, n, d)
    where n <> 0 or d <> 0`
  return [
    ...byTime(measures.filter((each) => !isMedian(each))).map(([time, some]) => ({
      measures: some,
      counted: bothGrains(flat(some, time)),
    })),
    ...(medians.length === 0 ? [] : [{ measures: medians, counted: bothGrains(countedHeaps(street, medians)) }]),
  ]
}
