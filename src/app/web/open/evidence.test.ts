import { expect, test } from 'vitest'
import { aLog, aSigner } from '../../../../test/notary.ts'
import { evidenceFaults, noEvidence, readEvidence } from './evidence.ts'

const log = aSigner('vote.example/log', 1)
const witness = aSigner('witness.example', 4)
const made = aLog(3, { log, witnesses: [witness] })
const receipt = made.receipt(1)
const note = Buffer.from(made.files.get('checkpoint')!).toString('utf8')
const read = (...pieces: string[]) => readEvidence(pieces)
const found = (part: object) => ({ ok: true, value: { ...noEvidence, ...part } })

test('a receipt is recognised as the booth saves it, alone, and among others', () => {
  const saved = { title: '更换水泵', vote: 'x', street: '310107015', tracker: 'A'.repeat(43), seq: 1, receipt }
  expect(read(JSON.stringify(saved))).toEqual(found({ receipts: [{ tracker: saved.tracker, receipt }] }))
  expect(read(JSON.stringify(receipt, null, 1))).toEqual(found({ receipts: [{ receipt }] }))
  expect(read(JSON.stringify([receipt, saved]))).toEqual(
    found({ receipts: [{ receipt }, { tracker: saved.tracker, receipt }] }),
  )
})

test('keys are recognised by their kind, in lines or in the files of a record; a checkpoint by its form', () => {
  expect(read(` ${log.key}\n\n${witness.key}\n${witness.key}`)).toEqual(
    found({ logKey: log.key, witnesses: [witness.key] }),
  )
  expect(read(JSON.stringify({ v: 1, log: log.key }))).toEqual(found({ logKey: log.key }))
  const keys = { v: 1, log: log.key, witnesses: [witness.key], quorum: 1 }
  expect(read(JSON.stringify(keys), log.key)).toEqual(found({ logKey: log.key, witnesses: [witness.key] }))
  expect(read(note)).toEqual(found({ earlier: [note] }))
  expect(read(`\n${note.replaceAll('\n', '\r\n')}  `)).toEqual(found({ earlier: [note] }))
  expect(read('', '  \n')).toEqual(found({}))
})

test('what is something else is refused, and so are two logs', () => {
  const unknown = { ok: false, error: 'evidence_unknown' }
  for (const piece of [
    'hello',
    `${log.key}x`,
    '[]',
    'null',
    '"x"',
    '{}',
    JSON.stringify({ log: 5 }),
    JSON.stringify({ log: log.key, witnesses: 'x' }),
    JSON.stringify({ log: log.key, witnesses: [5] }),
    JSON.stringify({ tracker: 'x', receipt: { ...receipt, index: 1.5 } }),
    JSON.stringify({ ...receipt, signature: 5 }),
  ])
    expect([piece, read(piece)]).toEqual([piece, unknown])
  expect(read(log.key, aSigner('vote.example/other', 1).key)).toEqual({ ok: false, error: 'log_keys_two' })
  for (const sentences of Object.values(evidenceFaults)) expect(sentences).toHaveLength(2)
})
