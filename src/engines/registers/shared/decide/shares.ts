import { covers, type Period } from './periods.ts'

export interface Share extends Period {
  readonly part: number
  readonly whole: number
}

/** The shares of one home are never more than the home, on no day. Reckoned in whole numbers: thirds add up to one. */
export function sharesFit(shares: readonly Share[]): boolean {
  // The sum grows only on days when a share begins.
  return [...new Set(shares.map((share) => share.from))].every((day) => {
    let [part, whole] = [0n, 1n]
    for (const share of shares) {
      if (!covers(share, day)) continue
      part = part * BigInt(share.whole) + BigInt(share.part) * whole
      whole *= BigInt(share.whole)
    }
    return part <= whole
  })
}
