import type { Text } from '#kernel/text'
import type { notary } from './operations.ts'

export interface NotaryRole {
  readonly id: string
  readonly label: Text
  readonly may: readonly (keyof typeof notary)[]
}

/** What a log says is for everyone; its page at the desk is for those who answer for it or audit it. */
export const notaryRoles: readonly NotaryRole[] = [
  { id: 'secretary', label: ['党政办', 'Secretary'], may: ['logs'] },
  { id: 'registry', label: ['房管办', 'Property registry'], may: ['logs'] },
  { id: 'planner', label: ['督查室', 'Planner'], may: ['logs'] },
  { id: 'leader', label: ['街道领导', 'Leader'], may: ['logs'] },
  { id: 'supervisor', label: ['督办管理员', 'Supervisor'], may: ['logs'] },
]
