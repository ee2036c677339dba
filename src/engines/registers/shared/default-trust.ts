import type { RegisterId, SourceId } from './register.ts'

export interface DefaultRule {
  readonly register: RegisterId
  readonly field: string
  readonly source: SourceId | '*'
  readonly rank: number
  readonly staleAfterDays: number | null
}

type Ranks = Partial<Record<SourceId | '*', number | readonly [rank: number, staleAfterDays: number]>>

const rules = (register: RegisterId, fields: readonly string[], ranks: Ranks): DefaultRule[] =>
  fields.flatMap((field) =>
    Object.entries(ranks).map(([source, rank]): DefaultRule => {
      const [value, staleAfterDays] = typeof rank === 'number' ? [rank, null] : rank
      return { register, field, source: source as SourceId, rank: value, staleAfterDays }
    }),
  )

// Someone who corrects an entry by hand has looked; after a year whoever says it officially may know better.
const byHand = [95, 365] as const

const person: DefaultRule[] = [
  ...rules('person', ['*'], {
    desk: byHand,
    police: 60,
    civil_affairs: 50,
    disabled: 45,
    health: 45,
    committee: 40,
    visit: 40,
    self: 38,
    community_cloud: 30,
  }),
  // Who someone is: the population base is where identity is proven (居民身份证法 art. 3, 户口登记条例).
  ...rules('person', ['name', 'sex', 'birth', 'idType', 'idNumber', 'nation', 'nationality', 'hukouAddress'], {
    desk: byHand,
    police: 90,
    civil_affairs: 60,
    self: 50,
    health: 45,
    community_cloud: 40,
    visit: 35,
    committee: 35,
  }),
  // How someone is reached and lives: whoever was there last knows.
  ...rules(
    'person',
    ['phone', 'phone2', 'contactName', 'contactPhone', 'contactRelation', 'livesAlone', 'workUnit', 'note'],
    {
      desk: byHand,
      self: [85, 730],
      visit: [80, 730],
      committee: [80, 730],
      civil_affairs: [60, 730],
      community_cloud: [50, 730],
      police: [40, 730],
    },
  ),
  ...rules('person', ['marital'], {
    desk: byHand,
    civil_affairs: 90,
    police: 70,
    self: 50,
    committee: 40,
    community_cloud: 30,
  }),
]

const home: DefaultRule[] = [
  ...rules('home', ['*'], {
    desk: byHand,
    real_estate: 80,
    housing: 70,
    police: 60,
    committee: 50,
    visit: 50,
    community_cloud: 30,
  }),
  // Title is what the registry says (民法典 art. 216, 217).
  ...rules('home', ['area', 'tenure', 'realEstateCode', 'developerHeld'], {
    desk: byHand,
    real_estate: 90,
    housing: 80,
    committee: 40,
    community_cloud: 30,
  }),
  ...rules('home', ['policeCode', 'houseCode'], { desk: byHand, police: 90, housing: 60 }),
  ...rules('home', ['use'], {
    desk: byHand,
    visit: [85, 365],
    committee: [80, 365],
    housing: 60,
    real_estate: 50,
  }),
]

const places = (['staircase', 'building', 'compound', 'facility'] as const).flatMap((register) =>
  rules(register, ['*'], {
    desk: byHand,
    housing: 80,
    real_estate: 75,
    police: 60,
    committee: 50,
    visit: 50,
    community_cloud: 30,
  }),
)

const enterprise: DefaultRule[] = [
  ...rules('enterprise', ['*'], {
    desk: byHand,
    market: 80,
    tax: 70,
    visit: [60, 365],
    self: [58, 365],
    committee: 40,
  }),
  ...rules('enterprise', ['name', 'formerNames', 'uscc', 'kind', 'legalRep', 'registeredPlace', 'founded', 'capital'], {
    desk: byHand,
    market: 90,
    tax: 80,
    self: 50,
    visit: 40,
    committee: 30,
  }),
  ...rules('enterprise', ['taxTotal', 'taxYear'], { tax: 90, desk: 50 }),
  ...rules('enterprise', ['operatingPlace', 'staff', 'leaseEnds', 'contactName', 'contactPhone', 'officer'], {
    desk: byHand,
    visit: [85, 365],
    self: [80, 365],
    committee: [70, 365],
    tax: 50,
    market: 40,
  }),
]

const premises = rules('premises', ['*'], {
  desk: byHand,
  visit: [80, 365],
  committee: [75, 365],
  market: 70,
  self: 60,
})

/** Which source is believed in what on a street's first day. The street changes them as it learns (B1: 一数一源). */
export const defaultTrust: readonly DefaultRule[] = [...person, ...home, ...places, ...enterprise, ...premises]
