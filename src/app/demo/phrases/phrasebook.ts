export interface Phrases {
  /** Where such a thing happens. */
  readonly on: 'building' | 'shop' | 'any'
  /** Follow the address. */
  readonly titles: readonly string[]
  readonly texts: readonly string[]
  /** What was done about it. */
  readonly done: readonly string[]
}

/** By key of the catalogue; what stands in braces is filled in. */
export type Phrasebook = Readonly<Record<string, Phrases>>
