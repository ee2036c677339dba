import { describe, expect, test } from 'vitest'
import { aCommitteeElection, aMatter, anOpenElection, signedAgain } from '../../../../../test/belenios.ts'
import { ballotFaults, theSecret } from '../../../../../test/ballot-faults.ts'
import { createSeededBallot } from './ballot.ts'
import { verifyBallot } from './ballot-verification.ts'
import { publicCredential } from './credential.ts'
import { groupNamed } from './named-groups.ts'

describe.each([
  ['Ed25519', true],
  ['BELENIOS-2048', true],
  ['Ed25519', false],
  ['BELENIOS-2048', false],
] as const)('in %s, where bases are remembered: %s', (name, remembersBases) => {
  const group = { ...groupNamed(name), remembersBases }
  const open = anOpenElection(group, [aMatter, aCommitteeElection])
  const made = createSeededBallot(
    open,
    theSecret,
    [
      [0, 1, 0],
      [1, 0, 0, 0, 1],
    ],
    new Uint8Array(32),
  )
  if (!made.ok) throw new Error(made.error)
  const onRoll = new Set([publicCredential(group, theSecret), 'rubbish', group.encode(group.one)])

  test.each(ballotFaults(open, made.value.text))('a ballot with %s is refused: %s', (_, fault, text) => {
    expect(verifyBallot(open, text, (each) => onRoll.has(each))).toEqual({ ok: false, error: fault })
  })

  test('and the untouched one is accepted, signed again or not', () => {
    for (const text of [made.value.text, signedAgain(open, theSecret, JSON.parse(made.value.text) as object)])
      expect(verifyBallot(open, text, (each) => onRoll.has(each)).ok).toBe(true)
  })
})
