import type { StaffId, UnitId } from '#kernel/id'
import type { Scope } from '#kernel/session'

/** Who asks: a member of staff of this street, or anyone without an account. */
export type Actor =
  | {
      readonly kind: 'staff'
      readonly id: StaffId
      readonly accountId: string
      readonly name: string
      readonly unit: UnitId | null
      readonly scope: Scope
      readonly roles: readonly string[]
      readonly can: ReadonlySet<string>
    }
  | {
      readonly kind: 'anyone'
      readonly id: null
      readonly name: null
      readonly unit: null
      readonly scope: null
      readonly can: ReadonlySet<string>
    }

export const anyone: Actor = { kind: 'anyone', id: null, name: null, unit: null, scope: null, can: new Set() }
