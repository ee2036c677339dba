import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  countedAs,
  freshRollRow,
  receive,
  turnoutOf,
  type RollEvent,
  type RollRow,
  type RollTerms,
} from './roll-state.ts'

const terms: RollTerms = {
  vote: 'v',
  key: 'k1',
  opensAt: '2026-11-16T00:00:00.000Z',
  closesAt: '2026-11-30T10:00:00.000Z',
  state: 'voting',
  revote: false,
}
const at = '2026-11-20T02:00:00.000Z'
const cast = (tracker: string, over = {}): RollEvent => ({ kind: 'cast', tracker, key: 'k1', at, ...over })
const paper = (sheet: string, over = {}): RollEvent => ({
  kind: 'paper',
  sheet,
  at,
  clerks: ['c1', 'c2'],
  vote: 'v',
  ...over,
})
const strike = (sheet: string, over = {}): RollEvent => ({
  kind: 'strike',
  sheet,
  at,
  clerks: ['c1', 'c2'],
  reason: '误录他人表决票',
  ...over,
})
const deliver = (over = {}): RollEvent => ({ kind: 'deliver', way: 'sign', at, evidence: 'e1', ...over })

function after(events: readonly RollEvent[], over: Partial<RollTerms> = {}): RollRow {
  return events.reduce((row, event) => {
    const result = receive(row, event, { ...terms, ...over })
    if (!result.ok) throw new Error(result.error)
    return result.value
  }, freshRollRow('0001'))
}
const refused = (row: RollRow, event: RollEvent, over: Partial<RollTerms> = {}) =>
  receive(row, event, { ...terms, ...over })

test('an owner’s row begins with nothing received, delivered or struck', () => {
  expect(freshRollRow('0001')).toEqual({
    owner: '0001',
    channel: 'none',
    delivery: { state: 'not_delivered' },
    ballots: [],
    paper: null,
    struck: [],
  })
})

test('what arrives first is counted', () => {
  expect(countedAs(after([cast('t1')]))).toEqual({ as: 'online', tracker: 't1' })
  expect(countedAs(after([paper('s1')]))).toEqual({ as: 'paper', sheet: 's1' })
  expect(refused(after([cast('t1')]), paper('s1'))).toEqual({ ok: false, error: 'already_online' })
  expect(refused(after([paper('s1')]), cast('t1'))).toEqual({ ok: false, error: 'already_on_paper' })
  expect(refused(after([paper('s1')]), paper('s2'))).toEqual({ ok: false, error: 'already_on_paper' })
})

test('voting again online is a rule of the vote, and the last ballot counts', () => {
  expect(refused(after([cast('t1')]), cast('t2'))).toEqual({ ok: false, error: 'already_voted' })
  const row = after([cast('t1'), cast('t2')], { revote: true })
  expect(countedAs(row)).toEqual({ as: 'online', tracker: 't2' })
  expect(refused(row, cast('t1'), { revote: true })).toEqual({ ok: false, error: 'ballot_known' })
  expect(refused(row, paper('s1'), { revote: true })).toEqual({ ok: false, error: 'already_online' })
})

test('a sheet struck out frees the owner, and never comes back', () => {
  const row = after([paper('s1'), strike('s1')])
  expect(countedAs(row)).toEqual({ as: 'absent' })
  expect(refused(row, paper('s1'))).toEqual({ ok: false, error: 'sheet_struck' })
  expect(countedAs(after([paper('s1'), strike('s1'), cast('t1')]))).toEqual({ as: 'online', tracker: 't1' })
})

test('a delivered ballot that does not come back is not returned; one that does is not', () => {
  expect(countedAs(after([deliver()]))).toEqual({ as: 'not_returned', way: 'sign' })
  expect(countedAs(after([deliver(), paper('s1')]))).toEqual({ as: 'paper', sheet: 's1' })
  expect(countedAs(after([cast('t1'), deliver()]))).toEqual({ as: 'online', tracker: 't1' })
  expect(countedAs(freshRollRow('0001'))).toEqual({ as: 'absent' })
})

test('ballots may be delivered before the vote opens', () => {
  const early = deliver({ at: '2026-11-10T00:00:00.000Z' })
  expect(refused(freshRollRow('0001'), early, { state: 'frozen' }).ok).toBe(true)
})

const fresh = freshRollRow('0001')
const early = '2026-11-15T23:59:59.999Z'
const late = terms.closesAt
test.each<[string, RollRow, RollEvent, Partial<RollTerms>, string]>([
  ['a ballot of another key', fresh, cast('t1', { key: 'k2' }), {}, 'key_not_on_roll'],
  ['a ballot before the opening', fresh, cast('t1', { at: early }), {}, 'vote_not_open'],
  ['a ballot while the vote is frozen', fresh, cast('t1'), { state: 'frozen' }, 'vote_not_open'],
  ['a ballot at the closing instant', fresh, cast('t1', { at: late }), {}, 'vote_closed'],
  ['a ballot once closed', fresh, cast('t1'), { state: 'closed' }, 'vote_closed'],
  ['paper of another vote', fresh, paper('s1', { vote: 'w' }), {}, 'sheet_of_other_vote'],
  ['paper entered by one clerk twice', fresh, paper('s1', { clerks: ['c1', 'c1'] }), {}, 'second_clerk_needed'],
  ['paper before the opening', fresh, paper('s1', { at: early }), {}, 'vote_not_open'],
  ['paper while frozen', fresh, paper('s1'), { state: 'frozen' }, 'vote_not_open'],
  ['paper handed in late', fresh, paper('s1', { at: late }), { state: 'closed' }, 'vote_closed'],
  ['paper once counted', fresh, paper('s1'), { state: 'counted' }, 'vote_closed'],
  ['striking without a reason', after([paper('s1')]), strike('s1', { reason: ' ' }), {}, 'reason_needed'],
  ['striking alone', after([paper('s1')]), strike('s1', { clerks: ['c1', 'c1'] }), {}, 'second_clerk_needed'],
  ['striking once closed', after([paper('s1')]), strike('s1'), { state: 'closed' }, 'vote_closed'],
  ['striking at the closing instant', after([paper('s1')]), strike('s1', { at: late }), {}, 'vote_closed'],
  ['striking another sheet', after([paper('s1')]), strike('s2'), {}, 'sheet_not_here'],
  ['striking what is not there', fresh, strike('s1'), {}, 'sheet_not_here'],
  ['delivering twice', after([deliver()]), deliver(), {}, 'already_delivered'],
  ['delivering once closed', fresh, deliver(), { state: 'closed' }, 'vote_closed'],
  ['delivering once counted', fresh, deliver(), { state: 'counted' }, 'vote_closed'],
  ['delivering after the closing instant', fresh, deliver({ at: late }), {}, 'vote_closed'],
])('refuses %s', (_, row, event, over, error) => {
  expect(refused(row, event, over)).toEqual({ ok: false, error })
})

test('paper handed in before the close may be entered until the count', () => {
  expect(refused(fresh, paper('s1'), { state: 'closed' }).ok).toBe(true)
})

test('the turnout adds up to the roll', () => {
  const rows = [[cast('t1')], [paper('s1'), deliver()], [deliver()], [deliver({ way: 'left' })], []].map(
    (events, index) => ({
      row: after(events),
      area: (index + 1) * 100,
    }),
  )
  expect(turnoutOf(rows, ['sign'])).toEqual({
    totals: { area: 1500, heads: 5 },
    online: { area: 100, heads: 1 },
    paper: { area: 200, heads: 1 },
    notReturned: { area: 300, heads: 1 },
    absent: { area: 900, heads: 2 },
    delivered: { area: 900, heads: 3 },
  })
})

/** The whole roll as the law sees it: a set of counted votes, owner by owner, that nothing may enter twice. */
interface Model {
  readonly revote: boolean
  state: RollTerms['state']
  now: number
  readonly counted: Map<string, string>
}

interface Real {
  readonly rows: Map<string, RollRow>
}

const owners = ['0001', '0002', '0003'] as const
/** The key of the third owner is held by the second as their proxy: a key of its own, a ballot of its own. */
const keyOf = (owner: string) => `k${owner}`
const instant = (step: number) => new Date(Date.parse(terms.opensAt) + (step - 2) * 3_600_000).toISOString()
const closesAtStep = 22

function termsOf(model: Model, owner: string): RollTerms {
  return { ...terms, key: keyOf(owner), closesAt: instant(closesAtStep), state: model.state, revote: model.revote }
}

function checkRoll(model: Model, real: Real) {
  const seen = [...real.rows.values()].flatMap((row) => {
    const counted = countedAs(row)
    return counted.as === 'online'
      ? [[row.owner, counted.tracker]]
      : counted.as === 'paper'
        ? [[row.owner, counted.sheet]]
        : []
  })
  expect(new Map(seen as [string, string][])).toEqual(model.counted)
  const rows = [...real.rows.values()].map((row) => ({ row, area: 7 }))
  const { totals, online, paper: onPaper, notReturned, absent } = turnoutOf(rows, ['sign', 'left'])
  expect(online.heads + onPaper.heads).toBe(model.counted.size)
  expect(online.heads + onPaper.heads + notReturned.heads + absent.heads).toBe(totals.heads)
  for (const row of real.rows.values()) expect(row.ballots.length > 0 && row.paper !== null).toBe(false)
}

/** An event arrives, late or early, from whom it may; the model says whether the law takes it. */
function arriving(owner: string, event: RollEvent, takes: (model: Model, known: string | undefined) => boolean) {
  return {
    check: () => true,
    run(model: Model, real: Real) {
      const stamped = { ...event, at: instant(model.now) }
      const known = model.counted.get(owner)
      const result = receive(real.rows.get(owner)!, stamped, termsOf(model, owner))
      if (event.kind !== 'deliver') expect(result.ok).toBe(takes(model, known))
      if (result.ok) {
        taken++
        real.rows.set(owner, result.value)
        if (event.kind === 'cast') model.counted.set(owner, event.tracker)
        if (event.kind === 'paper') model.counted.set(owner, event.sheet)
        if (event.kind === 'strike') model.counted.delete(owner)
      }
      checkRoll(model, real)
    },
    toString: () => `${owner} ${JSON.stringify(event)}`,
  }
}

const isOpen = (model: Model) => model.state === 'voting' && model.now >= 2 && model.now < closesAtStep
let serial = 0
let taken = 0
const anyOwner = fc.constantFrom(...owners)
const commands = [
  fc.tuple(anyOwner, anyOwner).map(([owner, holder]) => {
    const tracker = `t${serial++}`
    return arriving(
      owner,
      { kind: 'cast', tracker, key: keyOf(holder), at },
      (model, known) =>
        holder === owner && isOpen(model) && (known === undefined || (known.startsWith('t') && model.revote)),
    )
  }),
  anyOwner.map((owner) => {
    const sheet = `s${serial++}`
    return arriving(
      owner,
      { kind: 'paper', sheet, at, clerks: ['c1', 'c2'], vote: 'v' },
      (model, known) =>
        known === undefined &&
        (model.state === 'voting' || model.state === 'closed') &&
        model.now >= 2 &&
        model.now < closesAtStep,
    )
  }),
  anyOwner.map((owner) => ({
    check: (model: Readonly<Model>) => model.counted.get(owner)?.startsWith('s') ?? false,
    run: (model: Model, real: Real) =>
      arriving(
        owner,
        { kind: 'strike', sheet: model.counted.get(owner)!, at, clerks: ['c1', 'c2'], reason: '误录' },
        isOpen,
      ).run(model, real),
    toString: () => `${owner} strike`,
  })),
  anyOwner.map((owner) => arriving(owner, { kind: 'deliver', way: 'left', at, evidence: 'e' }, () => true)),
  fc
    .constantFrom<[RollTerms['state'], RollTerms['state']]>(
      ['frozen', 'voting'],
      ['voting', 'closed'],
      ['closed', 'counted'],
    )
    .map(([from, to]) => ({
      check: (model: Readonly<Model>) => model.state === from && (from === 'frozen' || model.now >= 12),
      run: (model: Model, real: Real) => {
        model.state = to
        checkRoll(model, real)
      },
      toString: () => `${from} → ${to}`,
    })),
  fc.integer({ min: 1, max: 3 }).map((steps) => ({
    check: () => true,
    run: (model: Model) => {
      model.now += steps
    },
    toString: () => `${steps} h later`,
  })),
]

test('no owner is ever counted twice, in whatever order things happen', () => {
  fc.assert(
    fc.property(
      fc.boolean(),
      fc.boolean(),
      fc.commands(commands, { maxCommands: 60, size: 'max' }),
      (revote, begun, run) => {
        const setup = () => ({
          model: {
            revote,
            state: (begun ? 'voting' : 'frozen') as RollTerms['state'],
            now: begun ? 3 : 0,
            counted: new Map<string, string>(),
          },
          real: { rows: new Map(owners.map((owner) => [owner as string, freshRollRow(owner)])) },
        })
        fc.modelRun(setup, run)
      },
    ),
    { numRuns: 400 },
  )
  expect(taken).toBeGreaterThan(500)
})
