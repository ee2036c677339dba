import { expect, test } from 'vitest'
import sharp from 'sharp'
import { barPictures, type Bar } from './bar-pictures.ts'
import { pngSize } from './png-size.ts'

/** How many dots of a row of the picture are the green of bars, at a height from 0 to 1. */
async function greenAt(png: Uint8Array, height: number): Promise<number> {
  const { data, info } = await sharp(png).raw().toBuffer({ resolveWithObject: true })
  const row = Math.floor(height * info.height)
  let green = 0
  for (let x = 0; x < info.width; x++) {
    const at = (row * info.width + x) * info.channels
    if (data[at]! < 40 && data[at + 1]! > 60) green++
  }
  return green
}

async function drawn(rows: readonly Bar[]): Promise<Uint8Array> {
  const [png] = await barPictures([rows])
  return png!
}

test('a bar is as long as its value is large; of nothing there is none', async () => {
  const png = await drawn([
    { name: '长寿新村', value: '200' },
    { name: '锦绣里', value: '100' },
    { name: '光新', value: '0' },
    { name: '新湖', value: null },
  ])
  const [all, half, none, unknown] = await Promise.all([1, 3, 5, 7].map((eighth) => greenAt(png, eighth / 8)))
  expect(Math.abs(all! - 2 * half!)).toBeLessThan(4)
  expect([none, unknown]).toEqual([0, 0])
  expect(all).toBeGreaterThan(800)
})

test('names and values are drawn from the fonts that come along, and the same bars give the same bytes', async () => {
  const rows = [{ name: '长寿新村', value: '97.96' }]
  const [one, other, nameless] = await Promise.all([drawn(rows), drawn(rows), drawn([{ name: '', value: '97.96' }])])
  expect(Buffer.from(one).equals(Buffer.from(other))).toBe(true)
  expect(Buffer.from(one).equals(Buffer.from(nameless))).toBe(false)
})

test('a hundred rows stay on one page, and names, signs and numbers of any kind end nothing', async () => {
  const many = await drawn(Array.from({ length: 100 }, (_, at) => ({ name: `第${at + 1}居民区`, value: String(at) })))
  const { width, height } = pngSize(many)
  expect(height / width).toBeLessThan(1.45)
  const odd = [{ name: '<&"\u0007😀', value: '-3' }, { name: '很'.repeat(300), value: '1e309' }, { name: '', value: 'x' }] // prettier-ignore
  expect(pngSize(await drawn(odd)).width).toBe(width)
  expect(await barPictures([])).toEqual([])
})
