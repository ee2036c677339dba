import type { Text } from '#kernel/text'
import type { reports } from './operations.ts'

type Verb = keyof typeof reports

export interface ReportRole {
  readonly id: string
  readonly label: Text
  readonly may: readonly Verb[]
}

const read = ['editions', 'edition', 'openFigure'] as const satisfies readonly Verb[]
const judge = [
  ...read,
  'comment',
  'resolveComment',
  'sendBack',
  'recompute',
  'figures',
] as const satisfies readonly Verb[]
const check = ['comparables'] as const satisfies readonly Verb[]

/** Who may do what with reports. That the writer does not sign is for the decisions to see to, not for these lists. */
export const reportRoles: readonly ReportRole[] = [
  {
    id: 'secretary',
    label: ['党政办', 'Secretary'],
    may: [
      ...read,
      ...check,
      'templates',
      'offers',
      'figures',
      'make',
      'save',
      'comment',
      'resolveComment',
      'submit',
      'issue',
      'recompute',
    ],
  },
  { id: 'reviewer', label: ['核稿人', 'Reviewer'], may: [...judge, ...check, 'review'] },
  { id: 'leader', label: ['街道领导', 'Leader'], may: [...judge, ...check, 'countersign'] },
  { id: 'approver', label: ['主要领导', 'Head of the subdistrict'], may: [...judge, ...check, 'sign'] },
  { id: 'planner', label: ['督查室', 'Planner'], may: [...read, ...check] },
  { id: 'supervisor', label: ['督办管理员', 'Supervisor'], may: [...read, ...check] },
  { id: 'committee_worker', label: ['居委干部', 'Committee worker'], may: [...read] },
]
