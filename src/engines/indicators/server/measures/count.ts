import { sql, type RawBuilder } from 'kysely'
import { must } from '#kernel/assert'
import { definitionOn, type Amount, type Definition, type Measure } from '#model'
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
function partsOf(definition: Definition): Parts {
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

/** What each case of the street adds to one measure, as a row of a list of values. */
function markSql({ id, measure }: Rolled): RawBuilder<unknown> {
  const day = dayOf(measure.time)
  const untils = [...new Set((measure.earlier ?? []).map((each) => each.until))].sort()
  const inForce = [
    ...untils.map((until) => ({ until, parts: partsOf(definitionBefore(measure, until)) })),
    { until: null, parts: partsOf(measure.definition) },
  ]
  const byDay = (part: keyof Parts): RawBuilder<unknown> =>
    inForce.length === 1
      ? inForce[0]!.parts[part]
      : sql`case ${sql.join(
          inForce.map(({ until, parts }) =>
            until === null ? sql`else ${parts[part]}` : sql`when ${day} < ${until}::date then ${parts[part]}`,
          ),
          sql` `,
        )} end`
  return sql`(${id}::int, (${byDay('belongs')}), ${day}, ${hourOf(measure.time)}, (${byDay('n')})::bigint, (${byDay('heap')})::int)`
}

/** The definition in force on the last day before another came. */
function definitionBefore(measure: Measure, until: string): Definition {
  const before = new Date(Date.parse(`${until}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10)
  return must(definitionOn(measure, before), `the definition of ${measure.id} before ${until}`)
}

/**
 * The cells of some measures, counted from nothing in one walk over the cases of the street. Columns: grain, dimension,
 * definition, day, member, heap, n, d.
 */
export function countedCells(street: string, measures: readonly Rolled[]): RawBuilder<unknown> {
  return sql`
    with marks as (
      select mark.definition, mark.day, mark.hour, mark.n, mark.heap, coalesce(c.committee, '') as committee, coalesce(c.grid, '') as grid,
        coalesce(c.lead_unit::text, '') as unit, c.category, c.source
      from cases c cross join lateral (values ${sql.join(measures.map(markSql))}) mark (definition, belongs, day, hour, n, heap)
      where c.street = ${street} and mark.belongs and mark.day is not null
    ), days as materialized (
      select definition, day, heap, sum(n)::bigint as n, count(*) as d,
        (case when grouping(committee) = 0 then 'c' when grouping(grid) = 0 then 'g' when grouping(unit) = 0 then 'u'
          when grouping(category) = 0 then 'k' when grouping(source) = 0 then 's' when grouping(hour) = 0 then 'h' else 'a' end)::"char" as dimension,
        case when grouping(committee) = 0 then committee when grouping(grid) = 0 then grid when grouping(unit) = 0 then unit
          when grouping(category) = 0 then category when grouping(source) = 0 then source when grouping(hour) = 0 then hour else '' end as member
      from marks
      group by definition, day, heap, grouping sets ((), (committee), (grid), (unit), (category), (source), (hour))
    )
    select 'd'::"char" as grain, dimension, definition, day, member, heap, n, d from days
    union all
    select 'm', dimension, definition, date_trunc('month', day)::date, member, heap, sum(n)::bigint, sum(d)::bigint
    from days group by 2, 3, 4, 5, 6`
}
