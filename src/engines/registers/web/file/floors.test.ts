import { expect, test } from 'vitest'
import { floorOf, standingOf } from './floors.ts'

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
  const { floors } = standingOf([home('101'), home('203'), home('1002'), home('102'), home('亭子间'), home('1001')])
  expect(floors.map(({ floor, homes }) => [floor, homes.flat().map(({ title }) => title)])).toEqual([
    [10, ['1001', '1002']],
    [2, ['203']],
    [1, ['101', '102']],
    [null, ['亭子间']],
  ])
})

test('staircases stand beside each other, each as wide as its widest floor', () => {
  const at = (number: string, room: string) => ({ title: `${number}号${room}`, fields: { number, room } })
  const { stairs, floors } = standingOf([at('10', '101'), at('2', '101'), at('2', '102'), at('10', '201')])
  expect(stairs).toEqual([
    { number: '2', across: 2 },
    { number: '10', across: 1 },
  ])
  expect(floors.map(({ homes }) => homes.map((row) => row.map(({ title }) => title)))).toEqual([
    [[], ['10号201']],
    [['2号101', '2号102'], ['10号101']],
  ])
})
