import type { Text } from '#kernel/text'
import type { cases } from './operations.ts'

type Verb = keyof typeof cases

export interface CaseRole {
  readonly id: string
  readonly label: Text
  readonly may: readonly Verb[]
}

const look = ['list', 'counts', 'get', 'map', 'duplicates'] as const satisfies readonly Verb[]
const report = ['create', 'note', 'link', 'unlink'] as const satisfies readonly Verb[]
const handle = [
  'myTasks',
  'sign',
  'contact',
  'completeStep',
  'answer',
  'feedback',
  'returnOrder',
  'applyExtension',
  'applyParking',
  'replySupervision',
  'note',
] as const satisfies readonly Verb[]

/** Who may do what with cases. Duties that must be apart are kept apart by the decisions, not only by these lists. */
export const caseRoles: readonly CaseRole[] = [
  // Whoever writes, reviews or signs a report opens the lists behind its numbers.
  { id: 'secretary', label: ['党政办', 'Secretary'], may: [...look] },
  { id: 'reviewer', label: ['核稿人', 'Reviewer'], may: [...look] },
  { id: 'approver', label: ['主要领导', 'Head of the subdistrict'], may: [...look] },
  {
    id: 'duty',
    label: ['值班受理员', 'Duty officer'],
    may: [
      ...look,
      ...report,
      'accept',
      'reject',
      'register',
      'amend',
      'void',
      'route',
      'dispatch',
      'addUnit',
      'urge',
      'revealCaller',
      'overdue',
    ],
  },
  { id: 'inspector', label: ['网格巡查员', 'Grid inspector'], may: [...look, ...report, 'verify', 'check', 'myTasks'] },
  { id: 'handler', label: ['处置人员', 'Handler'], may: [...look, ...handle, 'create', 'revealCaller'] },
  {
    id: 'committee_worker',
    label: ['居委干部', 'Committee worker'],
    may: [...look, ...report, ...handle, 'verify', 'revealCaller', 'overdue'],
  },
  { id: 'checker', label: ['核查员', 'Checker'], may: [...look, 'check', 'verify', 'note'] },
  {
    id: 'visitor',
    label: ['回访员', 'Return-visit officer'],
    may: [...look, 'visit', 'revealCaller', 'cityRows', 'importCityRows', 'contestCityRow', 'note'],
  },
  {
    id: 'supervisor',
    label: ['督办管理员', 'Supervisor'],
    may: [
      ...look,
      'decide',
      'unpark',
      'supervise',
      'consult',
      'reopen',
      'urge',
      'void',
      'addUnit',
      'dispatch',
      'route',
      'routingCoverage',
      'overdue',
      'cityRows',
      'decideContest',
      'parameters',
      'setParameter',
      'note',
    ],
  },
  { id: 'leader', label: ['街道领导', 'Leader'], may: [...look, 'overdue', 'routingCoverage', 'parameters'] },
]
