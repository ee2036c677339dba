import { expect, test } from 'vitest'
import { suppressed, type Counted, type Told } from './suppression.ts'

const leaf = (count: number): Counted => ({ count, parts: [] })
const sum = (...parts: Counted[]): Counted => ({ count: parts.reduce((all, part) => all + part.count, 0), parts })
const flat = ({ count, parts }: Counted | Told): (number | null)[] => [count, ...parts.flatMap(flat)]

/** Every world of some leaves from nought to `most`. */
function* worlds(leaves: number, most: number): Generator<number[]> {
  if (leaves === 0) return yield []
  for (const rest of worlds(leaves - 1, most)) for (let count = 0; count <= most; count++) yield [count, ...rest]
}

test.each([
  ['four areas', 4, 4, ([a, b, c, d]: number[]) => sum(leaf(a!), leaf(b!), leaf(c!), leaf(d!))],
  ['three areas', 3, 5, ([a, b, c]: number[]) => sum(leaf(a!), leaf(b!), leaf(c!))],
  ['two areas of two', 4, 4, ([a, b, c, d]: number[]) => sum(sum(leaf(a!), leaf(b!)), sum(leaf(c!), leaf(d!)))],
  ['areas of two and of one', 3, 4, ([a, b, c]: number[]) => sum(sum(leaf(a!), leaf(b!)), sum(leaf(c!)))],
] as const)('who knows the rule and sees %s cannot reckon what is hidden', (_, leaves, threshold, shape) => {
  const most = 9
  const alike = new Map<string, number[][]>()
  for (const world of worlds(leaves, most)) {
    const counted = shape(world)
    const told = JSON.stringify(flat(suppressed(counted, threshold)))
    alike.set(told, [...(alike.get(told) ?? []), flat(counted) as number[]])
  }
  const givenAway: unknown[] = []
  for (const [told, those] of alike)
    for (const [at, count] of (JSON.parse(told) as (number | null)[]).entries()) {
      const real = new Set(those.map((world) => world[at]!))
      if (count !== null) expect([...real]).toEqual([count])
      // Near the edge of the worlds that were tried, what would be like it was not tried.
      else if (real.size < 2 && Math.max(...those.flat()) < most) givenAway.push([told, those])
    }
  expect(givenAway).toEqual([])
})

test('what many have is told, and fewer than the threshold never', () => {
  expect(flat(suppressed(sum(leaf(9), leaf(8), leaf(7)), 5))).toEqual([24, 9, 8, 7])
  expect(flat(suppressed(sum(leaf(9), leaf(3), leaf(7)), 5))).toEqual([19, 9, null, null])
  expect(flat(suppressed(sum(leaf(0), leaf(0)), 5))).toEqual([0, 0, 0])
  expect(flat(suppressed(sum(leaf(3), leaf(0)), 5))).toEqual([null, null, null])
})
