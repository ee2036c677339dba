import { expect, test } from 'vitest'
import type { Area, Division } from './area.ts'
import { differenceOf } from './difference.ts'
import { AreaCollection, geoJsonOf, readAreas } from './geojson.ts'
import type { Ring } from './ring.ts'

const [west, south] = [121_430_000, 31_240_000]
const box = (x: number, y: number, width: number, height: number): Ring => [
  [west + x, south + y],
  [west + x + width, south + y],
  [west + x + width, south + y + height],
  [west + x, south + y + height],
]
const area = (kind: Area['kind'], code: string, ring: Ring, parent: string | null = null): Area => ({
  kind,
  code,
  name: `名${code}`,
  parent,
  comprehensive: kind === 'grid' ? 'Z1' : null,
  ring,
})
const division: Division = [
  area('committee', 'C1', box(0, 0, 10_000, 10_000)),
  area('committee', 'C2', box(10_000, 0, 10_000, 10_000)),
  area('comprehensive', 'Z1', []),
  area('grid', 'G1', box(0, 0, 10_000, 10_000), 'C1'),
  area('grid', 'G2', box(10_000, 0, 10_000, 10_000), 'C2'),
]

function read(before: Division, file: unknown) {
  const result = readAreas(before, AreaCollection.parse(file))
  if (!result.ok) throw new Error(result.error)
  return result.value
}

test('what was exported and is imported again changes nothing', () => {
  const again = read(division, JSON.parse(JSON.stringify(geoJsonOf(division))))
  expect(again.faults).toEqual([])
  expect(differenceOf(division, again.division)).toEqual({ closed: [], opened: [], altered: [] })
})

/** The committees of a file, as another program draws them. */
function fileOf(rings: readonly (readonly [code: string, ring: Ring])[], crs?: string) {
  const degrees = rings.map(([code, ring]) => area('committee', code, ring))
  return { ...geoJsonOf(degrees), ...(crs && { crs: { type: 'name', properties: { name: crs } } }) }
}

test('outlines drawn less than a metre apart are made to meet, and a corner on an edge becomes the edge’s own', () => {
  const { faults, division: made } = read(
    [],
    fileOf([
      ['C1', box(0, 0, 10_000, 10_000)],
      ['C2', box(10_004, 3, 9996, 5000)],
      ['C3', box(10_003, 5006, 9996, 4994)],
    ]),
  )
  expect(faults).toEqual([])
  expect(made).toHaveLength(3)
  expect(made[0]!.ring).toHaveLength(5)
})

test('a gap or an overlap is said, with its place', () => {
  const gap = read(
    [],
    fileOf([
      ['C1', box(0, 0, 10_000, 30_000)],
      ['C2', box(10_000, 0, 10_000, 10_000)],
      ['C3', box(10_000, 20_000, 10_000, 10_000)],
      ['C4', box(20_000, 0, 10_000, 30_000)],
    ]),
  )
  expect(gap.faults.map(({ what, kind }) => [what, kind])).toEqual([['gap', 'committee']])
  const over = read(
    [],
    fileOf([
      ['C1', box(0, 0, 10_000, 10_000)],
      ['C2', box(9000, 500, 10_000, 10_000)],
    ]),
  )
  expect(over.faults.map((fault) => fault.what)).toEqual(['overlap'])
  const inner = read(
    [],
    fileOf([
      ['C1', box(0, 0, 10_000, 10_000)],
      ['C2', box(1000, 1000, 500, 500)],
    ]),
  )
  expect(inner.faults.map((fault) => fault.what)).toEqual(['overlap'])
  // Committees alone, when the grids still lie as before.
  const moved = read(
    division,
    fileOf([
      ['C1', box(0, 0, 9000, 10_000)],
      ['C2', box(9000, 0, 11_000, 10_000)],
    ]),
  )
  expect(moved.faults.map(({ what, kind }) => `${kind} ${what}`)).toContain('committee gap')
})

test('other coordinates, holes and another outline of the street are refused', () => {
  const committees = division.filter((each) => each.kind === 'committee').map((each) => [each.code, each.ring] as const)
  const refusal = (before: Division, file: unknown) => {
    const result = readAreas(before, AreaCollection.parse(file))
    return result.ok ? null : result.error
  }
  expect(refusal(division, fileOf(committees, 'urn:ogc:def:crs:EPSG::4490'))).toBeNull()
  expect(refusal(division, fileOf(committees, 'urn:ogc:def:crs:EPSG::2437'))).toBe('coordinates_unknown')
  const far = division.map((each) => [each.code, each.ring.map(([x, y]) => [x + 500, y] as const)] as const)
  expect(refusal(division, fileOf(far.slice(0, 2)))).toBe('outline_moved')
  const hole = fileOf(committees)
  hole.features[0]!.geometry.coordinates.push([] as never)
  expect(refusal(division, hole)).toBe('outline_invalid')
})
