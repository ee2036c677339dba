import { expect, test } from 'vitest'
import { canonicalJson } from '#kernel/canonical-json'
import { sha256Hex } from '../belenios/hash.ts'
import type { ArchiveSummary } from '../belenios/verify-archive.ts'
import type { Decision } from '../rules/count-vote.ts'
import type { ResultSheet } from './result-sheet.ts'
import { ownersOnline, trackersHash, verifySheet, type CountToVerify } from './verify-count.ts'

const area = { ballots: [{ tracker: 'a' }, { tracker: 'b' }] } as unknown as ArchiveSummary
const given = {
  mode: 'named',
  area,
  roll: { vote: 'v', electionUuid: 'u' },
  rules: { questions: [{ text: '更换水泵' }, { text: '上调物业费' }] },
} as unknown as CountToVerify
const decisions = [{ passed: true }, { passed: false }] as unknown as readonly Decision[]
const closedAt = '2026-11-25T01:00:00.000Z'
const unsigned = {
  v: 1,
  vote: 'v',
  electionUuid: 'u',
  mode: 'named',
  closedAt,
  ballotsHash: sha256Hex('a\nb\n'),
  delivered: { area: 0, heads: 0 },
  paper: 'p',
  questions: [
    { text: '更换水泵', decision: decisions[0] },
    { text: '上调物业费', decision: decisions[1] },
  ],
} as unknown as ResultSheet
const tellers = [
  { name: '甲', post: '业委会', at: closedAt },
  { name: '乙', post: '居委会', at: closedAt },
]

/** What is found of a sheet with these changes, hashed as if it had been signed so. */
function found(changes: object, more: object = {}, paper: string | undefined = 'p') {
  const sheet = { ...unsigned, ...changes }
  const signed = { ...sheet, sheet: sha256Hex(canonicalJson(sheet)), tellers, ...more }
  return verifySheet(signed, given, decisions, paper).map(({ code, where, detail }) => `${code} ${where} ${detail}`.trim())
} // prettier-ignore

test('a sheet is of its vote, of these ballots and papers, and as it was signed', () => {
  expect(found({})).toEqual([])
  expect(found({ vote: 'w' })).toEqual(['vote_id_differs result.json'])
  expect(found({ mode: 'secret' })).toEqual(['vote_id_differs result.json'])
  expect(found({ electionUuid: 'x' })).toEqual(['election_uuid_differs result.json'])
  expect(found({}, { sheet: '0'.repeat(64) })).toEqual(['result_sheet_hash_wrong result.json'])
  expect(found({ paper: 'q' })).toEqual(['result_paper_differs result.json'])
  expect(found({ ballotsHash: trackersHash({ ...area, ballots: area.ballots.toReversed() }) })).toEqual(['result_ballots_differ result.json']) // prettier-ignore
})

test('two people sign, once the vote has closed', () => {
  const [first, second] = tellers
  const by = (...signers: unknown[]) => found({}, { tellers: signers })
  expect(by()).toEqual(['result_tellers_missing result.json 0'])
  expect(by(first)).toEqual(['result_tellers_missing result.json 1'])
  expect(by(first, { ...first })).toEqual(['result_tellers_missing result.json 2'])
  expect(by(first, { ...first, at: '2026-11-25T01:00:00.001Z' })).toEqual(['tellers_of_one_name result.json'])
  for (const other of [{ name: '丙' }, { post: '街道' }]) expect(by(first, { ...first, ...other })).toEqual([])
  expect(by(first, { ...second, at: '2026-11-25T00:59:59.999Z' })).toEqual(['result_signed_too_early result.json'])
})

test('every question is decided as it is counted, under its own words', () => {
  const [one, two] = unsigned.questions
  const of = (...questions: unknown[]) => found({ questions })
  expect(of(one)).toEqual(['result_question_differs result.json', 'result_question_differs question 2'])
  expect(of(one, two, two)).toEqual(['result_question_differs result.json'])
  expect(of(one, { ...two, text: '更换水泵' })).toEqual(['result_question_differs question 2'])
  expect(of({ ...one, decision: { passed: false } }, two)).toEqual(['result_question_differs question 1'])
  expect(of(two, one)).toEqual(['result_question_differs question 1', 'result_question_differs question 2'])
})

test('online took part who holds the key of a ballot that counts', () => {
  const roll = { owners: [{ key: 'k1', no: '1' }, { key: 'k2', no: '2' }] } // prettier-ignore
  const counted = [{ credential: 'k2' }, { credential: 'stranger' }]
  expect([...ownersOnline({ counted } as never, roll as never)]).toEqual(['2'])
})
