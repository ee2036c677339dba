import fc from 'fast-check'
import { expect, test } from 'vitest'
import { guard } from './guard.ts'
import { classesOf, exposureOf, openBits, relativeAreas } from './outcomes.ts'

/** Every vote vector, set against every other with the same two sums: what they have in common follows from the sums. */
function bruteForce(areas: readonly number[]) {
  const n = areas.length
  const alike = new Map<string, { and: number; or: number; vectors: number; layouts: Set<string> }>()
  const distinct = [...new Set(areas)]
  for (let vector = 0; vector < 2 ** n; vector++) {
    let [area, heads] = [0, 0]
    const counts = distinct.map(() => 0)
    for (let owner = 0; owner < n; owner++) {
      if (!(vector & (1 << owner))) continue
      area += areas[owner]!
      heads++
      counts[distinct.indexOf(areas[owner]!)]!++
    }
    const found = alike.get(`${area}/${heads}`) ?? { and: -1, or: 0, vectors: 0, layouts: new Set() }
    alike.set(`${area}/${heads}`, {
      and: found.and & vector,
      or: found.or | vector,
      vectors: found.vectors + 1,
      layouts: found.layouts.add(counts.join()),
    })
  }
  let [exposed, most, layouts] = [0, 0, 0]
  for (const [sums, { and, or, vectors, layouts: ways }] of alike) {
    if (ways.size === 1) layouts += vectors
    const heads = Number(sums.split('/')[1])
    if (heads === 0 || heads === n) continue
    let known = 0
    for (let owner = 0; owner < n; owner++) if (and & (1 << owner) || !(or & (1 << owner))) known++
    if (known > 0) exposed += vectors
    most = Math.max(most, known)
  }
  const divided = 2 ** n - 2
  return { exposedShare: divided === 0 ? 1 : exposed / divided, mostExposed: most, layoutsShare: layouts / 2 ** n }
}

function agrees(areas: readonly number[]) {
  const [found, expected] = [exposureOf(classesOf(areas))!, bruteForce(areas)]
  expect(found.exposedShare).toBeCloseTo(expected.exposedShare, 12)
  expect(found.layoutsShare).toBeCloseTo(expected.layoutsShare, 12)
  expect(found.mostExposed).toBe(expected.mostExposed)
}

test('what follows from the sums is what follows by going through all votes', () => {
  const layouts = fc.array(fc.constantFrom(5012, 7850, 8933, 12_004), { minLength: 1, maxLength: 11 })
  const small = fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 11 })
  const real = fc.array(fc.integer({ min: 3000, max: 15_000 }), { minLength: 1, maxLength: 9 })
  fc.assert(fc.property(fc.oneof(layouts, small, real), agrees), { numRuns: 60 })
})

/** A generator of its own, so that the same electorates are drawn in every run. */
function areasOf(count: number, seed: number, unit = 1): number[] {
  let state = seed
  return Array.from({ length: count }, () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return Math.round((5000 + (((mixed ^ (mixed >>> 14)) >>> 0) % 9000)) / unit) * unit
  })
}

test.each([
  ['16 areas of 0.01 m²', areasOf(16, 7)],
  ['18 areas of whole square metres', areasOf(18, 8, 100)],
  ['20 owners of three layouts', Array.from({ length: 20 }, (_, index) => [5012, 7850, 8933][index % 3]!)],
])('agrees with going through all votes: %s', (_, areas) => agrees(areas))

test('sixteen owners of different areas: every vote follows', () => {
  const report = guard(areasOf(16, 3), 'secret', 'building')
  expect(report).toMatchObject({ verdict: 'refuse', method: 'exact', distinctWeights: 16, owners: 16 })
  expect(report.exposedShare).toBeGreaterThan(0.99)
  expect(report.layoutsShare).toBeGreaterThan(0.5)
  expect(guard(areasOf(10, 3), 'secret', 'building')).toMatchObject({ exposedShare: 1, mostExposed: 10 })
  expect(report.reasons).toEqual(['votes_follow', 'layouts_follow', 'small_scope'])
  expect(report.sentences[0]?.[0]).toMatch(/最多 \d+ 人/)
})

test('twenty different areas are gone through exactly', () => {
  const report = guard(areasOf(20, 5), 'secret', 'compound')
  expect(report).toMatchObject({ verdict: 'refuse', method: 'exact' })
})

test.each([
  [2, 50],
  [3, 50],
])('%i layouts of %i owners: how many of each agree follows, nobody in person does', (layouts, size) => {
  const areas = Array.from({ length: layouts * size }, (_, index) => [8912, 10_347, 12_055][index % layouts]!)
  const report = guard(areas, 'secret', 'compound')
  expect(report).toMatchObject({ verdict: 'warn', method: 'exact', reasons: ['layouts_follow'], smallClasses: [] })
  expect(report.layoutsShare).toBeGreaterThan(0.99)
  expect(report.exposedShare).toBeLessThan(1e-6)
})

test('four layouts of sixty, too many to go through, are judged alike', () => {
  const areas = Array.from({ length: 240 }, (_, index) => [6518, 8912, 10_347, 12_055][index % 4]!)
  expect(guard(areas, 'secret', 'compound')).toMatchObject({
    verdict: 'warn',
    method: 'estimated',
    mostExposed: null,
    reasons: ['layouts_follow'],
  })
})

test('whoever is the only one of a layout is exposed in any size of electorate', () => {
  const areas = [...Array.from({ length: 300 }, (_, index) => [8912, 10_347][index % 2]!), 11_111]
  const report = guard(areas, 'secret', 'compound')
  expect(report.verdict).toBe('refuse')
  expect(report.smallClasses).toEqual([{ area: 11_111, owners: 1 }])
  const many = [...Array.from({ length: 400 }, (_, index) => [6518, 8912, 10_347, 12_055][index % 4]!), 9999]
  const estimated = guard(many, 'secret', 'compound')
  expect(estimated).toMatchObject({ verdict: 'refuse', method: 'estimated', exposedShare: 1 })
  // How many in the worst case is known only where all outcomes were gone through.
  expect(estimated.sentences[0]![1]).toContain('the votes of some owners can be worked out.')
})

test('a shop as large as a street of homes shows its vote by itself', () => {
  const areas = [...areasOf(200, 9), 2_000_000]
  const report = guard(areas, 'secret', 'compound')
  expect(report).toMatchObject({ verdict: 'refuse', reasons: ['lone_area'] })
  expect(report.sentences[0]?.[0]).toContain('20000.00 平方米')
})

test('thirty different areas hide the votes of all, but not of the twenty whom the law lets decide', () => {
  const report = guard(areasOf(30, 11), 'secret', 'compound')
  expect(report).toMatchObject({ verdict: 'warn', method: 'exact', reasons: ['votes_may_follow', 'quorum_exposes'] })
  expect(report.sentences[1]?.[0]).toContain('三分之二')
})

test('equal homes hide each other, and so do very many different ones', () => {
  expect(
    guard(
      Array.from({ length: 40 }, () => 8000),
      'secret',
      'compound',
    ),
  ).toMatchObject({
    verdict: 'safe',
    method: 'exact',
    exposedShare: 0,
    reasons: [],
  })
  const many = guard(areasOf(60, 4), 'secret', 'compound')
  expect(many).toMatchObject({ verdict: 'safe', method: 'estimated', layoutsShare: 0 })
  expect(many.sentences[0]?.[0]).toContain('不能推知个人意见')
  // 24 to 30 owners of different areas leave tens to thousands of possibilities; with twenty fewer there is one.
  expect(openBits(classesOf(areasOf(30, 6)))).toBeGreaterThan(8)
  expect(openBits(classesOf(areasOf(30, 6)))).toBeLessThan(16)
  expect(openBits(classesOf(areasOf(10, 6)))).toBeLessThan(0)
})

test('a rare outcome that betrays a layout is told, not refused', () => {
  const areas = Array.from({ length: 18 }, (_, index) => [8912, 10_347][index % 2]!)
  const report = guard(areas, 'secret', 'compound')
  expect(report).toMatchObject({ verdict: 'warn', reasons: ['votes_may_follow', 'layouts_follow'] })
  expect(report.sentences[0]?.[1]).toContain('0.7% of possible outcomes')
})

test('fewer owners than a layout must have are refused, also where none is there', () => {
  for (const areas of [[], [8000], [8000, 8000, 8000, 8000]])
    expect(guard(areas, 'secret', 'staircase')).toMatchObject({
      verdict: 'refuse',
      reasons: ['few_owners', 'small_scope'],
    })
  expect(guard([8000, 8000, 8000, 8000], 'secret', 'compound', 4).verdict).toBe('safe')
})

test('thousands of equal homes are no trouble', () => {
  const areas = Array.from({ length: 3000 }, (_, index) => (index < 1500 ? 8912 : 10_347))
  expect(guard(areas, 'secret', 'compound')).toMatchObject({ verdict: 'warn', reasons: ['layouts_follow'] })
  expect(openBits(classesOf(areas))).toBeLessThan(1)
})

test('a secret vote of a building is warned of even where nothing follows', () => {
  expect(
    guard(
      Array.from({ length: 40 }, () => 8000),
      'secret',
      'building',
    ),
  ).toMatchObject({
    verdict: 'warn',
    reasons: ['small_scope'],
  })
})

test('each reason is told in a sentence of its own, in both languages', () => {
  const layouts = Array.from({ length: 18 }, (_, index) => [8912, 10_347][index % 2]!)
  const told = [
    guard([8000], 'secret', 'building'),
    guard(areasOf(16, 3), 'secret', 'compound'),
    guard([...areasOf(200, 9), 2_000_000], 'secret', 'compound'),
    guard(areasOf(30, 11), 'secret', 'compound'),
    guard(layouts, 'secret', 'compound'),
  ].flatMap(({ reasons, sentences }) => reasons.map((reason, index) => [reason, sentences[index]!] as const))
  const wanted: Record<string, readonly [string, string]> = {
    few_owners: ['只有 1 人', 'Only 1 can vote'],
    small_scope: ['楼栋、门号范围的表决一般采用记名方式', 'of a building or a staircase'],
    votes_follow: ['能够推算出某些业主的意见', 'Hold the vote by name, or in a larger scope.'],
    layouts_follow: ['每一种面积的户型各有多少业主同意', 'how many owners of each layout agree'],
    lone_area: ['面积过于特殊', 'stand so far apart'],
    votes_may_follow: ['召集人应当向业主说明', 'the convener should tell the owners so'],
    quorum_exposes: ['法定最低比例（三分之二）', 'no more than the legal two thirds'],
  }
  for (const [reason, sentence] of told)
    expect([reason, wanted[reason]!.map((part, index) => sentence[index]!.includes(part))]).toEqual([
      reason,
      [true, true],
    ])
  expect([...new Set(told.map(([reason]) => reason))].toSorted()).toEqual(Object.keys(wanted).toSorted())
  const [chinese, english] = guard(areasOf(16, 3), 'secret', 'compound').sentences[0]!
  const most = /最多 (\d+) 人/.exec(chinese)![1]
  expect(english).toMatch(new RegExp(`^Once both sums are published, in [\\d.]+% .* owners \\(up to ${most}\\) can be`))
})

test('a layout tells as soon as it follows in half of the outcomes', () => {
  const report = guard([5300, 5000, 5400, 5000, 5200, 5100], 'secret', 'compound')
  expect(report.layoutsShare).toBe(0.5)
  expect(report.reasons).toContain('layouts_follow')
})

test('the order in which homes are listed makes no difference, at the legal quorum neither', () => {
  // Every third home is of the rarer layout: those left out at the quorum must not be picked by their place in the list.
  const areas = Array.from({ length: 18 }, (_, index) => (index % 3 === 1 && index < 15 ? 10_347 : 8912))
  const sorted = areas.toSorted((a, b) => a - b)
  expect(guard(areas, 'secret', 'compound')).toEqual(guard(sorted, 'secret', 'compound'))
  expect(guard(areas, 'secret', 'compound').reasons).toContain('quorum_exposes')
})

test('by name there is nothing to guard', () => {
  expect(guard(areasOf(16, 3), 'named', 'building')).toMatchObject({ verdict: 'safe', method: 'none', reasons: [] })
})

test('areas tell the same as differences in their common unit', () => {
  expect(relativeAreas(classesOf([8000, 8600, 9200, 8000]))).toEqual([0, 1, 2])
  expect(relativeAreas(classesOf([8000]))).toEqual([0])
})
