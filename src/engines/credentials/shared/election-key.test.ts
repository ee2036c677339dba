import fc from 'fast-check'
import { expect, test } from 'vitest'
import { groupNamed } from '#engines/ballots/shared'
import { deriveElectionKey, deriveElectionSecret } from './election-key.ts'
import { bindingOf, isVotingKeyProven, proveVotingKey } from './voting-key-proof.ts'

const groups = [groupNamed('Ed25519'), groupNamed('BELENIOS-2048')] as const
const uuid = fc.stringMatching(/^[1-9A-HJ-NP-Za-km-z]{14,22}$/)
const Of = fc.record({ electionUuid: uuid, chainCode: fc.base64String({ minLength: 8, maxLength: 44 }) })

test.each(groups)('the registry and the wallet come to the same key of every election, each alone: $name', (group) => {
  fc.assert(
    fc.property(fc.bigInt({ min: 1n, max: group.q - 1n }), Of, (v, of) => {
      const secret = deriveElectionSecret(group, v, of)
      expect(secret >= 0n && secret < group.q).toBe(true)
      const key = deriveElectionKey(group, group.encode(group.powerOfG(v)), of)
      expect(key).toBe(group.encode(group.powerOfG(secret)))
    }),
    { numRuns: 15 },
  )
})

test('another election, chain code, represented owner or group gives another key', () => {
  const [group] = groups
  fc.assert(
    fc.property(fc.bigInt({ min: 1n, max: group.q - 1n }), Of, Of, (v, one, other) => {
      fc.pre(one.electionUuid !== other.electionUuid || one.chainCode !== other.chainCode)
      const own = deriveElectionSecret(group, v, one)
      expect(deriveElectionSecret(group, v, other)).not.toBe(own)
      expect(deriveElectionSecret(group, v, { ...one, represents: '0001' })).not.toBe(own)
      // Two fields never run into one another.
      const moved = {
        electionUuid: one.electionUuid.slice(0, -1),
        chainCode: one.electionUuid.slice(-1) + one.chainCode,
      }
      expect(deriveElectionSecret(group, v, moved)).not.toBe(own)
    }),
  )
  expect(deriveElectionKey(group, 'no element', { electionUuid: 'x', chainCode: 'y' })).toBeUndefined()
})

test.each(groups)('a proof holds for its key, its group and its question, and for no other: $name', (group) => {
  const scalar = fc.bigInt({ min: 1n, max: group.q - 1n })
  fc.assert(
    fc.property(scalar, scalar, fc.string(), fc.string(), (v, w, nonce, other) => {
      fc.pre(nonce !== other)
      const binding = bindingOf(nonce, 'a')
      const claim = proveVotingKey(group, v, binding, w)
      expect(isVotingKeyProven(group, claim, binding)).toBe(true)
      expect(isVotingKeyProven(group, claim, bindingOf(other, 'a'))).toBe(false)
      const next = group.encode(group.powerOfG(v + 1n))
      expect(isVotingKeyProven(group, { ...claim, public_key: next }, binding)).toBe(false)
      const { challenge, response } = claim.proof
      const shifted = { challenge, response: String((BigInt(response) + 1n) % group.q) }
      expect(isVotingKeyProven(group, { ...claim, proof: shifted }, binding)).toBe(false)
      const padded = { challenge: `0${challenge}`, response }
      expect(isVotingKeyProven(group, { ...claim, proof: padded }, binding)).toBe(false)
    }),
    { numRuns: 6 },
  )
})
