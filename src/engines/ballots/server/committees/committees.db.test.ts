import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#kernel/id'
import { addDays, shanghaiDate } from '#kernel/time'
import { firstScheme, itemsOf, type CommitteeView } from '#engines/ballots/shared'
import { onOwner } from '../../../../../test/db.ts'
import { anHttpWorld, changshou, type HttpWorld } from '../../../../../test/http-world.ts'

type Body = Readonly<Record<string, unknown>>

let http: HttpWorld
let compounds: readonly { readonly compound: string; readonly name: string }[]
const today = shanghaiDate(new Date())
const year = Number(today.slice(0, 4))

const must = async (who: string, command: string, input: object): Promise<Body> => {
  const answer = await http.send(`committees.${command}`, input, await http.signIn(who))
  if (answer.status !== 200) throw new Error(`${command}: ${answer.text}`)
  return answer.body
}
const refusal = async (who: string, command: string, input: object) =>
  (await http.send(`committees.${command}`, input, await http.signIn(who))).body.code
const look = async (who: string, query: string, input: object) => {
  const answer = await http.ask(`committees.${query}`, input, await http.signIn(who))
  if (answer.status !== 200) throw new Error(`${query}: ${answer.text}`)
  return answer.body as Body
}
const file = async (id: string, who = 'zizhi') => (await look(who, 'committee', { id })) as unknown as CommitteeView
const rates = async () => {
  const { due, started, filed } = (await look('zizhi', 'dueOf', { year })) as Record<string, number>
  return { due, started, filed }
}

const people = ['薛谷雨', '邱立冬', '康惊蛰', '万清明', '史秋分']
const members = () =>
  people.map((name, at) => ({
    id: newId(),
    name,
    post: at === 0 ? 'chair' : 'member',
    joined: addDays(today, -1500),
  }))
let taken = 0
/** The next compound without a committee gets one whose term ends in so many days. */
async function aCommittee(endsIn: number, number = 1) {
  const { compound, name } = compounds[taken++]!
  const id = newId()
  const [from, to] = [addDays(today, endsIn - 1600), addDays(today, endsIn)]
  await must('zizhi', 'addTerm', { id, compound, number, seats: 5, from, to, members: members() })
  return { id, compound, name, to }
}
const group = [
  { name: '街道代表', side: 'street', isHead: true },
  { name: '房管代表', side: 'housing', isHead: false },
  { name: '业主甲', side: 'owner', isHead: false },
  { name: '业主乙', side: 'owner', isHead: false },
  { name: '业主丙', side: 'owner', isHead: false },
]
const full = Object.fromEntries(itemsOf(firstScheme).map(({ id, points }) => [id, points]))

const names = ['海棠苑', '梧桐里', '香樟坊', '玉兰园', '银杏居', '石榴弄', '金桂庭', '紫藤阁', '腊梅轩', '翠竹村']

beforeAll(async () => {
  http = await anHttpWorld()
  const [keeper, { membership }] = [await http.signIn('dicang'), await scopeOfWorker()]
  for (const name of names) {
    const made = await http.send('registers.make', { id: newId(), register: 'compound', fields: { name } }, keeper)
    if (made.status !== 200) throw new Error(made.text)
  }
  // Half of them lie in the committee whose worker signs in below.
  await onOwner(
    http,
    `update register_entries set committee = '${membership.code}' where register = 'compound' and street = '${changshou}'
      and (fields ->> 'name') in (${names
        .filter((_, at) => at % 2 === 0)
        .map((name) => `'${name}'`)
        .join()})`,
  )
  compounds = (await look('zizhi', 'list', {}))['without'] as typeof compounds
})

async function scopeOfWorker() {
  const answer = await http.get('/api/session', await http.signIn('juwei'))
  const { memberships } = answer.body as unknown as { memberships: { street: string; scope: { code: string } }[] }
  return { membership: memberships.find(({ street }) => street === changshou)!.scope }
}
afterAll(() => http.close())

test('a term is entered with its members, and what the rules forbid is refused and leaves nothing', async () => {
  const { compound } = compounds[taken]!
  const term = { id: newId(), compound, number: 3, seats: 5, from: '2024-01-01', to: '2028-12-31', members: members() }
  expect(await refusal('zizhi', 'addTerm', { ...term, seats: 6 })).toBe('seats_wrong')
  expect(await refusal('zizhi', 'addTerm', { ...term, to: '2029-01-01' })).toBe('term_long')
  expect(await refusal('zizhi', 'addTerm', { ...term, compound: newId() })).toBe('compound_unknown')
  const [first] = term.members
  expect(await refusal('zizhi', 'addTerm', { ...term, members: [first, first] })).toBe('member_repeated')
  expect(await refusal('juwei', 'addTerm', term)).toBe('forbidden')
  expect(await refusal('zizhi', 'changeMember', { id: term.id, change: { member: first!.id, post: 'vice' } })).toBe(
    'committee_not_found',
  )
  await must('zizhi', 'addTerm', term)
  taken++
  expect(await refusal('zizhi', 'addTerm', { ...term, id: newId(), members: [] })).toBe('term_number_used')
  expect(await refusal('zizhi', 'addTerm', { ...term, id: newId(), number: 4, members: [], to: '2027-01-01' })).toBe(
    'term_overlaps',
  )
  expect(await file(term.id)).toMatchObject({ standing: 'serving', seats: 5, serving: 5, chair: '薛谷雨' })
})

test('when too many members leave, a by-election is due; who left stays in the file with the reason', async () => {
  const { id } = await aCommittee(700)
  const { members: sitting } = await file(id)
  const leave = (at: number) =>
    must('zizhi', 'changeMember', { id, change: { leaves: sitting[at]!.id, day: today, reason: '房屋出售' } })
  await leave(1)
  await leave(2)
  expect((await file(id)).standing).toBe('serving')
  await leave(3)
  const short = await file(id)
  expect(short).toMatchObject({ standing: 'short', serving: 2 })
  expect(short.members.find((each) => each.id === sitting[3]!.id)).toMatchObject({
    left: today,
    leftReason: '房屋出售',
  })
  expect(
    await refusal('zizhi', 'changeMember', { id, change: { leaves: sitting[3]!.id, day: today, reason: '重复' } }),
  ).toBe('member_left')
  const joins = { id: newId(), name: '尹白露', post: 'member', joined: today }
  await must('zizhi', 'changeMember', { id, change: { joins } })
  expect((await file(id)).standing).toBe('serving')
})

test('a renewal goes from the report to the filing, and counts in both readings of the rate when it has come so far', async () => {
  const before = await rates()
  const { id, compound } = await aCommittee(30)
  expect((await file(id)).standing).toBe('due')
  expect(await rates()).toEqual({ ...before, due: before.due! + (addDays(today, 30) <= `${year}-12-31` ? 1 : 0) })
  const renewal = newId()
  await must('zizhi', 'openRenewal', { id: renewal, compound, kind: 'due' })
  expect(await refusal('zizhi', 'openRenewal', { id: newId(), compound, kind: 'due' })).toBe('renewal_open')
  const step = (name: string, said: object = {}) => ({ id: renewal, step: name, day: today, ...said })
  expect(await refusal('zizhi', 'takeRenewalStep', step('group_formed', { group }))).toBe('renewal_step_not_due')
  await must('zizhi', 'takeRenewalStep', step('reported'))
  expect(await refusal('zizhi', 'takeRenewalStep', step('reported'))).toBe('step_done')
  expect(await refusal('zizhi', 'takeRenewalStep', step('group_formed'))).toBe('group_needed')
  expect(await refusal('zizhi', 'takeRenewalStep', step('group_formed', { group: group.slice(0, 4) }))).toBe(
    'group_even',
  )
  await must('zizhi', 'takeRenewalStep', step('group_formed', { group }))
  const running = await file(id)
  expect(running.standing).toBe('renewing')
  expect(running.blocked).toContain('manager')
  expect(running.blocked).not.toContain('committee_election')
  expect(running.renewals[0]!.clocks.find((clock) => clock.step === 'handed_over')!.due).toBe(addDays(today, 10))
  await must('zizhi', 'takeRenewalStep', step('vetted'))
  expect(await refusal('zizhi', 'takeRenewalStep', step('elected', { vote: newId() }))).toBe('vote_not_elected')
  await must('zizhi', 'takeRenewalStep', step('elected', { note: '集体讨论形式' }))
  expect((await file(id)).blocked).toEqual([])
  expect(await refusal('zizhi', 'takeRenewalStep', step('filed'))).toBe('filing_needed')
  await must('zizhi', 'takeRenewalStep', step('filed', { filing: '普长备〔2026〕7号' }))
  if (addDays(today, 30) <= `${year}-12-31`)
    expect(await rates()).toEqual({ due: before.due! + 1, started: before.started! + 1, filed: before.filed! + 1 })
})

test('two who take one step at the same moment take it once', async () => {
  const { compound } = await aCommittee(20)
  const renewal = newId()
  await must('zizhi', 'openRenewal', { id: renewal, compound, kind: 'due' })
  const [one, other] = [await http.signIn('zizhi'), await http.signIn('fangguan')]
  const asked = { id: renewal, step: 'reported', day: today }
  const answers = await Promise.all([
    http.send('committees.takeRenewalStep', asked, one),
    http.send('committees.takeRenewalStep', asked, other),
  ])
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409])
  expect(answers.find(({ status }) => status !== 200)!.body.code).toBe('step_done')
})

test('an assessment has two rounds by two people, and the grade follows from the points', async () => {
  const { id: committee } = await aCommittee(900)
  const sheet = (round: string, points: object, said: object = {}) => ({
    id: newId(),
    committee,
    year,
    round,
    points,
    ...said,
  })
  expect(await refusal('zizhi', 'assess', sheet('second', full))).toBe('first_round_missing')
  expect(await refusal('zizhi', 'assess', sheet('first', { ...full, fund: 9 }))).toBe('points_wrong')
  const improvement = { id: newId(), item: 'fund', what: '维修资金账目未按季公布', due: addDays(today, 30) }
  const first = sheet('first', { ...full, fund: 0, income: 0 }, { improvements: [improvement] })
  expect(await must('zizhi', 'assess', first)).toMatchObject({ total: 85, full: 100, grade: 'good' })
  expect(await refusal('zizhi', 'assess', sheet('second', full))).toBe('same_assessor')
  expect(await must('fangguan', 'assess', sheet('second', { ...full, income: 0 }))).toMatchObject({
    grade: 'excellent',
  })
  expect(await refusal('fangguan', 'assess', sheet('second', full))).toBe('round_done')
  const listed = (await look('lingdao', 'assessments', { year }))['items'] as { committee: string }[]
  expect(listed.find((each) => each.committee === committee)).toMatchObject({
    first: { total: 85 },
    second: { total: 93 },
    improvementsOpen: 1,
  })
  await must('zizhi', 'improve', { id: improvement.id, day: today })
  expect(await refusal('zizhi', 'improve', { id: improvement.id, day: today })).toBe('improvement_done')
})

test('a revised scheme holds from its day, and what was judged before is not judged anew', async () => {
  const from = addDays(today, 3)
  const scheme = { ...firstScheme, from, basis: '街道业主自治指标体系 2.0' }
  expect(await refusal('zizhi', 'setScheme', { ...scheme, from: addDays(today, -1) })).toBe('scheme_past')
  expect(await refusal('zizhi', 'setScheme', { ...scheme, heads: [...scheme.heads, scheme.heads[0]] })).toBe(
    'item_repeated',
  )
  const grades = { excellent: 60, good: 75, pass: 90 }
  expect(await refusal('zizhi', 'setScheme', { ...scheme, grades })).toBe('grades_wrong')
  await must('zizhi', 'setScheme', scheme)
  expect(await refusal('zizhi', 'setScheme', scheme)).toBe('scheme_exists')
  expect(await look('zizhi', 'scheme', {})).toMatchObject({ basis: firstScheme.basis, next: from })
  expect(await look('zizhi', 'scheme', { day: from })).toMatchObject({ basis: '街道业主自治指标体系 2.0' })
})

test('a limit that the street sets holds from its day, and clocks follow it', async () => {
  const { id } = await aCommittee(150)
  const clock = async () => (await file(id)).clock
  const before = await clock()
  const said = { key: 'committees.report.months', from: today, value: 2, basis: '街道换届工作规程' }
  expect(await refusal('zizhi', 'setParameter', { ...said, from: addDays(today, -1) })).toBe('parameter_past')
  await must('zizhi', 'setParameter', said)
  expect(await refusal('zizhi', 'setParameter', said)).toBe('parameter_exists')
  expect((await clock())!.due > before!.due).toBe(true)
})

test('a committee worker sees the compounds of the own committee and no others', async () => {
  const all = ((await look('zizhi', 'list', {}))['items'] as { committee: string | null; id: string }[]).map(
    (each) => each,
  )
  const own = (await look('juwei', 'list', {}))['items'] as { committee: string | null; id: string }[]
  expect(own.length).toBeLessThan(all.length)
  expect(new Set(own.map((each) => each.committee)).size).toBeLessThanOrEqual(1)
  const foreign = all.find((each) => !own.some((mine) => mine.id === each.id))!
  const answer = await http.ask('committees.committee', { id: foreign.id }, await http.signIn('juwei'))
  expect(answer.body.code).toBe('committee_not_found')
})

test('trainings count people once, and the new chairs among them', async () => {
  const { id: committee } = await aCommittee(1599)
  const person = { committee, name: '薛谷雨', post: '主任' }
  const training = { id: newId(), day: today, topic: '业主大会议事规则', people: [person] }
  expect(await refusal('zizhi', 'addTraining', { ...training, people: [{ ...person, committee: newId() }] })).toBe(
    'committee_not_found',
  )
  expect(await refusal('zizhi', 'addTraining', { ...training, day: addDays(today, 1) })).toBe('day_wrong')
  const before = (await look('zizhi', 'trainings', { year })) as { people: number; newChairs: number }
  await must('zizhi', 'addTraining', training)
  await must('zizhi', 'addTraining', { ...training, id: newId(), topic: '维修资金使用' })
  const after = (await look('zizhi', 'trainings', { year })) as { people: number; newChairs: number }
  expect(after.people - before.people).toBe(1)
  expect(after.newChairs - before.newChairs).toBe(1)
  expect((await file(committee)).trainings.map(({ topic }) => topic).sort()).toEqual([
    '业主大会议事规则',
    '维修资金使用',
  ])
})
