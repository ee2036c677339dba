import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#kernel/id'
import { onOwner } from '../../../../test/db.ts'
import { aVotesWorld, clerks, closesAt, fangguan, noticeAt, street, tuo, yewei, type VotesWorld } from '../../../../test/votes-world.ts' // prettier-ignore

let at: VotesWorld
beforeAll(async () => {
  at = await aVotesWorld([5000, 6000, 7000, 8000])
})
afterAll(() => at.drop())

const agree = { valid: true, choices: [[0]] }
const against = { valid: true, choices: [[1]] }
const strike = (clerk: 0 | 1, id: string, paper: string) =>
  at.refusal(clerks[clerk], 'voidPaper', { id, paper, reason: '录错业主' })

test('no clerk makes a paper go away alone, neither before the close nor after it', async () => {
  const id = await at.open()
  const [one, two, three] = [newId(), newId(), newId()]
  await at.do(clerks[0], 'enterPaper', { id, paper: one, owner: '0001', file: await at.file(), content: agree })
  expect(await strike(0, id, one)).toBe('own_entry')
  expect(await at.do(clerks[1], 'confirmPaper', { id, paper: one, content: against })).toMatchObject({ agrees: false })
  expect(await strike(1, id, one)).toBe('own_entry')
  expect(await strike(0, id, one)).toBe(null)
  await at.do(clerks[0], 'enterPaper', { id, paper: two, owner: '0001', file: await at.file(), content: agree })
  expect(await strike(1, id, two)).toBe(null)
  await at.do(clerks[0], 'enterPaper', { id, paper: three, owner: '0001', file: await at.file(), content: agree })
  await at.do(clerks[1], 'confirmPaper', { id, paper: three, content: against })
  at.now = closesAt
  await at.advance(id)
  expect([await strike(0, id, three), await strike(1, id, three)]).toEqual(['own_entry', 'own_entry'])
})

test('trustees of a secret vote that was announced become others, but not fewer, and the log keeps it', async () => {
  at.now = noticeAt
  const id = await at.draft({ mode: 'secret' })
  await at.do(yewei, 'publishNotice', { id, version: 1, guardReason: '业主大会决定' })
  const trustees = tuo.map((each) => each.id)
  const restart = (threshold: number) => at.refusal(fangguan, 'restartCeremony', { id, trustees, threshold })
  expect(await restart(1)).toBe('trustees_wrong')
  expect(await restart(2)).toBe(null)
  expect(await corrections(id)).toEqual(['trustees'])
})

test('nobody is named to vote for a person without a mandate; what the convener put right is in the log with the notice', async () => {
  at.now = noticeAt
  const id = await at.draft()
  const [one, other, third] = at.owners.map(({ holder }) => holder) as [string, string, string]
  const settle = (settlement: object) =>
    at.refusal(yewei, 'settleElectorate', { id, settlementId: newId(), settlement, reason: '书面推定' })
  expect(await settle({ kind: 'name_representative', key: one, holder: other })).toBe('holder_not_owner')
  expect(await settle({ kind: 'merge_owners', keys: [other, third] })).toBe(null)
  expect(await corrections(id)).toEqual([])
  await at.do(yewei, 'publishNotice', { id, version: 1 })
  expect(await corrections(id)).toEqual(['merge_owners'])
})

async function corrections(id: string): Promise<string[]> {
  const rows = await at.rows<{ kind: string }>(
    `select leaf->'data'->>'kind' as kind from (select index, convert_from(body, 'UTF8')::jsonb as leaf from notary_leaves
      where kind = 'correction') l where leaf->'data'->>'vote' = '${id}' order by index`,
  )
  return rows.map(({ kind }) => kind)
}

test('two trustees of one name are one trustee, in the draft and when the keys are made anew', async () => {
  at.now = noticeAt
  const alias = newId()
  await onOwner(
    at,
    `insert into staff (street, id, name, post, scope_kind, created_at) values ('${street}', '${alias}', '${tuo[0].name} ', '居委', 'street', now());
    insert into staff_roles (street, staff_id, role) values ('${street}', '${alias}', 'trustee')`,
  )
  const trustees = [tuo[0].id, alias]
  await expect(at.draft({ trustees, threshold: 2 })).rejects.toThrow('trustees_wrong')
  const id = await at.draft()
  expect(await at.refusal(fangguan, 'restartCeremony', { id, trustees, threshold: 2 })).toBe('trustees_wrong')
})
