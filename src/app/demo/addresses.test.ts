import { describe, expect, test } from 'vitest'
import { streets } from '#engines/registers/shared'
import { addressesOf } from './addresses.ts'
import { contains, geographyOf } from './geography.ts'
import { roadsOf } from './streets.ts'

describe.each(streets.map((street) => [street.name[0], street] as const))('%s', (name, street) => {
  const addresses = addressesOf(street.code)

  test('about 1,500 addresses, no two alike', () => {
    expect(Math.abs(addresses.length - 1500)).toBeLessThan(50)
    expect(new Set(addresses.map((each) => each.text)).size).toBe(addresses.length)
    expect(new Set(addresses.map((each) => each.code)).size).toBe(addresses.length)
  })

  test('each is written 路-弄-号 or 路-号 on a road of the street', () => {
    const roads = (roadsOf[street.code] ?? []).map((road) => road.name)
    for (const { text, full, road, lane, number, shop, compound, code, committee } of addresses) {
      expect(text).toMatch(/^\p{Script=Han}+路(\d+弄)?\d+号$/u)
      expect(text).toBe(`${road}${lane ?? ''}${number}`)
      expect(roads).toContain(road)
      expect([shop === null, compound === null]).toEqual(lane === null ? [false, true] : [true, false])
      expect(full.startsWith(`上海市${street.district[0]}${name}${text}（`)).toBe(true)
      expect(full).not.toMatch(/[a-z]/i)
      expect(code.slice(0, 12)).toBe(committee)
    }
  })

  test('each lies inside its grid, its grid inside its committee, and every grid has some', () => {
    const grids = new Map(geographyOf(street.code).grids.map((grid) => [grid.code, grid]))
    for (const { grid, committee, lng, lat } of addresses) {
      const found = grids.get(grid)
      expect(found?.committee).toBe(committee)
      expect(found && contains(found.polygon, [lng, lat])).toBe(true)
    }
    expect(new Set(addresses.map((each) => each.grid)).size).toBe(grids.size)
  })

  test('one lane is one compound of one committee; shops are a quarter', () => {
    const compounds = new Map<string, string>()
    for (const { road, lane, compound, committee } of addresses) {
      if (!lane) continue
      const key = `${road}${lane}`
      expect(compounds.get(key) ?? `${committee}${compound}`).toBe(`${committee}${compound}`)
      compounds.set(key, `${committee}${compound}`)
    }
    const shops = addresses.filter((each) => each.shop !== null)
    expect(shops.length / addresses.length).toBeGreaterThan(0.2)
    expect(shops.length / addresses.length).toBeLessThan(0.35)
  })
})
