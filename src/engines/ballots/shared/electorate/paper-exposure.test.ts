import fc from 'fast-check'
import { expect, test } from 'vitest'
import { exposureOf } from './outcomes.ts'
import { exposedByPaper } from './paper-exposure.ts'

test('few owners of an area are exposed by any paper, many only while few papers are in', () => {
  const areas = [
    { area: 5012, owners: 4, papers: 0 },
    { area: 6518, owners: 5, papers: 0 },
    { area: 7850, owners: 40, papers: 0 },
    { area: 8933, owners: 40, papers: 4 },
    { area: 9000, owners: 40, papers: 5 },
  ]
  expect(exposedByPaper(areas, 5).map(({ area }) => area)).toEqual([5012, 8933])
})

test('two areas counted in one line would tell each of them all the same', () => {
  const sizes = fc.tuple(fc.integer({ min: 3000, max: 15_000 }), fc.integer({ min: 3000, max: 15_000 })).filter(([a, b]) => a !== b) // prettier-ignore
  const papers = fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 30 }))
  fc.assert(
    fc.property(sizes, papers, ([area, other], [few, many]) => {
      const joined = exposureOf([{ area, owners: few }, { area: other, owners: many }]) // prettier-ignore
      expect(joined?.layoutsShare).toBeCloseTo(1, 9)
    }),
  )
})
