import { afterEach, beforeEach, expect, test } from 'vitest'
import { newId } from '#kernel/id'
import {
  aRegisterWorld,
  justiceKeeper,
  keeper,
  neighbour,
  restrictedKeeper,
  worker,
  type RegisterWorld,
} from '../../../../../test/registers.ts'
import { committees } from '../../../../../test/world.ts'

let world: RegisterWorld
let home: string
let staircase: string
beforeEach(async () => {
  world = await aRegisterWorld()
  staircase = await world.aStaircase()
  home = await world.aHome({}, { parent: staircase })
})
afterEach(() => world.drop())

interface Row {
  id: string
  subject: string
  part: number | null
  whole: number | null
  from: string
  to: string | null
}
const held = () =>
  world.rows<Row>(`select id, subject, share_part as part, share_whole as whole, valid_from::text as "from", valid_to::text as "to"
    from register_ties where superseded_at is null order by valid_from, subject`)
const tie = (kind: string, subject: string, object: string, said: Record<string, unknown> = {}, by = keeper) =>
  world.refusal(by, 'tie', { id: newId(), kind, subject, object, from: '2020-01-01', ...said })

test('who moves in is placed where the home lies, and stays there until living elsewhere', async () => {
  const resident = await world.aResident()
  expect(await world.entryRow(resident)).toMatchObject({ committee: null })
  const lives = await world.tie('lives', resident, home, { details: { relation: '户主', residence: 'HUKOU_PRESENT' } })
  expect(await world.entryRow(resident)).toMatchObject({ committee: committees[0], grid: 'W01', version: 1 })
  await world.do(keeper, 'endTie', { id: lives, to: '2026-01-01' })
  expect(await world.entryRow(resident)).toMatchObject({ committee: committees[0] })
  expect(await held()).toMatchObject([{ from: '2020-01-01', to: '2026-01-01' }])
  expect(await world.rows('select superseded_by from register_ties where superseded_at is not null')).toHaveLength(1)
  expect(await world.refusal(keeper, 'endTie', { id: lives, to: '2026-01-01' })).toBe('tie_not_found')
})

test('a firm lies where it works', async () => {
  const firm = await world.anEnterprise()
  await world.tie('occupies', firm, home)
  expect(await world.entryRow(firm)).toMatchObject({ committee: committees[0], grid: 'W01' })
  expect(await world.refusal(worker, 'say', { id: firm, version: 1, fields: { staff: 12 } })).toBeNull()
})

test('who moves in may be known there already, and is put before a person', async () => {
  const known = await world.aResident({ name: '王秀英', birth: '1950-03-02' })
  await world.tie('lives', known, home)
  const other = await world.aResident({ name: '王秀英' })
  expect(await world.rows('select 1 from register_doubts')).toEqual([])
  await world.tie('lives', other, home)
  expect(await world.rows('select entry, other from register_doubts')).toEqual([{ entry: other, other: known }])
})

test('shares of a home are never more than the home, however often they are corrected', async () => {
  const [one, two] = [await world.aResident(), await world.aResident()]
  expect(await tie('owns', one, home, { share: [1, 1], from: '2010-01-01' })).toBeNull()
  expect(await tie('owns', two, home, { share: [1, 2] })).toBe('shares_exceed')
  expect(await tie('owns', one, home, { share: [1, 2], from: '2020-01-01' })).toBeNull()
  expect(await tie('owns', two, home, { share: [1, 2], from: '2020-01-01' })).toBeNull()
  expect(await tie('owns', two, home, { share: [1, 2], from: '2019-12-31' })).toBe('shares_exceed')
  expect((await held()).map(({ subject, part, whole, from, to }) => [subject === one, part, whole, from, to])).toEqual(
    expect.arrayContaining([
      [true, 1, 1, '2010-01-01', '2020-01-01'],
      [true, 1, 2, '2020-01-01', null],
      [false, 1, 2, '2020-01-01', null],
    ]),
  )
  // What was known before stays readable.
  expect(await world.rows('select 1 from register_ties where superseded_at is not null')).toHaveLength(1)
})

test('two who take the last share at once: one gets it', async () => {
  const owners = [await world.aResident(), await world.aResident(), await world.aResident()]
  const outcomes = await Promise.all(owners.map((owner) => tie('owns', owner, home, { share: [2, 3] })))
  expect(outcomes.filter((outcome) => outcome === null)).toHaveLength(1)
  expect(outcomes.filter((outcome) => outcome === 'shares_exceed')).toHaveLength(2)
})

test('ties join what they are for', async () => {
  const [resident, enterprise] = [await world.aResident(), await world.anEnterprise()]
  expect(await tie('lives', enterprise, home)).toBe('tie_wrong')
  expect(await tie('lives', resident, staircase)).toBe('tie_wrong')
  expect(await tie('rents', enterprise, home)).toBeNull()
  expect(await tie('lives', resident, newId())).toBe('entry_not_found')
  expect(await tie('lives', resident, home, { to: '2019-01-01' })).toBe('days_wrong')
  expect(await tie('lives', resident, home, { from: '2026-11-17' })).toBe('days_wrong')
  const head = { details: { relation: '户主' } }
  expect(await tie('lives', resident, home, head)).toBeNull()
  expect(await tie('lives', await world.aResident(), home, head)).toBe('head_taken')
  expect(await tie('contact', resident, resident)).toBe('tie_wrong')
})

test('a worker joins within the committee, and whom nobody has', async () => {
  const theirs = await world.aResident({}, neighbour)
  expect(await tie('lives', theirs, home, {}, worker)).toBe('entry_not_found')
  const nobodys = await world.aResident()
  expect(await tie('lives', nobodys, home, {}, neighbour)).toBe('entry_not_found')
  expect(await tie('lives', nobodys, home, {}, worker)).toBeNull()
  const [{ id }] = (await held()) as [Row]
  expect(await world.refusal(neighbour, 'endTie', { id, to: '2021-01-01' })).toBe('tie_not_found')
  expect(await world.refusal(worker, 'endTie', { id, to: '2021-01-01' })).toBeNull()
})

test('a tag has its office and days; saying it again rewrites what was held', async () => {
  const resident = await world.aResident()
  const say = (said: Record<string, unknown>) =>
    world.refusal(keeper, 'tag', { id: newId(), entry: resident, tag: 'subsistence', from: '2020-01-01', ...said })
  expect(await say({})).toBeNull()
  expect(await say({ from: '2022-01-01', to: '2023-01-01', details: { level: '二' } })).toBeNull()
  const rows = () =>
    world.rows(
      `select valid_from::text as "from", valid_to::text as "to" from care_tags where superseded_at is null order by 1`,
    )
  expect(await rows()).toEqual([
    { from: '2020-01-01', to: '2022-01-01' },
    { from: '2022-01-01', to: '2023-01-01' },
    { from: '2023-01-01', to: null },
  ])
  const [last] = await world.rows<{ id: string }>(
    'select id from care_tags where superseded_at is null and valid_to is null',
  )
  expect(await world.refusal(keeper, 'endTag', { id: last!.id, to: '2022-12-31' })).toBe('days_wrong')
  expect(await world.refusal(keeper, 'endTag', { id: last!.id, to: '2024-01-01' })).toBeNull()
  expect(await world.refusal(keeper, 'endTag', { id: last!.id, to: '2024-01-01' })).toBe('tag_not_found')
  expect(await say({ tag: 'rich' })).toBe('tag_unknown')
  expect(await say({ to: '2019-01-01' })).toBe('days_wrong')
  expect(await say({ entry: await world.anEnterprise() })).toBe('entry_not_found')
})

test('a restricted tag is written and ended by its keeper alone, and lies apart', async () => {
  const resident = await world.aResident()
  const tagBy = (by: typeof keeper, tag: string) =>
    world.refusal(by, 'tag', { id: newId(), entry: resident, tag, from: '2020-01-01' })
  expect(await tagBy(keeper, 'correction')).toBe('tag_not_yours')
  expect(await tagBy(worker, 'correction')).toBe('tag_not_yours')
  expect(await tagBy(justiceKeeper, 'mental_health')).toBe('tag_not_yours')
  expect(await tagBy(justiceKeeper, 'correction')).toBeNull()
  expect(await tagBy(restrictedKeeper, 'mental_health')).toBeNull()
  expect(await world.rows('select 1 from care_tags')).toEqual([])
  const rows = await world.rows<{ id: string }>(`select id from restricted_tags order by tag = 'correction' desc`)
  expect(rows).toHaveLength(2)
  for (const by of [keeper, worker])
    expect(await world.refusal(by, 'endTag', { id: rows[0]!.id, to: '2021-01-01' })).toBe('tag_not_found')
  expect(await world.refusal(justiceKeeper, 'endTag', { id: rows[1]!.id, to: '2021-01-01' })).toBe('tag_not_found')
  expect(await world.refusal(justiceKeeper, 'endTag', { id: rows[0]!.id, to: '2021-01-01' })).toBeNull()
  const acts = await world.rows<{ line: string }>('select acts::text as line from acts')
  for (const { line } of acts) expect(line).not.toMatch(/correction|mental_health/)
})
