import fc from 'fast-check'
import { expect, test } from 'vitest'
import { shadeOf, shadesOf, stepOfShade } from './heat.ts'

const counts = fc.array(fc.nat(5000), { minLength: 1, maxLength: 168 })

test('every value has a shade, and the shades lie in order without a gap', () => {
  fc.assert(
    fc.property(counts, (values) => {
      const shades = shadesOf(values)
      expect(shades.length).toBeLessThanOrEqual(4)
      expect(shades[0]!.from).toBe(Math.min(...values))
      expect(shades.at(-1)!.to).toBe(Math.max(...values))
      shades.slice(1).forEach((shade, index) => expect(shade.from).toBe(shades[index]!.to + 1))
      for (const value of values) {
        const { from, to } = shades[shadeOf(value, shades)]!
        expect(from <= value && value <= to).toBe(true)
      }
    }),
  )
})

test('a greater value is never lighter', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 100, noNaN: true }), { minLength: 2, maxLength: 60 }), (values) => {
      const shades = shadesOf(values)
      const sorted = values.toSorted((a, b) => a - b)
      const steps = sorted.map((value) => stepOfShade(shadeOf(value, shades), shades.length))
      expect(steps).toEqual(steps.toSorted((a, b) => a - b))
      for (const step of steps) expect(step >= 1 && step <= 4).toBe(true)
    }),
  )
})

test('of nothing there are no shades, and one value alone has the middle one', () => {
  expect(shadesOf([])).toEqual([])
  expect(stepOfShade(shadeOf(7, shadesOf([7, 7])), 1)).toBe(2)
})
