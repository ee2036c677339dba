import type { Text } from '#kernel/text'
import { caseRoles } from '#engines/cases/shared'
import { administrators } from '#platform/identity/roles'

/** Every role by its name; the three administrators apart, for they may be nothing else. */
export const businessRoles: readonly { readonly id: string; readonly label: Text }[] = caseRoles
export const administratorRoles: readonly { readonly id: string; readonly label: Text }[] = administrators

const names = new Map([...businessRoles, ...administratorRoles].map((role) => [role.id, role.label]))

export function roleName(id: string): Text {
  return names.get(id) ?? [id, id]
}
