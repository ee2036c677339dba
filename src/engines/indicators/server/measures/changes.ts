import { sql, type RawBuilder } from 'kysely'
import { newId } from '#kernel/new-id'
import { markOf, type Value } from '#model'
import type { Tx } from '#platform/db'
import { valueOf, type Case } from '#engines/cases/shared'
import { rolledUp, type MeasuresDeps, type Rolled } from './definitions.ts'

/** Committee, grid, lead unit, category, source; empty where there is none. */
export type Place = readonly [committee: string, grid: string, unit: string, category: string, source: string]

/** What a record adds to one definition: day, hour of the week, numerator, denominator, heap. */
type Mark = readonly [definition: number, day: string, hour: string, n: number, d: number, heap: number]

/** A record as measures see it. */
export interface Measured {
  readonly place: Place
  readonly valueOf: (field: string) => Value
}

/** Monday 0:00 in Shanghai is 0. A day has no hour. */
function hourOf(at: Value): string {
  if (typeof at !== 'string' || at.length === 10) return ''
  const there = new Date(Date.parse(at) + 8 * 3_600_000)
  return String(((there.getUTCDay() + 6) % 7) * 24 + there.getUTCHours())
}

function marksOf(definitions: readonly Rolled[], record: Measured): Map<number, Mark> {
  const marks = new Map<number, Mark>()
  for (const { id, measure } of definitions) {
    const mark = markOf(measure, record.valueOf)
    if (!mark) continue
    const { day, numerator, denominator, heap } = mark
    marks.set(id, [id, day, hourOf(record.valueOf(measure.time)), Math.trunc(numerator), denominator, Math.trunc(heap)])
  }
  return marks
}

const same = (a: readonly unknown[], b: readonly unknown[] | undefined) =>
  b !== undefined && a.every((each, at) => each === b[at])

/** What a change of one record does to measures, as `measure_changes` keeps it; null when it does nothing. */
export function moveOf(definitions: readonly Rolled[], before: Measured | null, after: Measured | null): object | null {
  const [old, now] = [before && marksOf(definitions, before), after && marksOf(definitions, after)]
  const moved = !before || !after || !same(before.place, after.place)
  const unlike = (mine: Map<number, Mark> | null, other: Map<number, Mark> | null) =>
    [...(mine?.values() ?? [])].filter((mark) => moved || !same(mark, other?.get(mark[0])))
  const [out, into] = [unlike(old, now), unlike(now, old)]
  if (out.length === 0 && into.length === 0) return null
  return {
    ...(before && out.length > 0 && { o: [before.place, out] }),
    ...(after && into.length > 0 && { i: [after.place, into] }),
  }
}

/** The statement that writes it; null when there is nothing to be written. */
export function changeOf(
  street: string,
  subject: string,
  definitions: readonly Rolled[],
  before: Measured | null,
  after: Measured | null,
): RawBuilder<unknown> | null {
  const marks = moveOf(definitions, before, after)
  if (!marks) return null
  return sql`insert into measure_changes (street, id, subject, marks) values (${street}, ${newId()}, ${subject}, ${JSON.stringify(marks)})`
}

const caseOf = (found: Case): Measured => ({
  place: [found.committee ?? '', found.grid ?? '', found.leadUnit ?? '', found.category, found.source],
  valueOf: (field) => valueOf(found, field),
})

const byType = new WeakMap<ReadonlyMap<string, Rolled>, Map<string, readonly Rolled[]>>()

/** The definitions that a case of this type can belong to. */
function definitionsFor(rolled: ReadonlyMap<string, Rolled>, type: string): readonly Rolled[] {
  let known = byType.get(rolled)
  if (!known) byType.set(rolled, (known = new Map()))
  let mine = known.get(type)
  if (!mine) {
    mine = [...rolled.values()].filter(
      ({ key, source }) => source === 'cases' && (!key.includes(':') || key.startsWith(`${type}:`)),
    )
    known.set(type, mine)
  }
  return mine
}

export type MeasureChange = (
  tx: Tx,
  street: string,
  before: Case | null,
  after: Case,
) => Promise<RawBuilder<unknown> | null>

/** What every act on a case writes beside it, in the same statement. */
export function measureChange(deps: MeasuresDeps): MeasureChange {
  return async (tx, street, before, after) => {
    const definitions = definitionsFor(await rolledUp(tx, street, deps), after.type)
    return changeOf(street, after.id, definitions, before && caseOf(before), caseOf(after))
  }
}
