import type { Text } from '#kernel/text'
import { getStreet } from '#engines/registers/shared'
import type { Corner, Mesh, Ring } from './planar-mesh.ts'
import { divide, doubleArea } from './planar-mesh.ts'
import type { Polygon } from './polygon.ts'
import { contains } from './polygon.ts'
import { between, makeRng } from './rng.ts'

export { centreOf, contains, pointIn } from './polygon.ts'
export type { Polygon } from './polygon.ts'

export interface CommitteeArea {
  readonly code: string
  readonly polygon: Polygon
}

/** 责任网格: 15 characters, the committee's twelve and a serial. */
export interface GridArea {
  readonly code: string
  readonly committee: string
  readonly comprehensive: string
  readonly name: Text
  readonly polygon: Polygon
}

/** 微网格: the grid's code and two digits; a few buildings. */
export interface MicroGridArea {
  readonly code: string
  readonly grid: string
  readonly name: string
  readonly polygon: Polygon
}

/** 综合网格: several committees with one team. */
export interface ComprehensiveGrid {
  readonly code: string
  readonly name: Text
}

export interface Geography {
  readonly outline: Polygon
  readonly committees: readonly CommitteeArea[]
  readonly grids: readonly GridArea[]
  readonly micros: readonly MicroGridArea[]
  readonly comprehensive: readonly ComprehensiveGrid[]
}

interface Shape {
  readonly squareKm: number
  /** Degrees by which the streets are turned against the compass. */
  readonly turned: number
  readonly comprehensive: number
  /** Metres east and north of the centre, anticlockwise; scaled to the area. Resembles the real outline, no more. */
  readonly corners: readonly (readonly [east: number, north: number])[]
}

const shapes: Readonly<Record<string, Shape>> = {
  '310107015': {
    squareKm: 3.98,
    turned: -14,
    comprehensive: 5,
    corners: [
      [-1490, -260],
      [-700, -640],
      [160, -700],
      [1010, -560],
      [1450, -130],
      [1390, 420],
      [940, 790],
      [330, 900],
      [-420, 760],
      [-1080, 480],
      [-1460, 130],
    ],
  },
  '310105008': {
    squareKm: 2.1,
    turned: 8,
    comprehensive: 3,
    corners: [
      [-1010, -480],
      [-120, -560],
      [760, -450],
      [940, 60],
      [860, 520],
      [120, 600],
      [-720, 510],
      [-1060, 90],
    ],
  },
  '310105004': {
    squareKm: 2.2,
    turned: 22,
    comprehensive: 3,
    corners: [
      [-960, -340],
      [-280, -660],
      [420, -600],
      [900, -210],
      [1010, 290],
      [520, 640],
      [-230, 620],
      [-880, 330],
    ],
  },
}

const metresPerDegree = 111_195

function outlineOf(centre: readonly [number, number], { corners, squareKm }: Shape): Ring {
  const wanted = squareKm * 1_000_000 * 2
  const size = Math.sqrt(wanted / doubleArea(corners))
  const [lng, lat] = centre
  const perDegreeOfLng = metresPerDegree * Math.cos((lat * Math.PI) / 180)
  return corners.map(([east, north]) => [
    Math.round((lng + (east * size) / perDegreeOfLng) * 1_000_000),
    Math.round((lat + (north * size) / metresPerDegree) * 1_000_000),
  ])
}

function polygonOf(ring: readonly Corner[]): Polygon {
  const closed = [...ring, ...ring.slice(0, 1)]
  return { type: 'Polygon', coordinates: [closed.map(([x, y]) => [x / 1_000_000, y / 1_000_000] as const)] }
}

const ordinals = ['第一', '第二', '第三', '第四', '第五'] as const

function makeGeography(streetCode: string): Geography {
  const street = getStreet(streetCode)
  const shape = shapes[streetCode]
  if (!shape) throw new Error(`no outline is drawn for ${street.name[0]}`)
  const rng = makeRng(`geography ${streetCode}`)
  const outline = outlineOf(street.centre, shape)
  const mesh: Mesh = { rings: new Set([outline]), rng, bearing: (shape.turned * Math.PI) / 180 }

  // Polygons are made last: a later cut still puts corners into rings made before it.
  const committees: { readonly code: string; readonly ring: Ring }[] = []
  const grids: (Omit<GridArea, 'polygon'> & { readonly ring: Ring })[] = []
  const comprehensive = ordinals.slice(0, shape.comprehensive).map((ordinal, at) => ({
    code: `${streetCode}90${at + 1}`,
    name: [`${ordinal}综合网格`, `Comprehensive grid ${at + 1}`] as const,
  }))
  const shares = comprehensive.map((each, at) => ({
    ...each,
    members: street.committees
      .filter((_, index) => Math.floor((index * shape.comprehensive) / street.committees.length) === at)
      .map((committee) => ({ ...committee, weight: 0.7 + rng() * 0.7 })),
  }))
  const wholes = divide(
    mesh,
    outline,
    shares.map(({ members }) => members.reduce((sum, { weight }) => sum + weight, 0)),
  )
  for (const [at, { code, members }] of shares.entries()) {
    const whole = wholes[at] ?? []
    const parts = divide(
      mesh,
      whole,
      members.map(({ weight }) => weight),
    )
    for (const [index, committee] of members.entries()) {
      const ring = parts[index] ?? []
      committees.push({ code: committee.code, ring })
      const count = between(rng, 2, 4)
      const cells = divide(
        mesh,
        ring,
        Array.from({ length: count }, () => 0.8 + rng() * 0.4),
      )
      for (const [serial, cell] of cells.entries()) {
        grids.push({
          code: `${committee.code}${String(serial + 1).padStart(3, '0')}`,
          committee: committee.code,
          comprehensive: code,
          name: [
            `${committee.name[0].replace(/居委会$/, '')}第${serial + 1}网格`,
            `${committee.name[1].replace(/ Residents' Committee$/, '')} grid ${serial + 1}`,
          ],
          ring: cell,
        })
      }
    }
  }
  // Chance of its own, so that committees and grids lie as they did before there were micro-grids.
  const finer: Mesh = { ...mesh, rng: makeRng(`micro-grids ${streetCode}`) }
  const micros = grids.flatMap((grid) =>
    divide(
      finer,
      grid.ring,
      Array.from({ length: between(finer.rng, 2, 4) }, () => 0.8 + finer.rng() * 0.4),
    ).map((ring, at) => ({
      code: `${grid.code}${String(at + 1).padStart(2, '0')}`,
      grid: grid.code,
      name: `${grid.name[0]}第${at + 1}微网格`,
      ring,
    })),
  )
  return {
    outline: polygonOf(outline),
    committees: committees.map(({ code, ring }) => ({ code, polygon: polygonOf(ring) })),
    grids: grids.map(({ ring, ...grid }) => ({ ...grid, polygon: polygonOf(ring) })),
    micros: micros.map(({ ring, ...micro }) => ({ ...micro, polygon: polygonOf(ring) })),
    comprehensive,
  }
}

const made = new Map<string, Geography>()

/** Invented borders around the real centre of a street: the same on every machine, and of the real size. */
export function geographyOf(streetCode: string): Geography {
  let geography = made.get(streetCode)
  if (!geography) {
    geography = makeGeography(streetCode)
    made.set(streetCode, geography)
  }
  return geography
}

/** The micro-grid in which something lies; of two neighbours one has their common edge. */
export function microGridAt(streetCode: string, at: { grid: string; lng: number; lat: number }): string | null {
  const micro = geographyOf(streetCode).micros.find(
    (each) => each.grid === at.grid && contains(each.polygon, [at.lng, at.lat]),
  )
  return micro?.code ?? null
}
