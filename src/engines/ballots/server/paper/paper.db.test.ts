import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId, StaffId } from '#kernel/id'
import { anyone } from '#platform/operations'
import type { ElectorateView, Participation, ResultView, RollEntry } from '#engines/ballots/shared'
import { aVotesWorld, clerks, closesAt, yewei, type Owner, type Staff, type VotesWorld } from '../../../../../test/votes-world.ts' // prettier-ignore

const agree = [1, 0, 0] as const

let at: VotesWorld
beforeAll(async () => {
  // Six owners of one area, one of another.
  at = await aVotesWorld([5000, 5000, 5000, 5000, 5000, 5000, 9000, 9000])
})
afterAll(() => at.drop())

const content = { valid: true, choices: [[0]] }
const enter = async (id: string, owner: string, more: object = { content }) => {
  const paper = newId()
  await at.do(clerks[0], 'enterPaper', { id, paper, owner, file: await at.file(), ...more })
  return paper
}
const stateOf = async (paper: string) =>
  (await at.rows<{ state: string; reason: string | null }>(`select state, void_reason as reason from vote_papers where id = '${paper}'`))[0]! // prettier-ignore
const leavesOf = async (paper: string) =>
  (
    await at.rows<{ state: string }>(
      `select leaf->'data'->>'state' as state from (select index, convert_from(body, 'UTF8')::jsonb as leaf from notary_leaves
        where kind = 'paper') l where leaf->'data'->>'paper' = '${paper}' order by index`,
    )
  ).map(({ state }) => state)
const entryOf = async (id: string, owner: Owner) =>
  (await at.do<{ items: RollEntry[] }>(anyone, 'myEntry', { id, proof: { session: owner.session } })).items[0]!

test('a paper that one hand entered does not take the owner’s vote: who votes online makes it void', async () => {
  const id = await at.open()
  const [one, two, three] = [await enter(id, '0001'), await enter(id, '0002'), await enter(id, '0003')]
  const [first, second] = at.owners as unknown as [Owner, Owner]
  expect(await entryOf(id, first)).toMatchObject({ state: 'none', paperWaits: true })
  expect(await at.do<Participation>(anyone, 'participation', { id })).toMatchObject({ paper: 0, votedOwners: 0 })
  expect(await at.refusal(clerks[1], 'enterPaper', { id, paper: newId(), owner: '0001', file: await at.file(), content })).toBe('paper_waits') // prettier-ignore

  expect((await at.cast(id, first, [agree])).ok).toBe(true)
  expect(await entryOf(id, first)).toMatchObject({ state: 'electronic', paperWaits: false })
  expect(await stateOf(one)).toMatchObject({ state: 'void', reason: expect.stringContaining('网上投票') })
  expect(await leavesOf(one)).toEqual(['received', 'void'])
  expect(await at.refusal(clerks[1], 'confirmPaper', { id, paper: one, content })).toBe('already_online')

  expect(await at.do(clerks[1], 'confirmPaper', { id, paper: two, content })).toMatchObject({ agrees: true })
  expect(await at.cast(id, second, [agree])).toEqual({ ok: false, error: 'already_on_paper' })
  expect(await at.do<Participation>(anyone, 'participation', { id })).toMatchObject({ paper: 1, electronic: 1 })
  // Read differently by the second: nobody's vote either.
  await at.do(clerks[1], 'confirmPaper', { id, paper: three, content: { valid: true, choices: [[1]] } })
  expect((await at.cast(id, at.owners[2]!, [agree])).ok).toBe(true)
  expect(await stateOf(three)).toMatchObject({ state: 'void' })

  // What came before the close may be read by the second after it, and is counted; the rest keeps the sheet open.
  const [late, never] = [await enter(id, '0004'), await enter(id, '0005')]
  at.now = closesAt
  await at.advance(id)
  await at.do(clerks[1], 'confirmPaper', { id, paper: late, content })
  for (const which of [0, 2]) expect((await at.decrypt(id, which)).ok).toBe(true)
  expect(await at.refusal(clerks[0], 'signSheet', { id })).toBe('step_not_due')
  const third = { ...clerks[1], id: StaffId.parse(newId()), name: '居委孙' } as Staff
  await at.do(third, 'voidPaper', { id, paper: never, reason: '录错业主' })
  await at.do(clerks[0], 'signSheet', { id })
  await at.do(clerks[1], 'signSheet', { id })
  await at.do(yewei, 'publishResult', { id })
  const result = await at.do<ResultView>(anyone, 'result', { id })
  expect(result).toMatchObject({ online: { owners: 2 }, paper: { owners: 2, area: 10_000 } })
})

test('one ballot and one first entry at the same instant are both kept, and the ballot counts', async () => {
  const id = await at.open()
  const ballots = await Promise.all(at.owners.slice(0, 4).map((owner) => at.ballotOf(id, owner, [agree])))
  const both = ballots.flatMap((ballot, nth) => [
    at.ask(anyone, 'cast', { id, ballot, session: at.owners[nth]!.session }),
    at.file().then((file) => at.ask(clerks[0], 'enterPaper', { id, paper: newId(), owner: `000${nth + 1}`, file, content })), // prettier-ignore
  ])
  const outcomes = await Promise.all(both)
  expect(outcomes.filter((_, nth) => nth % 2 === 0).map(({ ok }) => ok)).toEqual([true, true, true, true])
  const open = await at.rows(`select 1 from vote_papers p where p.vote = '${id}' and p.state <> 'void'`)
  expect(open).toEqual([])
  expect(await at.do<Participation>(anyone, 'participation', { id })).toMatchObject({ electronic: 4, paper: 0 })
})

test('two accounts of one name are one person, at papers and at the sheet', async () => {
  const id = await at.open()
  const again = { ...clerks[1], id: StaffId.parse(newId()), name: ` ${clerks[0].name}` } as Staff
  const paper = await enter(id, '0001')
  expect(await at.refusal(again, 'confirmPaper', { id, paper, content })).toBe('same_person')
  expect(await at.refusal(again, 'voidPaper', { id, paper, reason: '录错业主' })).toBe('same_person')
  await at.do(clerks[1], 'confirmPaper', { id, paper, content })
  at.now = closesAt
  await at.advance(id)
  for (const which of [0, 2]) await at.decrypt(id, which)
  await at.do(clerks[0], 'signSheet', { id })
  expect(await at.refusal(again, 'signSheet', { id })).toBe('same_person')
  await at.do(clerks[1], 'signSheet', { id })
})

test('a secret paper of an area of which few are in is taken only when the owner has signed to know it', async () => {
  const id = await at.open({ mode: 'secret' })
  interface Exposed {
    exposed: { area: number; owners: number; papers: number }[]
  }
  const exposed = async () => (await at.do<Exposed>(clerks[0], 'papers', { id })).exposed
  expect(await exposed()).toEqual([{ area: 9000, owners: 2, papers: 0 }])
  // The guard has named the area before the notice.
  const { guard } = await at.do<ElectorateView>(yewei, 'electorate', { id })
  expect(guard.reasons.filter(([zh]) => zh.startsWith('纸质票按面积计票')).map(([zh]) => /90\.00/.test(zh))).toEqual([true]) // prettier-ignore
  const refused = async (owner: string) =>
    at.refusal(clerks[0], 'enterPaper', { id, paper: newId(), owner, file: await at.file() })
  expect(await refused('0001')).toBe('acceptance_needed')
  for (const no of [1, 2, 3, 4]) await enter(id, `000${no}`, { accepted: true })
  expect(await exposed()).toEqual([
    { area: 5000, owners: 6, papers: 4 },
    { area: 9000, owners: 2, papers: 0 },
  ])
  // The fifth of an area hides among the others.
  expect(await refused('0005')).toBe(null)
  expect(await refused('0007')).toBe('acceptance_needed')
  expect((await exposed()).map(({ area }) => area)).toEqual([9000])
})
