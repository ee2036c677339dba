import { expect, test } from 'vitest'
import { aCommitteeElection, aMatter, electionText } from '../../../../../test/belenios.ts'
import { electionLimits, parseElection, writeElection } from './election.ts'
import type { ElectionFault } from './election.ts'
import { groupNamed } from './named-groups.ts'
import { hashJson } from './hash.ts'

const group = groupNamed('Ed25519')
const text = electionText(group, [aMatter, aCommitteeElection], 5n)
const good = JSON.parse(text) as Record<string, unknown>
const question = aMatter as unknown as Record<string, unknown>

function changed(change: object): string {
  return JSON.stringify({ ...good, ...change })
}

test('an election is read as it was written', () => {
  const election = parseElection(text)
  if (!election.ok) throw new Error(election.error)
  expect(election.value.questions).toEqual([aMatter, aCommitteeElection])
  expect(election.value.administrator).toBe('业主大会筹备组')
  expect(election.value.credentialAuthority).toBeUndefined()
  expect(election.value.hash).toBe(hashJson(text))
  expect(writeElection(election.value)).toBe(text)
})

test('who runs it and who hands out the credentials may be named or not', () => {
  const both = changed({ credential_authority: '房管办' })
  const named = parseElection(both)
  expect(named).toMatchObject({ ok: true, value: { credentialAuthority: '房管办' } })
  expect(named.ok && writeElection(named.value)).toBe(both)
  const { administrator: _, ...neither } = good
  const unnamed = parseElection(JSON.stringify(neither))
  expect(unnamed.ok && writeElection(unnamed.value)).toBe(JSON.stringify(neither))
})

test('an election has as many questions, answers and characters as are allowed, and an id of 14 to 64', () => {
  const most = { ...question, answers: Array(electionLimits.answers).fill('x') }
  expect(parseElection(changed({ questions: Array(electionLimits.questions).fill(question) })).ok).toBe(true)
  expect(parseElection(changed({ questions: [{ ...most, max: electionLimits.answers }] })).ok).toBe(true)
  expect(parseElection(' '.repeat(electionLimits.characters))).toEqual({ ok: false, error: 'election_not_json' })
  for (const uuid of ['1'.repeat(14), 'z'.repeat(64)]) expect(parseElection(changed({ uuid })).ok).toBe(true)
  for (const uuid of ['1'.repeat(65), `0${'1'.repeat(20)}`, `${'1'.repeat(20)}0`]) {
    expect(parseElection(changed({ uuid }))).toEqual({ ok: false, error: 'election_wrong_shape' })
  }
})

test('a question may say that a blank vote is not allowed', () => {
  expect(parseElection(changed({ questions: [{ ...question, blank: false }] })).ok).toBe(true)
})

test('an election with one question that is none among others is refused', () => {
  expect(parseElection(changed({ questions: [question, { ...question, max: 4 }] }))).toEqual({
    ok: false,
    error: 'election_question_unsupported',
  })
})

test.each<[string, ElectionFault, string]>([
  ['no JSON', 'election_not_json', text.slice(1)],
  ['far too long', 'election_too_large', ' '.repeat(electionLimits.characters + 1)],
  ['followed by a line end', 'election_not_canonical', `${text}\n`],
  ['saying something twice', 'election_not_canonical', text.replace('{', '{"version":1,')],
  ['a list', 'election_wrong_shape', '[]'],
  ['nested very deep', 'election_wrong_shape', `${'['.repeat(130_000)}${']'.repeat(130_000)}`],
  ['a number', 'election_wrong_shape', '1'],
  ['without a name', 'election_wrong_shape', changed({ name: undefined })],
  ['with a field more', 'election_wrong_shape', changed({ salt: 'x' })],
  ['with a number for a name', 'election_wrong_shape', changed({ name: 1 })],
  ['with a number for a description', 'election_wrong_shape', changed({ description: 1 })],
  ['with a number for an id', 'election_wrong_shape', changed({ uuid: 1 })],
  ['with a long number for an id', 'election_wrong_shape', changed({ uuid: 12_345_678_912_345 })],
  ['with a short id', 'election_wrong_shape', changed({ uuid: '1234567890123' })],
  ['with an id that is not Base58', 'election_wrong_shape', changed({ uuid: '../../../../etc' })],
  ['with a number for who runs it', 'election_wrong_shape', changed({ administrator: 1 })],
  ['with a number for who hands out credentials', 'election_wrong_shape', changed({ credential_authority: 1 })],
  ['of another version', 'election_version_unknown', changed({ version: 2 })],
  ['in a number for a group', 'election_group_unknown', changed({ group: 1 })],
  ['in an unknown group', 'election_group_unknown', changed({ group: 'RFC-3526-2048' })],
  ['with a number for a key', 'election_key_not_in_group', changed({ public_key: 1 })],
  ['with a key that is none', 'election_key_not_in_group', changed({ public_key: '12' })],
  ['with the identity as key', 'election_key_not_in_group', changed({ public_key: group.encode(group.one) })],
  ['with a key of another group', 'election_key_not_in_group', changed({ group: 'BELENIOS-2048' })],
  ['with questions that are no list', 'election_wrong_shape', changed({ questions: {} })],
  ['without questions', 'election_wrong_shape', changed({ questions: [] })],
  ['with very many questions', 'election_wrong_shape', changed({ questions: Array(101).fill(question) })],
  ...[
    ['that is a text', 'x'],
    ['with a field more', { ...question, extra: 1 }],
    ['that may be left blank', { ...question, blank: true }],
    ['whose text is a number', { ...question, question: 1 }],
    ['whose answers are no list', { ...question, answers: {} }],
    ['without answers', { ...question, answers: [], min: 0, max: 0 }],
    ['with very many answers', { ...question, answers: Array(201).fill('x') }],
    ['with a number for an answer', { ...question, answers: [1], max: 1 }],
    ['with a number among its answers', { ...question, answers: ['x', 1], max: 1 }],
    ['with half an answer at least', { ...question, min: 0.5 }],
    ['with no number at most', { ...question, max: null }],
    ['with fewer than none at least', { ...question, min: -1 }],
    ['with less at most than at least', { ...question, min: 2 }],
    ['with more at most than there are', { ...question, max: 4 }],
    ['of a kind that cannot be added up', { type: 'NonHomomorphic', value: { answers: ['x'], question: 'x' } }],
  ].map(([what, wrong]): [string, ElectionFault, string] => [
    `with a question ${what as string}`,
    'election_question_unsupported',
    changed({ questions: [wrong] }),
  ]),
])('an election %s is refused: %s', (_, fault, wrong) => {
  expect(parseElection(wrong)).toEqual({ ok: false, error: fault })
})
