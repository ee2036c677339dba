import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#kernel/id'
import { anyone } from '#platform/operations'
import type { ElectorateView, NoticeView, Roll } from '#engines/ballots/shared'
import { onOwner } from '../../../../../test/db.ts'
import {
  aVotesWorld,
  clerks,
  fangguan,
  noticeAt,
  opensAt,
  street,
  yewei,
  type VotesWorld,
} from '../../../../../test/votes-world.ts'

let at: VotesWorld
beforeAll(async () => {
  at = await aVotesWorld([5000, 6000, 7000, 8000, 9000])
})
afterAll(() => at.drop())

const announced = async () => {
  at.now = noticeAt
  const id = await at.draft()
  await at.do(yewei, 'publishNotice', { id, version: 1 })
  return id
}
const beforeOpening = new Date(Date.parse(opensAt) - 86_400_000).toISOString()

test('notice of less than fifteen days is refused, and so is a freeze after the opening', async () => {
  at.now = noticeAt
  const id = await at.draft({ opensAt: '2026-11-16T15:00:00.000Z' })
  expect(await at.refusal(yewei, 'publishNotice', { id, version: 2 })).toBe('vote_changed_meanwhile')
  expect(await at.refusal(yewei, 'publishNotice', { id, version: 1 })).toBe('notice_too_short')
  const other = await announced()
  await at.ceremony(other)
  at.now = opensAt
  expect(await at.refusal(fangguan, 'freezeRoll', { id: other })).toBe('too_late_to_freeze')
})

test('the electorate is put right with reasons before the notice, and by the registry after it', async () => {
  at.now = noticeAt
  const id = await at.draft()
  const view = await at.do<ElectorateView>(yewei, 'electorate', { id })
  expect(view.totals).toEqual({ units: 5, owners: 5, area: 35000 })
  expect(view.units[0]).toMatchObject({ source: 'registered', said: { source: 'real_estate', day: '2026-01-01' } })
  expect(view.owners.map(({ hasKey }) => hasKey)).toEqual([true, true, true, true, false])
  const settlementId = newId()
  const said = { id, settlementId, settlement: { kind: 'exclude', home: at.owners[4]!.home }, reason: '配套用房' }
  await at.do(yewei, 'settleElectorate', said)
  expect((await at.do<ElectorateView>(yewei, 'electorate', { id })).totals).toMatchObject({ units: 4, area: 26000 })
  await at.do(yewei, 'undoSettlement', { id, settlementId })
  const wrong = { kind: 'exclude', home: newId() }
  expect(await at.refusal(yewei, 'settleElectorate', { ...said, settlementId: newId(), settlement: wrong })).toBe(
    'unit_not_found',
  )
  await at.do(yewei, 'publishNotice', { id, version: 1 })
  expect(await at.refusal(yewei, 'settleElectorate', { ...said, settlementId: newId() })).toBe('step_not_due')

  // What the registers learn now no longer changes this vote; what the registry corrects does, and the log tells.
  const objection = newId()
  const session = at.owners[1]!.session
  await at.do(anyone, 'objectToRoll', { id, objection, proof: { session }, words: '面积应为六十一平方米' })
  await at.ceremony(id)
  at.now = beforeOpening
  expect(await at.refusal(fangguan, 'freezeRoll', { id })).toBe('objections_open')
  const correction = { kind: 'set_area', home: at.owners[1]!.home, area: 6100, source: 'registered' }
  const upheld = { id, objection, decision: 'upheld', reason: '不动产登记簿载明', correction }
  // The convener hears objections, but is an owner too: what is put right is for the registry.
  expect(await at.refusal(yewei, 'decideObjection', upheld)).toBe('correction_not_yours')
  await at.do(fangguan, 'decideObjection', upheld)
  expect(await at.refusal(fangguan, 'decideObjection', { id, objection, decision: 'rejected', reason: '重复' })).toBe(
    'objection_decided',
  )
  const frozen = await at.do<{ rollHash: string; printed: number }>(fangguan, 'freezeRoll', { id })
  expect(frozen).toMatchObject({ printed: 1, owners: 5 })
  const files = await at.do<{ roll: string; election: string }>(anyone, 'electionFiles', { id })
  expect((JSON.parse(files.roll) as Roll).totals).toEqual({ area: 35100, heads: 5 })
  expect(files.election).toContain(frozen.rollHash)
  expect(files.roll).not.toMatch(/业主/)
  const kinds = await at.rows<{ kind: string }>(
    `select kind from notary_leaves where body::text is not null order by index`,
  )
  expect(kinds.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['correction', 'roll_frozen', 'setup']))
  expect((await at.do<NoticeView>(anyone, 'notice', { id })).totals).toMatchObject({
    owners: 5,
    area: 35100,
    printed: 1,
  })
})

test('a proxy votes with a key of its own for each owner, up to the cap', async () => {
  const id = await announced()
  await at.ceremony(id)
  const [proxy, ...represented] = at.owners
  const mandate = (
    holder: string,
  ) => `insert into credential_delegations (street, id, holder, credential, delegate, delegate_thumbprint, compound, owner_no, election, valid_from, valid_until, token, registered_at)
    select '${street}', '${newId()}', '${holder}', c.id, '${proxy!.holder}', 'x', '${at.compound}', '0001', null, '2026-01-01', '2030-01-01', 'x', '2026-11-02' from credentials c where c.holder = '${holder}';`
  await onOwner(
    at,
    `set session_replication_role = replica; ${represented
      .slice(0, 2)
      .map(({ holder }) => mandate(holder))
      .join('\n')}`,
  )
  at.now = beforeOpening
  await at.do(fangguan, 'freezeRoll', { id })
  const roll = JSON.parse((await at.do<{ roll: string }>(anyone, 'electionFiles', { id })).roll) as Roll
  expect(roll.owners.map(({ proxy: by }) => by ?? null)).toEqual([null, '0001', '0001', null, null])
  at.now = opensAt
  await at.advance(id)
  const mine = await at.do<{ items: { no: string; represents: string | null; key: string }[] }>(anyone, 'myEntry', {
    id,
    proof: { session: proxy!.session },
  })
  expect(mine.items.map(({ no, represents }) => [no, represents])).toEqual([['0001', null], ['0002', '0002'], ['0003', '0003']]) // prettier-ignore
  expect(new Set(mine.items.map(({ key }) => key)).size).toBe(3)
  const capped = await (async () => {
    at.now = noticeAt
    const other = await at.draft({ terms: { proxyCap: 1 } as never })
    await at.do(yewei, 'publishNotice', { id: other, version: 1 })
    await at.ceremony(other)
    at.now = beforeOpening
    return at.refusal(fangguan, 'freezeRoll', { id: other })
  })()
  expect(capped).toBe('proxy_cap_exceeded')
})

test('what is brought to a door is proven once, and doors that nothing reached are listed', async () => {
  const id = await at.open()
  const file = await at.file()
  expect(
    await at.do(clerks[0], 'recordDelivery', { id, delivery: newId(), units: ['0001', '0002'], way: 'sign', file }),
  ).toMatchObject({ units: 2 })
  expect(
    await at.do(clerks[0], 'recordDelivery', { id, delivery: newId(), units: ['0002', '0003'], way: 'left', file }),
  ).toMatchObject({ units: 1 })
  expect(
    await at.refusal(clerks[0], 'recordDelivery', { id, delivery: newId(), units: ['0099'], way: 'left', file }),
  ).toBe('unit_not_found')
  expect(
    await at.refusal(clerks[0], 'recordDelivery', {
      id,
      delivery: newId(),
      units: ['0004'],
      way: 'left',
      file: newId(),
    }),
  ).toBe('file_not_found')
  const doors = await at.do<{ total: number; items: { doors: { unit: string }[] }[] }>(clerks[0], 'doors', {
    id,
    want: 'not_delivered',
  })
  expect(doors.items.flatMap((each) => each.doors.map(({ unit }) => unit))).toEqual(['0004', '0005'])
  const { items } = await at.do<{ items: { unit: string; way: string | null }[] }>(clerks[0], 'deliveries', { id })
  expect(items.map(({ way }) => way)).toEqual(['sign', 'sign', 'left', null, null])
})
