import type { Text } from '#kernel/text'
import type { committees } from './operations.ts'

type Verb = keyof typeof committees

const read = ['list', 'committee', 'dueOf', 'scheme', 'assessments', 'trainings', 'parameters'] as const

/** Who may do what with owners' committees. */
export const committeeRoles: readonly { readonly id: string; readonly label: Text; readonly may: readonly Verb[] }[] = [
  {
    id: 'autonomy',
    label: ['自治办', 'Self-governance office'],
    may: [
      ...read,
      'addTerm',
      'changeMember',
      'openRenewal',
      'takeRenewalStep',
      'setScheme',
      'assess',
      'improve',
      'addTraining',
      'setParameter',
    ],
  },
  {
    id: 'registry',
    label: ['房管办', 'Property registry'],
    may: [...read, 'takeRenewalStep', 'assess', 'improve'],
  },
  { id: 'committee_worker', label: ['居委干部', 'Committee worker'], may: [...read, 'improve'] },
  { id: 'convener', label: ['业委会/换届改选小组', 'Convener'], may: ['list', 'committee', 'dueOf', 'scheme'] },
  { id: 'leader', label: ['街道领导', 'Leader'], may: [...read] },
  { id: 'supervisor', label: ['督办管理员', 'Supervisor'], may: [...read] },
]
