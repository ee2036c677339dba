import type { Text } from '#kernel/text'

import type { Confidence } from '#model'

/** Minor number, names, and the confidence where it differs from that of the whole list. */
export type CategoryRow = readonly [minor: string, zh: string, en: string, confidence?: Confidence]

export interface MajorRow {
  readonly code: string
  readonly name: Text
  readonly rows: readonly CategoryRow[]
}
