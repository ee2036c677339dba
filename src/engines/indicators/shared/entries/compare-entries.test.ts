import { expect, test } from 'vitest'
import { compareEntries } from './compare-entries.ts'
import type { LedgerEntry } from './entry-ledger.ts'

const entry = (month: string, member: string, total: number, marks: readonly string[] = ['scale']): LedgerEntry => ({
  id: `${month} ${member}`,
  month: `${month}-01`,
  member,
  name: `${member} ${month}`,
  marks,
  amounts: { total },
})

const entries = [
  entry('2022-01', 'a', 100),
  entry('2022-02', 'a', 100),
  entry('2022-03', 'a', 999),
  entry('2023-01', 'a', 150),
  entry('2023-02', 'a', 60, []),
  entry('2022-01', 'b', 80, []),
  entry('2023-02', 'b', 70),
  entry('2022-02', 'gone', 5),
  entry('2023-01', 'fresh', 7, ['fresh']),
  entry('2021-01', 'b', 1000),
]
const asked = { year: 2023, month: 2, amount: 'total' }

test('members are compared over the same months, risers first', () => {
  expect(compareEntries(entries, { ...asked, mark: null })).toEqual({
    rows: [
      { member: 'a', name: 'a 2023-02', now: 210, before: 200, only: null },
      { member: 'fresh', name: 'fresh 2023-01', now: 7, before: 0, only: 'now' },
      { member: 'gone', name: 'gone 2022-02', now: 0, before: 5, only: 'before' },
      { member: 'b', name: 'b 2023-02', now: 70, before: 80, only: null },
    ],
    up: 2,
    down: 2,
    same: 0,
    now: 287,
    before: 285,
  })
})

test('with a mark, those who bear it this year are compared with all that they were last year', () => {
  const { rows, up, down, before } = compareEntries(entries, { ...asked, mark: 'scale' })
  expect(rows.map(({ member }) => member)).toEqual(['a', 'b'])
  expect([up, down, before]).toEqual([1, 1, 280])
})
