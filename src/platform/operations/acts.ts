import { createHash } from 'node:crypto'
import { sql, type RawBuilder } from 'kysely'
import type { Operation } from '#kernel/operation'
import type { Tx } from '#platform/db'
import type { Actor } from './actor.ts'

export interface Act {
  readonly street: string
  readonly id: string
  readonly at: string
  readonly happenedAt: string | null
  readonly actor: Actor
  readonly operation: string
  readonly outcome: string
  readonly subjectKind: string | null
  readonly subjectId: string | null
  readonly input: unknown
  readonly inputHash: string | null
  readonly changes: unknown
  readonly result: unknown
  readonly address: string | null
}

const json = (value: unknown) => (value === null || value === undefined ? null : JSON.stringify(value))

/** The statement that writes an act. The key of the acts refuses a second one with the same id. */
export function actStatement(act: Act): RawBuilder<unknown> {
  return sql`
    insert into acts (street, id, at, happened_at, actor, actor_name, operation, outcome, subject_kind, subject_id, input, input_hash, changes, result, address)
    values (${act.street}, ${act.id}, ${act.at}, ${act.happenedAt}, ${act.actor.id}, ${act.actor.name}, ${act.operation}, ${act.outcome},
      ${act.subjectKind}, ${act.subjectId}, ${json(act.input)}, ${act.inputHash}, ${json(act.changes)}, ${json(act.result)}, ${act.address})`
}

/** Writes an act. Returns false when one with this id is there already. */
export async function recordAct(tx: Tx, act: Act): Promise<boolean> {
  const { numAffectedRows } = await sql`${actStatement(act)} on conflict (street, id) do nothing`.execute(tx)
  return numAffectedRows === 1n
}

export interface RecordedAct {
  readonly operation: string
  readonly outcome: string
  readonly actor: string | null
  readonly inputHash: string | null
  readonly result: unknown
}

export async function findAct(tx: Tx, street: string, id: string): Promise<RecordedAct | undefined> {
  const { rows } = await sql<RecordedAct>`
    select operation, outcome, actor, input_hash as "inputHash", result from acts where street = ${street} and id = ${id}`.execute(
    tx,
  )
  return rows[0]
}

/** Acts must tell what was asked without telling of whom: redacted fields are named, not shown. */
export function redacted(operation: Operation, input: unknown): unknown {
  if (!operation.redact || typeof input !== 'object' || input === null) return input
  const hidden = operation.redact
  return Object.fromEntries(
    Object.entries(input).map(([name, value]) => [
      name,
      hidden.includes(name) && value !== null && value !== '' ? '〈隐去〉' : value,
    ]),
  )
}

/**
 * Tells whether a command that comes again is the same one. Without what is redacted: a hash of a telephone number
 * or of an initial password could be found by trying.
 */
export function hashOf(operation: Operation, input: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify(redacted(operation, input)) ?? '')
    .digest('base64url')
    .slice(0, 22)
}
