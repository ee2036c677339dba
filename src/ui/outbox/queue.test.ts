import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  backOff,
  discard,
  heads,
  hurry,
  nextToSend,
  settle,
  tally,
  tryAgain,
  withoutFile,
  type CommandEntry,
  type Entry,
  type FileEntry,
  type Outcome,
} from './queue.ts'

const waiting = {
  street: '310107015',
  user: 'zhang',
  at: '2026-05-08T01:00:00.000Z',
  tries: 0,
  notBefore: 0,
  refused: null,
}
const command = (id: string, seq: number, chain: string, files: readonly string[] = []): CommandEntry => ({
  ...waiting,
  kind: 'command',
  id,
  seq,
  chain,
  operation: 'cases.sign',
  input: { photos: files.map((file) => ({ id: file, purpose: 'after' })) },
  files,
})
const photo = (id: string, seq: number, chain: string): FileEntry => ({
  ...waiting,
  kind: 'file',
  id,
  seq,
  chain,
  sent: false,
  said: {},
})
const refused = { kind: 'refused', status: 409, code: 'wrong_state', message: '案件已到别的环节' } as const
const ids = (entries: readonly Entry[]) => entries.map((entry) => entry.id)

describe('order', () => {
  test('a photo goes before the command that names it', () => {
    const entries = [photo('p', 1, 'a'), command('c', 2, 'a', ['p'])]
    expect(ids(heads(entries))).toEqual(['p'])
    const after = settle(entries, 'p', { kind: 'done' }, 0, 0)
    expect(ids(heads(after))).toEqual(['c'])
    expect(settle(after, 'c', { kind: 'done' }, 0, 0)).toEqual([])
  })

  test('a refusal stops its own chain, and others go on', () => {
    const entries = [command('a1', 1, 'a'), command('a2', 2, 'a'), command('b1', 3, 'b')]
    const after = settle(entries, 'a1', refused, 0, 0)
    expect(ids(heads(after))).toEqual(['b1'])
    expect(tally(after)).toEqual({ waiting: 2, refused: 1, photos: 0 })
  })

  test('what one person did is not sent under the session of another', () => {
    expect(nextToSend([command('a1', 1, 'a')], 'li', 0)).toBeNull()
  })

  test('a failure waits longer each time, others go meanwhile, and a returning network does not wait', () => {
    const entries = [command('a1', 1, 'a'), command('b1', 2, 'b')]
    const after = settle(entries, 'a1', { kind: 'later' }, 1000, 0.5)
    expect(nextToSend(after, 'zhang', 1000)).toMatchObject({ entry: { id: 'b1' } })
    const alone = settle(after, 'b1', { kind: 'done' }, 1000, 0)
    expect(nextToSend(alone, 'zhang', 1000)).toEqual({ waitUntil: 1750 })
    expect(nextToSend(hurry(alone), 'zhang', 1000)).toMatchObject({ entry: { id: 'a1' } })
  })

  test('back-off grows and ends at five minutes', () => {
    fc.assert(
      fc.property(fc.nat(200), fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (tries, jitter) => {
        expect(backOff(tries, jitter)).toBeGreaterThanOrEqual(500)
        expect(backOff(tries, jitter)).toBeLessThanOrEqual(300_000)
        expect(backOff(tries + 1, jitter)).toBeGreaterThanOrEqual(backOff(tries, jitter))
      }),
    )
  })
})

describe('conflicts', () => {
  test('tried again, a command has a new id, its old place, and its photos go once more', () => {
    const entries = [photo('p', 1, 'a'), command('c', 2, 'a', ['p']), command('d', 3, 'a')]
    const stuck = settle(settle(entries, 'p', { kind: 'done' }, 0, 0), 'c', refused, 0, 0)
    const again = tryAgain(stuck, 'c', 'c2')
    expect(ids(again)).toEqual(['p', 'c2', 'd'])
    expect(ids(heads(again))).toEqual(['p'])
  })

  test('only what was refused can be tried again or discarded', () => {
    const entries = [command('c', 1, 'a')]
    expect(tryAgain(entries, 'c', 'c2')).toEqual(entries)
    expect(discard(entries, 'c')).toEqual(entries)
  })

  test('a discarded command takes its photos along, and the chain goes on', () => {
    const entries = [photo('p', 1, 'a'), command('c', 2, 'a', ['p']), command('d', 3, 'a')]
    const stuck = settle(settle(entries, 'p', { kind: 'done' }, 0, 0), 'c', refused, 0, 0)
    expect(ids(heads(discard(stuck, 'c')))).toEqual(['d'])
    expect(ids(discard(stuck, 'c'))).toEqual(['d'])
  })

  test('a photo given up leaves its command, which goes without it', () => {
    const stuck = settle(
      [photo('p', 1, 'a'), photo('q', 2, 'a'), command('c', 3, 'a', ['p', 'q'])],
      'p',
      { ...refused, code: 'file_type' },
      0,
      0,
    )
    const left = discard(stuck, 'p')
    expect(ids(left)).toEqual(['q', 'c'])
    expect(left[1]).toMatchObject({ files: ['q'], input: { photos: [{ id: 'q', purpose: 'after' }] } })
  })

  test('taking a file out of an input leaves everything else as it was', () => {
    expect(
      withoutFile(
        { text: 'x', photos: [{ id: 'p' }, { id: 'q' }], n: null, deep: [{ id: 'r', of: [{ id: 'p' }] }] },
        'p',
      ),
    ).toEqual({
      text: 'x',
      photos: [{ id: 'q' }],
      n: null,
      deep: [{ id: 'r', of: [] }],
    })
  })
})

/** A day's work: some cases, each with acts, some with photos, made in any interleaving. */
const day = fc
  .array(fc.record({ chain: fc.constantFrom('a', 'b', 'c'), photos: fc.nat(2) }), { maxLength: 12 })
  .map((acts) => {
    const entries: Entry[] = []
    for (const [index, act] of acts.entries()) {
      const files = Array.from({ length: act.photos }, (_, nth) => `${index}-${nth}`)
      for (const file of files) entries.push(photo(file, entries.length + 1, act.chain))
      entries.push(command(`act-${index}`, entries.length + 1, act.chain, files))
    }
    return entries
  })

const fate = fc.constantFrom('done', 'lost_before', 'lost_after', 'later', 'refused', 'signed_out')

test('whatever the line does, every act arrives once, in the order of its case, after its photos, or is seen as refused', () => {
  fc.assert(
    fc.property(day, fc.array(fate, { maxLength: 40 }), (made, fates) => {
      const performed: string[] = []
      const seen = new Set<string>()
      const answered = new Map<string, Outcome>()
      let entries: Entry[] = made
      let now = 0
      // The server performs an id once and answers the same ever after; the line may lose a request or its answer.
      const server = (entry: Entry, wish: string): Outcome => {
        if (wish === 'lost_before') return { kind: 'unreachable' }
        if (wish === 'later' || wish === 'signed_out') return { kind: wish }
        const before = answered.get(entry.id)
        const answer: Outcome = before ?? (wish === 'refused' ? refused : { kind: 'done' })
        if (!before) {
          answered.set(entry.id, answer)
          if (answer.kind === 'done') performed.push(entry.id)
        }
        return wish === 'lost_after' ? { kind: 'unreachable' } : answer
      }
      for (const wish of [...fates, ...Array.from({ length: made.length * 2 }, () => 'done')]) {
        const next = nextToSend(entries, 'zhang', now)
        if (next === null) break
        if ('waitUntil' in next) {
          now = next.waitUntil
          continue
        }
        if (next.entry.kind === 'command') for (const file of next.entry.files) expect(performed).toContain(file)
        seen.add(next.entry.id)
        entries = settle(entries, next.entry.id, server(next.entry, wish), now, 0.5)
      }
      expect(new Set(performed).size).toBe(performed.length)
      for (const chain of ['a', 'b', 'c']) {
        const meant = made.filter((entry) => entry.chain === chain)
        const arrived = performed.filter((id) => meant.some((entry) => entry.id === id))
        expect(arrived).toEqual(ids(meant).filter((id) => performed.includes(id)))
        const stopped = entries.some((entry) => entry.chain === chain && entry.refused)
        // A chain either arrived whole, or shows its refusal and keeps everything behind it.
        if (!stopped) expect(arrived).toEqual(ids(meant))
      }
      for (const entry of made) {
        if (entry.kind === 'command')
          expect(performed.includes(entry.id) !== ids(entries).includes(entry.id)).toBe(true)
      }
    }),
    { numRuns: 500 },
  )
})

test('giving up every refusal empties the outbox and sends the rest', () => {
  fc.assert(
    fc.property(day, fc.array(fc.boolean(), { maxLength: 30 }), (made, wishes) => {
      let entries: Entry[] = made
      let turn = 0
      for (let round = 0; round < 200 && entries.length > 0; round++) {
        const next = nextToSend(entries, 'zhang', 0)
        if (next && 'entry' in next)
          entries = settle(entries, next.entry.id, wishes[turn++] ? refused : { kind: 'done' }, 0, 0)
        else for (const entry of entries.filter((each) => each.refused)) entries = discard(entries, entry.id)
      }
      expect(entries).toEqual([])
    }),
  )
})
