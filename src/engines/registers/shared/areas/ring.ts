import { err, ok, type Result } from '#kernel/result'

/** Whole millionths of a degree (about a decimetre): every comparison below is exact, so neighbours never disagree. */
export type Corner = readonly [x: number, y: number]

/** Anticlockwise, without the first corner repeated at the end. */
export type Ring = readonly Corner[]

export type LngLat = readonly [lng: number, lat: number]

const scale = 1_000_000

export function cornerOf([lng, lat]: LngLat): Corner {
  return [Math.round(lng * scale), Math.round(lat * scale)]
}

export function degreesOf([x, y]: Corner): [lng: number, lat: number] {
  return [x / scale, y / scale]
}

export const isSame = (a: Corner, b: Corner) => a[0] === b[0] && a[1] === b[1]
export const keyOf = ([x, y]: Corner) => `${x},${y}`
/** Positive when p lies left of the way from a to b. */
export const sideOf = (a: Corner, b: Corner, p: Corner) => (b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0])

export function doubleArea(ring: Ring): number {
  const [ox, oy] = ring[0] ?? [0, 0]
  let sum = 0
  for (const [[ax, ay], [bx, by]] of edgesOf(ring)) sum += (ax - ox) * (by - oy) - (bx - ox) * (ay - oy)
  return sum
}

export function edgesOf(ring: Ring): (readonly [from: Corner, to: Corner])[] {
  return ring.map((corner, at) => [corner, ring[(at + 1) % ring.length]!] as const)
}

/**
 * Which points a ring has, also on its edges: as if every point lay a hair to the north-east. Of two neighbours exactly
 * one has a point of their common edge, for both reckon the same edge in the same direction.
 */
export function covers(ring: Ring, [x, y]: Corner): boolean {
  let isInside = false
  for (const [from, to] of edgesOf(ring)) {
    if (from[1] > y === to[1] > y) continue
    const [low, high] = from[1] < to[1] ? [from, to] : [to, from]
    if (sideOf(low, high, [x, y]) > 0) isInside = !isInside
  }
  return isInside
}

const isWithin = (a: Corner, b: Corner, [x, y]: Corner) =>
  Math.min(a[0], b[0]) <= x && x <= Math.max(a[0], b[0]) && Math.min(a[1], b[1]) <= y && y <= Math.max(a[1], b[1])

/** Whether two stretches have any point in common, ends included. */
export function doMeet(a: Corner, b: Corner, c: Corner, d: Corner): boolean {
  if (Math.max(a[0], b[0]) < Math.min(c[0], d[0]) || Math.max(c[0], d[0]) < Math.min(a[0], b[0])) return false
  if (Math.max(a[1], b[1]) < Math.min(c[1], d[1]) || Math.max(c[1], d[1]) < Math.min(a[1], b[1])) return false
  const [p, q, r, s] = [sideOf(c, d, a), sideOf(c, d, b), sideOf(a, b, c), sideOf(a, b, d)].map(Math.sign) as [
    number,
    number,
    number,
    number,
  ]
  if (p * q < 0 && r * s < 0) return true
  return (
    (p === 0 && isWithin(c, d, a)) ||
    (q === 0 && isWithin(c, d, b)) ||
    (r === 0 && isWithin(a, b, c)) ||
    (s === 0 && isWithin(a, b, d))
  )
}

/** No edge crosses or touches another but at the corner they share, and none folds back on itself. */
export function isSimple(ring: Ring): boolean {
  if (ring.length < 3 || new Set(ring.map(keyOf)).size !== ring.length) return false
  const edges = edgesOf(ring)
  for (let i = 0; i < edges.length; i++) {
    const [a, b] = edges[i]!
    const [, c] = edges[(i + 1) % edges.length]!
    if (sideOf(a, b, c) === 0 && (b[0] - a[0]) * (c[0] - b[0]) + (b[1] - a[1]) * (c[1] - b[1]) <= 0) return false
    for (let j = i + 2; j < edges.length; j++) {
      if (i === 0 && j === edges.length - 1) continue
      if (doMeet(a, b, edges[j]![0], edges[j]![1])) return false
    }
  }
  return true
}

/** An outline as someone drew or sent it, made a ring of ours: rounded, unclosed, anticlockwise. */
export function ringFrom(points: readonly LngLat[]): Result<Ring, 'ring_too_short' | 'ring_crosses_itself'> {
  const corners = points.map(cornerOf).filter((corner, at, all) => at === 0 || !isSame(corner, all[at - 1]!))
  if (corners.length > 1 && isSame(corners[0]!, corners.at(-1)!)) corners.pop()
  if (corners.length < 3) return err('ring_too_short')
  if (!isSimple(corners)) return err('ring_crosses_itself')
  return ok(doubleArea(corners) < 0 ? corners.toReversed() : corners)
}

/** A point well inside: the middle of the widest stretch of a line across it. */
export function insideOf(ring: Ring): Corner {
  const levels = [...new Set(ring.map(([, y]) => y))].toSorted((a, b) => a - b)
  let best: { readonly width: number; readonly at: Corner } = { width: -1, at: ring[0] ?? [0, 0] }
  for (let level = 1; level < levels.length; level++) {
    const y = (levels[level - 1]! + levels[level]!) / 2
    const crossings = edgesOf(ring)
      .filter(([from, to]) => from[1] > y !== to[1] > y)
      .map(([[ax, ay], [bx, by]]) => ax + ((bx - ax) * (y - ay)) / (by - ay))
      .toSorted((a, b) => a - b)
    for (let at = 1; at < crossings.length; at += 2) {
      const [from, to] = [crossings[at - 1]!, crossings[at]!]
      const width = Math.min(to - from, levels[level]! - levels[level - 1]!)
      if (width > best.width) best = { width, at: [(from + to) / 2, y] }
    }
  }
  return best.at
}

/** Square metres, near enough to tell a large from a small area. */
export function squareMetres(ring: Ring): number {
  const lat = ((ring[0]?.[1] ?? 0) / scale / 180) * Math.PI
  return (Math.abs(doubleArea(ring)) / 2) * 0.111_32 ** 2 * Math.cos(lat)
}
