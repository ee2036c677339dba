/** A count and, under it, the counts of which it is the sum. */
export interface Counted {
  readonly count: number
  readonly parts: readonly Counted[]
}

/** The same with what may be told: null where it may not. */
export interface Told {
  readonly count: number | null
  readonly parts: readonly Told[]
}

interface Cell {
  readonly count: number
  isHidden: boolean
  readonly parts: readonly Cell[]
}

/**
 * Hides counts of fewer than `threshold` people, and as many others that no hidden one can be reckoned: neither as what is
 * left of a sum, nor because all that are hidden must be as few, or as many, as hidden ones can be. None at all is told. Holds from a threshold of four on.
 */
export function suppressed(counted: Counted, threshold: number): Told {
  const root = cellOf(counted, threshold)
  while (protect(root, threshold));
  return toldOf(root)
}

const cellOf = ({ count, parts }: Counted, threshold: number): Cell => ({
  count,
  isHidden: count > 0 && count < threshold,
  parts: parts.map((part) => cellOf(part, threshold)),
})

const toldOf = ({ count, isHidden, parts }: Cell): Told => ({
  count: isHidden ? null : count,
  parts: parts.map(toldOf),
})

/** Hides one more count where one is given away; says whether it did. */
function protect(cell: Cell, threshold: number): boolean {
  if (cell.parts.some((part) => protect(part, threshold))) return true
  if (cell.parts.length === 0) return false
  const hidden = cell.parts.filter((part) => part.isHidden)
  if (cell.isHidden) {
    // Parts that are told say how large the whole is at least, and even where there are none tells too much.
    return hidden.length < cell.parts.length && hideOneOf(cell)
  }
  if (hidden.length === 0) return false
  const left = hidden.reduce((sum, part) => sum + part.count, 0)
  // One hidden for the sake of another may be anything; the others are from one to less than the threshold.
  const hasCompanion = hidden.some((part) => part.count === 0 || part.count >= threshold)
  const isExtreme = left === hidden.length || left === hidden.length * (threshold - 1)
  if (hidden.length > 1 && (hasCompanion || !isExtreme)) return false
  if (hideOneOf(cell)) return true
  cell.isHidden = true
  return true
}

/**
 * The next one after the first that is hidden, that is not nought if there is one: chosen by its place and by what is told
 * of the others, for a choice by its own size would tell something of its size.
 */
function hideOneOf(cell: Cell): boolean {
  const from = cell.parts.findIndex((part) => part.isHidden)
  const turned = [...cell.parts.slice(from + 1), ...cell.parts.slice(0, from + 1)].filter((part) => !part.isHidden)
  const next = turned.find((part) => part.count > 0) ?? turned[0]
  if (!next) return false
  next.isHidden = true
  return true
}
