import fc from 'fast-check'
import { expect, test } from 'vitest'
import { boundsOf, isInside, padded, pathOf, projectionOf } from './projection.ts'
import { distance } from './position.ts'
import { fitted } from './shrink-photo.ts'

const square = [
  [121.4, 31.2],
  [121.41, 31.2],
  [121.41, 31.21],
  [121.4, 31.21],
] as const

test('a place drawn and read back is the same place', () => {
  const projection = projectionOf(padded(boundsOf(square)!), 1000)
  fc.assert(
    fc.property(
      fc.double({ min: 121.39, max: 121.42, noNaN: true }),
      fc.double({ min: 31.19, max: 31.22, noNaN: true }),
      (lng, lat) => {
        const back = projection.toPlace(...projection.toDrawing({ lng, lat }))
        expect(distance(back, { lng, lat })).toBeLessThan(0.01)
      },
    ),
  )
})

test('a street drawn keeps its proportions', () => {
  const projection = projectionOf(boundsOf(square)!, 1000)
  const east = distance({ lng: 121.4, lat: 31.205 }, { lng: 121.41, lat: 31.205 })
  const north = distance({ lng: 121.4, lat: 31.2 }, { lng: 121.4, lat: 31.21 })
  expect(projection.height / projection.width).toBeCloseTo(north / east, 3)
})

test('one point alone is still a map', () => {
  const bounds = padded(boundsOf([[121.4, 31.2]])!)
  expect(bounds.east - bounds.west).toBeCloseTo(0.002)
  expect(boundsOf([])).toBeNull()
})

test('inside and outside of a ring', () => {
  expect(isInside({ lng: 121.405, lat: 31.205 }, square)).toBe(true)
  expect(isInside({ lng: 121.42, lat: 31.205 }, square)).toBe(false)
  expect(pathOf(square, projectionOf(boundsOf(square)!, 100))).toMatch(/^M0\.0 .*Z$/)
})

test('a photo shrinks to fit and never grows', () => {
  expect(fitted(4000, 3000)).toEqual([1920, 1440])
  expect(fitted(3000, 4000)).toEqual([1440, 1920])
  expect(fitted(800, 600)).toEqual([800, 600])
})
