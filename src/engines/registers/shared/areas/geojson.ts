import { z } from 'zod'
import { err, ok, type Result } from '#kernel/result'
import { cleanText } from '#model'
import {
  areaKinds,
  faultsOf,
  outlineOf,
  outlineOfStreet,
  type Area,
  type AreaKind,
  type Division,
  type Fault,
} from './area.ts'
import { drawingTolerance, nodeTogether } from './noding.ts'
import { degreesOf, edgesOf, ringFrom, type Corner, type LngLat, type Ring } from './ring.ts'

export const Position = z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)])
export const AreaCode = z.string().regex(/^[0-9A-Za-z-]{2,24}$/)
const AreaName = cleanText(60).min(1)

/** What people send: longitude and latitude in WGS-84, or CGCS2000, which differs from it by less than a decimetre. */
export const AreaCollection = z.object({
  type: z.literal('FeatureCollection'),
  /** Out of the standard since 2016, and still written by many programs. */
  crs: z.object({ properties: z.object({ name: z.string().max(80) }) }).nullish(),
  features: z
    .array(
      z.object({
        type: z.literal('Feature'),
        properties: z.object({
          kind: z.enum(Object.keys(areaKinds) as [AreaKind, ...AreaKind[]]),
          code: AreaCode,
          name: AreaName,
          parent: AreaCode.nullish(),
          comprehensive: AreaCode.nullish(),
        }),
        geometry: z
          .union([
            z.object({
              type: z.literal('Polygon'),
              coordinates: z.array(z.array(z.array(z.number()).min(2)).max(2000)),
            }),
            z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(z.unknown()) }),
          ])
          .nullable(),
      }),
    )
    .min(1)
    .max(3000),
})
export type AreaCollection = z.output<typeof AreaCollection>

const known = /4326|CRS84|4490|CGCS2000|WGS\s*84/i

export interface ReadAreas {
  /** The division as it would be. */
  readonly division: Division
  readonly faults: readonly Fault[]
}

/**
 * Reads a file of areas. The kinds in the file replace those of the street as a whole, the others stay. Outlines that
 * nearly meet are made to meet; what does not divide the street then is a fault, with its place.
 */
export function readAreas(
  before: Division,
  collection: AreaCollection,
): Result<ReadAreas, 'coordinates_unknown' | 'outline_invalid' | 'outline_moved'> {
  if (collection.crs && !known.test(collection.crs.properties.name)) return err('coordinates_unknown')
  const kinds = new Set(collection.features.map(({ properties }) => properties.kind))
  const told: Area[] = []
  for (const { properties, geometry } of collection.features) {
    const { kind, code, name, parent = null, comprehensive = null } = properties
    let ring: Ring = []
    if (kind !== 'comprehensive') {
      if (geometry?.type !== 'Polygon' || geometry.coordinates.length !== 1) return err('outline_invalid')
      const read = ringFrom(geometry.coordinates[0]!.map(([lng, lat]) => [lng!, lat!] as LngLat))
      if (!read.ok) return err('outline_invalid')
      ring = read.value
    }
    told.push({ kind, code, name, parent, comprehensive, ring })
  }
  const kept = before.filter((area) => !kinds.has(area.kind))
  // What stays is laid down first: the new outlines come to it, not it to them.
  const all = [...kept, ...told]
  const noded = nodeTogether(all.map((area) => area.ring))
  const division = all.map((area, at) =>
    area.kind === 'comprehensive' ? area : { ...area, ring: started(noded[at]!) },
  )
  const settled = division.map((area) => unchanged(before, area))
  const outline = outlineOfStreet(before)
  if (outline.length > 0 && !isNear(outline, outlineOfStreet(settled))) return err('outline_moved')
  return ok({ division: settled, faults: faultsOf(settled) })
}

/** Rings of the same corners that begin elsewhere are the same: each begins at its lowest corner. */
function started(ring: Ring): Ring {
  let lowest = 0
  for (const [at, [x, y]] of ring.entries()) {
    const [lx, ly] = ring[lowest]!
    if (y < ly || (y === ly && x < lx)) lowest = at
  }
  return [...ring.slice(lowest), ...ring.slice(0, lowest)]
}

function unchanged(before: Division, area: Area): Area {
  const old = before.find((each) => each.kind === area.kind && each.code === area.code)
  if (!old) return area
  const [a, b] = [started(old.ring), started(area.ring)].map((ring) => JSON.stringify(ring))
  return a === b ? { ...area, ring: old.ring } : area
}

function isNear(a: readonly Ring[], b: readonly Ring[]): boolean {
  const stands = (corner: Corner, rings: readonly Ring[]) =>
    rings.some((ring) =>
      edgesOf(ring).some(([from, to]) => {
        const [dx, dy] = [to[0] - from[0], to[1] - from[1]]
        const share = Math.min(
          1,
          Math.max(0, ((corner[0] - from[0]) * dx + (corner[1] - from[1]) * dy) / (dx * dx + dy * dy)),
        )
        return Math.hypot(from[0] + dx * share - corner[0], from[1] + dy * share - corner[1]) <= 2 * drawingTolerance
      }),
    )
  return a.flat().every((corner) => stands(corner, b)) && b.flat().every((corner) => stands(corner, a))
}

/** The areas of a day as a file that any map program reads. */
export function geoJsonOf(division: Division) {
  return {
    type: 'FeatureCollection' as const,
    features: division.map((area) => {
      const rings = outlineOf(division, area).map((ring) => [...ring, ring[0]!].map(degreesOf))
      const { kind, code, name, parent, comprehensive } = area
      return {
        type: 'Feature' as const,
        properties: { kind, code, name, ...(parent && { parent }), ...(comprehensive && { comprehensive }) },
        geometry:
          rings.length === 1
            ? { type: 'Polygon' as const, coordinates: rings }
            : { type: 'MultiPolygon' as const, coordinates: rings.map((ring) => [ring]) },
      }
    }),
  }
}
