import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Roll } from '../electorate/electorate.ts'
import type { VoteQuestion } from '../vote.ts'
import { checkAnnex } from './check-annex.ts'
import { countVote, mergeTallies, type ArchiveResult } from './count-vote.ts'
import {
  differingOwners,
  electionPaper,
  matterPaper,
  notReturnedOf,
  settleAnswers,
  type ClassCount,
  type NamedPaper,
  type PaperAnnex,
  type PaperClass,
} from './paper-annex.ts'
import { makeAnnex } from './make-annex.ts'
import { readAnnex } from './read-annex.ts'
import { instanceOf } from './rule-instance.ts'
import { rulesOn, voteParameters } from './rules.ts'

const unit = (no: string, owner: string, area: number) =>
  ({ no, building: '1号楼', staircase: '1号', label: `${no}室`, area, source: 'registered', owner }) as const
const owner = (no: string, area: number) => ({ no, kind: 'person', area, key: `k${no}`, printed: false }) as const

/** Owner 0001 holds two units; 0002 to 0004 hold one of 80.00 m² each. */
const roll: Roll = {
  v: 1,
  vote: 'v',
  electionUuid: 'u',
  day: '2026-11-22',
  scope: 'building',
  units: [
    unit('01', '0001', 9000),
    unit('02', '0001', 5000),
    ...['0002', '0003', '0004'].map((no) => unit(no, no, 8000)),
  ],
  owners: [owner('0001', 14_000), owner('0002', 8000), owner('0003', 8000), owner('0004', 8000)],
  leftOut: [],
  totals: { area: 38_000, heads: 4 },
}

const matter: VoteQuestion = { kind: 'matter', article: 'use_fund', text: '更换水泵' }
const election: VoteQuestion = {
  kind: 'election',
  text: '选举业委会',
  candidates: ['甲', '乙', '丙'],
  seats: 2,
  round: 1,
}
const questions = [matter, election]

const paper = (no: string, sheets: NamedPaper['sheets'], over: Partial<NamedPaper> = {}): NamedPaper => ({
  owner: no,
  sheets,
  reason: null,
  scan: 'a'.repeat(64),
  clerks: ['c1', 'c2'],
  ...over,
})

function annexOf(over: Partial<PaperAnnex>): PaperAnnex {
  return {
    v: 1,
    vote: 'v',
    electionUuid: 'u',
    mode: 'named',
    received: [],
    notReturned: [],
    named: [],
    classes: [],
    scans: ['b'.repeat(64)],
    tellers: ['t1', 't2'],
    witnesses: ['居委会'],
    ...over,
  }
}

const named = annexOf({
  received: ['0001', '0002'],
  notReturned: [{ owner: '0004', way: 'left', evidence: 'e' }],
  named: [
    paper('0001', [
      { units: ['01'], answers: ['agree', [0, 1]] },
      { units: ['02'], answers: ['against', [1, 2]] },
    ]),
    paper('0002', [{ units: ['0002'], answers: ['invalid', [0]] }]),
  ],
})

const matterCount = (agree: number, against: number, abstain: number, invalid: number): ClassCount => ({
  kind: 'matter',
  agree,
  against,
  abstain,
  invalid,
})
const electionCount = (agree: number[], valid: number, invalid: number): ClassCount => ({
  kind: 'election',
  agree,
  valid,
  invalid,
})
const secretClass: PaperClass = {
  area: 8000,
  received: 2,
  counts: [matterCount(1, 0, 0, 1), electionCount([2, 1, 0], 2, 0)],
}
const secret = annexOf({ mode: 'secret', received: ['0002', '0003'], classes: [secretClass] })

const against = (mode: 'named' | 'secret', online: readonly string[] = [], received?: readonly string[]) => ({
  roll,
  mode,
  questions,
  online: new Set(online),
  ...(received ? { received: new Set(received) } : {}),
})
const of = (area: number, heads: number) => ({ area, heads })

test('sheets that differ count their area each, and the head with the greater area', () => {
  expect(matterPaper(named, roll, 0)).toEqual({
    tally: { agree: of(9000, 1), against: of(5000, 0), abstain: of(0, 0) },
    invalid: of(8000, 1),
  })
  expect(electionPaper(named, roll, 1, 3)).toEqual({
    tally: { ballots: of(22_000, 2), candidates: [of(17_000, 2), of(14_000, 1), of(5000, 0)] },
    invalid: of(0, 0),
  })
  expect(differingOwners(named)).toEqual(['0001'])
})

test('even sheets abstain, and invalid ones leave the head to the valid', () => {
  const settled = (...answers: Parameters<typeof settleAnswers>[0]) =>
    Object.entries(settleAnswers(answers)).find(([, part]) => part.heads === 1)?.[0]
  expect(settled({ area: 5, answer: 'agree' }, { area: 5, answer: 'against' })).toBe('abstain')
  expect(settled({ area: 9, answer: 'invalid' }, { area: 5, answer: 'against' })).toBe('against')
  expect(settled({ area: 9, answer: 'invalid' })).toBe('invalid')
  expect(settled({ area: 9, answer: [1] })).toBe('invalid')
  expect(settled()).toBe('invalid')
})

test("where half of an owner's area agrees to a candidate, the head does not", () => {
  const even: Roll = { ...roll, units: roll.units.map((each) => ({ ...each, area: 8000 })) }
  const annex = annexOf({
    received: ['0001'],
    named: [
      paper('0001', [
        { units: ['01'], answers: ['agree', [0]] },
        { units: ['02'], answers: ['agree', [1]] },
      ]),
    ],
  })
  expect(electionPaper(annex, even, 1, 3).tally.candidates).toEqual([of(8000, 0), of(8000, 0), of(0, 0)])
})

test('an election sheet that is invalid does not take part', () => {
  const annex = annexOf({ received: ['0002'], named: [paper('0002', [{ units: ['0002'], answers: ['agree'] }])] })
  expect(electionPaper(annex, roll, 1, 3)).toMatchObject({ tally: { ballots: of(0, 0) }, invalid: of(8000, 1) })
})

test('secret papers count by the area of their class', () => {
  expect(matterPaper(secret, roll, 0)).toEqual({
    tally: { agree: of(8000, 1), against: of(0, 0), abstain: of(0, 0) },
    invalid: of(8000, 1),
  })
  expect(electionPaper(secret, roll, 1, 3).tally).toEqual({
    ballots: of(16_000, 2),
    candidates: [of(16_000, 2), of(8000, 1), of(0, 0)],
  })
  // Counts of another kind of question are not counted at all.
  expect(matterPaper(secret, roll, 1).tally.agree).toEqual(of(0, 0))
  expect(electionPaper(secret, roll, 0, 3).tally.ballots).toEqual(of(0, 0))
})

test('only a delivery that the rules accept makes a ballot not returned', () => {
  expect(notReturnedOf(named, roll, ['left'])).toEqual(of(8000, 1))
  expect(notReturnedOf(named, roll, ['sign'])).toEqual(of(0, 0))
  const stranger = annexOf({ notReturned: [{ owner: '9999', way: 'left', evidence: 'e' }] })
  expect(notReturnedOf(stranger, roll, ['left'])).toEqual(of(0, 1))
})

test('an annex in order has no findings', () => {
  expect(checkAnnex(named, against('named', ['0003'], ['0001', '0002']))).toEqual([])
  expect(checkAnnex(secret, against('secret', ['0001'], ['0003', '0002']))).toEqual([])
  expect(checkAnnex(annexOf({ tellers: [] }), against('named'))).toEqual([])
})

const withPaper = (over: Partial<NamedPaper>): PaperAnnex => ({
  ...named,
  named: [named.named[0]!, { ...named.named[1]!, ...over }],
})
const withAnswers = (...answers: NamedPaper['sheets'][number]['answers']) =>
  withPaper({ sheets: [{ units: ['0002'], answers }] })
const withClass = (over: Partial<PaperClass>): PaperAnnex => ({ ...secret, classes: [{ ...secretClass, ...over }] })
const withCounts = (...counts: ClassCount[]) => withClass({ counts })
const goodMatter = matterCount(1, 0, 0, 1)
const goodElection = electionCount([2, 1, 0], 2, 0)

test.each<[string, PaperAnnex, ReturnType<typeof against>, string[]]>([
  ['another vote', { ...named, vote: 'w' }, against('named'), ['annex_of_other_vote']],
  ['another election', { ...named, electionUuid: 'w' }, against('named'), ['annex_of_other_vote']],
  ['the other mode', named, against('secret'), ['annex_mode_wrong']],
  ['names in a secret vote', { ...secret, named: named.named }, against('secret'), ['annex_mode_wrong']],
  ['classes in a named vote', { ...named, classes: secret.classes }, against('named'), ['annex_mode_wrong']],
  ['an owner online as well', named, against('named', ['0002']), ['owner_also_online']],
  ['an owner received twice', { ...named, received: ['0001', '0002', '0002'] }, against('named'), ['owner_twice']],
  ['an owner entered twice', { ...named, named: [...named.named, named.named[1]!] }, against('named'), ['owner_twice']],
  ['a stranger', { ...secret, received: ['0002', '0003', '9999'] }, against('secret'), ['owner_not_on_roll']],
  [
    'a stranger not returned',
    { ...named, notReturned: [{ owner: '9999', way: 'left', evidence: 'e' }] },
    against('named'),
    ['owner_not_on_roll'],
  ],
  [
    'not returned twice',
    { ...named, notReturned: [named.notReturned[0]!, named.notReturned[0]!] },
    against('named'),
    ['owner_twice'],
  ],
  ['not returned, yet online', named, against('named', ['0004']), ['returned_after_all']],
  [
    'not returned, yet on paper',
    { ...named, notReturned: [{ owner: '0002', way: 'left', evidence: 'e' }] },
    against('named'),
    ['returned_after_all'],
  ],
  ['a receipt too few', named, against('named', [], ['0001']), ['receipt_differs']],
  ['a receipt too many', named, against('named', [], ['0001', '0002', '0003']), ['receipt_differs']],
  ['another mode written in it', { ...annexOf({}), mode: 'secret' }, against('named'), ['annex_mode_wrong']],
  [
    'one sheet of two that does not fit',
    withPaper({
      owner: '0001',
      sheets: [
        { units: ['01'], answers: ['agree', [0]] },
        { units: ['02'], answers: ['agree'] },
      ],
    }),
    against('named'),
    ['owner_twice', 'answers_wrong', 'paper_missing'],
  ],
  ['other receipts', named, against('named', [], ['0001', '0003']), ['receipt_differs']],
  ['a paper lost', { ...named, named: [named.named[0]!] }, against('named'), ['paper_missing']],
  ['a paper nobody received', { ...named, received: ['0001'] }, against('named'), ['paper_not_received']],
  ['one clerk twice', withPaper({ clerks: ['c1', 'c1'] }), against('named'), ['same_clerk_twice']],
  [
    "another's unit",
    withPaper({ sheets: [{ units: ['0003'], answers: ['agree', []] }] }),
    against('named'),
    ['units_differ'],
  ],
  ['an answer too few', withAnswers('agree'), against('named'), ['answers_wrong']],
  ['a choice to an election', withAnswers('agree', 'agree'), against('named'), ['answers_wrong']],
  ['candidates to a matter', withAnswers([0], [0]), against('named'), ['answers_wrong']],
  ['more than the seats', withAnswers('agree', [0, 1, 2]), against('named'), ['answers_wrong']],
  ['a candidate twice', withAnswers('agree', [1, 1]), against('named'), ['answers_wrong']],
  ['a candidate who is none', withAnswers('agree', [3]), against('named'), ['answers_wrong']],
  ['a candidate below none', withAnswers('agree', [-1]), against('named'), ['answers_wrong']],
  ['one teller', { ...named, tellers: ['t1', 't1'] }, against('named'), ['tellers_missing']],
  ['a class twice', { ...secret, classes: [secretClass, secretClass] }, against('secret'), ['class_twice']],
  ['a class missing', { ...secret, classes: [] }, against('secret'), ['class_differs']],
  [
    'a class nobody returned',
    { ...secret, classes: [secretClass, { ...secretClass, area: 14_000 }] },
    against('secret'),
    ['class_differs'],
  ],
  ['counts that do not add up', withCounts(matterCount(2, 0, 0, 1), goodElection), against('secret'), ['counts_wrong']],
  ['broken counts', withCounts(matterCount(1.5, 0.5, 0, 0), goodElection), against('secret'), ['counts_wrong']],
  ['counts of the wrong kind', withCounts(goodElection, goodMatter), against('secret'), ['counts_wrong']],
  ['an election counted as a matter', withCounts(goodMatter, goodMatter), against('secret'), ['counts_wrong']],
  ['a question left out', withCounts(goodMatter), against('secret'), ['counts_wrong']],
  ['a candidate left out', withCounts(goodMatter, electionCount([2, 1], 2, 0)), against('secret'), ['counts_wrong']],
  ['votes below none', withCounts(goodMatter, electionCount([2, -1, 0], 2, 0)), against('secret'), ['counts_wrong']],
  ['valid ballots lost', withCounts(goodMatter, electionCount([1, 1, 0], 1, 0)), against('secret'), ['counts_wrong']],
  [
    'a candidate of all and more',
    withCounts(goodMatter, electionCount([3, 0, 0], 2, 0)),
    against('secret'),
    ['counts_wrong'],
  ],
  [
    'more names than seats',
    withCounts(goodMatter, electionCount([2, 2, 1], 2, 0)),
    against('secret'),
    ['counts_wrong'],
  ],
])('finds %s', (_, annex, facts, faults) => {
  const found = checkAnnex(annex, facts)
  expect(found.map(({ fault }) => fault)).toEqual(faults)
  for (const { text } of found) expect(text.every((words) => words.trim().length > 5)).toBe(true)
})

test('a finding says whom it is about', () => {
  expect(checkAnnex(named, against('named', ['0002']))[0]).toEqual({
    fault: 'owner_also_online',
    about: '0002',
    text: ['0002 号业主：已线上表决，又计入纸质票。', 'Owner 0002: voted online and is counted on paper as well.'],
  })
  expect(checkAnnex({ ...secret, classes: [] }, against('secret'))[0]).toEqual({
    fault: 'class_differs',
    about: '8000',
    text: [
      '面积 80.00 平方米：票数与该面积业主交回的纸质票数不符。',
      'Area 80.00 m²: the number of papers is not that received from owners of this area.',
    ],
  })
  expect(checkAnnex({ ...named, vote: 'w' }, against('named'))).toEqual([
    {
      fault: 'annex_of_other_vote',
      about: null,
      text: ['纸质票附件不属于本次表决。', 'the paper annex is of another vote.'],
    },
  ])
})

test('an annex is made of what clerks enter, and is in order', () => {
  const entered = {
    questions,
    roll,
    received: ['0002', '0003'],
    notReturned: [],
    papers: [],
    classes: [],
    scans: ['b'.repeat(64)],
    tellers: ['t1', 't2'],
    witnesses: ['居委会'],
  }
  const byName = makeAnnex({
    ...entered,
    mode: 'named',
    papers: [
      { owner: '0002', choices: [[2], [0, 2]], reason: null, scan: 'a'.repeat(64), clerks: ['c1', 'c2'] },
      { owner: '0003', choices: null, reason: '未签名', scan: 'a'.repeat(64), clerks: ['c1', 'c2'] },
    ],
  })
  expect(checkAnnex(byName, against('named', [], ['0002', '0003']))).toEqual([])
  expect(readAnnex(JSON.stringify(byName)).ok).toBe(true)
  expect(byName.named.map(({ sheets, reason }) => [sheets, reason])).toEqual([
    [[{ units: ['0002'], answers: ['abstain', [0, 2]] }], null],
    [[{ units: ['0003'], answers: ['invalid', 'invalid'] }], '未签名'],
  ])
  const bySecret = makeAnnex({
    ...entered,
    mode: 'secret',
    classes: [
      {
        area: 8000,
        counts: [
          [1, 0, 0],
          [1, 0, 1],
        ],
        invalid: 1,
      },
    ],
  })
  expect(checkAnnex(bySecret, against('secret', [], ['0002', '0003']))).toEqual([])
  expect(matterPaper(bySecret, roll, 0)).toMatchObject({ tally: { agree: of(8000, 1) }, invalid: of(8000, 1) })
  expect(electionPaper(bySecret, roll, 1, 3).tally.ballots).toEqual(of(8000, 1))
  const broken = makeAnnex({
    ...entered,
    mode: 'named',
    received: ['0002'],
    papers: [{ owner: '0002', choices: [[7]], reason: null, scan: 'a'.repeat(64), clerks: ['c1', 'c2'] }],
  })
  expect(broken.named[0]?.sheets[0]?.answers).toEqual(['invalid', 'invalid'])
  const short = makeAnnex({ ...entered, mode: 'secret', classes: [{ area: 8000, counts: [[2]], invalid: 0 }] })
  expect(checkAnnex(short, against('secret')).map(({ fault }) => fault)).toEqual(['counts_wrong'])
})

test('counts, scans and hashes of an annex are read only in their form', () => {
  const [own] = named.named
  const read = (annex: unknown) => readAnnex(JSON.stringify(annex)).ok
  for (const scan of ['a'.repeat(63), `${'a'.repeat(64)}b`, `x${'a'.repeat(64)}`, 'A'.repeat(64)]) {
    expect(read({ ...named, named: [{ ...own, scan }] })).toBe(false)
    expect(read({ ...named, scans: [scan] })).toBe(false)
  }
  const counts = (count: object) => ({ ...secret, classes: [{ ...secretClass, counts: [count] }] })
  expect(read(counts(matterCount(1, 0, 0, 1)))).toBe(true)
  expect(read(counts(electionCount([2, 1, 0], 2, 0)))).toBe(true)
  for (const count of [
    { kind: 'matter' },
    { kind: 'election' },
    { ...matterCount(1, 0, 0, 1), more: 1 },
    { ...matterCount(1, 0, 0, 1), kind: 'another' },
    matterCount(-1, 0, 0, 1),
    matterCount(0.5, 0, 0, 1),
  ]) {
    expect(read(counts(count))).toBe(false)
  }
})

test('papers are counted by their own area only, and two answers to a matter are none', () => {
  const entered = { questions, roll, notReturned: [], papers: [], scans: [], tellers: ['t1', 't2'], witnesses: [] }
  const classes = [{ area: 8000, counts: [[1, 0, 0]], invalid: 0 }]
  const secretly = makeAnnex({ ...entered, mode: 'secret', received: ['0001', '0002'], classes })
  expect(secretly.classes).toMatchObject([
    { received: 1, counts: [matterCount(1, 0, 0, 0), { kind: 'election', agree: [], valid: 1, invalid: 0 }] },
  ])
  const twice = {
    owner: '0002',
    choices: [[0, 1], [0]],
    reason: null,
    scan: 'a'.repeat(64),
    clerks: ['c1', 'c2'],
  } as const
  const byName = makeAnnex({ ...entered, mode: 'named', received: ['0002'], classes: [], papers: [twice] })
  expect(byName.named[0]?.sheets[0]?.answers).toEqual(['invalid', [0]])
})

test('an answer that a sheet or a class does not give is not counted', () => {
  const silent = annexOf({ received: ['0002'], named: [paper('0002', [{ units: ['0002'], answers: [] }])] })
  expect(matterPaper(silent, roll, 0)).toMatchObject({ invalid: of(8000, 1) })
  const empty = withClass({ counts: [] })
  expect(matterPaper(empty, roll, 0)).toMatchObject({ tally: { agree: of(0, 0) }, invalid: of(0, 0) })
  expect(electionPaper(empty, roll, 1, 3).tally.candidates).toEqual([of(0, 0), of(0, 0), of(0, 0)])
})

test('what is written is read again, and nothing else is', () => {
  for (const annex of [named, secret]) expect(readAnnex(JSON.stringify(annex))).toEqual({ ok: true, value: annex })
  for (const text of ['', '{}', '[]', JSON.stringify({ ...named, name: '张三' }), JSON.stringify({ ...named, v: 2 })])
    expect(readAnnex(text)).toEqual({ ok: false, error: 'annex_malformed' })
})

const rules = instanceOf({
  day: '2026-11-22',
  matters: ['use_fund', 'committee_election'],
  terms: {
    parkingCounts: false,
    invalidParticipates: false,
    notReturned: 'participate_abstain',
    clause: '第十二条',
    clauseFile: null,
    proxyCap: 3,
  },
  revote: false,
  document: { title: '业主大会议事规则', sha256: '00'.repeat(32) },
  rules: rulesOn('2026-11-22'),
  numberOf: (parameter) => voteParameters[parameter].value,
})
const archive: ArchiveResult = {
  area: {
    participants: 8000,
    counts: [
      [8000, 0, 0],
      [8000, 0, 8000],
    ],
  },
  heads: {
    participants: 1,
    counts: [
      [1, 0, 0],
      [1, 0, 1],
    ],
  },
}

test('archive and annex together decide every question', () => {
  const counted = countVote({ rules, roll, questions, archive, annex: named })
  expect(counted).toMatchObject({
    ok: true,
    value: [
      {
        kind: 'matter',
        matter: 'use_fund',
        followed: null,
        online: { agree: of(8000, 1) },
        paper: { agree: of(9000, 1) },
        invalid: of(8000, 1),
        notReturned: of(8000, 1),
        withoutPolicy: { participants: of(22_000, 2), quorumMet: false },
        withPolicy: { participants: of(30_000, 3), quorumMet: true, majorityMet: true },
        passed: true,
        policyDecides: true,
      },
      {
        kind: 'election',
        candidates: ['甲', '乙', '丙'],
        seats: 2,
        online: { ballots: of(8000, 1) },
        withoutPolicy: { participants: of(30_000, 3), elected: [0] },
      },
    ],
  })
})

const mapArea = (counts: number[][]): ArchiveResult => ({ ...archive, area: { ...archive.area, counts } })
test.each<[string, ArchiveResult]>([
  [
    'answers that do not add up to the ballots',
    mapArea([
      [7999, 0, 0],
      [8000, 0, 8000],
    ]),
  ],
  ['heads that do not', { ...archive, heads: { participants: 2, counts: archive.heads.counts } }],
  ['a question too few', mapArea([[8000, 0, 0]])],
  ['a question too many by heads', { ...archive, heads: { participants: 1, counts: [...archive.heads.counts, []] } }],
  [
    'an answer too few',
    mapArea([
      [8000, 0],
      [8000, 0, 8000],
    ]),
  ],
  [
    'a candidate too few by heads',
    {
      ...archive,
      heads: {
        participants: 1,
        counts: [
          [1, 0, 0],
          [1, 0],
        ],
      },
    },
  ],
])('refuses an archive of %s', (_, wrong) => {
  const refused = { ok: false, error: 'archive_wrong' }
  expect(mergeTallies(questions, wrong, named, roll)).toEqual(refused)
  expect(countVote({ rules, roll, questions, archive: wrong, annex: named })).toEqual(refused)
})

test('an election has as many answers in the archive as candidates', () => {
  const pair: VoteQuestion = { ...election, candidates: ['甲', '乙'] }
  const counted = (counts: number[]): ArchiveResult => ({
    area: { participants: 8000, counts: [counts.map((heads) => heads * 8000)] },
    heads: { participants: 1, counts: [counts] },
  })
  const nobody = annexOf({})
  expect(mergeTallies([pair], counted([1, 0]), nobody, roll).ok).toBe(true)
  expect(mergeTallies([pair], counted([1, 0, 0]), nobody, roll)).toEqual({ ok: false, error: 'archive_wrong' })
})

test('what the rules cannot count is refused', () => {
  const few = { ...rules, rules: rules.rules.slice(0, 1) }
  expect(countVote({ rules: few, roll, questions, archive, annex: named })).toEqual({
    ok: false,
    error: 'rule_missing',
  })
})

test('whatever the sheets say, an owner is one head and all their area, once', () => {
  const answer = fc.constantFrom('agree', 'against', 'abstain', 'invalid')
  fc.assert(
    fc.property(fc.array(fc.record({ area: fc.integer({ min: 1, max: 9 }), answer }), { minLength: 1 }), (answers) => {
      const parts = Object.values(settleAnswers(answers as Parameters<typeof settleAnswers>[0]))
      expect(parts.reduce((sum, part) => sum + part.heads, 0)).toBe(1)
      expect(parts.reduce((sum, part) => sum + part.area, 0)).toBe(answers.reduce((sum, each) => sum + each.area, 0))
    }),
  )
})
