import { expect, test } from 'vitest'
import type { LogLeaf } from '#engines/notary/shared'
import { groupNamed } from '../belenios/named-groups.ts'
import { sha256Hex } from '../belenios/hash.ts'
import { encryptedTallyText } from '../belenios/tally.ts'
import type { ArchiveSummary } from '../belenios/verify-archive.ts'
import type { PaperAnnex } from '../rules/paper-annex.ts'
import { verifyVoteLeaves, type LeavesToVerify } from './verify-vote-leaves.ts'

const group = groupNamed('Ed25519')
const summary = (credentials: string, more: object = {}) =>
  ({
    phase: 'result',
    ballots: [{ tracker: 't1' }, { tracker: 't2' }, { tracker: 't3' }],
    setup: { election: { uuid: 'u' }, group, hashes: { election: 'e', trustees: 't', credentials } },
    tally: { ciphertexts: [] },
    numTallied: 3,
    totalWeight: 300,
    ...more,
  }) as unknown as ArchiveSummary

const tally = sha256Hex(encryptedTallyText(group, []))
const told: readonly [string, object][] = [
  ['roll_frozen', { electionUuid: 'u', roll: 'hr', rules: 'hu' }],
  ['setup', { electionUuid: 'u', election: 'e', trustees: 't', credentialsArea: 'ca', credentialsHead: 'ch' }],
  ['opened', {}],
  ['ballot', { tracker: 't1', seq: 1 }],
  ['paper', { paper: 'p', state: 'received', owner: '4', scan: 's' }],
  ['ballot', { tracker: 't2', seq: 2 }],
  ['paper', { paper: 'p', state: 'confirmed', owner: '4', scan: 's' }],
  ['ballot', { tracker: 't3', seq: 3 }],
  ['closed', { ballots: 3, papers: 1 }],
  ['tally', { area: tally, head: tally, numTallied: 3, totalWeight: 300 }],
  ['result', { sheet: 'hs', paper: 'hp', openings: null }],
  ['published', { sheet: 'hs' }],
]
const leafOf = (index: number, kind: string, data: object, vote = 'v'): LogLeaf => ({ index, kind, at: 'x', data: { vote, ...data } }) // prettier-ignore
const whole = told.map(([kind, data], index) => leafOf(index, kind, data))
const signed = new Map([['roll.json', 'hr'], ['rules.json', 'hu'], ['paper.json', 'hp'], ['result.json', 'hs']]) // prettier-ignore
const bound = new Map([...signed].slice(0, 2))
const annex = { received: ['4'], named: [{ owner: '4', scan: 's' }] } as unknown as PaperAnnex

function found(leaves: readonly LogLeaf[], more: Partial<LeavesToVerify> = {}): readonly string[] {
  const given = { vote: 'v', leaves, area: summary('ca'), head: summary('ch'), hashes: signed, annex, ...more }
  return verifyVoteLeaves(given).map(({ code, where, detail }) => `${code} ${where} ${detail}`.trim())
}
const until = (count: number) => whole.slice(0, count)
const but = (index: number) => whole.filter((leaf) => leaf.index !== index)
const changed = (index: number, data: object, kind = whole[index]!.kind) =>
  whole.map((leaf) => (leaf.index === index ? leafOf(index, kind, { ...(leaf.data as object), ...data }) : leaf))
/** The leaves in another order, numbered anew. */
const moved = (...order: number[]) => order.map((from, index) => ({ ...whole[from]!, index }))

test('a log that holds the vote as the files show it says nothing against them, whatever else it holds', () => {
  expect(found(whole)).toEqual([])
  const others = whole.map(({ index, kind, data }) => leafOf(index + 20, kind, { ...(data as object), vote: 'w' }))
  expect(found([...others, { index: 19, kind: 'opened', at: 'x', data: null }, ...whole])).toEqual([])
  const spoilt = { paper: 'q', state: 'received', owner: '5', scan: 's' }
  expect(found([leafOf(-1, 'spoilt', spoilt), ...whole, leafOf(12, 'delivery', {}), leafOf(13, 'spoilt', spoilt)])).toEqual([]) // prettier-ignore
})

test('a step that the log holds twice or in another order is named with its place', () => {
  expect(found([...whole, leafOf(12, 'opened', {}), leafOf(13, 'opened', {})])).toEqual([
    'leaf_repeated tlog 12 opened',
    'leaf_repeated tlog 13 opened',
  ])
  expect(found(moved(1, 0, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11))).toEqual(['leaf_order_wrong tlog 0 setup < roll_frozen'])
  expect(found(moved(0, 1, 2, 3, 4, 5, 6, 7, 9, 8, 10, 11))).toEqual(['leaf_order_wrong tlog 8 tally < closed'])
  // A ballot before the opening, and one after the close.
  expect(found(moved(0, 1, 3, 2, 4, 5, 6, 7, 8, 9, 10, 11))).toEqual(['leaf_order_wrong tlog 2 ballot'])
  expect(found(moved(0, 1, 2, 3, 4, 5, 6, 8, 7, 9, 10, 11))).toEqual(['leaf_order_wrong tlog 8 ballot'])
  // A paper may be confirmed after the close, but not received.
  expect(found(moved(0, 1, 2, 3, 4, 5, 7, 8, 6, 9, 10, 11))).toEqual([])
  expect(found(moved(0, 1, 2, 3, 5, 7, 8, 4, 6, 9, 10, 11))).toEqual([
    'leaf_order_wrong tlog 7 paper',
    'leaf_closed_differs tlog 6 1 / 0',
  ])
  expect(found(but(2))).toEqual(['leaf_opened_missing tlog'])
})

test('what is missing is awaited while nothing rests on it, and missed as soon as something does', () => {
  const at = (phase: string, count: number, more: Partial<LeavesToVerify> = {}, ballots = 3) => {
    const area = { ballots: summary('').ballots.slice(0, ballots), phase }
    return found(until(count), { area: summary('ca', area), head: summary('ch', area), hashes: bound, annex: undefined, ...more }) // prettier-ignore
  }
  expect(at('empty', 0, {}, 0)).toEqual(['leaf_awaits_log tlog roll_frozen', 'leaf_awaits_log tlog setup'])
  expect(at('voting', 2, {}, 0)).toEqual([])
  expect(at('voting', 3, {}, 0)).toEqual([])
  expect(at('empty', 1, {}, 0)).toEqual(['leaf_awaits_log tlog setup'])
  expect(at('voting', 2, {}, 1)).toEqual(['leaf_awaits_log tlog opened', 'ballot_awaits_log ballot 1 t1'])
  expect(at('voting', 6)).toEqual(['ballot_awaits_log ballot 3 t3'])
  expect(at('voting', 8)).toEqual([])
  expect(at('closed', 8)).toEqual(['leaf_awaits_log tlog closed'])
  expect(at('closed', 9)).toEqual([])
  expect(at('tallied', 9)).toEqual(['leaf_awaits_log tlog tally'])
  expect(at('tallied', 6)).toEqual(['leaf_awaits_log tlog closed', 'leaf_awaits_log tlog tally', 'ballot_awaits_log ballot 3 t3']) // prettier-ignore
  expect(at('tallied', 10)).toEqual([])
  // Once the log holds the close nothing before it comes any more.
  const closed = { area: summary('ca', { phase: 'closed' }), head: summary('ch', { phase: 'closed' }), hashes: bound }
  expect(
    found(
      until(9).filter(({ index }) => index !== 7),
      closed,
    ),
  ).toEqual(['ballot_not_in_log ballot 3 t3'])
  for (const phase of ['decrypting', 'result']) {
    expect(at(phase, 9)).toEqual(['leaf_tally_missing tlog'])
    expect(at(phase, 8)).toEqual(['leaf_closed_missing tlog', 'leaf_tally_missing tlog'])
    expect(at(phase, 7)).toEqual(['leaf_closed_missing tlog', 'leaf_tally_missing tlog', 'ballot_not_in_log ballot 3 t3']) // prettier-ignore
  }
  expect(found(until(10))).toEqual(['leaf_result_missing tlog'])
  expect(found(until(10), { isJustSigned: false })).toEqual(['leaf_result_missing tlog'])
  expect(found(until(10), { isJustSigned: true })).toEqual(['leaf_awaits_log tlog result'])
  // What comes later in the log cannot have come without what is before it.
  expect(found(but(10), { isJustSigned: true })).toEqual(['leaf_result_missing tlog'])
  expect(found(but(0))).toEqual(['leaf_roll_missing tlog'])
  expect(found(but(1))).toEqual(['leaf_setup_missing tlog'])
  expect(found(but(8))).toEqual(['leaf_closed_missing tlog'])
  const open = { area: summary('ca', { phase: 'voting' }), head: summary('ch', { phase: 'voting' }), hashes: bound, annex: undefined } // prettier-ignore
  expect(found(until(8).filter(({ kind }) => kind !== 'opened'), open)).toEqual(['leaf_opened_missing tlog']) // prettier-ignore
  expect(found(until(11))).toEqual([])
})

test('steps in the log that the files do not show were cut off from them', () => {
  const area = { phase: 'voting' }
  const cut = { area: summary('ca', area), head: summary('ch', area), hashes: bound }
  expect(found(until(10), cut)).toEqual(['files_behind_log tlog 8 closed', 'files_behind_log tlog 9 tally'])
  expect(found(until(8), cut)).toEqual([])
  const unsigned = ['files_behind_log tlog 10 result', 'files_behind_log tlog 11 published']
  const hashes = new Map([...signed].filter(([name]) => name !== 'result.json'))
  const differ = ['leaf_result_differs tlog 10 sheet', 'leaf_result_differs tlog 11 sheet']
  expect(found(whole, { hashes })).toEqual([...unsigned, ...differ])
  expect(found(until(10), { hashes })).toEqual([])
})

test('what a step says must be what the files say, member for member', () => {
  for (const [index, code] of [
    [0, 'leaf_roll_differs'],
    [1, 'leaf_setup_differs'],
    [9, 'leaf_tally_differs'],
    [10, 'leaf_result_differs'],
    [11, 'leaf_result_differs'],
  ] as const)
    for (const name of Object.keys(told[index]![1]))
      expect(found(changed(index, { [name]: 'another' }))).toEqual([`${code} tlog ${index} ${name}`])
  expect(found(changed(0, { roll: 'x', rules: 'y' }))).toEqual(['leaf_roll_differs tlog 0 roll, rules'])
  expect(found(whole, { hashes: new Map([...signed, ['openings.json', 'ho']]) })).toEqual(['leaf_result_differs tlog 10 openings']) // prettier-ignore
  // A file that is not there has no hash, and none in the log is that of nothing.
  for (const none of [undefined, null, '']) {
    expect(found(changed(0, { roll: none }), { hashes: new Map([...signed].slice(1)) })).toEqual(['leaf_roll_differs tlog 0 roll']) // prettier-ignore
    expect(found(changed(1, { credentialsHead: none }), { head: summary('ch', { setup: undefined }) })).toEqual(['leaf_setup_differs tlog 1 credentialsHead']) // prettier-ignore
  }
  // Where an archive holds no tally there is nothing to compare.
  expect(found(changed(9, { area: 'x' }), { area: summary('ca', { tally: undefined }) })).toEqual([])
  expect(found(changed(9, { area: 'x' }), { head: summary('ch', { tally: undefined }) })).toEqual([])
})

test('every ballot is in the log, in its place, and the log holds no other', () => {
  expect(found(changed(5, { tracker: 'tx' }))).toEqual(['ballot_not_in_log ballot 2 t2', 'ballot_leaf_without_ballot tlog 5 tx']) // prettier-ignore
  expect(found(changed(5, { tracker: 7 }))).toEqual(['ballot_not_in_log ballot 2 t2', 'ballot_leaf_without_ballot tlog 5 7']) // prettier-ignore
  expect(found(but(3))).toEqual(['ballot_not_in_log ballot 1 t1'])
  expect(found(moved(0, 1, 2, 5, 4, 3, 6, 7, 8, 9, 10, 11))).toEqual(['ballots_not_in_order_of_log ballot 1'])
  expect(found(changed(7, { seq: 4 }))).toEqual(['ballots_not_in_order_of_log ballot 3'])
  const swapped = whole.map((leaf) => (leaf.index === 3 ? leafOf(3, 'ballot', { tracker: 't2', seq: 1 }) : leaf.index === 5 ? leafOf(5, 'ballot', { tracker: 't1', seq: 2 }) : leaf)) // prettier-ignore
  expect(found(swapped)).toEqual(['ballots_not_in_order_of_log ballot 1'])
  const repeated = summary('ca', { ballots: ['t1', 't2', 't3', 't3'].map((tracker) => ({ tracker })) })
  expect(found(changed(8, { ballots: 4 }), { area: repeated })).toEqual(['ballots_not_in_order_of_log ballot 4'])
  const again = [...until(8), leafOf(7.5, 'ballot', { tracker: 't3', seq: 4 }), ...whole.slice(8)]
  expect(found(again)).toEqual(['ballots_not_in_order_of_log ballot 4'])
  expect(found(changed(8, { ballots: 4 }))).toEqual(['leaf_closed_differs tlog 8 4 / 3'])
})

test('papers in hand at the close are as many as it says, and in the end those of the annex', () => {
  expect(found(changed(8, { papers: 2 }))).toEqual(['leaf_closed_differs tlog 8 2 / 1'])
  const none = { ...annex, received: [], named: [] } as unknown as PaperAnnex
  expect(found(whole, { annex: none })).toEqual(['paper_leaf_differs paper 4'])
  const two = { ...annex, received: ['4', '5'] } as unknown as PaperAnnex
  expect(found(whole, { annex: two })).toEqual(['paper_leaf_differs paper 5'])
  expect(found(but(6))).toEqual(['paper_leaf_differs paper 4 confirmed'])
  const otherScan = { received: ['4'], named: [{ owner: '4', scan: 'z' }] } as unknown as PaperAnnex
  expect(found(whole, { annex: otherScan })).toEqual(['paper_leaf_differs paper 4 scan'])
  expect(found(whole, { annex: { ...otherScan, named: [] } })).toEqual([])
  // What a second hand confirms otherwise than the first received it, and what is voided, is in nobody's hand.
  const gone = (index: number, data: object) => found(changed(index, data), { annex: none })
  for (const data of [{ owner: '5' }, { scan: 'z' }, { state: 'void' }])
    expect([data, gone(6, data)]).toEqual([data, ['leaf_closed_differs tlog 8 1 / 0']])
  expect(gone(6, { state: 'received' })).toEqual(['leaf_closed_differs tlog 8 1 / 0'])
  expect(found(but(4), { annex: none })).toEqual(['leaf_closed_differs tlog 8 1 / 0'])
  expect(found(whole, { annex: undefined })).toEqual([])
  expect(found(but(8), { annex: undefined })).toEqual(['leaf_closed_missing tlog'])
  expect(found([...until(8), leafOf(7.5, 'paper', { paper: 'z', state: 'confirmed' }), ...whole.slice(8)])).toEqual([])
  // Two papers of one owner are one.
  const twice = [...until(7), leafOf(6.2, 'paper', { paper: 'q', state: 'received', owner: '4', scan: 's' }), leafOf(6.4, 'paper', { paper: 'q', state: 'confirmed', owner: '4', scan: 's' }), ...whole.slice(7)] // prettier-ignore
  expect(found(twice)).toEqual([])
})
