import type { OutputOf } from '#kernel/operation'
import type { registers, SeenTie, TieKindId } from '#engines/registers/shared'

export type File = OutputOf<typeof registers.entry>

export interface Shown {
  readonly file: File
  /** The day of which the file speaks. */
  readonly day: string
  /** Another day than today: nothing is written then. */
  readonly isPast: boolean
}

/** Whether a tie or tag holds on a day; on its last day it holds no more. */
export const holdsOn = (each: { from: string; to: string | null }, day: string): boolean =>
  each.from <= day && (each.to === null || each.to > day)

/** The ties of one kind, seen from one side. */
export function tiesOf(file: File, kind: TieKindId, outward: boolean): SeenTie[] {
  return file.ties.filter((tie) => tie.kind === kind && tie.outward === outward)
}

export const detailOf = (tie: SeenTie, name: string): string => {
  const said = tie.details[name]
  return typeof said === 'string' ? said : ''
}

/** Shares of a title added up exactly: 1/2 and 1/3 are 5/6. Null where someone's share is not known. */
export function sumOfShares(shares: readonly (readonly [number, number] | null)[]): readonly [number, number] | null {
  let [top, bottom] = [0n, 1n]
  for (const share of shares) {
    if (share === null) return null
    const [part, whole] = [BigInt(share[0]), BigInt(share[1])]
    top = top * whole + part * bottom
    bottom *= whole
    let [a, b] = [top, bottom]
    while (b > 0n) [a, b] = [b, a % b]
    top /= a
    bottom /= a
  }
  return [Number(top), Number(bottom)]
}
