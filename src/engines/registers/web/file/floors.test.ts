import { expect, test } from 'vitest'
import { byFloor, floorOf } from './floors.ts'

const home = (room: string, floor?: number) => ({
  title: room,
  fields: { room, ...(floor !== undefined && { floor }) },
})

test('a floor is what is registered, otherwise what the number says', () => {
  expect(floorOf(home('302室'))).toBe(3)
  expect(floorOf(home('1203'))).toBe(12)
  expect(floorOf(home('302', 4))).toBe(4)
  expect(floorOf(home('后客堂'))).toBeNull()
})

test('floors stand from the top, homes as they are numbered', () => {
  const floors = byFloor([home('101'), home('203'), home('1002'), home('102'), home('亭子间'), home('1001')])
  expect(floors.map(({ floor, homes }) => [floor, homes.map(({ title }) => title)])).toEqual([
    [10, ['1001', '1002']],
    [2, ['203']],
    [1, ['101', '102']],
    [null, ['亭子间']],
  ])
})
