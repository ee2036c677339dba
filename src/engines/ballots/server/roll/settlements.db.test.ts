import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId, StaffId } from '#kernel/id'
import { anyone } from '#platform/operations'
import type { ElectorateView, NoticeView } from '#engines/ballots/shared'
import { aVotesWorld, clerks, fangguan, noticeAt, opensAt, yewei, type Staff, type VotesWorld } from '../../../../../test/votes-world.ts' // prettier-ignore

let at: VotesWorld
beforeAll(async () => {
  at = await aVotesWorld([5000, 6000, 7000, 8000])
})
afterAll(() => at.drop())

const beforeOpening = new Date(Date.parse(opensAt) - 86_400_000).toISOString()
const noticeOf = (id: string) => at.do<NoticeView>(anyone, 'notice', { id })
const linesOf = async (id: string) => (await at.do<ElectorateView>(fangguan, 'electorate', { id })).settlements
const leaves = async (kind: string, id: string) =>
  (
    await at.rows<{ data: Record<string, never> }>(
      `select leaf->'data' as data from (select index, convert_from(body, 'UTF8')::jsonb as leaf from notary_leaves
        where kind = '${kind}') l where leaf->'data'->>'vote' = '${id}' order by index`,
    )
  ).map(({ data }) => data)

/** The convener makes one owner of two, in a draft that is then announced. */
async function merged(): Promise<{ id: string; settlementId: string }> {
  at.now = noticeAt
  const id = await at.draft()
  const settlementId = newId()
  const keys = at.owners.slice(0, 2).map(({ holder }) => holder)
  await at.do(yewei, 'settleElectorate', { id, settlementId, settlement: { kind: 'merge_owners', keys }, reason: '夫妻' }) // prettier-ignore
  expect(await at.refusal(fangguan, 'decideSettlement', { id, settlementId, decision: 'confirmed', reason: '属实' })).toBe('step_not_due') // prettier-ignore
  await at.do(yewei, 'publishNotice', { id, version: 1 })
  await at.ceremony(id)
  at.now = beforeOpening
  return { id, settlementId }
}

test('owners whom the convener made one are so only by the registry’s word, and the notice says that it waits', async () => {
  const { id, settlementId } = await merged()
  const notice = await noticeOf(id)
  expect(notice.convener).toEqual({ name: yewei.name, post: '业委' })
  expect(notice.totals).toMatchObject({ owners: 3, units: 4 })
  expect(notice.settlements).toEqual([{ kind: 'merge_owners', homes: expect.any(Array), waits: true }])
  expect(notice.settlements[0]!.homes).toHaveLength(2)
  expect(JSON.stringify(notice)).not.toMatch(/业主0|夫妻/)
  expect(await at.refusal(fangguan, 'freezeRoll', { id })).toBe('settlements_open')
  expect((await linesOf(id))[0]).toMatchObject({ homes: notice.settlements[0]!.homes, waits: true })
  const decide = { id, settlementId, decision: 'confirmed', reason: '经核实为同一业主' }
  expect(await at.refusal(yewei, 'decideSettlement', decide)).toBe('forbidden')
  const alias = { ...fangguan, id: StaffId.parse(newId()), name: yewei.name } as Staff
  expect(await at.refusal(alias, 'decideSettlement', decide)).toBe('same_person')
  await at.do(fangguan, 'decideSettlement', decide)
  expect(await at.refusal(fangguan, 'decideSettlement', decide)).toBe('settlement_decided')
  expect((await linesOf(id))[0]).toMatchObject({ confirmedBy: fangguan.name, waits: false })
  expect((await noticeOf(id)).settlements).toMatchObject([{ waits: false }])
  expect((await leaves('correction', id)).map(({ kind }) => kind)).toEqual(['merge_owners', 'confirmed'])
  expect(await at.do(fangguan, 'freezeRoll', { id })).toMatchObject({ owners: 3 })
})

test('what the registry does not confirm is undone, and both owners vote', async () => {
  const { id, settlementId } = await merged()
  await at.do(fangguan, 'decideSettlement', { id, settlementId, decision: 'undone', reason: '系两名业主' })
  const notice = await noticeOf(id)
  expect([notice.totals.owners, notice.settlements]).toEqual([4, []])
  expect((await leaves('correction', id)).map(({ kind }) => kind)).toEqual(['merge_owners', 'undone'])
  expect(await at.do(fangguan, 'freezeRoll', { id })).toMatchObject({ owners: 4 })
})

test('what the registry puts right itself waits for nobody', async () => {
  at.now = noticeAt
  const id = await at.draft()
  await at.do(yewei, 'publishNotice', { id, version: 1 })
  const keys = at.owners.slice(0, 2).map(({ holder }) => holder)
  const correction = { kind: 'merge_owners', keys }
  await at.do(fangguan, 'correctRoll', { id, settlementId: newId(), correction, reason: '法院裁定' })
  expect((await linesOf(id))[0]).toMatchObject({ confirmedBy: fangguan.name, waits: false })
  expect((await noticeOf(id)).totals.owners).toBe(3)
})

test('every delivery has its leaf: which doors, which way and the hash of the proof, nobody’s name', async () => {
  const id = await at.open()
  const [delivery, file] = [newId(), await at.file()]
  await at.do(clerks[0], 'recordDelivery', { id, delivery, units: ['0002', '0001'], way: 'left', file })
  const [leaf, ...more] = await leaves('delivery', id)
  expect(more).toEqual([])
  expect(leaf).toEqual({
    vote: id,
    delivery,
    way: 'left',
    units: ['0001', '0002'],
    proof: expect.stringMatching(/^[0-9a-f]{64}$/),
    at: opensAt,
  })
})
