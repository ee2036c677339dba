import { expect, test } from 'vitest'
import { guard } from './guard.ts'
import { classesOf, exposureOf, openBits, outliers, relativeAreas, type AreaClass } from './outcomes.ts'

const of = (...classes: [area: number, owners: number][]): AreaClass[] => classes.map(([area, owners]) => ({ area, owners })) // prettier-ignore
const bits = (chances: Iterable<number>) => [...chances].reduce((sum, chance) => (chance > 0 ? sum - chance * Math.log2(chance) : sum), 0) // prettier-ignore

/** How many bits the two sums leave open, by going through how many of each area agree. */
function openBitsExactly(classes: readonly AreaClass[]): number {
  let ways = new Map([['', { chance: 1, area: 0, heads: 0 }]])
  for (const { area, owners } of classes) {
    const next = new Map<string, { chance: number; area: number; heads: number }>()
    for (const [name, way] of ways) {
      let chance = way.chance / 2 ** owners
      for (let agree = 0; agree <= owners; agree++) {
        next.set(`${name}/${agree}`, { chance, area: way.area + agree * area, heads: way.heads + agree })
        chance *= (owners - agree) / (agree + 1)
      }
    }
    ways = next
  }
  const sums = new Map<string, number>()
  for (const { chance, area, heads } of ways.values())
    sums.set(`${area}/${heads}`, (sums.get(`${area}/${heads}`) ?? 0) + chance)
  return bits([...ways.values()].map(({ chance }) => chance)) - bits(sums.values())
}

test.each([
  ['one layout', of([1000, 30])],
  ['two, which the sums tell', of([1000, 20], [1100, 20])],
  ['three of different sizes', of([5012, 20], [5112, 30], [5212, 10])],
  ['four, evenly', of([1000, 12], [1100, 12], [1200, 12], [1300, 12])],
  ['five, not evenly', of([1000, 6], [1001, 9], [1002, 8], [1003, 7], [1004, 9])],
])('what the sums of %s leave open is estimated to a thousandth of a bit', (_, classes) => {
  expect(Math.abs(openBits(classes) - openBitsExactly(classes))).toBeLessThan(0.001)
})

test('an area stands apart from three times the spread of the rest on, above and below, if few have it', () => {
  const apart = (area: number, owners = 1, smallest = 5) =>
    outliers([...of([1100, 4], [1200, 4]), { area, owners }], smallest).map((each) => each.area)
  // The rest agree by 4600 on average, and spread by 70.7 around it.
  expect([937, 938, 1362, 1363].map((area) => apart(area))).toEqual([[937], [], [], [1363]])
  // Two and two spread by 50: at three times that an area is still in their company.
  const beside = (area: number) => outliers([...of([1100, 2], [1200, 2]), { area, owners: 1 }], 2).length
  expect([1299, 1300, 1301].map(beside)).toEqual([0, 0, 1])
  expect([apart(5000, 4), apart(5000, 5), apart(5000, 1, 1)]).toEqual([[5000], [], []])
  expect(outliers(of([1000, 1]), 5)).toEqual([])
  expect(outliers([], 5)).toEqual([])
  // Who is more than the rest together pulls nothing towards the mean of the others.
  expect(outliers(of([1000, 3], [9000, 1]), 4).map(({ area }) => area)).toEqual([1000, 9000])
})

test('where nobody or one votes everything follows, and of more than thirty areas it is not gone through', () => {
  expect(exposureOf([])).toEqual({ exposedShare: 1, mostExposed: 0, layoutsShare: 1 })
  expect(exposureOf(of([8000, 1]))).toEqual({ exposedShare: 1, mostExposed: 0, layoutsShare: 1 })
  expect(exposureOf(of([8000, 2]))).toEqual({ exposedShare: 0, mostExposed: 0, layoutsShare: 1 })
  expect(exposureOf(of([8000, 1], [9000, 1]))).toEqual({ exposedShare: 1, mostExposed: 2, layoutsShare: 1 })
  const even = (count: number) => Array.from({ length: count }, (_, nth) => ({ area: 8000 + nth, owners: 1 }))
  expect([exposureOf(even(30)) === null, exposureOf(even(31)) === null]).toEqual([false, true])
})

test('outcomes are gone through while there are a million sums, and no more than four million ways to come to them', () => {
  const layouts = (...sizes: readonly number[]) => sizes.map((owners, index) => ({ area: 8000 + index, owners }))
  expect(exposureOf(layouts(1000, 1000))).not.toBeNull()
  expect(exposureOf(layouts(1100, 1100))).toBeNull()
  // Five million ways to hardly more sums than before.
  expect(exposureOf(layouts(1000, 1000, 4))).toBeNull()
})

test('classes are sorted by area, and their differences are in the largest unit that fits all', () => {
  expect(classesOf([900, 700, 900, 800])).toEqual(of([700, 1], [800, 1], [900, 2]))
  expect(relativeAreas(of([700, 1], [712, 1], [718, 1], [730, 1]))).toEqual([0, 2, 3, 5])
})

const layouts = (...others: number[]) => [...Array.from({ length: 400 }, (_, index) => [6518, 8912, 10_347, 12_055][index % 4]!), ...others] // prettier-ignore

test('of electorates too large to go through, a layout of few is exposed as often as it is of one mind', () => {
  for (const [few, share, reasons] of [
    [2, 0.5, ['votes_follow', 'layouts_follow']],
    [5, 0.0625, ['votes_may_follow', 'layouts_follow', 'quorum_exposes']],
  ] as const) {
    const report = guard(layouts(...Array.from({ length: few }, () => 9999)), 'secret', 'compound')
    expect(report).toMatchObject({ method: 'estimated', layoutsShare: 1, mostExposed: null, reasons })
    expect(report.exposedShare).toBeCloseTo(share, 9)
    expect(report.smallClasses.map(({ area }) => area)).toEqual(few < 5 ? [9999] : [])
  }
  // Two layouts of two: neither is of one mind in a quarter of the outcomes.
  expect(guard(layouts(9999, 9999, 9000, 9000), 'secret', 'compound').exposedShare).toBeCloseTo(0.75, 9)
})

test('by name nothing is reckoned, but the owners and layouts are told', () => {
  expect(guard([8000, 9000, 8000], 'named', 'compound')).toEqual({
    verdict: 'safe',
    owners: 3,
    classes: of([8000, 2], [9000, 1]),
    distinctWeights: 2,
    smallClasses: of([8000, 2], [9000, 1]),
    method: 'none',
    exposedShare: 0,
    mostExposed: null,
    layoutsShare: 0,
    reasons: [],
    sentences: [[expect.stringContaining('记名表决'), expect.stringContaining('By name')]],
  })
})
