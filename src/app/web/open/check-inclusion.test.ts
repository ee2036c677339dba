import { ed25519 } from '@noble/curves/ed25519.js'
import { expect, test } from 'vitest'
import { canonicalJson } from '#kernel/canonical-json'
import {
  base64,
  checkpointText,
  inclusionProof,
  keyIdOf,
  keyKinds,
  leafHash,
  nodesOf,
  receiptText,
  rootOf,
  signatureLine,
  signedReceipt,
  verifierKey,
} from '#engines/notary/shared'
import { checkInclusion, readTracker, type FoundBallot } from './check-inclusion.ts'

const utf8 = (text: string) => new TextEncoder().encode(text)
const origin = 'vote.example/log'
const secret = new Uint8Array(32).fill(7)
const key = ed25519.getPublicKey(secret)
const logKey = verifierKey(origin, keyKinds.log, key)
const vote = '019a0000-0000-7000-8000-000000000001'
const tracker = 'A'.repeat(43)

function aFoundBallot(): FoundBallot {
  const leaves = [0, 1, 2, 3, 4].map((seq) =>
    canonicalJson({ kind: 'ballot', data: { vote, seq, tracker: seq === 3 ? tracker : 'B'.repeat(43) } }),
  )
  const hashes = leaves.map((leaf) => leafHash(utf8(leaf)))
  const node = nodesOf(hashes)
  const text = checkpointText({ origin, size: 5, root: rootOf(node, 5) })
  const unsigned = { origin, index: 3, leafHash: base64(hashes[3]!), at: '2026-11-22T00:00:00.000Z' }
  return {
    tracker,
    seq: 3,
    at: unsigned.at,
    replaced: false,
    receipt: signedReceipt(unsigned, ed25519.sign(receiptText(unsigned), secret)),
    inclusion: {
      leaf: leaves[3]!,
      proof: inclusionProof(node, 3, 5).map(base64),
      checkpoint: `${text}\n${signatureLine({ name: origin, keyId: keyIdOf(origin, keyKinds.log, key), signature: ed25519.sign(utf8(text), secret) })}`,
    },
  }
}

const holds = (found: FoundBallot, asked = tracker) =>
  checkInclusion(found, vote, asked, logKey).map((each) => each.holds)

test('a ballot in the log is proved by receipt, leaf, signature and proof', () => {
  expect(holds(aFoundBallot())).toEqual([true, true, true, true])
})

test('what is not so fails where it is not so', () => {
  const found = aFoundBallot()
  const { inclusion, receipt } = found
  if (!inclusion) throw new Error('there is a proof')
  expect(holds(found, 'C'.repeat(43))[1]).toBe(false)
  expect(holds({ ...found, receipt: { ...receipt, index: 2 } })).toEqual([false, true, true, false])
  expect(holds({ ...found, inclusion: { ...inclusion, leaf: `${inclusion.leaf} ` } })[1]).toBe(false)
  expect(holds({ ...found, inclusion: { ...inclusion, leaf: 'no json' } })[1]).toBe(false)
  expect(holds({ ...found, inclusion: { ...inclusion, proof: inclusion.proof.slice(1) } })[3]).toBe(false)
  expect(holds({ ...found, inclusion: { ...inclusion, proof: ['?'] } })[3]).toBe(false)
  expect(holds({ ...found, inclusion: { ...inclusion, checkpoint: 'nothing' } })).toEqual([true, true, false, false])
  expect(holds({ ...found, inclusion: null })).toEqual([true])
})

test('a tracker is read as people paste it', () => {
  expect(readTracker(`  ${tracker.slice(0, 20)} ${tracker.slice(20)}= `)).toBe(tracker)
  expect(readTracker('too short')).toBeNull()
})
