import { sql } from 'kysely'
import { LRUCache } from 'lru-cache'
import type { Measure } from '#model'
import type { Tx } from '#platform/db'
import type { MeasureSourceId, PlacedMeasure } from '#engines/indicators/shared'
import { measureVersion } from './version.ts'

export interface MeasuresDeps {
  readonly measures: readonly PlacedMeasure[]
  /** Which database the definitions are of; tests run several in one process. */
  readonly database: string
}

/** A measure as it is rolled up in one street. */
export interface Rolled {
  readonly id: number
  readonly key: string
  readonly version: string
  readonly source: MeasureSourceId
  readonly measure: Measure
}

/** A measure whose cells are whole in a street: none other is read. */
export interface Whole extends Rolled {
  readonly counted: true
}

/** A measure that is still counted for the first time, and how much of it is done. */
export interface Counting {
  readonly key: string
  readonly counted: false
  readonly percent: number
}

export interface Versioned extends PlacedMeasure {
  readonly version: string
}

const versions = new WeakMap<readonly PlacedMeasure[], readonly Versioned[]>()

export function versioned(measures: readonly PlacedMeasure[]): readonly Versioned[] {
  const known = versions.get(measures)
  if (known) return known
  const made = measures.map((each) => ({ ...each, version: measureVersion(each.measure) }))
  versions.set(measures, made)
  return made
}

interface Known<Each> {
  measures: readonly PlacedMeasure[]
  rolled: ReadonlyMap<string, Each>
}
const toldOf = new LRUCache<string, Known<Rolled>>({ max: 500 })
const wholeOf = new LRUCache<string, Known<Whole>>({ max: 500 })

export function forgetDefinitions(database: string, street: string): void {
  toldOf.delete(`${database}/${street}`)
  wholeOf.delete(`${database}/${street}`)
}

/**
 * What a writer has to tell of, by key. Whoever writes while a definition is missing holds it back until they have ended: it
 * would not be told of what they do.
 */
export async function rolledUp(
  tx: Tx,
  street: string,
  { measures, database }: MeasuresDeps,
): Promise<ReadonlyMap<string, Rolled>> {
  const name = `${database}/${street}`
  const known = toldOf.get(name)
  if (known?.measures === measures) return known.rolled
  await sql`lock table measure_changes in row exclusive mode`.execute(tx)
  const rolled = new Map((await inForce(tx, street, measures)).map(({ of }) => [of.key, of]))
  // What is missing will come, perhaps by another process.
  if (rolled.size === measures.length) toldOf.set(name, { measures, rolled })
  return rolled
}

/** What a reader finds: every measure that is declared is whole, or on its way. */
export async function standingsIn(
  tx: Tx,
  street: string,
  { measures, database }: MeasuresDeps,
): Promise<(key: string) => Whole | Counting> {
  const name = `${database}/${street}`
  const known = wholeOf.get(name)
  const standing =
    (found: ReadonlyMap<string, Whole | Counting>) =>
    (key: string): Whole | Counting =>
      // Declared, and nobody has begun with it.
      found.get(key) ?? { key, counted: false, percent: 0 }
  if (known?.measures === measures) return standing(known.rolled)
  const found = await readStandings(tx, street, measures)
  const whole = new Map([...found].flatMap(([key, of]) => (of.counted ? [[key, of] as const] : [])))
  if (whole.size === measures.length) wholeOf.set(name, { measures, rolled: whole })
  return standing(found)
}

async function readStandings(
  tx: Tx,
  street: string,
  measures: readonly PlacedMeasure[],
): Promise<ReadonlyMap<string, Whole | Counting>> {
  const found = await inForce(tx, street, measures)
  return new Map(
    found.map(({ of, counted, percent }) => [of.key, counted ? { ...of, counted } : { key: of.key, counted, percent }]),
  )
}

async function inForce(tx: Tx, street: string, measures: readonly PlacedMeasure[]) {
  const { rows } = await sql<{ id: number; key: string; version: string; counted: boolean; percent: number }>`
    select id, key, version, counted, least(99, coalesce(counted_cases * 100 / nullif(cases_to_count, 0), 0))::int as percent
    from measure_definitions where street = ${street} and in_force`.execute(tx)
  const byName = new Map(rows.map((row) => [`${row.key}@${row.version}`, row]))
  return versioned(measures).flatMap((each) => {
    const row = byName.get(`${each.key}@${each.version}`)
    return row ? [{ of: rolledAs(each, row.id), counted: row.counted, percent: row.percent }] : []
  })
}

export const rolledAs = ({ key, version, source, measure }: Versioned, id: number): Rolled => ({
  id,
  key,
  version,
  source,
  measure,
})

/** The definition of this version that was rolled up at an instant. */
export async function definitionAt(
  tx: Tx,
  street: string,
  key: string,
  version: string,
  at: string,
): Promise<Omit<Whole, 'source'> | undefined> {
  const { rows } = await sql<{ id: number; definition: Measure }>`
    select id, definition from measure_definitions
    where street = ${street} and key = ${key} and version = ${version} and counted and since <= ${at}::timestamptz
    order by id desc limit 1`.execute(tx)
  return rows[0] && { id: rows[0].id, key, version, measure: rows[0].definition, counted: true }
}
