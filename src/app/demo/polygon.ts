import type { Rng } from './rng.ts'

/** GeoJSON, WGS-84, one closed outer ring, coordinates with six decimals. */
export interface Polygon {
  readonly type: 'Polygon'
  readonly coordinates: readonly (readonly (readonly [lng: number, lat: number])[])[]
}

type Point = readonly [lng: number, lat: number]

const scale = 1_000_000
const ringsInMillionths = new WeakMap<Polygon, readonly Point[]>()

/** As whole numbers, for which the test below is exact: a point on a border is in one of the two neighbours, never in both. */
function millionthsOf(polygon: Polygon): readonly Point[] {
  let ring = ringsInMillionths.get(polygon)
  if (!ring) {
    ring = (polygon.coordinates[0] ?? []).map(
      ([lng, lat]) => [Math.round(lng * scale), Math.round(lat * scale)] as const,
    )
    ringsInMillionths.set(polygon, ring)
  }
  return ring
}

export function contains(polygon: Polygon, [lng, lat]: Point): boolean {
  const [x, y] = [lng * scale, lat * scale]
  const ring = millionthsOf(polygon)
  let isInside = false
  for (let at = 1; at < ring.length; at++) {
    const [from, to] = [ring[at - 1], ring[at]]
    if (!from || !to || from[1] > y === to[1] > y) continue
    // Always from the lower corner, so that both neighbours of an edge reckon the same number.
    const [low, high] = from[1] < to[1] ? [from, to] : [to, from]
    if ((high[0] - low[0]) * (y - low[1]) - (high[1] - low[1]) * (x - low[0]) > 0) isInside = !isInside
  }
  return isInside
}

export function toMillionth(degrees: number): number {
  return Math.round(degrees * scale) / scale
}

/** A point of the polygon, every place as likely as every other. */
export function pointIn(polygon: Polygon, rng: Rng): Point {
  const ring = polygon.coordinates[0] ?? []
  const [lngs, lats] = [ring.map(([lng]) => lng), ring.map(([, lat]) => lat)]
  const [west, east, south, north] = [Math.min(...lngs), Math.max(...lngs), Math.min(...lats), Math.max(...lats)]
  for (let attempt = 0; attempt < 10_000; attempt++) {
    const point = [toMillionth(west + (east - west) * rng()), toMillionth(south + (north - south) * rng())] as const
    if (contains(polygon, point)) return point
  }
  throw new Error('a polygon without room for a point')
}

/** Where a label stands: the centre of gravity. */
export function centreOf(polygon: Polygon): Point {
  const ring = polygon.coordinates[0] ?? []
  const [originLng, originLat] = ring[0] ?? [0, 0]
  let [area, lng, lat] = [0, 0, 0]
  for (let at = 1; at < ring.length; at++) {
    const [[fromLng, fromLat], [toLng, toLat]] = [ring[at - 1] ?? [0, 0], ring[at] ?? [0, 0]]
    const [ax, ay, bx, by] = [fromLng - originLng, fromLat - originLat, toLng - originLng, toLat - originLat]
    const cross = ax * by - bx * ay
    area += cross
    lng += (ax + bx) * cross
    lat += (ay + by) * cross
  }
  return [toMillionth(originLng + lng / (3 * area)), toMillionth(originLat + lat / (3 * area))]
}
