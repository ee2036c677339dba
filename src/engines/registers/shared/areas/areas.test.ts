import { difference, union, xor } from 'polyclip-ts'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { faultsOf, findArea, joined, membersOf, outlineOf, outlineOfStreet, type Area, type Division } from './area.ts'
import { addMicroGrid, mergeAreas, renameArea, splitArea } from './changes.ts'
import { differenceOf } from './difference.ts'
import { redrawArea } from './redraw.ts'
import {
  cornerOf,
  covers,
  degreesOf,
  doubleArea,
  isSimple,
  ringFrom,
  type Corner,
  type LngLat,
  type Ring,
} from './ring.ts'

const street = '310107015'
const west = 121_430_000
const south = 31_240_000
const size = 20_000
const square: Ring = [
  [west, south],
  [west + size, south],
  [west + size, south + size],
  [west, south + size],
]
const area = (said: Partial<Area> & Pick<Area, 'kind' | 'code'>): Area => ({
  name: said.code,
  parent: null,
  comprehensive: null,
  ring: square,
  ...said,
})
const committee = `${street}001`
const whole: Division = [
  area({ kind: 'committee', code: committee, name: '长寿居委会' }),
  area({ kind: 'comprehensive', code: 'Z1', ring: [] }),
  area({ kind: 'grid', code: `${committee}001`, parent: committee, comprehensive: 'Z1' }),
  area({ kind: 'micro', code: `${committee}00101`, parent: `${committee}001` }),
]
const at = (x: number, y: number): LngLat => degreesOf([west + x, south + y])

function granted<T>(result: { ok: true; value: T } | { ok: false; error: string }): T {
  if (!result.ok) throw new Error(`refused: ${result.error}`)
  return result.value
}

/** Every point of the street in exactly one leaf of each kind, and none elsewhere; asked where it is hardest as well. */
function expectDivision(division: Division, points: readonly Corner[]): void {
  expect(faultsOf(division)).toEqual([])
  const outline = outlineOfStreet(division)
  const hard = division.flatMap(({ ring }) =>
    ring.flatMap((corner, index) => {
      const next = ring[(index + 1) % ring.length]!
      const middle: Corner = [(corner[0] + next[0]) / 2, (corner[1] + next[1]) / 2]
      return [corner, middle]
    }),
  )
  for (const point of [...points, ...hard]) {
    const isInStreet = outline.filter((ring) => covers(ring, point)).length
    for (const kind of ['committee', 'grid', 'comprehensive'] as const) {
      const holders = division.filter(
        (each) =>
          each.kind === kind &&
          outlineOf(division, each).reduce((n, ring) => n + (covers(ring, point) ? 1 : 0), 0) % 2 === 1,
      )
      expect([kind, point, holders.length]).toEqual([kind, point, isInStreet])
    }
    const micro = division.filter((each) => each.kind === 'micro' && covers(each.ring, point))
    const grid = division.find((each) => each.kind === 'grid' && covers(each.ring, point))
    expect(micro.length).toBe(grid && membersOf(division, grid).length > 0 ? 1 : 0)
    if (grid && micro[0]) expect(micro[0].parent).toBe(grid.code)
  }
}

/** One step of a random life: most often a cut, sometimes a merge, a moved corner or a new name. */
function step(division: Division, dice: () => number, nth: number): Division {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(dice() * list.length)]!
  const kind = pick(['committee', 'committee', 'grid', 'grid', 'micro', 'comprehensive'] as const)
  const target = pick(division.filter((each) => each.kind === kind))
  const { code } = target
  const part = (suffix: string) => ({ code: `${kind}-${nth}${suffix}`, name: `第${nth}${suffix}` })
  const what = dice()
  const result = (() => {
    if (what < 0.55) {
      const [cx, cy] = [dice() * size, dice() * size]
      const angle = dice() * Math.PI * 2
      const [dx, dy] = [Math.cos(angle) * size * 2, Math.sin(angle) * size * 2]
      const bend = at(cx + (dice() - 0.5) * 4000, cy + (dice() - 0.5) * 4000)
      const line =
        dice() < 0.5 ? [at(cx - dx, cy - dy), at(cx + dx, cy + dy)] : [at(cx - dx, cy - dy), bend, at(cx + dx, cy + dy)]
      return splitArea(division, {
        kind,
        code,
        by: { line },
        parts: [dice() < 0.5 ? { code, name: target.name } : part('a'), part('b')],
      })
    }
    if (what < 0.65) {
      const members = membersOf(division, target)
      const chosen = members.filter(() => dice() < 0.5).map((each) => each.code)
      return splitArea(division, { kind, code, by: { members: chosen }, parts: [part('a'), part('b')] })
    }
    if (what < 0.85) {
      const others = division.filter((each) => each.kind === kind && each.parent === target.parent)
      return mergeAreas(division, { kind, codes: [code, pick(others).code], whole: { code, name: target.name } })
    }
    if (what < 0.95 && kind !== 'comprehensive') {
      const nth = Math.floor(dice() * target.ring.length)
      const [from, next] = [target.ring[nth]!, target.ring[(nth + 1) % target.ring.length]!]
      const near = ([x, y]: Corner): LngLat =>
        degreesOf([x + Math.round((dice() - 0.5) * 1500), y + Math.round((dice() - 0.5) * 1500)])
      const move =
        dice() < 0.5
          ? { from: degreesOf(from), to: near(from) }
          : {
              between: [degreesOf(from), degreesOf(next)] as const,
              to: near([Math.round((from[0] + next[0]) / 2), Math.round((from[1] + next[1]) / 2)]),
            }
      return redrawArea(division, { kind, code, by: { corners: [move] } })
    }
    if (what < 0.98 && kind !== 'micro') {
      const members = division.filter((each) => each.kind === (kind === 'grid' ? 'micro' : 'grid'))
      return redrawArea(division, { kind, code, by: { members: [pick(members).code] } })
    }
    return renameArea(division, { kind, code, name: `名${nth}` })
  })()
  return result.ok ? result.value : division
}

function diceOf(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) >>> 0
    return ((state ^ (state >>> 13)) >>> 0) / 2 ** 32
  }
}

test('whatever is split, merged and redrawn, every point is in exactly one leaf of each kind, then and on every earlier day', () => {
  let done = 0
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const dice = diceOf(seed)
      const days: Division[] = [whole]
      for (let nth = 1; nth <= 14; nth++) {
        const next = step(days.at(-1)!, dice, nth)
        if (next !== days.at(-1)) done += 1
        days.push(next)
      }
      const points = Array.from({ length: 25 }, (): Corner => [
        west + Math.floor((dice() * 1.1 - 0.05) * size),
        south + Math.floor((dice() * 1.1 - 0.05) * size),
      ])
      for (const day of new Set(days)) expectDivision(day, points)
    }),
    { numRuns: 40 },
  )
  // Refusals alone would prove nothing.
  expect(done).toBeGreaterThan(200)
})

test('a library of its own comes to the same: the leaves together are the street, and overlap nowhere', () => {
  const dice = diceOf(7)
  let division = whole
  for (let nth = 1; nth <= 40; nth++) division = step(division, dice, nth)
  const polygon = (ring: Ring) => [[...ring, ring[0]!].map(([x, y]) => [x - west, y - south] as [number, number])]
  const size2 = (multi: readonly (readonly (readonly [number, number])[])[][]) =>
    multi.reduce((sum, rings) => sum + rings.reduce((part, ring) => part + doubleArea(ring as Ring), 0), 0)
  for (const kind of ['committee', 'grid', 'micro'] as const) {
    const rings = division.filter((each) => each.kind === kind).map((each) => polygon(each.ring))
    expect(rings.length).toBeGreaterThan(3)
    const [first, ...rest] = rings
    const together = union(first!, ...rest)
    const street = outlineOfStreet(division).map(polygon)
    expect(Math.abs(size2(xor(together, street as never) as never))).toBeLessThan(1)
    const sum = division.filter((each) => each.kind === kind).reduce((total, each) => total + doubleArea(each.ring), 0)
    expect(sum).toBe(outlineOfStreet(division).reduce((total, ring) => total + doubleArea(ring), 0))
    expect(difference(street[0] as never, ...(rings as never[])).length).toBe(0)
  }
})

test('a line cuts what lies under it: the larger piece keeps its code, the smaller gets the next one', () => {
  const cut = granted(
    splitArea(whole, {
      kind: 'committee',
      code: committee,
      by: { line: [at(14_000, -500), at(14_000, size + 500)] },
      parts: [
        { code: committee, name: '长寿居委会' },
        { code: `${street}002`, name: '东居委会' },
      ],
    }),
  )
  expect(cut.map((each) => `${each.kind} ${each.code} ${each.parent}`).toSorted()).toEqual([
    `committee ${committee} null`,
    `committee ${street}002 null`,
    'comprehensive Z1 null',
    `grid ${committee}001 ${committee}`,
    `grid ${street}002001 ${street}002`,
    `micro ${committee}00101 ${committee}001`,
    `micro ${street}00200101 ${street}002001`,
  ])
  expect(findArea(cut, 'grid', `${street}002001`)!.name).toBe('东第1网格')
  const east = findArea(cut, 'committee', `${street}002`)!
  expect(covers(east.ring, [west + 14_000, south + 5000])).toBe(true)
  expect(covers(findArea(cut, 'committee', committee)!.ring, [west + 14_000, south + 5000])).toBe(false)
  // Merged again, the outline is what it was but for the corners of the cut.
  const back = granted(
    mergeAreas(cut, {
      kind: 'committee',
      codes: [committee, east.code],
      whole: { code: committee, name: '长寿居委会' },
    }),
  )
  expect(doubleArea(findArea(back, 'committee', committee)!.ring)).toBe(doubleArea(square))
  expect(membersOf(back, findArea(back, 'committee', committee)!)).toHaveLength(2)
  const { closed, opened, altered } = differenceOf(cut, back)
  expect(closed.map((each) => each.code)).toEqual([east.code])
  expect(opened).toEqual([])
  expect(altered.map((each) => each.after.code).toSorted()).toEqual([committee, `${street}002001`])
})

test('what cannot be a division is refused, with the reason', () => {
  const parts = [
    { code: committee, name: '甲' },
    { code: 'b', name: '乙' },
  ] as const
  const refusal = (line: LngLat[]) => {
    const result = splitArea(whole, { kind: 'committee', code: committee, by: { line }, parts })
    return result.ok ? null : result.error
  }
  expect(refusal([at(5000, -500), at(5000, 9000)])).toBe('cut_not_across')
  expect(refusal([at(-500, -500), at(-500, 9000)])).toBe('cut_not_across')
  expect(refusal([at(5000, -500), at(5000, 25_000), at(8000, 25_000), at(8000, 10_000), at(8000, -500)])).not.toBeNull()
  expect(refusal([at(0, 0), at(size, size)])).toBeNull()
  const twice = splitArea(whole, {
    kind: 'committee',
    code: committee,
    by: { line: [at(5000, -500), at(5000, 25_000)] },
    parts: [parts[0], parts[0]],
  })
  expect(twice).toEqual({ ok: false, error: 'area_code_taken' })
  const given = splitArea(
    whole,
    { kind: 'committee', code: committee, by: { line: [at(5000, -500), at(5000, 25_000)] }, parts },
    new Set(['committee b']),
  )
  expect(given).toEqual({ ok: false, error: 'area_code_taken' })
  expect(
    redrawArea(whole, { kind: 'committee', code: committee, by: { corners: [{ from: at(0, 0), to: at(10, 10) }] } }),
  ).toEqual({
    ok: false,
    error: 'corner_fixed',
  })
  expect(addMicroGrid(whole, { grid: `${committee}001`, code: 'm', name: '微' })).toEqual({
    ok: false,
    error: 'grid_has_micro_grids',
  })
  expect(renameArea(whole, { kind: 'grid', code: 'none', name: '无' })).toEqual({ ok: false, error: 'area_not_found' })
})

test('a shared corner moves for both neighbours and for what lies within, until it would cross something', () => {
  const cut = granted(
    splitArea(whole, {
      kind: 'committee',
      code: committee,
      by: { line: [at(10_000, -500), at(10_000, 9000), at(10_000, size + 500)] },
      parts: [
        { code: committee, name: '西' },
        { code: `${street}002`, name: '东' },
      ],
    }),
  )
  const moved = granted(
    redrawArea(cut, {
      kind: 'committee',
      code: committee,
      by: { corners: [{ from: at(10_000, 9000), to: at(12_000, 9500) }] },
    }),
  )
  expectDivision(moved, [])
  for (const each of moved.filter((one) => one.kind !== 'comprehensive'))
    expect(each.ring.some(([x, y]) => x === west + 12_000 && y === south + 9500)).toBe(true)
  const over = redrawArea(cut, {
    kind: 'committee',
    code: committee,
    by: { corners: [{ from: at(10_000, 9000), to: at(25_000, 9500) }] },
  })
  expect(over).toEqual({ ok: false, error: 'area_cut_unsound' })
  // The border of the committee is not the grid's to move.
  expect(
    redrawArea(cut, {
      kind: 'grid',
      code: `${committee}001`,
      by: { corners: [{ from: at(10_000, 9000), to: at(9000, 9000) }] },
    }),
  ).toEqual({ ok: false, error: 'corner_fixed' })
  const taken = granted(
    splitArea(cut, {
      kind: 'grid',
      code: `${committee}001`,
      by: { line: [at(-500, 9000), at(10_500, 9000)] },
      parts: [
        { code: `${committee}001`, name: '北' },
        { code: `${committee}009`, name: '南' },
      ],
    }),
  )
  const given = granted(
    redrawArea(taken, { kind: 'committee', code: `${street}002`, by: { members: [`${committee}009`] } }),
  )
  expectDivision(given, [])
  expect(findArea(given, 'grid', `${committee}009`)!.parent).toBe(`${street}002`)
})

test('rings are taken as people draw them: either way round, closed or not; crossed ones are refused', () => {
  const bow = [at(0, 0), at(10, 10), at(10, 0), at(0, 10)]
  expect(ringFrom(bow)).toEqual({ ok: false, error: 'ring_crosses_itself' })
  expect(ringFrom([at(0, 0), at(10, 10), at(0, 0)])).toEqual({ ok: false, error: 'ring_too_short' })
  const clockwise = granted(ringFrom([at(0, 0), at(0, 10), at(10, 10), at(10, 0), at(0, 0)]))
  expect(doubleArea(clockwise)).toBe(200)
  expect(isSimple([...square, [west + 5, south]])).toBe(false)
  expect(joined([square, square.map(([x, y]) => [x + size, y] as const)])).toHaveLength(6)
  expect(joined([square, square.map(([x, y]) => [x + 3 * size, y] as const)])).toBeUndefined()
  expect(degreesOf(cornerOf([121.4351234, 31.2]))).toEqual([121.435123, 31.2])
})
