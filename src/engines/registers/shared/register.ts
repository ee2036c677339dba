import type { Text } from '#kernel/text'
import type { Field } from '#model'

/**
 * How far a value may be seen (PIPL art. 28, 51; classes of domain.md §12.1): 1 public, 2 the street's staff, 3 personal,
 * 4 sensitive. What is restricted is never a field: such marks are restricted tags.
 */
export type Level = 1 | 2 | 3 | 4

/** How a value is shown to those who may not see it whole; a value without a mask is not shown to them at all. */
export type Mask = 'name' | 'identity' | 'phone' | 'address' | 'tail' | 'year'

/** What a value is checked against when it comes in, beyond its kind. */
export type Check = 'identity' | 'uscc' | 'phone' | 'real_estate' | 'house_code'

export interface RegisterField {
  readonly field: Field
  readonly level: Level
  readonly mask?: Mask
  readonly check?: Check
  /** What people write above such a column, besides its label. */
  readonly heads?: readonly string[]
}

export const registerIds = [
  'person',
  'home',
  'staircase',
  'building',
  'compound',
  'enterprise',
  'premises',
  'facility',
] as const
export type RegisterId = (typeof registerIds)[number]

/** A kind of thing that the street keeps a register of. A face adds fields to it without a migration. */
export interface Register {
  readonly id: RegisterId
  readonly label: Text
  readonly fields: Readonly<Record<string, RegisterField>>
  /** In which things of which registers it lies. */
  readonly parents: readonly RegisterId[]
}

export type Fields = Readonly<Record<string, string | number | boolean | null>>

/** Where each standing value comes from: who said it, of which day, in which statement. */
export type Origins = Readonly<
  Record<string, { readonly source: string; readonly observedOn: string; readonly statement: string }>
>

/** Who says things about people and places. Which of them is believed is data: trust rules. */
export const sources = {
  police: ['公安人口库', 'Police population base'],
  community_cloud: ['社区云', 'Community cloud'],
  committee: ['居委自采', "Committee's own list"],
  civil_affairs: ['民政', 'Civil affairs'],
  disabled: ['残联', "Disabled persons' federation"],
  health: ['卫生', 'Health'],
  housing: ['房管', 'Housing'],
  real_estate: ['不动产登记', 'Real-estate registry'],
  market: ['市场监管', 'Market regulation'],
  tax: ['税务', 'Tax'],
  visit: ['走访', 'Visit'],
  self: ['本人申报', 'Own statement'],
  desk: ['人工修改', 'Edited by hand'],
} as const satisfies Record<string, Text>
export type SourceId = keyof typeof sources
export const sourceIds = Object.keys(sources) as [SourceId, ...SourceId[]]
