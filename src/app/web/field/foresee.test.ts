import { expect, test } from 'vitest'
import fc from 'fast-check'
import type { CommandEntry } from '#ui/outbox'
import type { AttachmentId, Light } from '#engines/cases/shared'
import { foresee, type Standing } from './foresee.ts'
import { nextFirst, type Ahead } from './next-first.ts'

const before: Standing = { state: 'dispatched', step: 0, contacted: false, answered: false, photos: [] }
let seq = 0
const act = (operation: string, input: unknown = {}): CommandEntry => ({
  kind: 'command',
  id: operation,
  seq: ++seq,
  street: '310107015',
  user: 'zhang',
  chain: 'a',
  at: '2026-05-08T01:00:00.000Z',
  tries: 0,
  notBefore: 0,
  refused: null,
  operation: `cases.${operation}`,
  input,
  files: [],
})

test('what waits is shown as done, with how much waits', () => {
  const photos = [{ id: 'p' as AttachmentId, purpose: 'after' as const }]
  const seen = foresee(before, [act('sign'), act('contact', { made: true }), act('feedback', { photos })])
  expect(seen).toMatchObject({ state: 'fed_back', contacted: true, waiting: 3, photos })
})

test('behind a refusal nothing is foreseen', () => {
  const refused = { ...act('sign'), refused: { status: 409, code: 'wrong_state', message: '' } }
  const seen = foresee(before, [refused, act('feedback')])
  expect(seen).toMatchObject({ state: 'dispatched', waiting: 1, refused: [refused] })
})

test('a call that rang out does not end the duty to call', () => {
  expect(foresee(before, [act('contact', { made: false, reason: 'no_answer' })]).contacted).toBe(false)
  expect(foresee(before, [act('contact', { made: false, reason: 'anonymous' })]).contacted).toBe(true)
})

test('what arrived since the server was asked is not offered again', () => {
  expect(foresee(before, [], [act('sign')]).state).toBe('signed')
})

const anyTask = fc.record({
  light: fc.constantFrom<Light>('red', 'orange', 'yellow', 'green', 'grey'),
  due: fc.option(fc.constantFrom('2026-05-08T01:00:00.000Z', '2026-05-09T01:00:00.000Z')),
  lng: fc.option(fc.double({ min: 121.4, max: 121.5, noNaN: true })),
  lat: fc.constant(31.2),
})

test('distance never puts a case before one whose light is worse', () => {
  const rank: Light[] = ['red', 'orange', 'yellow', 'green', 'grey']
  fc.assert(
    fc.property(fc.array(anyTask), fc.boolean(), (tasks: Ahead[], located) => {
      const sorted = nextFirst(tasks, located ? { lng: 121.43, lat: 31.2 } : null)
      expect([...sorted].sort((a, b) => rank.indexOf(a.light) - rank.indexOf(b.light))).toEqual(sorted)
      expect(sorted).toHaveLength(tasks.length)
      if (!located)
        for (const light of rank) {
          const dues = sorted.filter((task) => task.light === light).map((task) => task.due ?? '9999')
          expect([...dues].sort()).toEqual(dues)
        }
    }),
  )
})
