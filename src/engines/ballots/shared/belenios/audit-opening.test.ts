import { describe, expect, test } from 'vitest'
import { auditOpening, ballotOpening, createSeededBallot, groupNamed } from '#engines/ballots/shared'
import { aCommitteeElection, aMatter, anOpenElection } from '../../../../../test/belenios.ts'

const open = anOpenElection(groupNamed('Ed25519'), [aMatter, aCommitteeElection])
const choices = [
  [0, 1, 0],
  [1, 0, 0, 0, 1],
]
const seed = new Uint8Array(32).fill(7)

function opened() {
  const ballot = createSeededBallot(open, 5n, choices, seed)
  if (!ballot.ok) throw new Error(ballot.error)
  return { ballot: ballot.value, opening: ballotOpening(ballot.value.text, choices, seed) }
}

describe('another device that is given choices, seed and signature', () => {
  test('makes the same ballot again and shows its tracker', () => {
    const { ballot, opening } = opened()
    expect(auditOpening(open, opening)).toEqual({
      ok: true,
      value: { tracker: ballot.tracker, credential: opening.credential },
    })
  })

  test('finds that the signature is of another ballot where choices or seed are not those of this one', () => {
    const { opening } = opened()
    const other = [
      [1, 0, 0],
      [1, 0, 0, 0, 1],
    ]
    expect(auditOpening(open, { ...opening, choices: other })).toEqual({ ok: false, error: 'wrong_signature' })
    expect(auditOpening(open, { ...opening, seed: new Uint8Array(32) })).toEqual({
      ok: false,
      error: 'wrong_signature',
    })
  })

  test('makes no ballot of choices that nobody may make', () => {
    const { opening } = opened()
    for (const wrong of [[], [[1, 1, 0], choices[1]!], [[1, 0], choices[1]!]]) {
      expect(auditOpening(open, { ...opening, choices: wrong })).toEqual({ ok: false, error: 'choices_not_allowed' })
    }
  })
})
