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

const cache = new LRUCache<string, { measures: readonly PlacedMeasure[]; rolled: ReadonlyMap<string, Rolled> }>({
  max: 500,
})

export function forgetDefinitions(database: string, street: string): void {
  cache.delete(`${database}/${street}`)
}

/**
 * What is rolled up in a street, by key; what of it is not counted yet is missing. Whoever writes while some of it is not,
 * holds a first count back until they have ended: it would neither see what they do nor be told of it.
 */
export async function rolledUp(
  tx: Tx,
  street: string,
  { measures, database }: MeasuresDeps,
  { writing = false }: { readonly writing?: boolean } = {},
): Promise<ReadonlyMap<string, Rolled>> {
  const name = `${database}/${street}`
  const known = cache.get(name)
  if (known?.measures === measures) return known.rolled
  if (writing) await sql`lock table measure_changes in row exclusive mode`.execute(tx)
  const { rows } = await sql<{ id: number; key: string; version: string }>`
    select id, key, version from measure_definitions where street = ${street} and in_force`.execute(tx)
  const ids = new Map(rows.map((row) => [`${row.key}@${row.version}`, row.id]))
  const rolled = new Map<string, Rolled>()
  for (const { key, version, source, measure } of versioned(measures)) {
    const id = ids.get(`${key}@${version}`)
    if (id !== undefined) rolled.set(key, { id, key, version, source, measure })
  }
  // A street that is not counted yet will be, perhaps by another process.
  if (rolled.size === measures.length) cache.set(name, { measures, rolled })
  return rolled
}

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
