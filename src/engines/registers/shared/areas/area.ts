import type { Text } from '#kernel/text'
import { covers, doMeet, doubleArea, edgesOf, insideOf, isSimple, keyOf, type Corner, type Ring } from './ring.ts'

export const areaKinds = {
  committee: ['居民区', 'Committee'],
  comprehensive: ['综合网格', 'Comprehensive grid'],
  grid: ['责任网格', 'Grid'],
  micro: ['微网格', 'Micro-grid'],
} as const satisfies Record<string, Text>

export type AreaKind = keyof typeof areaKinds
export const kindsOfArea = Object.keys(areaKinds) as AreaKind[]

/** A part of the street. Grids divide committees, micro-grids divide grids; a comprehensive grid is several grids. */
export interface Area {
  readonly kind: AreaKind
  readonly code: string
  readonly name: string
  /** A grid's committee, a micro-grid's grid. */
  readonly parent: string | null
  /** A grid's comprehensive grid. */
  readonly comprehensive: string | null
  /** Empty for a comprehensive grid: its outline is that of its grids. */
  readonly ring: Ring
}

/** All areas of a street on one day. */
export type Division = readonly Area[]

export const findArea = (division: Division, kind: AreaKind, code: string) =>
  division.find((area) => area.kind === kind && area.code === code)

/** The areas into which one is divided, or of which it is made. */
export function membersOf(division: Division, { kind, code }: Pick<Area, 'kind' | 'code'>): Area[] {
  switch (kind) {
    case 'committee':
      return division.filter((area) => area.kind === 'grid' && area.parent === code)
    case 'comprehensive':
      return division.filter((area) => area.kind === 'grid' && area.comprehensive === code)
    case 'grid':
      return division.filter((area) => area.kind === 'micro' && area.parent === code)
    case 'micro':
      return []
  }
}

/** Grids and micro-grids inside of a committee, micro-grids inside of a grid. */
export function withinOf(division: Division, area: Area): Area[] {
  if (area.kind === 'comprehensive') return []
  const members = membersOf(division, area)
  return [...members, ...members.flatMap((member) => withinOf(division, member))]
}

const edgeKey = (from: Corner, to: Corner) => `${keyOf(from)} ${keyOf(to)}`

/** Directed edges left when those run in both directions are taken out; null when one runs twice the same way. */
function borderEdges(rings: readonly Ring[]): Map<string, readonly [Corner, Corner]> | null {
  const left = new Map<string, readonly [Corner, Corner]>()
  for (const ring of rings)
    for (const edge of edgesOf(ring)) {
      const key = edgeKey(edge[0], edge[1])
      if (left.has(key)) return null
      left.set(key, edge)
    }
  for (const [key, [from, to]] of left) {
    const twin = edgeKey(to, from)
    if (left.has(twin)) {
      left.delete(twin)
      left.delete(key)
    }
  }
  return left
}

/** The outline of neighbours together: outer rings anticlockwise, holes clockwise. */
export function dissolve(rings: readonly Ring[]): Ring[] {
  const edges = borderEdges(rings)
  if (!edges) return []
  const leaving = new Map<string, Corner[]>()
  for (const [from, to] of edges.values()) leaving.set(keyOf(from), [...(leaving.get(keyOf(from)) ?? []), to])
  const outlines: Ring[] = []
  for (const [start, second] of edges.values()) {
    if (!leaving.get(keyOf(start))?.includes(second)) continue
    const ring: Corner[] = []
    let [at, next] = [start, second]
    for (;;) {
      ring.push(at)
      const ways = leaving.get(keyOf(at))!
      ways.splice(ways.indexOf(next), 1)
      if (keyOf(next) === keyOf(start)) break
      const onward = leaving.get(keyOf(next)) ?? []
      if (onward.length === 0) return []
      ;[at, next] = [next, sharpest(at, next, onward)]
    }
    outlines.push(ring)
  }
  return outlines
}

/** Where outlines touch at a corner, the way on that stays with the same area: the first one clockwise from the way back. */
function sharpest(from: Corner, at: Corner, ways: readonly Corner[]): Corner {
  const angle = (to: Corner) => Math.atan2(to[1] - at[1], to[0] - at[0])
  const back = angle(from)
  const turn = (to: Corner) => (back - angle(to) + 4 * Math.PI) % (2 * Math.PI) || 2 * Math.PI
  return ways.toSorted((a, b) => turn(a) - turn(b))[0]!
}

export function outlineOf(division: Division, area: Area): Ring[] {
  if (area.kind !== 'comprehensive') return [area.ring]
  return dissolve(membersOf(division, area).map((member) => member.ring))
}

/** The one outer ring of neighbours joined; undefined when they do not join into one piece without a hole. */
export function joined(rings: readonly Ring[]): Ring | undefined {
  const outlines = dissolve(rings)
  const [only] = outlines
  return outlines.length === 1 && only && doubleArea(only) > 0 && isSimple(only) ? only : undefined
}

export interface Fault {
  readonly what: 'ring_not_simple' | 'overlap' | 'gap' | 'parent_missing' | 'code_twice'
  readonly kind: AreaKind
  readonly code: string
  /** Where to look. */
  readonly at: Corner | null
}

/**
 * What keeps the areas of a day from being a division. With every ring simple and anticlockwise, and the edges of the
 * members, less those that neighbours share, being exactly the edges of the whole, every point of the whole lies in
 * exactly one member: both sides go round each point equally often.
 */
export function faultsOf(division: Division): Fault[] {
  const faults: Fault[] = []
  const seen = new Set<string>()
  for (const area of division) {
    const { kind, code, ring } = area
    const say = (what: Fault['what'], at: Corner | null = ring[0] ?? null) => faults.push({ what, kind, code, at })
    if (seen.has(`${kind} ${code}`)) say('code_twice')
    seen.add(`${kind} ${code}`)
    if (kind !== 'comprehensive' && (!isSimple(ring) || doubleArea(ring) <= 0)) say('ring_not_simple')
    if (kind === 'grid' && !findArea(division, 'committee', area.parent ?? '')) say('parent_missing')
    if (kind === 'grid' && !findArea(division, 'comprehensive', area.comprehensive ?? '')) say('parent_missing')
    if (kind === 'micro' && !findArea(division, 'grid', area.parent ?? '')) say('parent_missing')
    if (kind !== 'committee' && kind !== 'grid') continue
    const members = membersOf(division, area)
    if (members.length === 0) continue
    const border = borderEdges(members.map((member) => member.ring))
    if (!border) say('overlap')
    else {
      const own = new Set(edgesOf(ring).map(([from, to]) => edgeKey(from, to)))
      const stray = [...border].find(([key]) => !own.has(key))
      if (stray) say('gap', stray[1][0])
      else if (border.size !== own.size) say('gap')
    }
  }
  return [...faults, ...faultsOfStreet(division)]
}

/** Nothing stands above the committees: their common outline must itself be sound, or they overlap or leave a hole. */
function faultsOfStreet(division: Division): Fault[] {
  const rings = division.filter((area) => area.kind === 'committee').map((area) => area.ring)
  if (rings.length === 0) return []
  const say = (what: Fault['what'], at: Corner | null): Fault => ({ what, kind: 'committee', code: '', at })
  const outlines = dissolve(rings)
  if (outlines.length === 0) return [say('overlap', rings[0]?.[0] ?? null)]
  const hole = outlines.find((ring) => doubleArea(ring) < 0)
  if (hole) return [say('gap', hole[0]!)]
  const twisted = outlines.find((ring) => !isSimple(ring))
  if (twisted) return [say('overlap', twisted[0]!)]
  for (const [at, ring] of outlines.entries())
    for (const other of outlines.slice(at + 1)) {
      const crossing = edgesOf(ring).find(([a, b]) =>
        edgesOf(other).some(
          ([c, d]) => doMeet(a, b, c, d) && ![a, b].some((end) => keyOf(end) === keyOf(c) || keyOf(end) === keyOf(d)),
        ),
      )
      if (crossing) return [say('overlap', crossing[0])]
      if (covers(ring, insideOf(other)) || covers(other, insideOf(ring))) return [say('overlap', other[0]!)]
    }
  return []
}

/** The outline of the street: that of its committees. */
export function outlineOfStreet(division: Division): Ring[] {
  return dissolve(division.filter((area) => area.kind === 'committee').map((area) => area.ring))
}
