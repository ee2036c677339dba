import { sql, type RawBuilder } from 'kysely'
import { addDays, startOfDay } from '#kernel/time'
import { err, ok, type Result } from '#kernel/result'
import { recordsOf, toSql, type Asking, type Condition, type Measure } from '#model'
import type { Actor } from '#platform/operations'
import {
  centreMeasures,
  findQueue,
  lightConditions,
  ofType,
  type Case,
  type CaseField,
  type CaseTypes,
  type ListFilter,
} from '#engines/cases/shared'
import { caseTable } from '../cases.table.ts'
import { visibleTo } from '../scope.ts'

export function askingOf(actor: Actor, now: string): Asking {
  return { now, me: actor.id, myUnit: actor.unit }
}

const casts = { string: ' collate "C"', number: '::double precision', boolean: '::boolean' } as const

/** A column of `cases c`; an answer, which may be of any kind, only as what it is compared with. */
export const column: Parameters<typeof toSql<string>>[1] = (field, kind) => {
  if (!field.startsWith('answers.')) return caseTable.column('c', field as keyof Case)
  const name = `'${field.slice(8).replace(/[^A-Za-z0-9_]/g, '')}'`
  if (!kind) return `(c.answers ->> ${name})`
  return `(case when jsonb_typeof(c.answers -> ${name}) = '${kind}' then (c.answers ->> ${name})${casts[kind]} end)`
}

/** A condition as a filter on `cases c`. */
export function conditionSql(condition: Condition<string>, asking: Asking): RawBuilder<boolean> {
  const pieces = toSql(condition, column, asking)
  return sql.join(
    pieces.map((piece) => (typeof piece === 'string' ? sql.raw(piece) : sql`${piece.value}`)),
    sql``,
  ) as RawBuilder<boolean>
}

/** A measure by its id: one of the centre's, or `type:id` of a face. */
export function findMeasure(types: CaseTypes, id: string): Measure | undefined {
  const [type, own] = id.split(':')
  if (own === undefined) return centreMeasures.find((measure) => measure.id === id)
  const found = types.get(type!)?.measures.find((measure) => measure.id === own)
  return found && ofType(type!, found)
}

const startOf = (day: string) => startOfDay(day).toISOString()

/** Monday 0:00 in Shanghai is 0. */
function hourOfWeek(column: string): RawBuilder<number> {
  const at = sql`(${sql.raw(column)} at time zone 'Asia/Shanghai')`
  return sql`((extract(isodow from ${at})::int - 1) * 24 + extract(hour from ${at})::int)`
}

const columnWithout = { committee: 'committee', grid: 'grid', unit: 'leadUnit' } as const

/** Everything that narrows a list but its words, as one filter on `cases c`: what is asked for, of what the asker may see. */
export function filterSql(
  filter: ListFilter,
  actor: Actor,
  now: string,
  types: CaseTypes,
  seen: RawBuilder<unknown> = visibleTo(actor),
): Result<RawBuilder<unknown>, 'queue_unknown' | 'measure_unknown'> {
  const asking = askingOf(actor, now)
  const parts: RawBuilder<unknown>[] = [seen]
  const only = (field: keyof Case, value: unknown) => {
    if (value !== undefined) parts.push(sql`${sql.raw(caseTable.column('c', field))} = ${value}`)
  }
  if (filter.queue !== undefined) {
    const queue = findQueue(filter.queue)
    if (!queue) return err('queue_unknown')
    parts.push(conditionSql(queue.where, asking))
  }
  let time: keyof Case = 'reportedAt'
  if (filter.measure !== undefined) {
    const measure = findMeasure(types, filter.measure)
    if (!measure) return err('measure_unknown')
    parts.push(conditionSql(recordsOf(measure, filter.part ?? 'numerator'), asking))
    time = measure.time as keyof Case
  }
  only('type', filter.type)
  only('state', filter.state)
  only('open', filter.open)
  only('source', filter.source)
  only('category', filter.category)
  only('committee', filter.committee)
  only('grid', filter.grid)
  only('leadUnit', filter.unit)
  if (filter.without) parts.push(sql`${sql.raw(caseTable.column('c', columnWithout[filter.without]))} is null`)
  if (filter.light) parts.push(conditionSql(lightConditions[filter.light] as Condition<CaseField>, asking))
  if (filter.hour) parts.push(sql`${hourOfWeek(caseTable.column('c', time))} = ${Number(filter.hour)}`)
  if (filter.from) parts.push(sql`${sql.raw(caseTable.column('c', time))} >= ${startOf(filter.from)}`)
  if (filter.to) parts.push(sql`${sql.raw(caseTable.column('c', time))} < ${startOf(addDays(filter.to, 1))}`)
  return ok(sql.join(parts, sql` and `))
}

/** True when the filter can only be met by open cases: then the small index of open cases serves it. */
export function isOpenOnly(filter: ListFilter): boolean {
  if (filter.open === true) return true
  if (filter.light && filter.light !== 'grey') return true
  if (filter.state && !['closed', 'rejected', 'voided'].includes(filter.state)) return true
  return filter.queue !== undefined && filter.queue !== 'unsolved_said'
}
