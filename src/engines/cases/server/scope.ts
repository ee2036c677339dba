import { sql, type RawBuilder } from 'kysely'
import type { CaseFile } from '#engines/cases/shared'
import type { Actor } from '#platform/operations'

/** Whether someone may see a case: the whole street, or what lies in their area, or what their unit has to do with. */
export function canSee(actor: Actor, file: CaseFile): boolean {
  if (actor.kind !== 'staff') return false
  const { scope } = actor
  const own = file.case.createdBy === actor.id || file.tasks.some((task) => task.unit === actor.unit)
  switch (scope.kind) {
    case 'street':
      return true
    case 'committee':
      return file.case.committee === scope.code || own
    case 'grid':
      return file.case.grid === scope.code || own
    case 'unit':
      return own
  }
}

const byAreaOrHand = (actor: Actor & { kind: 'staff' }): readonly RawBuilder<unknown>[] => {
  const { scope } = actor
  const byHand = sql`c.created_by = ${actor.id}`
  switch (scope.kind) {
    case 'street':
      return [sql`true`]
    case 'committee':
      return [sql`c.committee = ${scope.code}`, byHand]
    case 'grid':
      return [sql`c.grid = ${scope.code}`, byHand]
    case 'unit':
      return [byHand]
  }
}

/** The same as a filter on `cases c`; what the platform makes by itself, such as a ledger, is of the whole street. */
export function visibleTo(actor: Actor): RawBuilder<unknown> {
  if (actor.kind === 'system') return sql`true`
  if (actor.kind !== 'staff') return sql`false`
  if (actor.scope.kind === 'street') return sql`true`
  const byUnit = sql`exists (select 1 from tasks v where v.street = c.street and v.case_id = c.id and v.unit = ${actor.unit})`
  return sql`(${sql.join([...byAreaOrHand(actor), byUnit], sql` or `)})`
}

/** Some of the open cases: a source that gives `c`, and a filter on it. */
export interface OpenCases {
  readonly from: RawBuilder<unknown>
  readonly where: RawBuilder<unknown>
}

/**
 * The open cases that someone may see, ground by ground; some are there twice. PostgreSQL answers each ground from an
 * index, and all of them at once only by looking at every open case of the street.
 */
export function openSeenBy(actor: Actor, street: string): readonly OpenCases[] {
  if (actor.kind === 'system') return [{ from: sql`cases c`, where: sql`true` }]
  if (actor.kind !== 'staff') return [{ from: sql`cases c`, where: sql`false` }]
  const grounds = byAreaOrHand(actor).map((where) => ({ from: sql`cases c`, where }))
  if (actor.scope.kind === 'street') return grounds
  // Kept from being mixed with what is asked for: taken for rarer than it is, a deadline would be walked instead.
  const ofUnit = sql`(select c.* from cases c where c.street = ${street} and c.id in
    (select v.case_id from tasks v where v.street = ${street} and v.unit = ${actor.unit} and v.case_open) offset 0) c`
  return [...grounds, { from: ofUnit, where: sql`true` }]
}
