import type { Text } from '#kernel/text'

/** When a figure holds: a year, or from one civil date to another. */
export interface ClaimPeriod {
  readonly year?: number
  readonly from?: string
  readonly to?: string
}

/** A figure a report states. */
export interface Claim {
  readonly id: string
  readonly label: string
  /** In the base unit: yuan, square metres, metres, one; 97.8 for 97.8 %. */
  readonly value: number
  readonly unit: string
  /** As it stands in the text, blanks and line ends included. */
  readonly raw: string
  readonly period?: ClaimPeriod
  readonly approximation?: { readonly word: string; readonly bound: '>=' | '<=' | '~' }
  readonly kind: 'actual' | 'target' | 'rate' | 'stock' | 'asof'
  readonly nature: 'quantity' | 'percentage' | 'threshold' | 'composition' | 'rank' | 'duration' | 'frequency'
  /** UTF-16 places in the text given. */
  readonly start: number
  readonly end: number
}

export type ClaimVerdict = 'reconciles' | 'within_rounding' | 'contradicts' | 'cannot_judge'

/** What a report itself says of its figures. */
export interface Relation {
  readonly kind: 'ratio' | 'sum' | 'growth' | 'completion' | 'part' | 'same' | 'target'
  /** The claim that states the outcome first, then those it follows from. */
  readonly claims: readonly string[]
  readonly stated: number
  readonly computed: number | null
  /** What the rounding of the figures allows. */
  readonly range?: readonly [low: number | null, high: number | null]
  readonly verdict: ClaimVerdict
  readonly sentence: Text
}

export interface Report {
  readonly claims: readonly Claim[]
  readonly relations: readonly Relation[]
}
