import { expect, test } from 'vitest'
import { aLeaf, aLog, aSigner } from '../../../../test/notary.ts'
import { consistencyProof, nodesOf } from './merkle.ts'
import { keyKinds } from './notes.ts'
import { addCheckpointBody, considerCheckpoint, parseAddCheckpoint, witnessRefusals } from './witnessing.ts'

const log = aSigner('vote.example/1', keyKinds.log)
const honest = aLog(20, { log, witnesses: [] })
const short = aLog(12, { log, witnesses: [] })
const forked = aLog(20, { log, witnesses: [], leaf: (n) => aLeaf(n === 2 ? 99 : n) })
const proof = (from: { hashes: readonly Uint8Array[] }, old: number, size = 20) =>
  consistencyProof(nodesOf(from.hashes), old, size)
const keysOf = (origin: string) => (origin === log.name ? [log.key] : [])
const seen = { size: 12, root: short.root }
const asked = { old: 12, proof: proof(honest, 12), checkpoint: honest.note }

test('a witness signs what continues what it has signed before', () => {
  const text = `${honest.note.split('\n\n')[0]}\n`
  expect(considerCheckpoint(asked, keysOf, seen)).toEqual({
    ok: true,
    value: { origin: log.name, size: 20, root: honest.root, text },
  })
  expect(considerCheckpoint({ old: 0, proof: [], checkpoint: short.note }, keysOf, undefined).ok).toBe(true)
  expect(
    considerCheckpoint({ old: 20, proof: [], checkpoint: honest.note }, keysOf, { size: 20, root: honest.root }).ok,
  ).toBe(true)
})

test.each([
  [
    'a fork of the same size',
    { old: 20, proof: [], checkpoint: forked.note },
    { size: 20, root: honest.root },
    'tree_forked',
  ],
  ['a fork that has grown', { ...asked, checkpoint: forked.note, proof: proof(forked, 12) }, seen, 'proof_invalid'],
  ['a rollback', { old: 20, proof: [], checkpoint: short.note }, { size: 20, root: honest.root }, 'old_size_wrong'],
  [
    'a rollback that feigns an old size',
    { old: 12, proof: [], checkpoint: short.note },
    { size: 20, root: honest.root },
    'old_size_other',
  ],
  ['a proof of another tree', { ...asked, proof: proof(honest, 11) }, seen, 'proof_invalid'],
  [
    'a log it does not know',
    { ...asked, checkpoint: aLog(20, { log: aSigner('x.example', keyKinds.log), witnesses: [] }).note },
    seen,
    'log_not_witnessed',
  ],
  [
    'a checkpoint that the log did not sign',
    { ...asked, checkpoint: aLog(20, { log: aSigner(log.name, keyKinds.log), witnesses: [] }).note },
    seen,
    'log_not_signed',
  ],
  ['nonsense', { ...asked, checkpoint: 'x' }, seen, 'checkpoint_malformed'],
])('a witness refuses %s', (_name, request, last, code) => {
  expect(considerCheckpoint(request, keysOf, last)).toEqual({ ok: false, error: code })
})

test('a witness answers a refusal as the protocol has it', () => {
  expect(witnessRefusals).toEqual({
    checkpoint_malformed: 400,
    log_not_witnessed: 404,
    log_not_signed: 403,
    old_size_wrong: 400,
    old_size_other: 409,
    tree_forked: 409,
    proof_invalid: 422,
  })
})

test('a request is read as it was written', () => {
  expect(parseAddCheckpoint(addCheckpointBody(asked))).toEqual(asked)
  expect(parseAddCheckpoint(addCheckpointBody({ ...asked, old: 0, proof: [] }))).toEqual({
    ...asked,
    old: 0,
    proof: [],
  })
  const [step] = asked.proof
  const steps = (count: number) => ({ ...asked, proof: Array.from({ length: count }, () => step!) })
  expect(parseAddCheckpoint(addCheckpointBody(steps(63)))).toEqual(steps(63))
  expect(parseAddCheckpoint(addCheckpointBody(steps(64)))).toBeUndefined()
  const most = { ...asked, old: Number.MAX_SAFE_INTEGER }
  expect(parseAddCheckpoint(addCheckpointBody(most))).toEqual(most)
  for (const wrong of [
    '',
    'old 1',
    'old 12',
    'old -1\n\nx',
    'old 1\nAAAA\n\nx',
    'new 1\n\nx',
    'old 01\n\nx',
    'old 1x\n\nx',
    'an old 1\n\nx',
    'old 9007199254740993\n\nx',
    'old 1\n!\n\nx',
  ])
    // prettier-ignore
    expect([wrong, parseAddCheckpoint(wrong)]).toEqual([wrong, undefined])
})
