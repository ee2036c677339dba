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

interface Known {
  measures: readonly PlacedMeasure[]
  rolled: ReadonlyMap<string, Rolled>
}
const toldOf = new LRUCache<string, Known>({ max: 500 })
const counted = new LRUCache<string, Known>({ max: 500 })

export function forgetDefinitions(database: string, street: string): void {
  toldOf.delete(`${database}/${street}`)
  counted.delete(`${database}/${street}`)
}

/**
 * What is rolled up in a street, by key: for who reads, what is counted; for who writes, what has to be told of. Whoever
 * writes while a definition is missing holds it back until they have ended: it would not be told of what they do.
 */
export async function rolledUp(
  tx: Tx,
  street: string,
  { measures, database }: MeasuresDeps,
  { writing = false }: { readonly writing?: boolean } = {},
): Promise<ReadonlyMap<string, Rolled>> {
  const name = `${database}/${street}`
  const cache = writing ? toldOf : counted
  const known = cache.get(name)
  if (known?.measures === measures) return known.rolled
  if (writing) await sql`lock table measure_changes in row exclusive mode`.execute(tx)
  const { rows } = await sql<{ id: number; key: string; version: string }>`
    select id, key, version from measure_definitions where street = ${street} and in_force and (counted or ${writing})`.execute(
    tx,
  )
  const ids = new Map(rows.map((row) => [`${row.key}@${row.version}`, row.id]))
  const rolled = new Map<string, Rolled>()
  for (const each of versioned(measures)) {
    const id = ids.get(`${each.key}@${each.version}`)
    if (id !== undefined) rolled.set(each.key, rolledAs(each, id))
  }
  // What is missing will come, perhaps by another process.
  if (rolled.size === measures.length) cache.set(name, { measures, rolled })
  return rolled
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
): Promise<Omit<Rolled, 'source'> | undefined> {
  const { rows } = await sql<{ id: number; definition: Measure }>`
    select id, definition from measure_definitions
    where street = ${street} and key = ${key} and version = ${version} and since <= ${at}::timestamptz
    order by id desc limit 1`.execute(tx)
  return rows[0] && { id: rows[0].id, key, version, measure: rows[0].definition }
}
