import type { Place } from '#engines/registers'
import { addressesOf, type Address } from '../addresses.ts'
import { microGridAt } from '../geography.ts'
import { between, pick } from '../rng.ts'
import { add, daysAgo, said, type Plan, type Thing } from './plan.ts'

export interface Home {
  readonly thing: Thing
  readonly road: string
  readonly lane: string
  readonly number: string
  readonly room: string
  readonly floor: number
  readonly committee: string
  readonly compound: string
}

export const textOf = ({ road, lane, number, room }: Home) => `${road}${lane}弄${number}号${room}室`

export const placeOf = ({ street }: Plan, { committee, grid, lng, lat }: Address): Place => ({
  committee,
  grid,
  microGrid: microGridAt(street, { grid, lng, lat }),
  lng,
  lat,
  homeKey: null,
})

const digits = (text: string) => text.replace(/[弄号]$/, '')

interface Shape {
  readonly kind: 'commodity' | 'sold_public' | 'lane' | 'mixed'
  readonly built: number
  readonly floors: number
  readonly doors: number
  readonly lift: boolean
  readonly structure: string
}

/** What was built when: workers' villages without a lift, towers with one, old lanes. */
const shapes: readonly (Omit<Shape, 'built'> & { readonly years: readonly [number, number] })[] = [
  { kind: 'sold_public', years: [1979, 1996], floors: 6, doors: 3, lift: false, structure: '砖混' },
  { kind: 'sold_public', years: [1957, 1966], floors: 5, doors: 2, lift: false, structure: '砖木' },
  { kind: 'commodity', years: [1996, 2012], floors: 11, doors: 2, lift: true, structure: '钢混' },
  { kind: 'commodity', years: [2001, 2018], floors: 18, doors: 2, lift: true, structure: '钢混' },
  { kind: 'mixed', years: [1985, 1999], floors: 6, doors: 2, lift: false, structure: '砖混' },
]

function byCompound(addresses: readonly Address[]): ReadonlyMap<string, readonly Address[]> {
  const groups = new Map<string, Address[]>()
  for (const address of addresses) {
    if (!address.compound) continue
    const group = groups.get(address.compound)
    if (group) group.push(address)
    else groups.set(address.compound, [address])
  }
  return groups
}

/** Compounds, buildings and staircases at every address of the street, and homes in as many as people need. */
export function buildPlaces(plan: Plan, wantedHomes: number): readonly Home[] {
  const addresses = addressesOf(plan.street)
  const committees = new Set(addresses.map((address) => address.committee))
  const perCommittee = Math.ceil(wantedHomes / committees.size)
  const builtIn = new Map<string, number>()
  const homes: Home[] = []
  for (const [compound, group] of byCompound(addresses)) {
    const { rng } = plan
    const chosen = pick(rng, shapes)
    const shape: Shape = { ...chosen, built: between(rng, ...chosen.years) }
    const first = group[0]!
    const manager = `上海${pick(rng, ['安居', '新佳', '永升', '益民', '华苑', '康桥'])}物业管理有限公司`
    const above = add(plan, 'compound', null, placeOf(plan, first), [
      said('housing', daysAgo(plan, 300, 900), {
        name: compound,
        kind: shape.kind,
        built: shape.built,
        manager,
        households: group.length * shape.floors * shape.doors,
      }),
    ])
    let building: Thing | null = null
    for (const [at, address] of group.entries()) {
      const [road, lane, number] = [address.road, digits(address.lane!), digits(address.number)]
      if (at % 3 === 0)
        building = add(plan, 'building', above, placeOf(plan, address), [
          said('housing', daysAgo(plan, 300, 900), {
            name: `${compound}${at / 3 + 1}幢`,
            road,
            lane,
            kind: 'residential',
            built: shape.built,
            structure: shape.structure,
            floors: shape.floors,
            lifts: shape.lift ? Math.min(3, group.length - at) : 0,
          }),
        ])
      const staircase = add(plan, 'staircase', building, placeOf(plan, address), [
        said('housing', daysAgo(plan, 300, 900), { road, lane, number, floors: shape.floors, lift: shape.lift }),
      ])
      const done = builtIn.get(address.committee) ?? 0
      if (done >= perCommittee) continue
      const made = buildHomes(plan, staircase, shape, { road, lane, number, committee: address.committee, compound })
      builtIn.set(address.committee, done + made.length)
      homes.push(...made)
    }
  }
  return homes
}

function buildHomes(
  plan: Plan,
  staircase: Thing,
  shape: Shape,
  where: Omit<Home, 'thing' | 'room' | 'floor'>,
): readonly Home[] {
  const { rng } = plan
  const tenure = shape.kind === 'commodity' ? 'commodity' : rng() < 0.8 ? 'sold_public' : 'public_rent'
  const registered = (area: number, other: number) => (shape.kind === 'commodity' ? area : area + other)
  const homes: Home[] = []
  // One above the other, flats of a tower are alike.
  const layouts = new Map<number, number>()
  for (let floor = 1; floor <= shape.floors; floor++)
    for (let door = 1; door <= shape.doors; door++) {
      const room = `${floor}0${door}`
      const drawn = between(rng, 3800, shape.kind === 'commodity' ? 14_500 : 7_200)
      const area = shape.kind === 'commodity' ? (layouts.get(door) ?? drawn) : drawn
      layouts.set(door, area)
      const { road, lane, number } = where
      const thing = add(plan, 'home', staircase, staircase.place, [
        said('housing', daysAgo(plan, 300, 700), { road, lane, number, room, floor, use: 'residential', tenure, area }),
        // The registry measured anew, and is believed.
        ...(rng() < 0.15
          ? [said('real_estate', daysAgo(plan, 100, 400), { room, area: registered(area, between(rng, -60, 60)) })]
          : []),
      ])
      homes.push({ thing, room, floor, ...where })
    }
  return homes
}
