import { expect, test } from 'vitest'
import {
  auditOpening,
  ballotOpening,
  createSeededBallot,
  groupNamed,
  openElection,
  parseElection,
  writeElection,
} from '#engines/ballots/shared'
import { must } from '#kernel/assert'
import { openingFragment, readOpening } from './opening-link.ts'

const group = groupNamed('Ed25519')
const answers = ['同意', '反对', '弃权']
const written = writeElection({
  uuid: '23456789ABCDEFGHJKLMNP',
  name: '更换水泵',
  description: '{}',
  group: 'Ed25519',
  publicKey: group.encode(group.powerOfG(77n)),
  questions: [{ question: '是否同意？', answers, min: 1, max: 1 }],
})
const election = parseElection(written)
const open = openElection(must(election.ok ? election.value : undefined, 'the election'), group)
const seed = new Uint8Array(32).fill(7)
const choices = [[0, 1, 0]]

test('another device makes the ballot again from what one QR code holds', () => {
  const made = createSeededBallot(open, 1234n, choices, seed)
  if (!made.ok) throw new Error(made.error)
  const { text, tracker } = made.value
  const fragment = openingFragment(ballotOpening(text, choices, seed), tracker)
  expect(fragment.length).toBeLessThan(500)
  const read = must(readOpening(`https://vote.example/vote/310107015/x/audit#${fragment}`), 'what was read')
  expect(read.tracker).toBe(tracker)
  expect(auditOpening(open, read.opening)).toMatchObject({ ok: true, value: { tracker } })
})

test('a ballot that holds another choice than it says comes out under another tracker or not at all', () => {
  const made = createSeededBallot(open, 1234n, [[1, 0, 0]], seed)
  if (!made.ok) throw new Error(made.error)
  const lying = { ...ballotOpening(made.value.text, [[1, 0, 0]], seed), choices }
  expect(auditOpening(open, lying).ok).toBe(false)
  expect(auditOpening(open, { ...lying, choices: [[1, 1, 0]] })).toEqual({ ok: false, error: 'choices_not_allowed' })
})

test('what is no such address is not read', () => {
  for (const text of ['', 'hello', 'a~b~c', 'x~010~~1~2~y', 'k~012~AAAA~1~2~z', '%~1~A~1~1~1'])
    expect(readOpening(text)).toBeUndefined()
})
