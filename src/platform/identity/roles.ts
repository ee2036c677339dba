import type { Text } from '#kernel/text'

/** What someone may do, by the names of operations. */
export interface Role {
  readonly id: string
  readonly label: Text
  readonly may: readonly string[]
}

/** GB/T 22239-2019 三员分立: who opens accounts grants no rights, who grants rights opens none, who reads the log does neither. */
export const administrators: readonly Role[] = [
  {
    id: 'system_admin',
    label: ['系统管理员', 'System administrator'],
    may: [
      'identity.createAccount',
      'identity.listStaff',
      'identity.unlock',
      'identity.deactivate',
      'identity.reactivate',
    ],
  },
  {
    id: 'security_admin',
    label: ['安全管理员', 'Security administrator'],
    may: ['identity.listStaff', 'identity.setRoles'],
  },
  { id: 'audit_admin', label: ['审计管理员', 'Audit administrator'], may: ['identity.acts'] },
]

const administratorIds = new Set(administrators.map((role) => role.id))

/** An administrator is nothing else: neither another administrator nor anyone with business data. */
export function areInConflict(roles: readonly string[]): boolean {
  return new Set(roles).size > 1 && roles.some((role) => administratorIds.has(role))
}

/** What a set of roles permits. */
export function permitter(roles: readonly Role[]): (held: readonly string[]) => ReadonlySet<string> {
  const byId = new Map(roles.map((role) => [role.id, role.may]))
  if (byId.size !== roles.length) throw new Error('Two roles have the same id.')
  const known = new Map<string, ReadonlySet<string>>()
  return (held) => {
    const key = [...held].sort().join(' ')
    const found = known.get(key)
    if (found) return found
    const made = new Set(held.flatMap((role) => byId.get(role) ?? []))
    known.set(key, made)
    return made
  }
}
