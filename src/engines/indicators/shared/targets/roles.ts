import type { Text } from '#kernel/text'
import type { measureOperations } from '../operations/measures.ts'
import type { supervisionOperations } from '../operations/supervision.ts'
import type { targetOperations } from '../operations/targets.ts'

export type TargetVerb = keyof (typeof targetOperations & typeof supervisionOperations & typeof measureOperations)

export interface TargetRole {
  readonly id: string
  readonly label: Text
  readonly may: readonly TargetVerb[]
}

const look = ['books', 'book', 'target', 'targetParameters'] as const satisfies readonly TargetVerb[]
/** Whoever plans or heads sees what the numbers are made of. */
const measure = ['definitions', 'values', 'breakdown', 'series'] as const satisfies readonly TargetVerb[]
const tell = ['reportProgress', 'completeMilestone', 'answerOrder'] as const satisfies readonly TargetVerb[]

/** Who may do what with target books. That two do what one may not do alone is decided by the decisions. */
export const targetRoles: readonly TargetRole[] = [
  {
    id: 'planner',
    label: ['督查室', 'Planner'],
    may: [
      ...look,
      ...measure,
      'draftBook',
      'amendBook',
      'saveTarget',
      'dropTarget',
      'arrangeTargets',
      'fillBook',
      'submitBook',
      'recallBook',
      'issueBook',
      'closeBook',
      'reportProgress',
      'reviewProgress',
      'completeMilestone',
      'askAdjustment',
      'setTargetParameter',
      'orderTarget',
      'verifyOrder',
      'closeOrder',
    ],
  },
  {
    id: 'approver',
    label: ['主要领导', 'Head of the subdistrict'],
    may: [...look, ...measure, 'approveBook', 'returnBook', 'decideAdjustment', 'orderTarget', 'closeOrder'],
  },
  { id: 'leader', label: ['街道领导', 'Leader'], may: look },
  { id: 'secretary', label: ['党政办', 'Secretary'], may: look },
  { id: 'handler', label: ['处置人员', 'Handler'], may: [...look, ...tell] },
  { id: 'committee_worker', label: ['居委干部', 'Committee worker'], may: [...look, ...tell] },
]
