import type { Text } from '#kernel/text'
import type { ballots } from './operations.ts'

type Verb = keyof typeof ballots

export interface BallotRole {
  readonly id: string
  readonly label: Text
  readonly may: readonly Verb[]
}

const read = [
  'votes',
  'vote',
  'electorate',
  'resultSheet',
  'announcement',
  'resultObjections',
  'lawOfDay',
] as const satisfies readonly Verb[]
/** The street's rules of votes: one office proposes, a person of the same or the other confirms. */
const amend = [
  'amendments',
  'proposeAmendment',
  'confirmAmendment',
  'withdrawAmendment',
] as const satisfies readonly Verb[]
const knock = ['deliveries', 'recordDelivery', 'doors', 'papers', 'roll'] as const satisfies readonly Verb[]

/** Who may do what with votes. That two hands are two people is for the decisions to see to, not for these lists. */
export const ballotRoles: readonly BallotRole[] = [
  {
    id: 'convener',
    label: ['业委会/换届改选小组', 'Convener'],
    may: [
      ...read,
      'scopes',
      'trusteeChoices',
      'draftVote',
      'editVote',
      'settleElectorate',
      'undoSettlement',
      'publishNotice',
      'withdraw',
      'objections',
      'decideObjection',
      'deliveries',
      'doors',
      'papers',
      'roll',
      'publishResult',
      'fileVote',
    ],
  },
  {
    id: 'registry',
    label: ['房管办', 'Property registry'],
    may: [
      ...read,
      ...amend,
      'scopes',
      'trusteeChoices',
      'roll',
      'objections',
      'takeObjection',
      'decideObjection',
      'correctRoll',
      'decideSettlement',
      'freezeRoll',
      'letters',
      'printLetters',
      'printEscrow',
      'restartCeremony',
      'deliveries',
      'doors',
      'papers',
      'signSheet',
      'advance',
    ],
  },
  {
    id: 'trustee',
    label: ['受托人', 'Trustee'],
    may: [...read, 'ceremonies', 'ceremony', 'certify', 'deal', 'confirm', 'toDecrypt', 'sendFactors'],
  },
  {
    id: 'clerk',
    label: ['选票经办人', 'Clerk'],
    may: [...read, ...knock, 'enterPaper', 'confirmPaper', 'voidPaper', 'enterSheet', 'confirmSheet', 'signSheet'],
  },
  {
    id: 'committee_worker',
    label: ['居委干部', 'Committee worker'],
    may: [...read, ...knock, 'enterPaper', 'confirmPaper', 'voidPaper', 'enterSheet', 'confirmSheet', 'signSheet'],
  },
  { id: 'supervisor', label: ['督办管理员', 'Supervisor'], may: [...read, 'doors', 'deliveries'] },
  { id: 'leader', label: ['街道领导', 'Leader'], may: [...read] },
  {
    id: 'autonomy',
    label: ['自治办', 'Self-governance office'],
    may: [...read, ...amend, 'objections', 'doors', 'deliveries', 'fileVote'],
  },
]
