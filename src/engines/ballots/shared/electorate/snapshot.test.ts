import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { HomeFact, HomeOwner, RollCorrection, Snapshot } from './electorate.ts'
import { checkRoll, rollHash, rollOf, rollText } from './roll.ts'
import { byLabel, snapshotOf } from './snapshot.ts'

const person = (id: string): HomeOwner => ({ id, kind: 'person' })
const body = (id: string): HomeOwner => ({ id, kind: 'enterprise' })

function home(id: string, owners: readonly HomeOwner[], over: Partial<HomeFact> = {}): HomeFact {
  return {
    id,
    building: '1号楼',
    staircase: '1号',
    label: `1号${id}室`,
    use: 'residential',
    tenure: 'commodity',
    developerHeld: false,
    areas: { registered: 8000 },
    owners,
    ...over,
  }
}

const scope = { kind: 'compound', entry: '00000000-0000-7000-8000-000000000001' } as const

function reckon(homes: readonly HomeFact[], corrections: readonly RollCorrection[] = [], parkingCounts = false) {
  return snapshotOf({ day: '2026-11-22', scope, homes, corrections, parkingCounts })
}

function snapshot(...given: Parameters<typeof reckon>): Snapshot {
  const result = reckon(...given)
  if (!result.ok) throw new Error(result.error)
  return result.value
}

const keysOf = ({ owners }: Snapshot) => owners.map((owner) => owner.key)
const codesOf = ({ warnings }: Snapshot) => warnings.map((warning) => warning.code)

test('several flats of one owner are one head, though every square metre counts', () => {
  const { owners, totals } = snapshot([home('101', [person('x')]), home('102', [person('x')])])
  expect(owners).toEqual([
    {
      no: '0001',
      kind: 'person',
      key: 'x',
      holders: ['x'],
      area: 16_000,
      units: ['0001', '0002'],
      representative: 'x',
    },
  ])
  expect(totals).toEqual({ area: 16_000, heads: 1 })
})

test('the same co-owners are one head however they are listed, and want a representative', () => {
  const found = snapshot([
    home('101', [person('x'), person('y')]),
    home('102', [person('y'), person('x'), person('y')]),
  ])
  expect(keysOf(found)).toEqual(['x+y'])
  expect(found.owners[0]).toMatchObject({ kind: 'co_owners', representative: null })
  expect(codesOf(found)).toEqual(['representative_missing'])
})

test('alone and together with another are two heads, until they are merged with a reason', () => {
  const homes = [home('101', [person('x')]), home('102', [person('x'), person('y')]), home('103', [person('z')])]
  const apart = snapshot(homes)
  expect(keysOf(apart)).toEqual(['x', 'x+y', 'z'])
  expect(codesOf(apart)).toEqual(['partly_same_owners', 'representative_missing'])
  const merge: RollCorrection = { kind: 'merge_owners', keys: ['x', 'x+y'], reason: '夫妻共有，本人申请合并' }
  const together = snapshot(homes, [merge, { kind: 'name_representative', key: 'x+y', holder: 'x', reason: '推定' }])
  expect(keysOf(together)).toEqual(['x+y', 'z'])
  expect(together.owners[0]).toMatchObject({ area: 16_000, representative: 'x' })
  expect(together.warnings).toEqual([])
  expect(keysOf(snapshot(homes, [{ ...merge, keys: ['x', 'z'] }]))).toEqual(['x+z', 'x+y'])
})

test('who is merged into co-owners that exist already is one with them', () => {
  const homes = [home('101', [person('x')]), home('102', [person('y')]), home('103', [person('y'), person('x')])]
  const merged = snapshot(homes, [{ kind: 'merge_owners', keys: ['x', 'y'], reason: '本人申请合并' }])
  expect(merged.owners).toMatchObject([{ key: 'x+y', kind: 'co_owners', holders: ['x', 'y'], area: 24_000 }])
})

test('a home whose owners are corrected is theirs, whoever was thought to hold it', () => {
  const homes = [home('101', [], { developerHeld: true }), home('102', [], { tenure: 'public_rent' })]
  const found = snapshot(homes, [
    { kind: 'set_owners', home: '101', owners: [person('x')], reason: '已交付' },
    { kind: 'set_owners', home: '102', owners: [person('y')], reason: '已房改' },
  ])
  expect(keysOf(found)).toEqual(['x', 'y'])
})

test('homes stand in the order of buildings, staircases and labels, then of their entries', () => {
  const at = (id: string, building: string, staircase: string, label: string) =>
    home(id, [person(id)], { building, staircase, label })
  const ordered = [
    at('f', '2号楼', '9号', '901'),
    at('e', '10号楼', '2号', '801'),
    at('d', '10号楼', '10号', '701'),
    at('c', '10号楼', '10号', '1101'),
    at('a', '10号楼', '10号', '车库'),
    at('b', '10号楼', '10号', '车库'),
  ]
  for (const homes of [ordered, ordered.toReversed()])
    expect(snapshot(homes).units.map((unit) => unit.home)).toEqual(ordered.map(({ id }) => id))
})

test('a warning names the home and the owner that it is about', () => {
  const surveyed = snapshot([home('101', [person('x')], { areas: { surveyed: 5 } })])
  expect(surveyed.warnings).toEqual([
    {
      code: 'area_not_registered',
      blocking: false,
      unit: '0001',
      owners: ['0001'],
      text: [
        '1号101室的面积取自测绘报告，不动产登记簿未载明。',
        'The area of 1号101室 is taken from a survey; the real-estate register does not tell it.',
      ],
    },
  ])
  const shared = snapshot([home('101', [person('x')]), home('102', [person('x'), person('y')])])
  expect(shared.warnings.map(({ owners, text }) => [owners, text[0]])).toEqual([
    [['0001', '0002'], '1号101室与1号102室的产权人部分相同，按两名业主计算；应合并计算的，请说明理由后合并。'],
    [['0002'], '1号102室由数人共有，尚未推定一名代表行使表决权。'],
  ])
})

test('a developer is asked neither who it is nor whether it is another owner too', () => {
  const found = snapshot([
    home('101', [body('d1')]),
    home('102', [body('d1')], { developerHeld: true }),
    home('103', [], { developerHeld: true }),
  ])
  expect([keysOf(found), found.warnings]).toEqual([['d1', 'dev'], []])
  expect(snapshot([home('101', [], { developerHeld: true })]).warnings).toEqual([])
})

test('what the developer has not sold is one head, of whichever of its companies', () => {
  const found = snapshot([
    home('101', [body('d1')], { developerHeld: true }),
    home('102', [body('d2')], { developerHeld: true }),
    home('103', [body('d1')]),
  ])
  expect(found.owners.map(({ kind, key, holders }) => [kind, key, holders])).toEqual([
    ['developer', 'dev', ['d1', 'd2']],
    ['enterprise', 'd1', ['d1']],
  ])
  expect(found.warnings).toEqual([])
  const merged = snapshot(
    [home('101', [], { developerHeld: true }), home('103', [body('d1')])],
    [{ kind: 'merge_owners', keys: ['d1', 'dev'], reason: '同一开发企业' }],
  )
  expect(merged.owners).toMatchObject([{ kind: 'developer', key: 'dev', holders: ['d1'], representative: null }])
})

test('unsold public housing is one head of each property-right unit, and of one unknown', () => {
  const found = snapshot([
    home('101', [body('p1')], { tenure: 'public_rent' }),
    home('102', [body('p1')], { tenure: 'unit_owned' }),
    home('103', [body('p2')], { tenure: 'unit_owned' }),
    home('104', [person('tenant')], { tenure: 'public_rent' }),
    home('105', [], { tenure: 'public_rent' }),
  ])
  expect(keysOf(found)).toEqual(['public:p1', 'public:p2', 'public'])
  expect(found.warnings).toMatchObject([{ code: 'public_body_unnamed', blocking: false, owners: ['0003'] }])
  const merged = snapshot(
    [home('101', [body('p1')], { tenure: 'public_rent' }), home('102', [person('x')])],
    [{ kind: 'merge_owners', keys: ['x', 'public:p1'], reason: '登记更正' }],
  )
  expect(merged.owners).toMatchObject([{ kind: 'public_body', key: 'public:p1', holders: ['p1', 'x'] }])
})

test('parking and garages count only where the rules say so', () => {
  const homes = [
    home('101', [person('x')]),
    home('9', [person('x')], { use: 'garage' }),
    home('8', [], { use: 'parking' }),
  ]
  const without = snapshot(homes)
  expect(without.totals.area).toBe(8000)
  expect(without.leftOut.map(({ home: id, why }) => [id, why])).toEqual([
    ['9', 'parking'],
    ['8', 'parking'],
  ])
  expect(snapshot(homes, [], true).totals).toEqual({ area: 24_000, heads: 1 })
})

test('the area is that of the register, else of a survey, else of the contract', () => {
  const found = snapshot([
    home('1', [person('a')], { areas: { registered: 1, surveyed: 2, contract: 3 } }),
    home('2', [person('b')], { areas: { surveyed: 2, contract: 3 } }),
    home('3', [person('c')], { areas: { contract: 3 } }),
  ])
  expect(found.units.map(({ area, source }) => [area, source])).toEqual([
    [1, 'registered'],
    [2, 'surveyed'],
    [3, 'contract'],
  ])
  expect(codesOf(found)).toEqual(['area_not_registered', 'area_not_registered'])
})

test('a home without area or owner blocks until it is decided', () => {
  const homes = [home('101', [], { areas: {} }), home('102', [person('x')])]
  const open = snapshot(homes)
  expect(open.warnings.map(({ code, blocking, unit, owners }) => [code, blocking, unit, owners])).toEqual([
    ['area_missing', true, '0001', []],
    ['owner_missing', true, '0001', []],
  ])
  expect(rollOf(open, { id: 'v', electionUuid: 'u' }, new Map())).toEqual({ ok: false, error: 'warnings_open' })
  const filled = snapshot(homes, [
    { kind: 'set_area', home: '101', area: 9000, source: 'surveyed', reason: '补充测绘' },
    { kind: 'set_owners', home: '101', owners: [person('y')], reason: '查档核实', objection: 'o1' },
  ])
  expect(filled.units[0]).toMatchObject({ area: 9000, source: 'surveyed', owner: '0001' })
  expect(codesOf(filled)).toEqual(['area_not_registered'])
  const excluded = snapshot(homes, [{ kind: 'exclude', home: '101', reason: '已拆除' }])
  expect(excluded).toMatchObject({
    warnings: [],
    totals: { area: 8000, heads: 1 },
    leftOut: [{ home: '101', why: 'decided', reason: '已拆除' }],
  })
})

test.each<[string, RollCorrection, string]>([
  ['without a reason', { kind: 'exclude', home: '101', reason: ' ' }, 'reason_needed'],
  ['of an unknown home', { kind: 'exclude', home: '999', reason: '核实' }, 'home_unknown'],
  ['to no area', { kind: 'set_area', home: '101', area: 0, source: 'surveyed', reason: '核实' }, 'area_wrong'],
  ['to a broken area', { kind: 'set_area', home: '101', area: 0.5, source: 'surveyed', reason: '核实' }, 'area_wrong'],
  ['merging one alone', { kind: 'merge_owners', keys: ['x'], reason: '核实' }, 'owner_unknown'],
  ['merging with nobody', { kind: 'merge_owners', keys: ['x', 'y+z', 'q'], reason: '核实' }, 'owner_unknown'],
  ['naming for nobody', { kind: 'name_representative', key: 'q', holder: 'x', reason: '核实' }, 'owner_unknown'],
  [
    'naming another for a person',
    { kind: 'name_representative', key: 'x', holder: 'y', reason: '核实' },
    'holder_unknown',
  ],
  ['naming a stranger', { kind: 'name_representative', key: 'y+z', holder: 'x', reason: '核实' }, 'holder_unknown'],
])('refuses a correction %s', (_, correction, error) => {
  const homes = [home('101', [person('x')]), home('102', [person('y'), person('z')]), home('103', [])]
  expect(reckon(homes, [correction])).toEqual({ ok: false, error })
})

test('a body names whom it authorises', () => {
  const found = snapshot(
    [home('101', [body('e')])],
    [{ kind: 'name_representative', key: 'e', holder: 'clerk', reason: '授权委托书' }],
  )
  expect(found.owners[0]).toMatchObject({ kind: 'enterprise', representative: 'clerk' })
})

test('labels are ordered as people do', () => {
  expect(['10号', '2号甲', '2号', 'A座', '2号1'].toSorted(byLabel)).toEqual(['2号', '2号1', '2号甲', '10号', 'A座'])
  expect(byLabel('乙', '甲') * byLabel('甲', '乙')).toBe(-1)
  expect(byLabel('2号', '2号')).toBe(0)
  expect(byLabel('', '1号')).toBeLessThan(0)
})

const anyHome = fc.record({
  id: fc.uuid(),
  building: fc.constantFrom('1号楼', '2号楼', '10号楼'),
  staircase: fc.constantFrom('1号', '2号'),
  room: fc.constantFrom('101', '102', '201'),
  owners: fc.array(fc.constantFrom('a', 'b', 'c', 'd').map(person), { maxLength: 3 }),
  developerHeld: fc.boolean(),
  area: fc.option(fc.integer({ min: 1, max: 100_000 }), { nil: undefined }),
})
const anyHomes = fc
  .uniqueArray(anyHome, { selector: ({ id }) => id, maxLength: 15 })
  .map((facts) =>
    facts.map(({ id, owners, room, area, ...rest }) =>
      home(id, owners, { ...rest, label: room, areas: area === undefined ? {} : { registered: area } }),
    ),
  )

test('every home stands once, heads are the distinct sets of owners, areas add up, in whatever order', () => {
  fc.assert(
    fc.property(anyHomes, (homes) => {
      const found = snapshot(homes)
      const owned = found.units.filter((unit) => unit.owner !== '')
      const heads = homes.flatMap(({ developerHeld, owners }) => {
        const ids = [...new Set(owners.map((owner) => owner.id))].toSorted().join()
        return developerHeld ? ['developer'] : ids === '' ? [] : [ids]
      })
      expect(found.totals.heads).toBe(new Set(heads).size)
      expect(found.owners.flatMap((owner) => owner.units).toSorted()).toEqual(owned.map((unit) => unit.no))
      expect(found.totals.area).toBe(homes.reduce((sum, { areas }) => sum + (areas.registered ?? 0), 0))
      expect(snapshot(homes.toReversed())).toEqual(found)
    }),
  )
})

function aRoll() {
  const found = snapshot([
    home('101', [person('x')]),
    home('102', [person('y')]),
    home('103', [person('x')]),
    home('9', [person('x')], { use: 'parking' }),
  ])
  const keys = new Map([
    ['0001', { key: 'k1', printed: false }],
    ['0002', { key: 'k2', printed: true, proxy: '0001' }],
  ])
  const roll = rollOf(found, { id: 'v', electionUuid: 'u' }, keys)
  if (!roll.ok) throw new Error(roll.error)
  return { found, keys, roll: roll.value }
}

test('the public roll holds no name and no entry of the registers, and is one text', () => {
  const { roll, found } = aRoll()
  expect(roll.owners).toEqual([
    { no: '0001', kind: 'person', area: 16_000, key: 'k1', printed: false },
    { no: '0002', kind: 'person', area: 8000, key: 'k2', printed: true, proxy: '0001' },
  ])
  expect(Object.keys(roll.units[0]!).toSorted()).toEqual(
    ['area', 'building', 'label', 'no', 'owner', 'source', 'staircase'].toSorted(),
  )
  expect(roll.leftOut).toEqual([{ label: '1号9室', reason: '议事规则未规定车位、车库计入' }])
  expect(rollText(roll)).not.toContain(found.scope.entry)
  expect(rollText(JSON.parse(rollText(roll)))).toBe(rollText(roll))
  expect(rollHash(roll)).toMatch(/^[0-9a-f]{64}$/)
  expect(checkRoll(roll)).toEqual([])
})

test('a roll wants one key for each owner', () => {
  const { found, keys } = aRoll()
  const vote = { id: 'v', electionUuid: 'u' }
  expect(rollOf(found, vote, new Map([...keys].slice(1)))).toEqual({ ok: false, error: 'keys_missing' })
  const same = new Map([...keys].map(([no, key]) => [no, { ...key, key: 'k' }]))
  expect(rollOf(found, vote, same)).toEqual({ ok: false, error: 'key_twice' })
})

test('what does not add up on a roll is named', () => {
  const { roll } = aRoll()
  const [first, second] = [roll.owners[0]!, roll.owners[1]!]
  const unit = roll.units[0]!
  expect(checkRoll({ ...roll, totals: { ...roll.totals, area: 1 } })).toEqual(['totals_wrong'])
  expect(checkRoll({ ...roll, totals: { ...roll.totals, heads: 3 } })).toEqual(['totals_wrong'])
  expect(checkRoll({ ...roll, owners: [{ ...first, area: 16_001 }, second] })).toEqual(['owner_area_wrong'])
  expect(checkRoll({ ...roll, owners: [first, { ...second, key: 'k1' }] })).toEqual(['key_twice'])
  expect(checkRoll({ ...roll, owners: [first, first] })).toContain('number_twice')
  expect(checkRoll({ ...roll, units: [...roll.units, unit] })).toContain('number_twice')
  expect(checkRoll({ ...roll, units: [{ ...unit, owner: '0009' }, ...roll.units.slice(1)] })).toContain('owner_unknown')
  expect(checkRoll({ ...roll, units: [{ ...unit, area: 0 }, ...roll.units.slice(1)] })).toContain('area_wrong')
  expect(checkRoll({ ...roll, units: [{ ...unit, area: 0.5 }, ...roll.units.slice(1)] })).toContain('area_wrong')
  expect(checkRoll({ ...roll, owners: [...roll.owners, { ...second, no: '0003', key: 'k3', area: 0 }] })).toContain(
    'owner_without_unit',
  )
})
