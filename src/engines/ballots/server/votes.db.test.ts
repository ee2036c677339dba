import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#kernel/id'
import { anyone } from '#platform/operations'
import type { Participation, ResultView, VoteView } from '#engines/ballots/shared'
import { verifyArchive } from '#engines/ballots/shared'
import { verifyReceipt } from '#engines/notary/shared'
import {
  aVotesWorld,
  clerks,
  closesAt,
  fangguan,
  tuo,
  yewei,
  zizhi,
  type VotesWorld,
} from '../../../../test/votes-world.ts'

const [agree, against, abstain] = [
  [1, 0, 0],
  [0, 1, 0],
  [0, 0, 1],
] as const

let at: VotesWorld
beforeAll(async () => {
  at = await aVotesWorld([5000, 6000, 7000, 8000, 9000, 10000])
})
afterAll(() => at.drop())

const letterOf = async (id: string) => {
  const { items } = await at.do<{ items: { owner: string }[] }>(fangguan, 'letters', { id })
  const { letters } = await at.do<{ letters: { code: string; owner: string }[] }>(fangguan, 'printLetters', {
    id,
    owners: [items[0]!.owner],
  })
  return letters[0]!
}

test('a named vote goes from the draft to the filing, online, by letter and on paper', async () => {
  const id = await at.open()
  const { code, owner } = await letterOf(id)
  expect(await at.refusal(fangguan, 'printLetters', { id, owners: [owner] })).toBe('letter_printed')
  const [a, b, c, , , last] = at.owners
  for (const [who, choice] of [
    [a!, agree],
    [b!, agree],
    [c!, against],
  ] as const) {
    const outcome = await at.cast(id, who, [choice])
    expect(outcome.ok).toBe(true)
    const { receipt } = (outcome as unknown as { value: { receipt: never } }).value
    const files = await at.do<{ logKey: string }>(anyone, 'electionFiles', { id })
    expect(verifyReceipt(receipt, files.logKey)).toBe(true)
  }
  expect((await at.cast(id, last!, [abstain], code)).ok).toBe(true)
  const paper = newId()
  const content = { valid: true, choices: [[0]] }
  await at.do(clerks[0], 'enterPaper', { id, paper, owner: '0004', file: await at.file(), content })
  expect(await at.refusal(clerks[0], 'confirmPaper', { id, paper, content })).toBe('own_entry')
  expect(await at.do(clerks[1], 'confirmPaper', { id, paper, content })).toEqual({ paper, agrees: true })
  const turnout = await at.do<Participation>(anyone, 'participation', { id })
  expect(turnout).toMatchObject({
    owners: 6,
    votedOwners: 5,
    electronic: 4,
    paper: 1,
    votedArea: 5000 + 6000 + 7000 + 10000 + 8000,
  })

  await at.finish(id)
  const result = await at.do<ResultView>(anyone, 'result', { id })
  expect(result.online).toEqual({ area: 28000, owners: 4 })
  expect(result.paper).toMatchObject({ area: 8000, owners: 1 })
  expect(result.questions[0]!.outcome.answers.map(({ measure }) => measure)).toEqual([
    { area: 19000, owners: 3 },
    { area: 7000, owners: 1 },
    { area: 10000, owners: 1 },
  ])
  expect(result.questions[0]!.outcome).toMatchObject({ quorate: true, passes: true })
  expect(await at.do<VoteView>(yewei, 'vote', { id })).toMatchObject({
    state: 'published',
    keeping: { years: 5, until: '2031-11-25' },
  })
  expect(result.keeping).toEqual({ years: 5, until: '2031-11-25' })
  const { paragraphs } = await at.do<{ paragraphs: string[] }>(yewei, 'announcement', { id, of: 'result' })
  expect(paragraphs.at(-1)).toBe('本次表决的资料至少保存至2031年11月25日。')
  expect(await at.do(zizhi, 'fileVote', { id, number: '沪长新备2026-1' })).toMatchObject({ late: false })

  const files = await at.record(id)
  const names = [...files.keys()]
  const { electionUuid } = await at.do<VoteView>(yewei, 'vote', { id })
  for (const side of ['area', 'head'] as const) {
    const bytes = files.get(`${side}/${electionUuid}.bel`)!
    const verified = await verifyArchive(bytes, {} as never)
    expect(verified.findings).toEqual([])
    expect(verified.summary.phase).toBe('result')
  }
  for (const name of ['roll.json', 'rules.json', 'paper.json', 'result.json', 'openings.json', 'receipts-key.json'])
    expect(names).toContain(name)
})

test('a secret vote counts its papers by area class, and one trustee alone decrypts nothing', async () => {
  const id = await at.open({ mode: 'secret', revote: true })
  const [a, b, c] = at.owners
  expect((await at.cast(id, a!, [agree])).ok).toBe(true)
  expect((await at.cast(id, a!, [against])).ok).toBe(true)
  expect((await at.cast(id, b!, [agree])).ok).toBe(true)
  expect((await at.cast(id, c!, [agree])).ok).toBe(true)
  const paper = newId()
  expect(await at.refusal(clerks[0], 'enterPaper', { id, paper, owner: '0001', file: await at.file() })).toBe(
    'already_online',
  )
  expect(
    await at.refusal(clerks[0], 'enterPaper', {
      id,
      paper,
      owner: '0005',
      file: await at.file(),
      content: { valid: true, choices: [[0]] },
    }),
  ).toBe('content_wrong')
  const envelope = { id, paper, owner: '0005', file: await at.file() }
  expect(await at.refusal(clerks[0], 'enterPaper', envelope)).toBe('acceptance_needed')
  await at.do(clerks[0], 'enterPaper', { ...envelope, accepted: true })
  await at.do(clerks[1], 'confirmPaper', { id, paper })
  expect(await at.cast(id, at.owners[4]!, [agree])).toEqual({ ok: false, error: 'already_on_paper' })
  at.now = closesAt
  expect(await at.advance(id)).toBe('closed')
  expect(await at.cast(id, at.owners[3]!, [agree])).toEqual({ ok: false, error: 'voting_closed' })
  const rows = [{ area: 9000, counts: [[1, 0, 0]], invalid: 0 }]
  const sheet = newId()
  expect(
    await at.refusal(clerks[0], 'enterSheet', {
      id,
      sheet,
      file: await at.file(),
      rows: [{ ...rows[0], counts: [[1, 1, 0]] }],
    }),
  ).toBe('sheet_differs_from_papers')
  await at.do(clerks[0], 'enterSheet', { id, sheet, file: await at.file(), rows })
  expect(await at.do(clerks[1], 'confirmSheet', { id, sheet, rows })).toMatchObject({ agrees: true })
  expect(await at.decrypt(id, 1)).toMatchObject({ ok: true, value: { counted: false } })
  expect(await at.decrypt(id, 1)).toEqual({ ok: false, error: 'already_sent' })
  expect(await at.refusal(clerks[0], 'resultSheet', { id })).toBe('result_not_counted')
  expect(await at.refusal(clerks[0], 'signSheet', { id })).toBe('step_not_due')
  const dueOf = async (actor: (typeof tuo)[number]) => (await at.do<{ due: string }>(actor, 'ceremony', { id })).due
  expect([await dueOf(tuo[0]), await dueOf(tuo[1])]).toEqual(['factors', 'nothing'])
  expect(await at.decrypt(id, 0)).toMatchObject({ ok: true, value: { counted: true } })
  // Two are enough: the third is asked for nothing that would be refused.
  expect(await dueOf(tuo[2])).toBe('nothing')
  expect(await at.refusal(yewei, 'publishResult', { id })).toBe('signatures_missing')
  expect(await at.do(clerks[0], 'signSheet', { id })).toEqual({ signatures: 1, enough: false })
  expect(await at.refusal(clerks[0], 'signSheet', { id })).toBe('signed_already')
  expect(await at.do(clerks[1], 'signSheet', { id })).toEqual({ signatures: 2, enough: true })
  expect(await at.refusal(anyone, 'result', { id })).toBe('result_not_published')
  await at.do(yewei, 'publishResult', { id })
  const result = await at.do<ResultView>(anyone, 'result', { id })
  expect(result.questions[0]!.outcome.answers.map(({ measure }) => measure)).toEqual([
    { area: 6000 + 7000 + 9000, owners: 3 },
    { area: 5000, owners: 1 },
    { area: 0, owners: 0 },
  ])
  expect([...(await at.record(id)).keys()]).not.toContain('openings.json')
})

test('an election of the committee elects by both measures', async () => {
  const id = await at.open({
    mode: 'secret',
    questions: [{ kind: 'election', text: '选举业主委员会委员', candidates: ['甲', '乙', '丙'], seats: 2, round: 1 }],
  })
  const [a, b, c, d, e] = at.owners
  for (const [who, choice] of [
    [a!, [1, 1, 0]],
    [b!, [1, 0, 0]],
    [c!, [1, 1, 0]],
    [d!, [0, 0, 1]],
    [e!, [1, 1, 0]],
  ] as const)
    // prettier-ignore
    expect((await at.cast(id, who, [[...choice]])).ok).toBe(true)
  await at.finish(id)
  const { outcome } = (await at.do<ResultView>(anyone, 'result', { id })).questions[0]!
  expect(outcome.elected).toEqual(['甲', '乙'])
  expect(outcome.passes).toBe(true)
})

test('only those with the role reach each step, and a refused step leaves nothing', async () => {
  at.now = '2026-11-02T01:00:00.000Z'
  const id = await at.draft()
  const before = await at.rows('select * from votes')
  expect(await at.refusal(clerks[0], 'publishNotice', { id, version: 1 })).toBe('forbidden')
  expect(await at.refusal(yewei, 'publishNotice', { id, version: 1, guardReason: undefined })).toBe(null)
  expect(await at.refusal(fangguan, 'freezeRoll', { id })).toBe('trustees_not_ready')
  expect(await at.refusal(tuo[0], 'deal', { id, polynomial: '{}' })).toBe('step_not_due')
  expect(await at.refusal(tuo[0], 'certify', { id, certificate: '{}' })).toBe('trustee_data_invalid')
  expect(await at.rows(`select * from vote_trustee_steps where vote = '${id}'`)).toEqual([])
  expect(before.length).toBeGreaterThan(0)
  expect(await at.refusal(yewei, 'withdraw', { id, reason: '议题有变' })).toBe(null)
})
