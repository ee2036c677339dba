import type { Area, AreaKind, Division } from './area.ts'
import { isSame } from './ring.ts'

export interface Difference {
  readonly closed: readonly Area[]
  readonly opened: readonly Area[]
  readonly altered: readonly { readonly before: Area; readonly after: Area }[]
}

const isEqual = (a: Area, b: Area) =>
  a.name === b.name &&
  a.parent === b.parent &&
  a.comprehensive === b.comprehensive &&
  a.ring.length === b.ring.length &&
  a.ring.every((corner, at) => isSame(corner, b.ring[at]!))

/** What a change closes, opens and alters. */
export function differenceOf(before: Division, after: Division): Difference {
  const keyed = (division: Division) => new Map(division.map((area) => [`${area.kind} ${area.code}`, area]))
  const [was, is] = [keyed(before), keyed(after)]
  return {
    closed: before.filter((area) => !is.has(`${area.kind} ${area.code}`)),
    opened: after.filter((area) => !was.has(`${area.kind} ${area.code}`)),
    altered: after.flatMap((area) => {
      const old = was.get(`${area.kind} ${area.code}`)
      return old && !isEqual(old, area) ? [{ before: old, after: area }] : []
    }),
  }
}

/** The areas of a kind that a change alters, also those whose members alone changed hands. */
export function alteredOf({ altered }: Difference, kind: AreaKind): string[] {
  const owner = (area: Area) =>
    kind === 'comprehensive'
      ? area.kind === 'grid'
        ? area.comprehensive
        : null
      : (kind === 'committee' && area.kind === 'grid') || (kind === 'grid' && area.kind === 'micro')
        ? area.parent
        : null
  const codes = altered.flatMap(({ before, after }) => {
    if (after.kind === kind) return [after.code]
    return owner(before) === owner(after) ? [] : [owner(before), owner(after)]
  })
  return [...new Set(codes)].flatMap((code) => code ?? []).toSorted()
}
