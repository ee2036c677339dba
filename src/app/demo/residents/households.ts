import type { ResidenceKind } from '#engines/registers/shared'
import { phoneNumber } from '../people.ts'
import { between, pick } from '../rng.ts'
import { draw, foreigner, fromHongKong, migrant, sayingsOf, type Drawn, type Origin, type Wanted } from './persons.ts'
import { textOf, type Home } from './places.ts'
import { add, daysAgo, join, said, type Plan, type Thing } from './plan.ts'

export interface Resident {
  readonly thing: Thing
  readonly person: Drawn
  readonly name: string
  readonly home: Home
  readonly livesAlone: boolean
  readonly onlyElders: boolean
}

interface Member extends Wanted {
  readonly relation: string
  /** Bears the surname of the head. */
  readonly kin?: boolean
  readonly owns?: boolean
}

interface Kind {
  readonly share: number
  readonly members: readonly Member[]
  /** Whose home it is: their own, let to them by someone who lives elsewhere, or public housing. */
  readonly hold: 'own' | 'let' | 'public'
  readonly residence: ResidenceKind
  readonly origin?: 'migrant' | 'foreign' | 'hong_kong'
}

const head = (ages: readonly [number, number], more: Partial<Member> = {}): Member => ({
  relation: '户主',
  ages,
  owns: true,
  ...more,
})

/** Households in the proportions of an old inner subdistrict. */
const kinds: readonly Kind[] = [
  { share: 21, hold: 'own', residence: 'HUKOU_PRESENT', members: [head([32, 52], { sex: 'male' }), { relation: '配偶', ages: [31, 50], sex: 'female', owns: true }, { relation: '子', ages: [3, 22], sex: 'male', kin: true }] }, // prettier-ignore
  { share: 14, hold: 'own', residence: 'HUKOU_PRESENT', members: [head([33, 54], { sex: 'male' }), { relation: '配偶', ages: [32, 52], sex: 'female', owns: true }, { relation: '女', ages: [3, 22], sex: 'female', kin: true }, { relation: '母', ages: [66, 88], sex: 'female' }] }, // prettier-ignore
  { share: 16, hold: 'own', residence: 'HUKOU_PRESENT', members: [head([64, 86], { sex: 'male' }), { relation: '配偶', ages: [62, 84], sex: 'female', owns: true }] }, // prettier-ignore
  { share: 9, hold: 'own', residence: 'HUKOU_PRESENT', members: [head([68, 95])] },
  { share: 4, hold: 'public', residence: 'HUKOU_PRESENT', members: [head([70, 93])] },
  {
    share: 7,
    hold: 'own',
    residence: 'PRESENT_NO_HUKOU',
    members: [head([28, 45]), { relation: '配偶', ages: [27, 44], owns: true }],
  },
  { share: 5, hold: 'own', residence: 'HUKOU_PRESENT', members: [head([34, 55], { sex: 'female' }), { relation: '子', ages: [6, 25], sex: 'male' }] }, // prettier-ignore
  { share: 9, hold: 'let', residence: 'MIGRANT', origin: 'migrant', members: [head([23, 38])] },
  { share: 7, hold: 'let', residence: 'MIGRANT', origin: 'migrant', members: [head([25, 45], { sex: 'male' }), { relation: '配偶', ages: [24, 43], sex: 'female' }, { relation: '子', ages: [1, 12], kin: true }] }, // prettier-ignore
  { share: 4, hold: 'let', residence: 'MIGRANT', origin: 'migrant', members: [head([20, 34]), { relation: '合租', ages: [20, 34] }, { relation: '合租', ages: [20, 36] }] }, // prettier-ignore
  { share: 2, hold: 'let', residence: 'FOREIGN', origin: 'foreign', members: [head([26, 55])] },
  { share: 2, hold: 'let', residence: 'HMT', origin: 'hong_kong', members: [head([28, 58])] },
]
const total = kinds.reduce((sum, kind) => sum + kind.share, 0)

function kindFor(plan: Plan): Kind {
  let left = plan.rng() * total
  return kinds.find((kind) => (left -= kind.share) <= 0) ?? kinds[0]!
}

const originOf = (plan: Plan, { origin }: Kind, person: Drawn): Origin | null =>
  origin === 'migrant' ? migrant(plan, person) : origin === 'foreign' ? foreigner(plan, person) : origin === 'hong_kong' ? fromHongKong(plan) : null // prettier-ignore

/** One household in one home: who lives there, who is registered there, whose it is. */
function settle(plan: Plan, home: Home): readonly Resident[] {
  const { rng } = plan
  const kind = kindFor(plan)
  const married = kind.members.some(({ relation }) => relation === '配偶')
  const onlyElders = kind.members.every(({ ages }) => ages[0] >= 60)
  const since = daysAgo(plan, 400, kind.hold === 'let' ? 1500 : 9000)
  const owners: Thing[] = []
  let surname: string | undefined
  const residents = kind.members.map((member, at): Resident => {
    const person = draw(plan, member.kin && surname ? { ...member, surname } : member)
    if (at === 0) surname = person.name.slice(0, 1)
    const origin = originOf(plan, kind, person)
    const livesAlone = kind.members.length === 1 && person.age >= 60
    const hukouAddress = kind.residence === 'HUKOU_PRESENT' ? `上海市${textOf(home)}` : '上海市闵行区某路'
    const thing = add(
      plan,
      'person',
      null,
      home.thing.place,
      sayingsOf(plan, person, { hukouAddress, married, livesAlone }, origin),
    )
    const from = person.birth > since ? person.birth : since
    const details = { relation: member.relation, residence: kind.residence }
    join(plan, 'lives', thing, home.thing, { details, from })
    if (kind.residence === 'HUKOU_PRESENT')
      join(plan, 'hukou', thing, home.thing, { details: { relation: member.relation }, from, source: 'police' })
    if (member.owns && kind.hold === 'own') owners.push(thing)
    if (at === 0 && kind.hold !== 'own') join(plan, 'rents', thing, home.thing, { from: since, source: 'housing' })
    return { thing, person, name: origin?.name ?? person.name, home, livesAlone, onlyElders }
  })
  if (kind.hold === 'let') owners.push(landlord(plan, home))
  // A parent who lives elsewhere may have a third.
  if (kind.hold === 'own' && owners.length === 2 && rng() < 0.1) owners.push(landlord(plan, home))
  for (const owner of owners)
    join(plan, 'owns', owner, home.thing, {
      share: [1, owners.length],
      from: kind.hold === 'let' ? '2009-06-18' : since,
      source: 'real_estate',
    })
  // Registered here, living elsewhere: an adult child who moved out.
  if (onlyElders && rng() < 0.35) absentChild(plan, home, residents)
  return residents
}

function landlord(plan: Plan, home: Home): Thing {
  const person = draw(plan, { ages: [40, 72] })
  return add(plan, 'person', null, home.thing.place, [
    said('real_estate', daysAgo(plan, 200, 2000), { name: person.name, ...person.identity }),
    said('housing', daysAgo(plan, 100, 600), { name: person.name, phone: person.phone }),
  ])
}

function absentChild(plan: Plan, home: Home, parents: readonly Resident[]): void {
  const surname = parents[0]!.name.slice(0, 1)
  const child = draw(plan, { ages: [38, 58], surname })
  const thing = add(plan, 'person', null, home.thing.place, [
    said('police', daysAgo(plan, 200, 700), {
      name: child.name,
      sex: child.sex,
      birth: child.birth,
      ...child.identity,
      hukouAddress: `上海市${textOf(home)}`,
    }),
    said('committee', daysAgo(plan, 30, 300), { name: child.name, phone: child.phone }),
  ])
  const relation = child.sex === 'male' ? '子' : '女'
  join(plan, 'hukou', thing, home.thing, {
    details: { relation, residence: 'HUKOU_ABSENT' },
    from: child.birth,
    source: 'police',
  })
  for (const parent of parents)
    join(plan, 'contact', parent.thing, thing, { details: { relation }, from: daysAgo(plan, 100, 900) })
}

/** Households one after another until there are as many people; some homes stay empty. */
export function peopleHomes(plan: Plan, homes: readonly Home[], wanted: number): readonly Resident[] {
  const residents: Resident[] = []
  // Through all committees alike, whatever the order in which they were built.
  const shuffled = homes.map((home) => [plan.rng(), home] as const).toSorted(([a], [b]) => a - b)
  for (const [, home] of shuffled) {
    if (residents.length >= wanted) break
    if (plan.rng() < 0.05) continue
    residents.push(...settle(plan, home))
  }
  return residents
}

/** The same person written down twice: by another hand, with another number, or as they are called. */
export function doublesOf(
  plan: Plan,
  residents: readonly Resident[],
  count: number,
): readonly (readonly [Resident, Thing])[] {
  const known = residents.filter(({ person, name }) => person.phone && person.age >= 30 && name.length === 3)
  return Array.from({ length: count }, () => {
    const of = pick(plan.rng, known)
    const slip = of.name.slice(0, 2) + pick(plan.rng, ['英', '芳', '明', '华', '琴', '伟'])
    const isPhone = plan.rng() < 0.6
    const thing = add(plan, 'person', null, of.home.thing.place, [
      said('committee', daysAgo(plan, 10, 60), {
        name: slip,
        sex: of.person.sex,
        birth: of.person.birth,
        phone: isPhone ? of.person.phone : phoneNumber(plan.rng),
      }),
    ])
    join(plan, 'lives', thing, of.home.thing, {
      from: daysAgo(plan, 100, between(plan.rng, 200, 900)),
      details: { residence: 'HUKOU_PRESENT' },
    })
    return [of, thing] as const
  })
}
