import { afterEach, beforeEach, expect, test } from 'vitest'
import { newId } from '#kernel/id'
import type { Tx } from '#platform/db'
import { freshDatabase, onOwner, type TestDatabase } from '../../../test/db.ts'
import { anyone } from './actor.ts'
import { recordAct } from './acts.ts'
import { actsSince, cursorPattern, ledgerPosition, openLiveStream, type Seen } from './live.ts'

const [street, elsewhere] = ['310107015', '310105008']
let at: TestDatabase
beforeEach(async () => {
  at = await freshDatabase()
})
afterEach(() => at.drop())

/** A promise that is kept when told. */
function aSignal(): { promise: Promise<void>; resolve: () => void } {
  let resolve = () => {}
  const promise = new Promise<void>((keep) => {
    resolve = keep
  })
  return { promise, resolve }
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
const write = (tx: Tx, operation: string, where = street, outcome = 'ok') =>
  recordAct(tx, {
    street: where,
    id: newId(),
    at: new Date().toISOString(),
    happenedAt: null,
    actor: anyone,
    operation,
    outcome,
    subjectKind: null,
    subjectId: null,
    input: null,
    inputHash: null,
    changes: null,
    result: null,
    address: null,
  })
const act = (operation: string, where = street, outcome = 'ok') =>
  at.database.transaction(where, (tx) => write(tx, operation, where, outcome))

/** An act that is written at once and committed when told. */
function slowAct(operation: string): { written: Promise<void>; commit: () => Promise<void> } {
  const [written, go] = [aSignal(), aSignal()]
  const done = at.database.transaction(street, async (tx) => {
    await write(tx, operation)
    written.resolve()
    await go.promise
  })
  return {
    written: written.promise,
    async commit() {
      go.resolve()
      await done
    },
  }
}

const names = (seen: readonly Seen[]) => seen.map((each) => each.operation)

/** What there is to see once transactions of other databases on this server, which hold it back too, are over. */
async function since(cursor: string, expected: readonly string[], limit?: number): Promise<Seen[]> {
  for (let tries = 0; ; tries++) {
    const seen = await actsSince(at.database, street, cursor, limit)
    if (seen.length >= expected.length || tries > 200) {
      expect(names(seen)).toEqual(expected)
      return seen
    }
    await pause(20)
  }
}

test('an earlier act that is committed later is not passed over', async () => {
  const start = await ledgerPosition(at.database, street)
  expect(start).toMatch(cursorPattern)
  const slow = slowAct('first')
  try {
    await slow.written
    await act('second')
    // The second waits for the first: were it given out now, the first would lie behind the cursor for good.
    expect(await actsSince(at.database, street, start)).toEqual([])
  } finally {
    await slow.commit()
  }
  const seen = await since(start, ['first', 'second'])
  await since(seen[1]!.cursor, [])
  await since(seen[0]!.cursor, ['second'])
})

test('only what was done is told, and only in its street; pages join without a seam', async () => {
  const start = await ledgerPosition(at.database, street)
  await act('a')
  await act('refused', street, 'wrong_state')
  await act('there', elsewhere)
  await at.database.transaction(street, async (tx) => {
    for (const name of ['b', 'c', 'd']) await write(tx, name)
  })
  const whole = await since(start, ['a', 'b', 'c', 'd'])
  await since(start, ['a', 'b'], 2)
  await since(whole[1]!.cursor, ['c', 'd'], 2)
})

test('of four writers with staggered commits each act is seen once and in order, across reconnects', async () => {
  const stream = openLiveStream(at.database, (cause) => {
    throw cause
  })
  let cursor = await ledgerPosition(at.database, street)
  const seen: Seen[] = []
  let isDone = false
  const listening = (async () => {
    while (!isDone || seen.length < 4 * 25) {
      const away = new AbortController()
      // The line breaks again and again, also between what was sent and what comes next.
      const timer = setTimeout(() => away.abort(), 15)
      await stream.listen(
        street,
        cursor,
        (acts) => {
          for (const each of acts.slice(0, 3)) seen.push(each)
          cursor = seen.at(-1)!.cursor
          if (acts.length > 3) away.abort()
        },
        away.signal,
      )
      clearTimeout(timer)
    }
  })()
  await Promise.all(
    [1, 2, 3, 4].map(async (writer) => {
      for (let n = 0; n < 25; n++) {
        await at.database.transaction(street, async (tx) => {
          await write(tx, `${writer}.${String(n).padStart(2, '0')}`)
          await pause(Math.random() * 8)
        })
        stream.wake(street)
      }
    }),
  )
  isDone = true
  stream.wake(street)
  await listening
  expect(seen).toHaveLength(100)
  expect(new Set(names(seen)).size).toBe(100)
  for (const writer of [1, 2, 3, 4]) {
    const own = names(seen).filter((name) => name.startsWith(`${writer}.`))
    expect(own).toEqual(own.toSorted())
  }
  const places = seen.map((each) => each.cursor.split('/'))
  expect(places.toSorted(([a, x], [b, y]) => Number(a) - Number(b) || (x! < y! ? -1 : 1))).toEqual(places)
})

test('what other processes commit is seen, and an ended listener hears no more', async () => {
  const stream = openLiveStream(at.database, () => {})
  const away = new AbortController()
  const seen: string[] = []
  const heard = aSignal()
  const listening = stream.listen(
    street,
    await ledgerPosition(at.database, street),
    (acts) => {
      seen.push(...names(acts))
      heard.resolve()
    },
    away.signal,
  )
  await pause(20)
  await act('from elsewhere')
  await heard.promise
  away.abort()
  await listening
  await act('later')
  expect(seen).toEqual(['from elsewhere'])
})

test('transaction numbers are put in order as numbers, also where they gain a digit', async () => {
  const positions = [8, 9, 10, 11, 99, 100, 101]
  const rows = positions.map(
    (position) =>
      `('${street}', '${newId()}', ${position}, now(), 'cases.accept', 'ok', '00000000-0000-7000-8000-${String(position).padStart(12, '0')}')`,
  )
  await onOwner(
    at,
    `insert into acts (street, id, position, at, operation, outcome, subject_id) values ${rows.toReversed().join(', ')}`,
  )
  const seen: Seen[] = []
  let cursor = '0/00000000-0000-0000-0000-000000000000'
  for (let page = await actsSince(at.database, street, cursor, 2); page.length > 0;) {
    seen.push(...page)
    cursor = page.at(-1)!.cursor
    page = await actsSince(at.database, street, cursor, 2)
  }
  expect(seen.map((act) => Number(act.subject!.slice(-12)))).toEqual(positions)
})
