import type { Rng } from './rng.ts'

/** Whole millionths of a degree, so that neighbours share their corners exactly. */
export type Corner = readonly [x: number, y: number]
export type Ring = Corner[]

/** A degree of longitude against one of latitude at 31.2° N. */
const squeeze = 0.8554

/** About five metres: a cut that passes a corner more closely leaves slivers. */
const clearance = 45

export function doubleArea(ring: readonly Corner[]): number {
  let sum = 0
  for (const [at, [x, y]] of ring.entries()) {
    const [nextX, nextY] = ring[(at + 1) % ring.length] ?? [x, y]
    sum += x * nextY - nextX * y
  }
  return sum
}

function partBelow(ring: readonly Corner[], side: (corner: Corner) => number): Corner[] {
  const kept: Corner[] = []
  for (const [at, corner] of ring.entries()) {
    const next = ring[(at + 1) % ring.length] ?? corner
    const [here, there] = [side(corner), side(next)]
    if (here <= 0) kept.push(corner)
    if (here < 0 !== there < 0) {
      const share = here / (here - there)
      kept.push([corner[0] + (next[0] - corner[0]) * share, corner[1] + (next[1] - corner[1]) * share])
    }
  }
  return kept
}

/**
 * A division of one area into parts without gap or overlap. A cut that ends on an edge puts its corner into every ring
 * along that edge, parents included; otherwise rounding would open slits of a few centimetres between neighbours.
 */
export interface Mesh {
  readonly rings: Set<Ring>
  readonly rng: Rng
  /** Direction of the streets, in radians. */
  readonly bearing: number
}

/** Divides a ring of the mesh, which stays, into one part for each weight. */
export function divide(mesh: Mesh, ring: Ring, weights: readonly number[]): Ring[] {
  const whole = [...ring]
  mesh.rings.add(whole)
  return divideUp(mesh, whole, weights)
}

function divideUp(mesh: Mesh, ring: Ring, weights: readonly number[]): Ring[] {
  if (weights.length === 1) return [ring]
  const half = Math.floor(weights.length / 2)
  const sum = (list: readonly number[]) => list.reduce((total, weight) => total + weight, 0)
  const [first, second] = cut(mesh, ring, sum(weights.slice(0, half)) / sum(weights))
  return [...divideUp(mesh, first, weights.slice(0, half)), ...divideUp(mesh, second, weights.slice(half))]
}

function cut(mesh: Mesh, ring: Ring, share: number): readonly [Ring, Ring] {
  const { rng, bearing } = mesh
  const quarter = Math.PI / 2
  const across = extent(ring, bearing) >= extent(ring, bearing + quarter) ? 0 : quarter
  for (let attempt = 0; attempt < 80; attempt++) {
    const turn = attempt < 40 ? across : quarter - across
    const jitter = (rng() - 0.5) * (0.2 + attempt / 100)
    const halves = cutAlong(mesh, ring, bearing + turn + jitter, share + (rng() - 0.5) * 0.04)
    if (halves) return halves
  }
  throw new Error('a part of the area cannot be cut')
}

function extent(ring: readonly Corner[], bearing: number): number {
  const positions = ring.map(([x, y]) => x * squeeze * Math.cos(bearing) + y * Math.sin(bearing))
  return Math.max(...positions) - Math.min(...positions)
}

function cutAlong(mesh: Mesh, ring: Ring, bearing: number, share: number): readonly [Ring, Ring] | undefined {
  const position = ([x, y]: Corner) => x * squeeze * Math.cos(bearing) + y * Math.sin(bearing)
  const positions = ring.map(position)
  let [low, high] = [Math.min(...positions), Math.max(...positions)]
  const wanted = doubleArea(ring) * share
  for (let step = 0; step < 50; step++) {
    const middle = (low + high) / 2
    if (doubleArea(partBelow(ring, (corner) => position(corner) - middle)) < wanted) low = middle
    else high = middle
  }
  const line = (low + high) / 2
  if (positions.some((each) => Math.abs(each - line) < clearance)) return undefined

  const crossings: { readonly from: Corner; readonly to: Corner; readonly at: Corner }[] = []
  for (const [index, from] of ring.entries()) {
    const to = ring[(index + 1) % ring.length] ?? from
    const [here, there] = [position(from) - line, position(to) - line]
    if (here < 0 === there < 0) continue
    const part = here / (here - there)
    const at = [Math.round(from[0] + (to[0] - from[0]) * part), Math.round(from[1] + (to[1] - from[1]) * part)] as const
    crossings.push({ from, to, at })
  }
  const [start, end] = crossings
  if (!start || !end || crossings.length > 2) return undefined

  for (const { from, to, at } of crossings) insert(mesh, from, to, at)
  const [begin, finish] = [ring.indexOf(start.at), ring.indexOf(end.at)]
  const inner = ring.slice(begin, finish + 1)
  const outer = [...ring.slice(finish), ...ring.slice(0, begin + 1)]
  mesh.rings.delete(ring)
  mesh.rings.add(inner).add(outer)
  const isInnerBelow = inner.some((corner) => position(corner) - line < -clearance / 2)
  return isInnerBelow ? [inner, outer] : [outer, inner]
}

function insert(mesh: Mesh, from: Corner, to: Corner, corner: Corner): void {
  for (const ring of mesh.rings) {
    const at = ring.indexOf(from)
    if (at === -1) continue
    if (ring[(at + 1) % ring.length] === to) ring.splice(at + 1, 0, corner)
    else if (ring[(at + ring.length - 1) % ring.length] === to) ring.splice(at, 0, corner)
  }
}
