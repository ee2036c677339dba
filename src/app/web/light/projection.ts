import type { Position } from './position.ts'

export type Ring = readonly (readonly [lng: number, lat: number])[]

/** Degrees to the units of a drawing, `width` wide, north up. Flat is exact enough over a few kilometres. */
export interface Projection {
  readonly width: number
  readonly height: number
  toDrawing(place: Position): readonly [x: number, y: number]
  toPlace(x: number, y: number): Position
}

export interface Bounds {
  readonly west: number
  readonly east: number
  readonly south: number
  readonly north: number
}

export function boundsOf(places: Iterable<readonly [lng: number, lat: number]>): Bounds | null {
  let [west, east, south, north] = [Infinity, -Infinity, Infinity, -Infinity]
  for (const [lng, lat] of places) {
    west = Math.min(west, lng)
    east = Math.max(east, lng)
    south = Math.min(south, lat)
    north = Math.max(north, lat)
  }
  return west === Infinity ? null : { west, east, south, north }
}

/** The same outline with air around it, and never smaller than some 200 m, so that one point does not fill the map. */
export function padded(bounds: Bounds, share = 0.08): Bounds {
  const least = 0.002
  const dx = Math.max((bounds.east - bounds.west) * share, (least - (bounds.east - bounds.west)) / 2, 0)
  const dy = Math.max((bounds.north - bounds.south) * share, (least - (bounds.north - bounds.south)) / 2, 0)
  return { west: bounds.west - dx, east: bounds.east + dx, south: bounds.south - dy, north: bounds.north + dy }
}

export function projectionOf(bounds: Bounds, width: number): Projection {
  const squeeze = Math.cos(((bounds.south + bounds.north) / 2) * (Math.PI / 180))
  const perDegree = width / ((bounds.east - bounds.west) * squeeze)
  return {
    width,
    height: (bounds.north - bounds.south) * perDegree,
    toDrawing: ({ lng, lat }) => [(lng - bounds.west) * squeeze * perDegree, (bounds.north - lat) * perDegree],
    toPlace: (x, y) => ({ lng: bounds.west + x / (squeeze * perDegree), lat: bounds.north - y / perDegree }),
  }
}

/** An SVG path of a closed ring, to a tenth of a unit. */
export function pathOf(ring: Ring, projection: Projection): string {
  const points = ring.map(([lng, lat]) => {
    const [x, y] = projection.toDrawing({ lng, lat })
    return `${x.toFixed(1)} ${y.toFixed(1)}`
  })
  return `M${points.join('L')}Z`
}

/** Whether a place lies inside a ring (even-odd). */
export function isInside(place: Position, ring: Ring): boolean {
  let inside = false
  for (const [index, [x1, y1]] of ring.entries()) {
    const [x2, y2] = ring[(index + ring.length - 1) % ring.length]!
    if (y1 > place.lat !== y2 > place.lat && place.lng < ((x2 - x1) * (place.lat - y1)) / (y2 - y1) + x1)
      inside = !inside
  }
  return inside
}
