import fc from 'fast-check'
import { expect, test } from 'vitest'
import { aSigner } from '../../../../test/notary.ts'
import { base64, fromBase64 } from './base64.ts'
import { checkpointText, parseCheckpoint } from './checkpoints.ts'
import { leafHash } from './merkle.ts'
import { keyKinds, parseNote, parseVerifierKey, verifyNote } from './notes.ts'
import { receiptText, signedReceipt, verifyReceipt } from './receipts.ts'

test("the example of Go's note package is read and its signature holds", () => {
  const key = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW'
  const text = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
  const note = `${text}\n\u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n`
  expect(verifyNote(note, [key])).toEqual({ text, signedBy: ['PeterNeumann'], forged: [] })
  expect(verifyNote(note.replace('answer', 'riddle'), [key])).toMatchObject({ signedBy: [], forged: ['PeterNeumann'] })
})

test('a key whose id is not its own is no key', () => {
  const { key } = aSigner('a.example/log', keyKinds.log)
  expect(parseVerifierKey(key)?.name).toBe('a.example/log')
  expect(parseVerifierKey(key.replace(/\+(.)/, (_, digit: string) => `+${digit === '0' ? '1' : '0'}`))).toBeUndefined()
  expect(parseVerifierKey(key.replace('a.example', 'b.example'))).toBeUndefined()
  expect(parseVerifierKey('nonsense')).toBeUndefined()
})

test('a checkpoint is signed by its log and cosigned with a time; anything altered is noticed', () => {
  const log = aSigner('vote.example/1', keyKinds.log)
  const witness = aSigner('witness.example', keyKinds.witness)
  const text = checkpointText({ origin: 'vote.example/1', size: 7, root: leafHash(Uint8Array.of(7)) })
  const note = `${text}\n${log.sign(text)}${witness.cosign(text, 1_760_000_000)}`
  expect(parseCheckpoint(note)).toMatchObject({ origin: 'vote.example/1', size: 7 })
  const keys = [log.key, witness.key]
  expect(verifyNote(note, keys)?.signedBy).toEqual(['vote.example/1', 'witness.example'])
  // The same signature moved to another time.
  const lines = note.split('\n')
  const moved = fromBase64(lines.at(-2)!.split(' ')[2]!)!
  moved[11] = moved[11]! ^ 1
  const forged = [...lines.slice(0, -2), `\u2014 witness.example ${base64(moved)}`, ''].join('\n')
  expect(verifyNote(forged, keys)).toMatchObject({ signedBy: ['vote.example/1'], forged: ['witness.example'] })
  expect(verifyNote(note.replace('\n7\n', '\n8\n'), keys)?.signedBy).toEqual([])
  // A log's plain signature is no cosignature, nor the other way round.
  expect(verifyNote(`${text}\n${log.sign(text)}`, [witness.key])).toEqual({ text, signedBy: [], forged: [] })
})

test('what is no checkpoint is not read as one', () => {
  const root = base64(leafHash(Uint8Array.of(1)))
  const line = aSigner('a', keyKinds.log).sign('x')
  const as = (text: string) => parseCheckpoint(`${text}\n${line}`)
  expect(as(`a\n1\n${root}\n`)).toBeDefined()
  expect(as(`a\n1\n${root}\nextension\n`)).toBeDefined()
  for (const wrong of [
    `a\n01\n${root}\n`,
    `a\n-1\n${root}\n`,
    `\n1\n${root}\n`,
    `a\n1\n${root.slice(4)}\n`,
    `a\n99999999999999999999\n${root}\n`,
    `a\n1\n${root}\n\nmore\n`,
    `a\r\n1\n${root}\n`,
    `a\n1\n${root}\n\n`,
    `a\n1\n!\n`,
    `a\n1x\n${root}\n`,
    `a\nb\n1\n${root}\n`,
    `a\n12345678901234567\n${root}\n`,
    `\na\n1\n${root}\n`,
  ])
    expect([wrong, as(wrong)]).toEqual([wrong, undefined])
})

test('reading notes never fails, whatever is said', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary' })), (said) => {
      parseNote(said)
      parseCheckpoint(said)
      parseVerifierKey(said)
      expect(verifyNote(`${said}\n\n\u2014 a b\n`, [said])?.signedBy ?? []).toEqual([])
    }),
  )
})

test('base64 has one spelling', () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      expect(fromBase64(base64(bytes))).toEqual(bytes)
    }),
  )
  for (const wrong of ['AB==', 'A', 'AAA', 'AA=A', ' AAAA', 'AAAA\n', 'AA-_']) expect(fromBase64(wrong)).toBeUndefined()
})

test('a receipt is of its log, its place and its time', () => {
  const log = aSigner('vote.example/1', keyKinds.log)
  const said = {
    origin: 'vote.example/1',
    index: 3,
    leafHash: base64(leafHash(Uint8Array.of(1))),
    at: '2026-01-01T00:00:00.000Z',
  }
  const receipt = signedReceipt(said, log.raw(receiptText(said)))
  expect(verifyReceipt(receipt, log.key)).toBe(true)
  for (const other of [
    { index: 4 },
    { at: '2026-01-02T00:00:00.000Z' },
    { leafHash: base64(leafHash(Uint8Array.of(2))) },
    { origin: 'x' },
    { signature: '' },
  ])
    expect(verifyReceipt({ ...receipt, ...other }, log.key)).toBe(false)
})
