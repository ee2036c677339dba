import { hexToBytes } from '@noble/hashes/utils.js'
import { expect, test } from 'vitest'
import { must } from '#kernel/assert'
import { openText } from '../../../../../test/belenios.ts'
import { createSeededBallot } from './ballot.ts'
import vectors from './ballot-vectors.json' with { type: 'json' }
import { auditBallot, verifyBallot } from './ballot-verification.ts'
import { publicCredential, secretOfCode } from './credential.ts'
import { groupNamed, isGroupName } from './named-groups.ts'

// The one in Ed25519 was also verified by a program of its own, written from the specification in another language.
test.each(vectors)('the recorded ballot of $tracker, made by $madeBy', (vector) => {
  const { group: name } = JSON.parse(vector.election) as { group: string }
  if (!isGroupName(name)) throw new Error(name)
  const group = groupNamed(name)
  const open = openText(vector.election, group)
  const secret = must(secretOfCode(vector.code, open.election.uuid, group.q), 'the secret')
  const { credential, tracker } = vector
  expect(publicCredential(group, secret)).toBe(credential)
  const spoiled = vector.ballot.replace('"response":"', '"response":"1')
  expect(verifyBallot(open, spoiled, () => true).ok).toBe(false)
  expect(verifyBallot(open, vector.ballot, (each) => each === credential)).toMatchObject({
    ok: true,
    value: { credential, tracker },
  })
  if (vector.seed === undefined) return
  const seed = hexToBytes(vector.seed)
  expect(createSeededBallot(open, secret, vector.choices, seed)).toEqual({
    ok: true,
    value: { text: vector.ballot, tracker },
  })
  expect(auditBallot(open, vector.ballot, vector.choices, seed)).toEqual({ ok: true, value: { credential, tracker } })
})
