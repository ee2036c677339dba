import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#kernel/id'
import { anyone, systemActor, type Outcome } from '#platform/operations'
import { ballots, type Participation } from '#engines/ballots/shared'
import { aVotesWorld, clerks, closesAt, fangguan, opensAt, type VotesWorld } from '../../../../../test/votes-world.ts'

const [agree, against] = [
  [1, 0, 0],
  [0, 1, 0],
] as const

let at: VotesWorld
let id: string
beforeAll(async () => {
  at = await aVotesWorld([5000, 6000, 7000, 8000, 9000, 10000, 11000, 12000])
  id = await at.open()
})
afterAll(() => at.drop())

const send = (ballot: string, session?: string) => at.ask(anyone, 'cast', { id, ballot, ...(session && { session }) })
const codeOf = (outcome: Outcome) => (outcome.ok ? 'ok' : outcome.error)
const kept = async () =>
  (await at.rows<{ n: number }>(`select count(*)::int as n from vote_ballots where vote = '${id}'`))[0]!.n

test('a ballot is taken once however often it arrives, and is found with its receipt', async () => {
  const owner = at.owners[0]!
  const ballot = await at.ballotOf(id, owner, [agree])
  const all = await Promise.all([send(ballot, owner.session), send(ballot, owner.session), send(ballot, owner.session)])
  expect(all.map(codeOf)).toEqual(['ok', 'ok', 'ok'])
  const [first] = all as unknown as { value: { tracker: string; seq: number; receipt: object } }[]
  expect(all).toEqual([all[0], all[0], all[0]])
  expect(await kept()).toBe(1)
  const found = await at.do<{ receipt: object; replaced: boolean; seq: number }>(anyone, 'ballot', {
    id,
    tracker: first!.value.tracker,
  })
  expect(found).toMatchObject({ receipt: first!.value.receipt, replaced: false, seq: 1 })
  expect(await at.do<Participation>(anyone, 'participation', { id })).toMatchObject({ votedOwners: 1, votedArea: 5000 })
})

test('of two ballots of one owner at the same instant one is taken', async () => {
  const owner = at.owners[1]!
  const ballotsOfOwner = await Promise.all([at.ballotOf(id, owner, [agree]), at.ballotOf(id, owner, [against])])
  const codes = (await Promise.all(ballotsOfOwner.map((each) => send(each, owner.session)))).map(codeOf)
  expect(codes.toSorted()).toEqual(['already_voted', 'ok'])
  expect(await kept()).toBe(2)
})

test('of online and the second hand on a paper at the same instant the first decides and the other is refused', async () => {
  for (const [nth, owner] of at.owners.slice(2, 5).entries()) {
    const no = `000${nth + 3}`
    const [ballot, file] = [await at.ballotOf(id, owner, [agree]), await at.file()]
    const said = { id, paper: newId(), content: { valid: true, choices: [[0]] } }
    await at.do(clerks[0], 'enterPaper', { ...said, owner: no, file })
    const [online, paper] = await Promise.all([send(ballot, owner.session), at.ask(clerks[1], 'confirmPaper', said)])
    const codes = [codeOf(online), codeOf(paper)]
    expect([['ok', 'already_online'], ['already_on_paper', 'ok']]).toContainEqual(codes) // prettier-ignore
  }
  const turnout = await at.do<Participation>(anyone, 'participation', { id })
  const [counted] = await at.rows<{ e: number; p: number }>(
    `select count(*) filter (where state = 'electronic')::int as e, count(*) filter (where state = 'paper')::int as p from vote_owners where vote = '${id}'`,
  )
  expect([turnout.electronic, turnout.paper]).toEqual([counted!.e, counted!.p])
})

test('what is not this owner’s ballot of this vote is refused with its reason, and leaves nothing', async () => {
  const [owner, other] = [at.owners[5]!, at.owners[0]!]
  const ballot = await at.ballotOf(id, owner, [agree])
  const before = await kept()
  const parsed = JSON.parse(ballot) as Record<string, never> & { answers: { choices: { alpha: string }[] }[] }
  const changed = (said: object) => JSON.stringify({ ...parsed, ...said })
  const swapped = structuredClone(parsed)
  ;[swapped.answers[0]!.choices[0], swapped.answers[0]!.choices[1]] = [
    swapped.answers[0]!.choices[1]!,
    swapped.answers[0]!.choices[0]!,
  ]
  const cases: readonly (readonly [string, string, string | undefined, string])[] = [
    ['another vote’s uuid', changed({ election_uuid: '1'.repeat(22) }), owner.session, 'ballot_other_election'],
    ['another election hash', changed({ election_hash: 'A'.repeat(43) }), owner.session, 'ballot_other_election'],
    [
      'a key that is on no roll',
      changed({ credential: '5866666666666666666666666666666666666666666666666666666666666666' }),
      owner.session,
      'owner_not_on_roll',
    ],
    ['swapped ciphertexts', JSON.stringify(swapped), owner.session, 'ballot_invalid'],
    ['no session', ballot, undefined, 'session_unknown'],
    ['a session that never was', ballot, 'nobody-knows-this-session', 'session_unknown'],
    ['another owner’s session', ballot, other.session, 'session_not_owner'],
    ['blanks in it', ballot.replace('{', '{ '), owner.session, 'ballot_malformed'],
    ['no JSON', 'x'.repeat(200), owner.session, 'ballot_malformed'],
    ['too long', ballot.replace('}', `${' '.repeat(150_000)}}`), owner.session, 'ballot_malformed'],
  ]
  for (const [why, text, session, code] of cases) expect([why, codeOf(await send(text, session))]).toEqual([why, code])
  expect(codeOf(await send('x'.repeat(200_001), owner.session))).toBe('invalid_input')
  expect(await kept()).toBe(before)
  const [row] = await at.rows<{ state: string }>(`select state from vote_owners where vote = '${id}' and no = '0006'`)
  expect(row).toEqual({ state: 'none' })
  // Nor does what anyone sends fill the ledger.
  const acts = await at.rows<{ input: string; outcome: string }>(
    `select input::text, outcome from acts where operation = 'ballots.cast'`,
  )
  for (const { outcome } of acts) expect(outcome).toBe('ok')
  for (const { input } of acts) expect(input).not.toMatch(/session-of|answers/)
})

test('a letter’s ballot needs no session; one with a code that was never printed is none', async () => {
  const { letters } = await at.do<{ letters: { code: string }[] }>(fangguan, 'printLetters', { id, owners: ['0008'] })
  expect(codeOf(await at.cast(id, at.owners[7]!, [agree], letters[0]!.code))).toBe('ok')
  const [row] = await at.rows<{ code: null }>(`select code from vote_letters where vote = '${id}'`)
  expect(row).toEqual({ code: null })
})

test('a ballot that was opened to be audited is never cast, by a letter as little as with a session', async () => {
  const noon = at.now
  const open = await at.open()
  const owner = at.owners[0]!
  const { letters } = await at.do<{ letters: { code: string }[] }>(fangguan, 'printLetters', { id: open, owners: ['0008'] }) // prettier-ignore
  const audited = [
    [await at.ballotOf(open, owner, [agree]), owner.session],
    [await at.ballotOf(open, at.owners[7]!, [agree], letters[0]!.code), undefined],
  ] as const
  const spoil = (ballot: string) => at.ask(anyone, 'spoil', { id: open, ballot })
  for (const [ballot, session] of audited) {
    const said = { id: open, ballot, ...(session && { session }) }
    expect([(await spoil(ballot)).ok, (await spoil(ballot)).ok]).toEqual([true, true])
    expect(await at.refusal(anyone, 'cast', said)).toBe('ballot_spoiled')
  }
  // Another one counts; and what was cast is not spoilt any more.
  const ballot = await at.ballotOf(open, owner, [against])
  const both = await Promise.all([at.ask(anyone, 'cast', { id: open, ballot, session: owner.session }), spoil(ballot)])
  expect([['ok', 'ballot_cast_already'], ['ballot_spoiled', 'ok']]).toContainEqual(both.map(codeOf)) // prettier-ignore
  expect(codeOf(await spoil(ballot.replace('"answers"', '"answer"')))).toBe('ballot_malformed')
  expect(codeOf(await spoil(await at.ballotOf(id, owner, [agree])))).toBe('owner_not_on_roll')
  const made = await Promise.all(Array.from({ length: 31 }, () => at.ballotOf(open, at.owners[2]!, [agree])))
  const codes = []
  for (const each of made) codes.push(codeOf(await spoil(each)))
  expect([codes.slice(0, 30).every((code) => code === 'ok'), codes[30]]).toEqual([true, 'spoiled_many'])
  at.now = noon
})

test('a ballot that was replaced is not taken again from the public record, however it is sent', async () => {
  const noon = at.now
  const open = await at.open({ revote: true })
  const owner = at.owners[0]!
  const [first, second] = [await at.ballotOf(open, owner, [agree]), await at.ballotOf(open, owner, [against])]
  const sent = (ballot: string, session?: string) =>
    at.ask(anyone, 'cast', { id: open, ballot, ...(session && { session }) })
  expect((await sent(first, owner.session)).ok).toBe(true)
  expect((await sent(first)).ok).toBe(true)
  expect(await sent(second, owner.session)).toMatchObject({ ok: true, value: { seq: 2, replaced: true } })
  for (const session of [undefined, owner.session]) expect(codeOf(await sent(first, session))).toBe('already_voted')
  expect(await sent(second)).toMatchObject({ ok: true, value: { seq: 2 } })
  const rows = await at.rows<{ seq: number }>(`select seq from vote_ballots where vote = '${open}' order by seq`)
  expect(rows).toEqual([{ seq: 1 }, { seq: 2 }])
  at.now = noon
})

test('before the opening and from the instant of the close nothing is taken', async () => {
  const owner = at.owners[6]!
  const ballot = await at.ballotOf(id, owner, [agree])
  at.now = new Date(Date.parse(opensAt) - 1).toISOString()
  expect(codeOf(await send(ballot, owner.session))).toBe('voting_not_open')
  at.now = closesAt
  expect(codeOf(await send(ballot, owner.session))).toBe('voting_closed')
  at.now = new Date(Date.parse(closesAt) - 1).toISOString()
  // A cast that is under way when the clock strikes is either before the close, whole, or not there at all.
  const casting = send(ballot, owner.session)
  at.now = closesAt
  const [cast] = await Promise.all([casting, at.ask(systemActor([ballots.advance.name]), 'advance', { id })])
  expect(['ok', 'voting_closed']).toContain(codeOf(cast))
  const [tally] = await at.rows<{ n: number }>(`select num_tallied as n from vote_tallies where vote = '${id}'`)
  const [counted] = await at.rows<{ n: number }>(
    `select count(*)::int as n from vote_owners where vote = '${id}' and state = 'electronic'`,
  )
  expect(tally).toEqual(counted)
  const again = await send(await at.ballotOf(id, at.owners[0]!, [agree]), at.owners[0]!.session)
  expect(codeOf(again)).toBe('voting_closed')
})
