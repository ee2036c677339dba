import { sql } from 'kysely'
import type { Database, Tx } from '#platform/db'
import { firstCounts } from './count.ts'
import { movesOfAll, writeMoves } from '../entries/moves.ts'
import { forgetDefinitions, rolledUp, versioned, type MeasuresDeps, type Rolled } from './definitions.ts'

/** Nobody writes a change until the end of the transaction: what is counted meanwhile is neither missed nor counted twice. */
export async function holdChanges(tx: Tx): Promise<void> {
  await sql`lock table measure_changes in share row exclusive mode`.execute(tx)
  await sql`set local work_mem = '64MB'`.execute(tx)
}

/**
 * Brings what is rolled up in line with what is declared: a new or changed definition is counted from the cases and comes
 * into force, one that is declared no more goes out of it. Returns the keys that were counted.
 */
export async function ensureMeasures(
  database: Database,
  deps: MeasuresDeps,
  street: string,
  said: (line: string) => void = () => {},
): Promise<readonly string[]> {
  forgetDefinitions(deps.database, street)
  const isReady = await database.transaction(street, (tx) => inLine(tx, street, deps))
  if (isReady) return []
  const counted = await database.transaction(street, async (tx) => {
    await holdChanges(tx)
    if (await inLine(tx, street, deps)) return []
    const known = await rolledUp(tx, street, deps)
    const wanted = versioned(deps.measures)
    const missing = wanted.filter(({ key }) => !known.has(key))
    await sql`
      update measure_definitions d set in_force = false where d.street = ${street} and d.in_force and not exists (
        select 1 from jsonb_to_recordset(${JSON.stringify(wanted.map(({ key, version }) => ({ key, version })))}::jsonb) as w (key text, version text)
        where w.key = d.key and w.version = d.version)`.execute(tx)
    if (missing.length === 0) return []
    const { rows } = await sql<{ key: string; id: number }>`
      insert into measure_definitions (street, id, key, version, definition, since, in_force)
      select ${street}, coalesce((select max(id) from measure_definitions where street = ${street}), 0) + row_number() over (),
        w.key, w.version, w.definition, clock_timestamp(), true
      from jsonb_to_recordset(${JSON.stringify(missing.map(({ key, version, measure }) => ({ key, version, definition: measure })))}::jsonb)
        as w (key text, version text, definition jsonb)
      returning key, id`.execute(tx)
    const ids = new Map(rows.map((row) => [row.key, row.id]))
    const rolled = missing.map((each): Rolled => ({ ...each, id: ids.get(each.key)! }))
    const ofCases = rolled.filter(({ source }) => source === 'cases')
    for (const count of firstCounts(street, ofCases)) await count.execute(tx)
    const ofEntries = rolled.filter(({ source }) => source === 'ledger')
    await writeMoves(tx, street, await movesOfAll(tx, street, ofEntries))
    return missing.map(({ key }) => key)
  })
  forgetDefinitions(deps.database, street)
  if (counted.length > 0) said(`${street}：重新统计 ${counted.length} 项指标 / ${counted.length} measures counted anew`)
  return counted
}

/** What is declared and not counted yet: it will be when the program starts. */
export async function uncountedMeasures(
  database: Database,
  deps: MeasuresDeps,
  street: string,
): Promise<readonly string[]> {
  forgetDefinitions(deps.database, street)
  const known = await database.transaction(street, (tx) => rolledUp(tx, street, deps))
  return deps.measures.map(({ key }) => key).filter((key) => !known.has(key))
}

/** The same for every street; returns how many measures were counted. */
export async function ensureAllMeasures(
  database: Database,
  deps: MeasuresDeps,
  said?: (line: string) => void,
): Promise<number> {
  const { rows } = await sql<{ code: string }>`select code from streets order by code`.execute(database.kysely)
  let counted = 0
  for (const { code } of rows) counted += (await ensureMeasures(database, deps, code, said)).length
  return counted
}

async function inLine(tx: Tx, street: string, { measures }: MeasuresDeps): Promise<boolean> {
  const { rows } = await sql<{ name: string }>`
    select key || '@' || version as name from measure_definitions where street = ${street} and in_force`.execute(tx)
  const inForce = new Set(rows.map((row) => row.name))
  return (
    inForce.size === measures.length &&
    versioned(measures).every(({ key, version }) => inForce.has(`${key}@${version}`))
  )
}
