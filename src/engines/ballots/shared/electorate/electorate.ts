import type { Text } from '#kernel/text'
import type { Measures } from '../rules/measures.ts'
import type { AreaSource, OwnerKind, VoteScope } from '../vote.ts'

/** A document that tells an area, the better one first (建筑物区分所有权解释 第八条). */
export type AreaDocument = Exclude<AreaSource, 'missing'>

/** A home or other exclusive part as the registers know it on the day of the snapshot. Areas in 0.01 m². */
export interface HomeFact {
  readonly id: string
  readonly building: string
  readonly staircase: string
  /** What people call it, such as 3号楼502室; never a person's name. */
  readonly label: string
  readonly use: 'residential' | 'shop' | 'office' | 'garage' | 'parking' | 'other'
  readonly tenure: 'commodity' | 'sold_public' | 'public_rent' | 'resettlement' | 'unit_owned' | 'other' | null
  readonly developerHeld: boolean
  readonly areas: Readonly<Partial<Record<AreaDocument, number>>>
  readonly owners: readonly HomeOwner[]
}

export interface HomeOwner {
  /** The registers' entry of a person or an enterprise. */
  readonly id: string
  readonly kind: 'person' | 'enterprise'
}

/** An exclusive part of the scope on the roll. */
export interface SnapshotUnit {
  readonly no: string
  readonly home: string
  readonly building: string
  readonly staircase: string
  readonly label: string
  /** In 0.01 m². */
  readonly area: number
  readonly source: AreaSource
  /** The owner's number; empty while nobody is known. */
  readonly owner: string
}

/** One head of the roll: whoever holds the same parts alone or together. */
export interface SnapshotOwner {
  readonly no: string
  readonly kind: OwnerKind
  /** Sorted entries of the legal owners, joined by +; or dev, or public:<entry>. */
  readonly key: string
  /** The registers' entries behind this head. */
  readonly holders: readonly string[]
  /** Sum of the units, in 0.01 m². */
  readonly area: number
  readonly units: readonly string[]
  /** Who speaks for co-owners or a body; null while nobody is named. */
  readonly representative: string | null
}

export const warningCodes = [
  'area_missing',
  'owner_missing',
  'representative_missing',
  'public_body_unnamed',
  'partly_same_owners',
  'area_not_registered',
] as const
export type WarningCode = (typeof warningCodes)[number]

/** What the registers leave open. A blocking one must be decided before the roll is frozen. */
export interface RollWarning {
  readonly code: WarningCode
  readonly blocking: boolean
  readonly unit: string | null
  /** Two where the question is whether they are one. */
  readonly owners: readonly string[]
  readonly text: Text
}

/** A home that was left out of the count, and why. */
export interface LeftOut {
  readonly home: string
  readonly label: string
  readonly why: 'parking' | 'decided'
  readonly reason: string
}

/** The electorate on one day: facts of the registers with the registry's decisions applied. */
export interface Snapshot {
  readonly day: string
  readonly scope: VoteScope
  readonly units: readonly SnapshotUnit[]
  readonly owners: readonly SnapshotOwner[]
  readonly leftOut: readonly LeftOut[]
  readonly warnings: readonly RollWarning[]
  readonly totals: Measures
}

/** A correction of the roll by the registry: an event with its reason, from an objection or of its own motion. */
export type RollCorrection = { readonly reason: string; readonly objection?: string } & (
  | { readonly kind: 'set_area'; readonly home: string; readonly area: number; readonly source: AreaDocument }
  | { readonly kind: 'exclude'; readonly home: string }
  | { readonly kind: 'set_owners'; readonly home: string; readonly owners: readonly HomeOwner[] }
  | { readonly kind: 'merge_owners'; readonly keys: readonly string[] }
  | { readonly kind: 'name_representative'; readonly key: string; readonly holder: string }
)

/** A unit as the public roll shows it: no name, no entry of the registers. */
export interface PublicUnit {
  readonly no: string
  readonly building: string
  readonly staircase: string
  readonly label: string
  readonly area: number
  readonly source: AreaSource
  readonly owner: string
}

/** A head as the public roll shows it, with the key that its ballots are signed by. */
export interface PublicOwner {
  readonly no: string
  readonly kind: OwnerKind
  readonly area: number
  /** g^x as in the credentials file. */
  readonly key: string
  /** The key came from a sealed letter, so whoever printed it knew it. */
  readonly printed: boolean
  /** The number of the owner whose proxy holds this key for them, or `other` for a proxy outside the roll. */
  readonly proxy?: string
}

/** roll.json: what owners check, and what every ballot is bound to by its hash. */
export interface Roll {
  readonly v: 1
  readonly vote: string
  readonly electionUuid: string
  readonly day: string
  readonly scope: VoteScope['kind']
  readonly units: readonly PublicUnit[]
  readonly owners: readonly PublicOwner[]
  /** The reasons of corrections and of homes left out, without names. */
  readonly leftOut: readonly { readonly label: string; readonly reason: string }[]
  readonly totals: Measures
}
