import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { faultsOf, getStreet, ringFrom, streets, type Area } from '#engines/registers/shared'
import { centreOf, contains, geographyOf, pointIn } from './geography.ts'
import type { Polygon } from './geography.ts'
import { doubleArea } from './planar-mesh.ts'
import { makeRng } from './rng.ts'

function millionths({ coordinates }: Polygon): [number, number][] {
  return (coordinates[0] ?? []).slice(1).map(([lng, lat]) => [Math.round(lng * 1_000_000), Math.round(lat * 1_000_000)])
}

function squareKm(polygon: Polygon): number {
  return (doubleArea(millionths(polygon)) / 2) * (0.111195 * 0.111195) * Math.cos((31.22 * Math.PI) / 180) * 1e-6
}

describe.each(streets.map((street) => [street.name[0], street.code, street] as const))('%s', (_, code, street) => {
  const { outline, committees, grids, micros, comprehensive } = geographyOf(code)

  test("every point of the outline lies in exactly one grid, and in that grid's committee alone", () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const point = pointIn(outline, makeRng(seed))
        const found = grids.filter((grid) => contains(grid.polygon, point))
        expect(found).toHaveLength(1)
        expect(committees.filter((each) => contains(each.polygon, point)).map((each) => each.code)).toEqual([
          found[0]?.committee,
        ])
      }),
      { numRuns: 2000 },
    )
  })

  test('committees, grids and micro-grids divide the street without a fault', () => {
    const area = (
      kind: Area['kind'],
      given: { code: string; polygon?: Polygon },
      parent: string | null,
      whole: string | null,
    ): Area => {
      const ring = given.polygon ? ringFrom(given.polygon.coordinates[0] ?? []) : { ok: true as const, value: [] }
      if (!ring.ok) throw new Error(`${kind} ${given.code}: ${ring.error}`)
      return { kind, code: given.code, name: given.code, parent, comprehensive: whole, ring: ring.value }
    }
    const division = [
      ...committees.map((each) => area('committee', each, null, null)),
      ...comprehensive.map(({ code: own }) => area('comprehensive', { code: own }, null, null)),
      ...grids.map((each) => area('grid', each, each.committee, each.comprehensive)),
      ...micros.map((each) => area('micro', each, each.grid, null)),
    ]
    expect(faultsOf(division)).toEqual([])
    expect(micros.length).toBeGreaterThanOrEqual(grids.length * 2)
  })

  test('so does every corner, unless it is on the outer border', () => {
    for (const grid of grids) {
      for (const [lng, lat] of grid.polygon.coordinates[0] ?? []) {
        const count = grids.filter((each) => contains(each.polygon, [lng, lat])).length
        expect(count).toBe(contains(outline, [lng, lat]) ? 1 : 0)
      }
    }
  })

  test('the parts add up to the whole, to the last millionth of a degree', () => {
    const whole = doubleArea(millionths(outline))
    expect(grids.reduce((sum, each) => sum + doubleArea(millionths(each.polygon)), 0)).toBe(whole)
    expect(committees.reduce((sum, each) => sum + doubleArea(millionths(each.polygon)), 0)).toBe(whole)
  })

  test('real size and place, committees of the register, two to four grids each, comprehensive grids of several', () => {
    const wanted = { 长寿路街道: 3.98, 仙霞新村街道: 2.1, 新华路街道: 2.2 }[street.name[0]] ?? 0
    expect(Math.abs(squareKm(outline) / wanted - 1)).toBeLessThan(0.01)
    expect(contains(outline, getStreet(code).centre)).toBe(true)
    expect(committees.map((each) => each.code).toSorted()).toEqual(street.committees.map((each) => each.code))
    for (const { code: committee, polygon } of committees) {
      const own = grids.filter((grid) => grid.committee === committee)
      expect(own.length).toBeGreaterThanOrEqual(2)
      expect(own.length).toBeLessThanOrEqual(4)
      expect(squareKm(polygon)).toBeGreaterThan((0.4 * wanted) / street.committees.length)
    }
    expect(new Set(grids.map((grid) => grid.code)).size).toBe(grids.length)
    expect(grids.every((grid) => /^\d{15}$/.test(grid.code) && contains(grid.polygon, centreOf(grid.polygon)))).toBe(
      true,
    )
    expect(new Set(grids.map((grid) => grid.comprehensive))).toEqual(new Set(comprehensive.map((each) => each.code)))
  })
})
