import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId, StaffId } from '#kernel/id'
import { anyone } from '#platform/operations'
import type { AmendmentLine, FrozenRules, NoticeView, RuleLine, VoteView } from '#engines/ballots/shared'
import { aVotesWorld, fangguan, noticeAt, yewei, zizhi, type Staff, type VotesWorld } from '../../../../../test/votes-world.ts' // prettier-ignore

let at: VotesWorld
beforeAll(async () => {
  at = await aVotesWorld([5000, 6000, 7000])
})
afterAll(() => at.drop())

const tomorrow = '2026-11-03'
const later = '2026-11-03T01:00:00.000Z'
const parameter = (key: string, value: number) => ({ kind: 'parameter', key, value })
const propose = (amended: object, from = tomorrow, by = zizhi) =>
  at.ask(by, 'proposeAmendment', { id: newId(), amended, from, source: '区房管局 2026 年第 9 号通知' })
async function amend(amended: object, from = tomorrow): Promise<void> {
  const id = newId()
  await at.do(zizhi, 'proposeAmendment', { id, amended, from, source: '区房管局 2026 年第 9 号通知' })
  await at.do(fangguan, 'confirmAmendment', { id })
}
const rulesOf = async (id: string) => {
  const { rules } = await at.do<{ rules: string }>(anyone, 'electionFiles', { id })
  return JSON.parse(rules) as FrozenRules
}
async function frozen(id: string): Promise<FrozenRules> {
  await at.ceremony(id)
  await at.do(fangguan, 'freezeRoll', { id })
  return rulesOf(id)
}
const share = (numerator: number, denominator: number) => {
  const fraction = { numerator, denominator, strict: false }
  return { area: fraction, heads: fraction }
}

test('a rule is changed by two persons, from tomorrow at the earliest', async () => {
  at.now = noticeAt
  expect(await propose(parameter('ballots.notice.days', 20), '2026-11-02')).toEqual({ ok: false, error: 'amendment_past' }) // prettier-ignore
  expect(await propose(parameter('ballots.notice.days', 0))).toEqual({ ok: false, error: 'amended_value_wrong' })
  expect(await propose(parameter('ballots.proxy.cap', 51))).toEqual({ ok: false, error: 'amended_value_wrong' })
  expect(await propose({ kind: 'rule', matter: 'other', quorum: share(4, 3), majority: share(1, 2), article: ['第一条', 'Article 1'] })).toMatchObject({ error: 'invalid_input' }) // prettier-ignore
  expect(await propose(parameter('ballots.notice.days', 20), tomorrow, yewei)).toEqual({ ok: false, error: 'forbidden' }) // prettier-ignore

  const [id, other] = [newId(), newId()]
  const said = { amended: parameter('ballots.objection.days', 10), from: '2026-12-01', source: '市房管局通知' }
  await at.do(zizhi, 'proposeAmendment', { id, ...said })
  expect(await at.refusal(fangguan, 'proposeAmendment', { id: other, ...said })).toBe('amendment_exists')
  expect(await at.refusal(zizhi, 'confirmAmendment', { id })).toBe('own_entry')
  const again = { ...fangguan, id: StaffId.parse(newId()), name: ` ${zizhi.name} ` } as Staff
  expect(await at.refusal(again, 'confirmAmendment', { id })).toBe('same_person')
  await at.do(zizhi, 'withdrawAmendment', { id, reason: '日期有误' })
  expect(await at.refusal(fangguan, 'confirmAmendment', { id })).toBe('amendment_settled')
  await at.do(fangguan, 'proposeAmendment', { id: other, ...said })
  await at.do(zizhi, 'confirmAmendment', { id: other })
  expect(await at.refusal(zizhi, 'withdrawAmendment', { id: other, reason: '不要了' })).toBe('amendment_settled')
  expect(await at.refusal(zizhi, 'confirmAmendment', { id: newId() })).toBe('amendment_not_found')
  const { items } = await at.do<{ items: AmendmentLine[] }>(zizhi, 'amendments')
  expect(items.map(({ state }) => state).toSorted()).toEqual(['confirmed', 'withdrawn'])
})

test('what nobody confirmed changes nothing; what was confirmed holds for votes announced from its day on', async () => {
  at.now = noticeAt
  const before = await at.draft()
  await at.do(yewei, 'publishNotice', { id: before, version: 1 })
  await propose(parameter('ballots.publish.days', 1))
  await amend(parameter('ballots.notice.days', 20))
  await amend(parameter('ballots.filing.days', 45))
  await amend(parameter('ballots.keep.years', 10))
  await amend({ kind: 'rule', matter: 'use_fund', quorum: share(3, 5), majority: share(2, 3), article: ['《条例》第九条', 'Regulation, article 9'] }) // prettier-ignore

  at.now = later
  const after = await at.draft({ opensAt: '2026-11-20T01:00:00.000Z' })
  const line = await at.do<{ rules: RuleLine[]; parameters: { key: string; value: number; from: string | null }[] }>(
    yewei,
    'lawOfDay',
  )
  expect(line.parameters.find(({ key }) => key === 'ballots.notice.days')).toMatchObject({ value: 20, from: tomorrow })
  expect(line.parameters.find(({ key }) => key === 'ballots.publish.days')).toMatchObject({ value: 3, from: null })
  const keeping = async (id: string) => (await at.do<VoteView>(yewei, 'vote', { id })).keeping
  expect([await keeping(before), await keeping(after)]).toEqual([
    { years: 5, until: null },
    { years: 10, until: null },
  ])
  // 17 days were enough yesterday.
  expect(await at.refusal(yewei, 'publishNotice', { id: after, version: 1 })).toBe('notice_too_short')
  const long = await at.draft({ opensAt: '2026-11-23T01:00:00.000Z' })
  expect(await at.do(yewei, 'publishNotice', { id: long, version: 1 })).toMatchObject({ earliestOpening: '2026-11-23' })
  const [shown] = (await at.do<VoteView>(yewei, 'vote', { id: long })).rules
  expect(shown).toMatchObject({ article: ['《条例》第九条', 'Regulation, article 9'], quorum: share(3, 5) })
  expect((await at.do<NoticeView>(anyone, 'notice', { id: long })).rules).toEqual([shown])

  const [old, now] = [await frozen(before), await frozen(long)]
  expect(old).toMatchObject({ day: '2026-11-02', noticeDays: 15, filingDays: 30 })
  expect(old.rules[0]).toMatchObject({ validFrom: '2021-01-01', quorum: share(2, 3) })
  expect(now).toMatchObject({ day: tomorrow, noticeDays: 20, publishDays: 3, filingDays: 45 })
  expect(now.rules[0]).toMatchObject({ validFrom: tomorrow, source: '区房管局 2026 年第 9 号通知', majority: share(2, 3) }) // prettier-ignore
  const quorumOf = async (id: string) => (await at.do<{ quorum: object }>(anyone, 'participation', { id })).quorum
  expect(await quorumOf(before)).toMatchObject({ numerator: 2, denominator: 3 })
  expect(await quorumOf(long)).toMatchObject({ numerator: 3, denominator: 5 })
})

test('a proxy stands for more owners than the street allows only by a clause of the owners’ own rules', async () => {
  at.now = noticeAt
  await amend(parameter('ballots.proxy.cap', 2), '2026-11-05')
  const drafted = (terms: object, opensAt = '2026-12-01T01:00:00.000Z') =>
    at.draft({ opensAt, closesAt: '2026-12-08T01:00:00.000Z', terms: terms as never })
  const three = await drafted({ proxyCap: 3 })
  at.now = '2026-11-05T01:00:00.000Z'
  await expect(drafted({ proxyCap: 3 })).rejects.toThrow('clause_needed')
  expect(await at.refusal(yewei, 'publishNotice', { id: three, version: 1 })).toBe('clause_needed')
  const file = await at.file()
  const own = await drafted({ proxyCap: 3, clause: '议事规则第十二条', clauseFile: file })
  expect(await at.refusal(yewei, 'publishNotice', { id: own, version: 1 })).toBe(null)
})

test('a clause that names its document is frozen as document and article', async () => {
  at.now = '2026-11-05T01:00:00.000Z'
  const clauseOf = async (clause: string) => {
    const terms = { notReturned: 'participate_abstain', clause, clauseFile: await at.file() }
    const id = await at.draft({ opensAt: '2026-12-01T01:00:00.000Z', closesAt: '2026-12-08T01:00:00.000Z', terms: terms as never }) // prettier-ignore
    await at.do(yewei, 'publishNotice', { id, version: 1 })
    return (await frozen(id)).notReturned.clause
  }
  expect(await clauseOf('《花园小区业主大会议事规则》第十八条')).toMatchObject({
    document: '花园小区业主大会议事规则',
    article: '第十八条',
  })
  expect(await clauseOf('第十八条')).toMatchObject({ document: '业主大会议事规则', article: '第十八条' })
})
