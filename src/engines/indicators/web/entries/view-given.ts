import type { Ledger } from './paste.ts'

/** Changes some of what the address says; null takes it away. */
export type Choose = (changes: Readonly<Record<string, string | null>>) => void

export interface ViewGiven {
  readonly ledger: Ledger
  readonly params: URLSearchParams
  readonly choose: Choose
}
