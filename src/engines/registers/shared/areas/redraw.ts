import { err, ok, type Result } from '#kernel/result'
import { findArea, joined, membersOf, type Area, type AreaKind, type Division } from './area.ts'
import { belonging, sound } from './changes.ts'
import { insertCorner } from './cut.ts'
import { cornerOf, edgesOf, isSame, type LngLat, type Ring } from './ring.ts'

type Changed<E extends string> = Result<Division, E | 'area_not_found' | 'area_cut_unsound'>

export type CornerMove =
  | { readonly from: LngLat; readonly to: LngLat }
  | { readonly between: readonly [LngLat, LngLat]; readonly to: LngLat }

export interface Redrawing {
  readonly kind: AreaKind
  readonly code: string
  /** Corners moved or added; or members taken over from neighbours. */
  readonly by: { readonly corners: readonly CornerMove[] } | { readonly members: readonly string[] }
}

export function redrawArea(
  division: Division,
  { kind, code, by }: Redrawing,
): Changed<'corner_not_found' | 'corner_fixed' | 'parts_not_joined' | 'parents_differ' | 'line_cuts_members'> {
  const area = findArea(division, kind, code)
  if (!area) return err('area_not_found')
  if ('members' in by) return takeOver(division, area, by.members)
  if (kind === 'comprehensive') return err('line_cuts_members')
  let next = division
  for (const move of by.corners) {
    const moved = moveCorner(next, kind, findArea(next, kind, code)!.ring, move)
    if (!moved.ok) return moved
    next = moved.value
  }
  return sound(next)
}

const above: Readonly<Record<AreaKind, readonly AreaKind[]>> = {
  committee: [],
  comprehensive: [],
  grid: ['committee'],
  micro: ['committee', 'grid'],
}

/** All rings that share a corner move with it, so no gap can open; the borders of what lies above stay as they are. */
function moveCorner(
  division: Division,
  kind: AreaKind,
  ring: Ring,
  move: CornerMove,
): Result<Division, 'corner_not_found' | 'corner_fixed'> {
  const to = cornerOf(move.to)
  if ('between' in move) {
    const [a, b] = [cornerOf(move.between[0]), cornerOf(move.between[1])]
    const edge = edgesOf(ring).find(
      ([from, next]) => (isSame(from, a) && isSame(next, b)) || (isSame(from, b) && isSame(next, a)),
    )
    if (!edge) return err('corner_not_found')
    const others = division.filter(
      (each) => edgesOf(each.ring).some(([c, d]) => isSame(c, edge[1]) && isSame(d, edge[0])) && each.kind === kind,
    )
    const higher = division.some(
      (each) =>
        above[kind].includes(each.kind) &&
        edgesOf(each.ring).some(([c, d]) => (isSame(c, a) && isSame(d, b)) || (isSame(c, b) && isSame(d, a))),
    )
    return others.length === 0 || higher ? err('corner_fixed') : ok(insertCorner(division, edge, to))
  }
  const from = cornerOf(move.from)
  if (!ring.some((corner) => isSame(corner, from))) return err('corner_not_found')
  const has = (area: Area) => area.ring.some((corner) => isSame(corner, from))
  const own = division.filter((area) => area.kind === kind && has(area))
  const isHigher = division.some((area) => above[kind].includes(area.kind) && has(area))
  // A corner that neighbours do not close round lies on the outline of the street, which is not the street's to move.
  const isClosed = joined(own.map((area) => area.ring))?.every((corner) => !isSame(corner, from))
  if (isHigher || !isClosed) return err('corner_fixed')
  return ok(
    division.map((area) =>
      has(area) ? { ...area, ring: area.ring.map((corner) => (isSame(corner, from) ? to : corner)) } : area,
    ),
  )
}

function takeOver(
  division: Division,
  area: Area,
  codes: readonly string[],
): Changed<'parts_not_joined' | 'parents_differ'> {
  const kind: AreaKind = area.kind === 'grid' ? 'micro' : 'grid'
  const taken = codes.map((code) => findArea(division, kind, code))
  if (area.kind === 'micro' || taken.some((each) => !each) || codes.length === 0) return err('area_not_found')
  const moved = taken as Area[]
  const givers = division.filter(
    (each) =>
      each.kind === area.kind &&
      each.code !== area.code &&
      membersOf(division, each).some((member) => moved.includes(member)),
  )
  if (givers.some((giver) => giver.parent !== area.parent)) return err('parents_differ')
  const relabelled = division.map((each) =>
    moved.includes(each) ? { ...each, ...belonging(area.kind, area.code) } : each,
  )
  const next: Area[] = []
  for (const each of relabelled) {
    const isTouched =
      each.kind === area.kind && (each.code === area.code || givers.some((giver) => giver.code === each.code))
    if (!isTouched) {
      next.push(each)
      continue
    }
    const ring = joined(membersOf(relabelled, each).map((member) => member.ring))
    if (!ring) return err('parts_not_joined')
    next.push({ ...each, ring: area.kind === 'comprehensive' ? [] : ring })
  }
  return sound(next)
}
