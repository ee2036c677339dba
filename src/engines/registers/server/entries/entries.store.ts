import { sql } from 'kysely'
import type { Tx } from '#platform/db'
import type { RegisterId } from '#engines/registers/shared'
import type { TrustRule } from '../../shared/trust.ts'
import type { Entry, Statement } from './entry.ts'
import { groupedBy } from './grouped-by.ts'

const entryColumns = sql`e.id, e.register, e.parent, e.root, e.state, e.fields, e.origins, e.committee, e.grid,
  e.micro_grid as "microGrid", e.lng, e.lat, e.home_key as "homeKey", e.sort_key as "sortKey", e.version`
const statementColumns = sql`s.id, s.entry, s.source, s.observed_on as "observedOn", s.recorded_at as "recordedAt", s.fields,
  s.import, s.import_row as "importRow", s.said_by as "saidBy", s.withdrawn_at as "withdrawnAt"`

export async function findEntries(tx: Tx, street: string, ids: readonly string[]): Promise<Entry[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<Entry>`select ${entryColumns} from register_entries e
    where e.street = ${street} and e.id = any(${ids}::uuid[])`.execute(tx)
  return rows
}

/** Holds entries for this transaction, always in the same order, so that two imports never wait for each other. */
export async function lockEntries(tx: Tx, street: string, ids: readonly string[]): Promise<Entry[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<Entry>`select ${entryColumns} from register_entries e
    where e.street = ${street} and e.id = any(${ids}::uuid[]) order by e.id for no key update`.execute(tx)
  return rows
}

/** Which entries stand for these. */
export async function rootsOf(
  tx: Tx,
  street: string,
  ids: readonly string[],
): Promise<readonly Pick<Entry, 'id' | 'root'>[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<Pick<Entry, 'id' | 'root'>>`select e.id, e.root from register_entries e
    where e.street = ${street} and e.id = any(${ids}::uuid[])`.execute(tx)
  return rows
}

/** Everything said of some entries and of those merged into them, by the entry that stands. */
export async function statementsOf(
  tx: Tx,
  street: string,
  roots: readonly string[],
): Promise<Map<string, Statement[]>> {
  const found = new Map<string, Statement[]>(roots.map((root) => [root, []]))
  if (roots.length === 0) return found
  const { rows } = await sql<Statement & { root: string }>`
    select e.root, ${statementColumns} from register_entries e join register_statements s on s.street = e.street and s.entry = e.id
    where e.street = ${street} and (e.id = any(${roots}::uuid[]) or (e.state = 'merged' and e.root = any(${roots}::uuid[])))`.execute(
    tx,
  )
  for (const { root, ...statement } of rows) found.get(root)?.push(statement)
  return found
}

export type Rules = ReadonlyMap<RegisterId, readonly TrustRule[]>

/** The rules in force: which source is believed in what. */
export async function trustRules(tx: Tx, street: string): Promise<Rules> {
  const { rows } = await sql<TrustRule & { register: RegisterId }>`
    select register, field, source, rank, stale_after_days as "staleAfterDays" from trust_rules
    where street = ${street} and ended_at is null`.execute(tx)
  return groupedBy(rows, (rule) => rule.register)
}
