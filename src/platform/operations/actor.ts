import type { StaffId, UnitId } from '#kernel/id'
import type { Scope } from '#kernel/session'

/** Who asks: a member of staff of this street, anyone without an account, or the platform's own clockwork. */
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
      readonly kind: 'anyone' | 'system'
      readonly id: null
      readonly name: string | null
      readonly unit: null
      readonly scope: null
      readonly can: ReadonlySet<string>
    }

export const anyone: Actor = { kind: 'anyone', id: null, name: null, unit: null, scope: null, can: new Set() }

/** What the platform does by itself, and may do: named operations and no other. */
export function systemActor(may: readonly string[]): Actor {
  return { kind: 'system', id: null, name: '系统', unit: null, scope: null, can: new Set(may) }
}
