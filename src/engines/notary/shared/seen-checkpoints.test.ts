import { expect, test } from 'vitest'
import { aLog, aSigner } from '../../../../test/notary.ts'
import { rememberCheckpoint, seenCheckpointsIn, seenCheckpointsKey } from './seen-checkpoints.ts'

const log = aSigner('vote.example/a', 1)
const other = aSigner('vote.example/b', 1)
const note = (count: number, of = log) => aLog(count, { log: of, witnesses: [] }).note

test('of each log the newest checkpoint is remembered, and none that tells less', () => {
  const one = rememberCheckpoint({}, note(5))
  expect(one).toEqual({ 'vote.example/a': note(5) })
  const two = rememberCheckpoint(one, note(2, other))
  expect(two).toEqual({ 'vote.example/a': note(5), 'vote.example/b': note(2, other) })
  expect(rememberCheckpoint(two, note(7))['vote.example/a']).toBe(note(7))
  expect(rememberCheckpoint(two, note(4))).toBe(two)
  const again = `${note(5)}`.replace('AAAA', 'AAAB')
  expect(rememberCheckpoint(one, again)['vote.example/a']).toBe(again)
  const cosigned = aLog(5, { log, witnesses: [aSigner('witness.example', 4)] }).note
  expect(rememberCheckpoint(one, cosigned)['vote.example/a']).toBe(cosigned)
  expect(rememberCheckpoint(one, 'no note')).toBe(one)
  expect(rememberCheckpoint({ 'vote.example/a': 'spoilt' }, note(1))['vote.example/a']).toBe(note(1))
})

test('what was kept is read again; what else stands there counts for nothing', () => {
  const seen = { 'vote.example/a': note(5), 'vote.example/b': note(2, other) }
  expect(seenCheckpointsIn(JSON.stringify(seen))).toEqual(seen)
  expect(seenCheckpointsIn(JSON.stringify({ x: note(5), y: 'x', z: 5, n: null }))).toEqual({
    'vote.example/a': note(5),
  })
  for (const kept of [null, '', '{', 'null', '5', '[]', '"x"'])
    expect([kept, seenCheckpointsIn(kept)]).toEqual([kept, {}])
  expect(seenCheckpointsKey).toBe('mofang.open.checkpoints')
})
