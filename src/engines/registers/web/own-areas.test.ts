import { expect, test } from 'vitest'
import { areasWithin } from './own-areas.ts'

const ring: [number, number][] = []
const areas = {
  committees: ['001', '002'].map((code) => ({ code, name: `${code}居委会`, ring })),
  grids: ['001', '002'].flatMap((committee) =>
    ['1', '2'].map((nth) => ({ code: `${committee}${nth}`, name: nth, committee, comprehensive: 'Z01', ring })),
  ),
} as unknown as Parameters<typeof areasWithin>[1]
const codes = (of: ReturnType<typeof areasWithin>) =>
  [of.committees, of.grids].map((each) => each.map(({ code }) => code))

test('only areas of which something is seen are offered', () => {
  expect(codes(areasWithin({ kind: 'street' }, areas))).toEqual([['001', '002'], ['0011', '0012', '0021', '0022']]) // prettier-ignore
  expect(codes(areasWithin({ kind: 'committee', code: '002' }, areas))).toEqual([['002'], ['0021', '0022']])
  expect(codes(areasWithin({ kind: 'grid', code: '0012' }, areas))).toEqual([[], ['0012']])
  expect(codes(areasWithin({ kind: 'committee', code: 'gone' }, areas))).toEqual([[], []])
})
