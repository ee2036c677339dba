import type { Text } from '#kernel/text'
import type { RegisterId } from './register.ts'

/** How two entries belong together. The subject does it, the object is what it is done to. */
export interface TieKind {
  readonly label: Text
  /** Seen from the object: 住户, 产权人. */
  readonly inverse: Text
  readonly subject: readonly RegisterId[]
  readonly object: readonly RegisterId[]
}

const kind = (label: Text, inverse: Text, subject: readonly RegisterId[], object: readonly RegisterId[]): TieKind => ({
  label,
  inverse,
  subject,
  object,
})

export const tieKinds = {
  lives: kind(['居住', 'Lives in'], ['实际居住', 'Residents'], ['person'], ['home']),
  hukou: kind(['户籍在', 'Registered in'], ['户籍人员', 'Registered here'], ['person'], ['home']),
  owns: kind(['产权', 'Owns'], ['产权人', 'Owners'], ['person', 'enterprise'], ['home']),
  rents: kind(['承租', 'Rents'], ['承租人', 'Tenants'], ['person', 'enterprise'], ['home', 'premises']),
  occupies: kind(
    ['经营于', 'Operates at'],
    ['入驻单位', 'Occupants'],
    ['enterprise'],
    ['home', 'building', 'premises'],
  ),
  runs: kind(['经营', 'Runs'], ['经营者', 'Run by'], ['person', 'enterprise'], ['premises']),
  serves: kind(['任职于', 'Serves'], ['人员', 'People'], ['person'], ['enterprise']),
  contact: kind(['紧急联系人为', 'To be called for'], ['为其联系人', 'Contact of'], ['person'], ['person']),
} as const satisfies Record<string, TieKind>
export type TieKindId = keyof typeof tieKinds
export const tieKindIds = Object.keys(tieKinds) as [TieKindId, ...TieKindId[]]

/** Kinds of residence (domain.md §5.2), kept with a `lives` tie. */
export const residenceKinds = {
  HUKOU_PRESENT: ['户在人在', 'Registered and present'],
  HUKOU_ABSENT: ['户在人不在', 'Registered, absent'],
  PRESENT_NO_HUKOU: ['人在户不在', 'Present, registered elsewhere in the city'],
  MIGRANT: ['来沪人员', 'From another province'],
  HMT: ['港澳台', 'HMT'],
  FOREIGN: ['境外人员', 'Foreign'],
  COLLECTIVE: ['集体户/空挂户', 'Collective or nominal'],
} as const satisfies Record<string, Text>
export type ResidenceKind = keyof typeof residenceKinds

/** What a `lives` or `hukou` tie says besides. */
export interface ResidenceDetails {
  readonly residence?: ResidenceKind
  /** To the head of the household: 户主, 配偶, 子, 女, 父, 母 … as the source says it. */
  readonly relation?: string
}
