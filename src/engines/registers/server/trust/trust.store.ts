import { sql } from 'kysely'
import { newId } from '#kernel/id'
import type { Tx } from '#platform/db'
import type { RegisterId, SetRule, TrustRun } from '#engines/registers/shared'
import { defaultTrust } from '../../shared/default-trust.ts'

/** Rows of the rules that a street begins with, for whoever makes the street. */
export function firstTrustRules(street: string, now: Date) {
  return defaultTrust.map((rule) => ({ street, id: newId(), ...rule, setAt: now.toISOString() }))
}

/** Gives a street the rules of its first day, if it has none. */
export async function layTrustRules(tx: Tx, street: string, now: string): Promise<void> {
  const rows = firstTrustRules(street, new Date(now))
  await sql`insert into trust_rules (street, id, register, field, source, rank, stale_after_days, set_at)
    select ${street}, n.id, n.register, n.field, n.source, n.rank, n.stale, ${now}
    from unnest(${rows.map((row) => row.id)}::uuid[], ${rows.map((row) => row.register)}::text[], ${rows.map((row) => row.field)}::text[],
      ${rows.map((row) => row.source)}::text[], ${rows.map((row) => row.rank)}::int[], ${rows.map((row) => row.staleAfterDays)}::int[])
      as n (id, register, field, source, rank, stale)
    where not exists (select 1 from trust_rules where street = ${street})`.execute(tx)
}

export async function listRules(tx: Tx, street: string, register: RegisterId | null): Promise<SetRule[]> {
  const { rows } =
    await sql<SetRule>`select register, field, source, rank, stale_after_days as "staleAfterDays", set_at as "setAt" from trust_rules
    where street = ${street} and ended_at is null and (${register}::text is null or register = ${register})
    order by register, field, rank desc, source`.execute(tx)
  return rows
}

export interface NewRule {
  readonly register: RegisterId
  readonly field: string
  readonly source: string
  readonly rank: number | null
  readonly staleAfterDays: number | null
}

/** Ends the rule in force and sets another from now on: how it was decided before stays readable. */
export async function replaceRule(
  tx: Tx,
  street: string,
  { now, by }: { now: string; by: string | null },
  { register, field, source, rank, staleAfterDays }: NewRule,
): Promise<void> {
  // Two hands at one rule: the second waits for the first.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`trust/${street}/${register}`}, 0))`.execute(tx)
  await sql`update trust_rules set ended_at = ${now} where street = ${street} and register = ${register} and field = ${field}
    and source = ${source} and ended_at is null`.execute(tx)
  if (rank !== null)
    await sql`insert into trust_rules (street, id, register, field, source, rank, stale_after_days, set_by, set_at)
      values (${street}, ${newId()}, ${register}, ${field}, ${source}, ${rank}, ${staleAfterDays}, ${by}, ${now})`.execute(
      tx,
    )
}

/** Begins to settle a register anew; a run of the same register that is under way is overtaken. */
export async function beginRun(
  tx: Tx,
  street: string,
  { id, register, now, by }: { id: string; register: RegisterId; now: string; by: string | null },
): Promise<void> {
  await sql`update trust_runs set finished_at = ${now} where street = ${street} and register = ${register} and finished_at is null`.execute(
    tx,
  )
  await sql`insert into trust_runs (street, id, register, total, started_by, started_at)
    select ${street}, ${id}, ${register}, count(*), ${by}, ${now} from register_entries
    where street = ${street} and register = ${register} and state = 'standing'`.execute(tx)
}

export async function listRuns(tx: Tx, street: string, register: RegisterId | null): Promise<TrustRun[]> {
  const { rows } =
    await sql<TrustRun>`select register, total, done, changed, started_at as "startedAt", finished_at as "finishedAt" from trust_runs
    where street = ${street} and (${register}::text is null or register = ${register}) order by started_at desc, id desc limit 20`.execute(
      tx,
    )
  return rows
}

export interface OpenRun {
  readonly id: string
  readonly register: RegisterId
  readonly reached: string | null
}

/** The oldest run that is not done, held by this transaction; none while another process works at it. */
export async function takeRun(tx: Tx, street: string): Promise<OpenRun | undefined> {
  const { rows } = await sql<OpenRun>`select id, register, reached from trust_runs
    where street = ${street} and finished_at is null order by started_at, id limit 1 for update skip locked`.execute(tx)
  return rows[0]
}

export async function nextEntries(
  tx: Tx,
  street: string,
  { register, reached }: OpenRun,
  limit: number,
): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`select id from register_entries
    where street = ${street} and register = ${register} and state = 'standing' and id > ${reached ?? '00000000-0000-0000-0000-000000000000'}
    order by id limit ${limit}`.execute(tx)
  return rows.map((row) => row.id)
}

export async function recordProgress(
  tx: Tx,
  street: string,
  id: string,
  step: {
    readonly done: number
    readonly changed: number
    readonly reached: string | null
    readonly finishedAt: string | null
  },
): Promise<void> {
  await sql`update trust_runs set done = done + ${step.done}, changed = changed + ${step.changed}, reached = coalesce(${step.reached}, reached),
    finished_at = ${step.finishedAt} where street = ${street} and id = ${id}`.execute(tx)
}
