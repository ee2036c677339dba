import type { Text } from '#kernel/text'
import type { registers } from './operations.ts'

type Verb = keyof typeof registers

export interface RegisterRole {
  readonly id: string
  readonly label: Text
  readonly may: readonly Verb[]
}

const look = ['find', 'entries', 'entry'] as const satisfies readonly Verb[]
const write = ['make', 'say', 'tie', 'endTie', 'tag', 'endTag'] as const satisfies readonly Verb[]
const bring = [
  'imports',
  'import',
  'importTargets',
  'importRows',
  'startImport',
  'mapImport',
  'mendRow',
  'decideRow',
  'applyImport',
  'pauseImport',
  'resumeImport',
  'cancelImport',
  'undoImport',
] as const satisfies readonly Verb[]

/** Who may do what with the registers. A role of the same id as one of another engine is one role. */
export const registerRoles: readonly RegisterRole[] = [
  { id: 'volunteer', label: ['志愿者', 'Volunteer'], may: [...look] },
  { id: 'committee_worker', label: ['居委干部', 'Committee worker'], may: [...look, ...write, ...bring] },
  {
    id: 'register_keeper',
    label: ['底仓管理员', 'Register keeper'],
    may: [...look, ...write, ...bring, 'withdrawStatement', 'doubts', 'judge', 'merge', 'split'],
  },
  { id: 'restricted_keeper', label: ['专管员', 'Keeper of restricted tags'], may: [...look, 'tag', 'endTag'] },
]
