import { afterEach, beforeEach, expect, test } from 'vitest'
import fc from 'fast-check'
import { newId } from '#kernel/id'
import type { ChangedEntry } from '#engines/registers/shared'
import {
  aClerk,
  aRegisterWorld,
  aResidentId,
  aUscc,
  keeper,
  worker,
  type RegisterWorld,
} from '../../../../../test/registers.ts'
import { committees } from '../../../../../test/world.ts'

let world: RegisterWorld
beforeEach(async () => {
  world = await aRegisterWorld()
})
afterEach(() => world.drop())

const cloud = aClerk('社区云', ['exchange'])
const trustedCloud = aClerk('社区云', ['exchange_clear'])
const cloudOfOne = aClerk('社区云', ['exchange'], { scope: { kind: 'committee', code: committees[0] } })

interface Pulled {
  readonly items: readonly ChangedEntry[]
  readonly position: string
  readonly more: boolean
}
const pull = async (position?: string, limit = 500, by = cloud) =>
  (await world.do(by, 'changesSince', { limit, ...(position && { position }) })) as unknown as Pulled

/** All changes so far, once transactions of other databases on this server, which hold them back too, are over. */
async function pullAll(least: number, by = cloud, from?: string): Promise<Pulled> {
  for (let tries = 0; ; tries++) {
    const pulled = await pull(from, 500, by)
    if (pulled.items.length >= least || tries > 2000) return pulled
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

interface Answer {
  readonly id: string
  readonly verdict: string
  readonly entry: string | null
  readonly reasons: readonly { readonly code: string }[]
}
const push = async (statements: readonly object[], source = 'community_cloud', by = cloud) =>
  ((await world.do(by, 'push', { source, statements })) as { items: Answer[] }).items

const aStatement = (fields: object, said: object = {}) => ({
  id: newId(),
  register: 'person',
  observedOn: '2026-11-01',
  fields,
  ...said,
})

test('entries go out as they stand; sensitive values only to who may have them in clear, and each pull is written down', async () => {
  const home = await world.aHome({ room: '101' })
  const id = await world.aResident({ name: '王秀英', idNumber: aResidentId(12), phone: '19900000001', marital: '丧偶' })
  await world.tie('lives', id, home, { details: { residence: 'MIGRANT', relation: '户主' } })
  await world.do(keeper, 'tag', { id: newId(), entry: id, tag: 'subsistence', from: '2020-01-01' })
  const last = (pulled: Pulled) => pulled.items.findLast((item) => item.entry === id)!
  const masked = last(await pullAll(3))
  expect(masked).toMatchObject({
    state: 'standing',
    lives: { home, residence: 'MIGRANT', relation: '户主' },
    seen: { title: '王秀英', place: '长寿路100弄1号101室', fields: { name: '王秀英', phone: '199****0001' } },
  })
  for (const secret of [aResidentId(12), '19900000001', '丧偶', 'subsistence']) expect(JSON.stringify(masked)).not.toContain(secret) // prettier-ignore
  expect(last(await pullAll(3, trustedCloud)).seen?.fields).toMatchObject({
    idNumber: aResidentId(12),
    phone: '19900000001',
    marital: '丧偶',
  })
  const looks = await world.rows<{
    kind: string
  }>(`select l.kind from register_looks l join register_look_entries n on n.look = l.id
    where n.entry = '${id}' and l.note = '数据交换'`)
  expect(looks.length).toBeGreaterThanOrEqual(2)
  expect(await world.refusal(worker, 'changesSince')).toBe('forbidden')
  expect(await world.refusal(cloud, 'changesSince', { position: 'here' })).toBe('cursor_invalid')
})

test('what was merged or withdrawn leaves a mark and nothing else; a move is told as well', async () => {
  const [winner, loser, gone] = [await world.aResident(), await world.aResident(), await world.aResident()]
  const start = (await pullAll(3)).position
  await world.do(keeper, 'merge', { id: newId(), winner, loser, reason: '同一' })
  const [statement] = await world.rows<{ id: string }>(`select id from register_statements where entry = '${gone}'`)
  await world.do(keeper, 'withdrawStatement', { entry: gone, statement: statement!.id, reason: '录错' })
  const { items, position } = await pullAll(3, cloud, start)
  const of = (id: string) => items.findLast((item) => item.entry === id)
  expect(of(loser)).toMatchObject({ change: 'merged', state: 'merged', into: winner, seen: null, lives: null })
  expect(of(gone)).toMatchObject({ change: 'withdrawn', state: 'withdrawn', into: null, seen: null })
  const home = await world.aHome({ room: '102' })
  await world.tie('lives', winner, home)
  const moved = (await pullAll(2, cloud, position)).items.filter((item) => item.entry === winner)
  expect(moved).toMatchObject([{ change: 'changed', lives: { home } }])
})

test('nothing is missed and nothing told twice, whoever writes meanwhile and wherever the line breaks', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(fc.constantFrom('make', 'say', 'move', 'merge'), { minLength: 2, maxLength: 6 }), {
        minLength: 3,
        maxLength: 4,
      }),
      fc.integer({ min: 1, max: 7 }),
      async (writers, limit) => {
        // What is told waits for the oldest transaction of the whole server, also one of another test's database.
        const patience = Date.now() + 60_000
        const counted = async () =>
          (await world.rows<{ n: number }>('select count(*)::int as n from register_changes'))[0]!.n
        const before = new Set<string>()
        let { items, position } = await pull()
        for (;;) {
          for (const { id } of items) before.add(id)
          if (before.size === (await counted()) || Date.now() > patience) break
          await new Promise((resolve) => setTimeout(resolve, 20))
          ;({ items, position } = await pull(position))
        }
        const home = await world.aHome()
        let isDone = false
        const seen: ChangedEntry[] = []
        const pulling = (async () => {
          let quiet = 0
          while (!isDone || quiet < 15 || (before.size + seen.length < (await counted()) && Date.now() < patience)) {
            const pulled = await pull(position, limit)
            // The answer is lost on the way now and then: it is asked for again.
            if (Math.random() < 0.3) continue
            seen.push(...pulled.items)
            position = pulled.position
            quiet = pulled.items.length > 0 ? 0 : quiet + 1
            if (pulled.items.length === 0) await new Promise((resolve) => setTimeout(resolve, 10))
          }
        })()
        await Promise.all(
          writers.map(async (steps) => {
            const own = [await world.aResident()]
            for (const step of steps) {
              const id = own.at(-1)!
              if (step === 'make') own.push(await world.aResident())
              else if (step === 'say') {
                const { version } = await world.entryRow(id)
                await world.do(keeper, 'say', { id, version, fields: { nation: `${version}` } })
              } else if (step === 'move') await world.tie('lives', id, home)
              else if (own.length > 1) {
                const loser = own.shift()!
                await world.do(keeper, 'merge', { id: newId(), winner: own.at(-1), loser, reason: '同一' })
              }
            }
          }),
        )
        isDone = true
        await pulling
        const all = await world.rows<{ id: string }>('select id from register_changes')
        expect(seen.map(({ id }) => id).toSorted()).toEqual(
          all.map(({ id }) => id).filter((id) => !before.has(id)).toSorted(), // prettier-ignore
        )
        // Who keeps the last word of each entry keeps what stands.
        const kept = new Map(seen.map((item) => [item.entry as string, item]))
        for (const [id, item] of kept) {
          const row = await world.entryRow(id)
          expect([item.state, item.into]).toEqual([row.state, row.state === 'merged' ? row.root : null])
          if (item.register === 'person' && row.state === 'standing')
            expect(item.seen!.fields['nation']).toEqual(row.fields['nation'])
        }
      },
    ),
    { numRuns: 4 },
  )
})

test('who was merged into someone who is merged on is told again, and once more when they part', async () => {
  const [first, second, third] = [await world.aResident(), await world.aResident(), await world.aResident()]
  let { position } = await pullAll(3)
  const into = async (id: string) => {
    const pulled = await pullAll(2, cloud, position)
    position = pulled.position
    return pulled.items.findLast((item) => item.entry === id)?.into
  }
  const merge = newId()
  await world.do(keeper, 'merge', { id: newId(), winner: second, loser: first, reason: '同一' })
  expect(await into(first)).toBe(second)
  await world.do(keeper, 'merge', { id: merge, winner: third, loser: second, reason: '同一' })
  expect(await into(first)).toBe(third)
  await world.do(keeper, 'split', { merge, reason: '并非同一' })
  expect(await into(first)).toBe(second)
})

test('a push is judged like a file: new, same, changed, wrong; what is wrong holds nothing else back', async () => {
  await world.aStaircase()
  const address = '长寿路100弄1号101室'
  const person = { name: '王秀英', idNumber: aResidentId(12), phone: '19900000001', livesAlone: true, sex: 'female' }
  const first = [
    aStatement(person, { address }),
    aStatement({ name: '李建国', idNumber: '110105194912310021' }),
    aStatement(
      { name: '好店有限公司', uscc: aUscc(7), founded: '2001-02-03', capital: 500 },
      { register: 'enterprise' },
    ),
    aStatement({ road: '长寿路', lane: '100', number: '1', room: '102', area: 8950 }, { register: 'home' }),
    aStatement({ name: '赵敏', shoe: 42 }),
    aStatement({ name: '钱进' }, { observedOn: '2099-01-01' }),
  ]
  const answers = await push(first)
  expect(answers.map(({ verdict }) => verdict)).toEqual(['new', 'wrong', 'new', 'new', 'wrong', 'wrong'])
  expect(answers.map(({ entry }) => entry !== null)).toEqual([true, false, true, true, false, false])
  const [made, , enterprise, home] = answers.map(({ entry }) => entry!)
  expect(await world.entryRow(made!)).toMatchObject({
    fields: { name: '王秀英', livesAlone: true, sex: 'female', birth: '1950-03-02' },
    committee: committees[0],
  })
  expect((await world.entryRow(enterprise!)).fields).toMatchObject({ founded: '2001-02-03', capital: 500 })
  expect((await world.entryRow(home!)).fields).toMatchObject({ area: 8950, room: '102' })
  expect(await world.rows(`select 1 from register_ties where kind = 'lives' and subject = '${made}'`)).toHaveLength(1)

  const later = await push([
    aStatement({ ...person }, { address, observedOn: '2026-11-02' }),
    aStatement({ ...person, phone: '19900000009' }, { observedOn: '2026-11-03' }),
  ])
  expect(later).toMatchObject([
    { verdict: 'same', entry: made },
    { verdict: 'changed', entry: made },
  ])
  expect((await world.entryRow(made!)).fields['phone']).toBe('19900000009')
  // What a wrong statement was mended to comes under its own id.
  const mended = await push([{ ...first[1], fields: { name: '李建国', idNumber: aResidentId(14) } }])
  expect(mended).toMatchObject([{ verdict: 'new' }])
})

test('sent again, also twice at once, a statement is answered and written once', async () => {
  const statements = [
    aStatement({ name: '王秀英', idNumber: aResidentId(12) }),
    aStatement({ name: '王秀英', idNumber: aResidentId(12), phone: '19900000001' }),
    aStatement({ name: '李建国', birth: '1950-01-01' }),
  ]
  const both = await Promise.all([push(statements), push(statements)])
  expect(both[0].map(({ verdict, entry }) => [verdict, entry])).toEqual(both[1].map(({ verdict, entry }) => [verdict, entry])) // prettier-ignore
  expect(both[0][0]!.entry).toBe(both[0][1]!.entry)
  expect(await push(statements)).toMatchObject(both[0].map(({ verdict, entry }) => ({ verdict, entry })))
  expect(await world.rows(`select 1 from register_entries where register = 'person'`)).toHaveLength(2)
  expect(await world.rows('select 1 from register_statements')).toHaveLength(3)
  expect(await world.refusal(cloud, 'push', { source: 'community_cloud', statements: [statements[0], statements[0]] })).toBe('statement_twice') // prettier-ignore
})

test('who may be known already waits for a person to judge', async () => {
  const known = await world.aResident({ name: '王秀英', birth: '1950-03-02', phone: '19900000001' })
  const [answer] = await push([aStatement({ name: '王秀瑛', birth: '1950-03-02', phone: '19900000001' })])
  expect(answer).toMatchObject({ verdict: 'doubtful', reasons: [{ code: 'perhaps_same' }] })
  expect(answer!.entry).not.toBeNull()
  const doubts = await world.rows<{ entry: string; other: string }>(`select entry, other from register_doubts where state = 'open'`) // prettier-ignore
  expect(doubts).toEqual([{ entry: answer!.entry, other: known }])
})

test('an account of one committee neither hears nor writes of another', async () => {
  await world.aResident({ name: '王秀英' }, worker)
  const mine = (await pullAll(1, cloudOfOne)).items
  expect(mine.map((item) => item.seen?.title)).toEqual(['王秀英'])
  const [answer] = await push([aStatement({ name: '李建国' }, { address: '长寿路200弄1号101室' })], 'community_cloud', cloudOfOne) // prettier-ignore
  expect(answer!.verdict).not.toBe('new')
  expect(await world.refusal(worker, 'push', { source: 'community_cloud', statements: [aStatement({ name: '李' })] })).toBe('forbidden') // prettier-ignore
})

test('no act tells what was pushed', async () => {
  await push([aStatement({ name: '王秀英', idNumber: aResidentId(12), phone: '19900000001' })])
  const acts = await world.rows<{ line: string }>('select acts::text as line from acts')
  for (const { line } of acts)
    for (const secret of ['王秀英', aResidentId(12), '19900000001']) expect(line).not.toContain(secret)
})
