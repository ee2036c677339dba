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

/** The same as a filter on `cases c`. */
export function visibleTo(actor: Actor): RawBuilder<unknown> {
  if (actor.kind !== 'staff') return sql`false`
  const { scope } = actor
  const own = sql`(c.created_by = ${actor.id} or exists (select 1 from tasks v where v.street = c.street and v.case_id = c.id and v.unit = ${actor.unit}))`
  switch (scope.kind) {
    case 'street':
      return sql`true`
    case 'committee':
      return sql`(c.committee = ${scope.code} or ${own})`
    case 'grid':
      return sql`(c.grid = ${scope.code} or ${own})`
    case 'unit':
      return own
  }
}
