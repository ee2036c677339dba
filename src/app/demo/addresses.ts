import { must } from '#kernel/assert'
import { getStreet } from '#engines/registers/shared'
import type { GridArea, Polygon } from './geography.ts'
import { centreOf, contains, geographyOf, pointIn } from './geography.ts'
import { toMillionth } from './polygon.ts'
import type { Rng } from './rng.ts'
import { between, makeRng, pick } from './rng.ts'
import type { Road } from './streets.ts'
import { compoundNames, roadsOf, shopNames } from './streets.ts'

/** A standard address down to the building, 路-弄-号, or a shop on the street. */
export interface Address {
  /** The committee's twelve digits and four of the building. */
  readonly code: string
  /** 澳门路168弄3号 */
  readonly text: string
  /** 上海市普陀区长寿路街道澳门路168弄3号（安康新村） */
  readonly full: string
  readonly road: string
  /** 168弄 */
  readonly lane: string | null
  /** 3号: in a lane a staircase, on a road a house. */
  readonly number: string
  readonly compound: string | null
  readonly shop: string | null
  readonly committee: string
  readonly grid: string
  readonly lng: number
  readonly lat: number
}

const wantedOnStreet = 1500
const shareOfShops = 0.27

interface Box {
  readonly west: number
  readonly east: number
  readonly south: number
  readonly north: number
}

function boxOf({ coordinates }: Polygon): Box {
  const ring = coordinates[0] ?? []
  const [lngs, lats] = [ring.map(([lng]) => lng), ring.map(([, lat]) => lat)]
  return { west: Math.min(...lngs), east: Math.max(...lngs), south: Math.min(...lats), north: Math.max(...lats) }
}

/** How far along and how far beside a road a point lies, in shares of the street. */
function placeOn(road: Road, [lng, lat]: readonly [number, number], { west, east, south, north }: Box) {
  const [eastward, northward] = [(lng - west) / (east - west), (lat - south) / (north - south)]
  const [along, across] = road.runs === 'east' ? [eastward, northward] : [northward, eastward]
  return { along, beside: Math.abs(across - road.at) }
}

function nearestRoads(roads: readonly Road[], point: readonly [number, number], box: Box): Road[] {
  const byNearness = roads.toSorted((a, b) => placeOn(a, point, box).beside - placeOn(b, point, box).beside)
  return [
    ...byNearness.filter((each) => each.runs === 'east').slice(0, 2),
    ...byNearness.filter((each) => each.runs === 'north').slice(0, 2),
  ]
}

/** The next number of the right side that nobody has: odd and even face each other. */
function freeNumber(road: Road, along: number, taken: Set<string>, rng: Rng): number {
  const [from, to] = road.numbers
  let number = Math.max(1, Math.round(from + (to - from) * along) + between(rng, -6, 6))
  while (taken.has(`${road.name}${number}`)) number += 2
  taken.add(`${road.name}${number}`)
  return number
}

function nearby(grid: GridArea, [lng, lat]: readonly [number, number], rng: Rng): readonly [number, number] {
  for (let attempt = 0; attempt < 30; attempt++) {
    const point = [toMillionth(lng + (rng() - 0.5) * 0.0016), toMillionth(lat + (rng() - 0.5) * 0.0014)] as const
    if (contains(grid.polygon, point)) return point
  }
  return pointIn(grid.polygon, rng)
}

/** The estate a committee is called after, where it is called after one. */
function estateOf(committee: string): string | undefined {
  const root = committee.replace(/居委会$/, '').replace(/第.$/, '')
  if (/[路街]$/.test(root)) return undefined
  return /(城|苑|花园|新村|里|村|公寓|小区|小城|嘉园|佳园|云庐|春晓|天园|之门|新苑|花苑|围城)$/.test(root)
    ? root
    : `${root}小区`
}

function splitUp(total: number, parts: number, rng: Rng): number[] {
  const weights = Array.from({ length: parts }, () => 0.6 + rng())
  const sum = weights.reduce((all, weight) => all + weight, 0)
  const counts = weights.map((weight) => Math.max(2, Math.floor((weight / sum) * total)))
  counts[0] = Math.max(2, (counts[0] ?? 0) + total - counts.reduce((all, count) => all + count, 0))
  return counts
}

function makeAddresses(streetCode: string): Address[] {
  const street = getStreet(streetCode)
  const roads = must(roadsOf[streetCode], `roads of ${street.name[0]}`)
  const { outline, grids } = geographyOf(streetCode)
  const rng = makeRng(`addresses ${streetCode}`)
  const box = boxOf(outline)
  const takenNumbers = new Set<string>()
  const takenCompounds = new Set<string>()
  const takenShops = new Set<string>()
  const addresses: Address[] = []
  const perCommittee = wantedOnStreet / street.committees.length

  function nameCompound(wished: string | undefined): string {
    let name = wished
    while (!name || takenCompounds.has(name)) name = pick(rng, compoundNames)
    takenCompounds.add(name)
    return name
  }

  function nameShop(road: string): string {
    for (;;) {
      const name = `${pick(rng, shopNames.beginnings)}${pick(rng, shopNames.trades)}`
      if (takenShops.has(`${road}${name}`)) continue
      takenShops.add(`${road}${name}`)
      return name
    }
  }

  for (const { code: committee, name } of street.committees) {
    const own = grids.filter((grid) => grid.committee === committee)
    let serial = 0

    function add(
      grid: GridArea,
      road: Road,
      at: readonly [number, number],
      named: { lane: string | null; number: string; compound: string | null; shop: string | null },
    ) {
      serial++
      const text = `${road.name}${named.lane ?? ''}${named.number}`
      const called = named.shop ?? named.compound
      addresses.push({
        code: `${committee}${String(serial).padStart(4, '0')}`,
        text,
        full: `上海市${street.district[0]}${street.name[0]}${text}${called ? `（${called}）` : ''}`,
        road: road.name,
        ...named,
        committee,
        grid: grid.code,
        lng: at[0],
        lat: at[1],
      })
    }

    const shops = Math.round(perCommittee * shareOfShops)
    const buildings = Math.round(perCommittee) - shops
    const compounds = splitUp(buildings, Math.max(own.length, Math.round(buildings / 14)), rng)
    for (const [at, count] of compounds.entries()) {
      const grid = must(own[at % own.length], 'a grid of the committee')
      const middle = at < own.length ? centreOf(grid.polygon) : pointIn(grid.polygon, rng)
      const road = pick(rng, nearestRoads(roads, middle, box))
      const lane = `${freeNumber(road, placeOn(road, middle, box).along, takenNumbers, rng)}弄`
      const compound = nameCompound(at === 0 ? estateOf(name[0]) : undefined)
      for (let number = 1; number <= count; number++) {
        add(grid, road, nearby(grid, middle, rng), { lane, number: `${number}号`, compound, shop: null })
      }
    }
    for (let turn = 0; turn < shops; turn++) {
      const grid = pick(rng, own)
      const point = pointIn(grid.polygon, rng)
      const road = must(nearestRoads(roads, point, box)[between(rng, 0, 3)], 'a road nearby')
      const number = `${freeNumber(road, placeOn(road, point, box).along, takenNumbers, rng)}号`
      add(grid, road, point, { lane: null, number, compound: null, shop: nameShop(road.name) })
    }
  }
  return addresses
}

const made = new Map<string, readonly Address[]>()

/** Invented addresses of a street on its real roads, the same on every machine. */
export function addressesOf(streetCode: string): readonly Address[] {
  let addresses = made.get(streetCode)
  if (!addresses) {
    addresses = makeAddresses(streetCode)
    made.set(streetCode, addresses)
  }
  return addresses
}
