import type { Text } from '#kernel/text'
import type { registers } from './operations.ts'
import { restrictedIn, type TagId, type Tags } from './tags.ts'

type Verb = keyof typeof registers

export interface RegisterRole {
  readonly id: string
  readonly label: Text
  readonly may: readonly Verb[]
  /** Restricted tags that this role keeps and alone sees; `*` for all of them. */
  readonly keeps?: readonly TagId[]
  /** What goes out by the exchange is sensitive as well (level 4). */
  readonly clear?: true
}

const look = ['find', 'entries', 'entry', 'entryCounts', 'elevation', 'endedTies'] as const satisfies readonly Verb[]
/** Behind masks, each time written down; who may do so also sees names and searches by numbers. */
const reach = ['unmask', 'callList', 'tagCounts', 'issueViewCode'] as const satisfies readonly Verb[]
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

const takeOut = ['requestExport', 'takeExport', 'exports'] as const satisfies readonly Verb[]

const divide = [
  'previewAreas',
  'splitArea',
  'mergeAreas',
  'redrawArea',
  'renameArea',
  'addMicroGrid',
  'setMicroLeader',
  'settleUnit',
  'importAreas',
] as const satisfies readonly Verb[]

/** Who may do what with the registers. A role of the same id as one of another engine is one role. */
export const registerRoles: readonly RegisterRole[] = [
  { id: 'area_keeper', label: ['区划管理员', 'Keeper of areas'], may: [...divide] },
  { id: 'volunteer', label: ['志愿者', 'Volunteer'], may: [...look] },
  {
    id: 'committee_worker',
    label: ['居委干部', 'Committee worker'],
    may: [...look, ...write, ...bring, ...reach, ...takeOut],
  },
  {
    id: 'register_keeper',
    label: ['底仓管理员', 'Register keeper'],
    may: [
      ...look,
      ...write,
      ...bring,
      ...reach,
      ...takeOut,
      'withdrawStatement',
      'doubts',
      'judge',
      'merge',
      'split',
      'trustRules',
      'setTrustRule',
    ],
  },
  { id: 'exchange', label: ['数据交换', 'Exchange of data'], may: ['changesSince', 'push'] },
  {
    id: 'exchange_clear',
    label: ['数据交换（含敏感信息）', 'Exchange of sensitive data'],
    may: ['changesSince', 'push'],
    clear: true,
  },
  { id: 'export_approver', label: ['导出审批人', 'Approver of exports'], may: ['exports', 'decideExport'] },
  {
    id: 'restricted_keeper',
    label: ['专管员', 'Keeper of restricted tags'],
    may: [...look, 'tag', 'endTag', 'unmask', 'tagCounts'],
    keeps: ['*'],
  },
  {
    id: 'justice_keeper',
    label: ['司法专管员', 'Keeper of correction tags'],
    may: [...look, 'tag', 'endTag', 'unmask', 'tagCounts'],
    keeps: ['correction', 'resettled', 'drug_recovery'],
  },
  {
    id: 'mental_health_keeper',
    label: ['精防专管员', 'Keeper of mental-health tags'],
    may: [...look, 'tag', 'endTag', 'unmask', 'tagCounts'],
    keeps: ['mental_health'],
  },
]

/** What an auditor may read of the registers: who looked and why, never what was seen. */
export const auditLooks = ['looksOf'] as const satisfies readonly Verb[]

/** The restricted tags that someone with these roles keeps. */
export function restrictedKeptBy(roles: readonly string[], tags: Tags): readonly TagId[] {
  const kept = new Set(registerRoles.filter((role) => roles.includes(role.id)).flatMap((role) => role.keeps ?? []))
  return restrictedIn(tags).filter((tag) => kept.has('*') || kept.has(tag))
}

/** Whether sensitive values go out in clear to someone with these roles. */
export const exchangesInClear = (roles: readonly string[]): boolean =>
  registerRoles.some((role) => role.clear === true && roles.includes(role.id))
