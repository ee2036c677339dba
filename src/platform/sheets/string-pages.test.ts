import { expect, test } from 'vitest'
import { stringPages } from './string-pages.ts'

test('texts beyond what memory holds come back from the disk, in any order', () => {
  const pages = stringPages(1_000_000)
  const text = (at: number) => `${at} ${'茅台路'.repeat(at % 1000 === 0 ? 9_000 : at % 60)}`
  const count = 300_000
  for (let at = 0; at < count; at++) pages.push(text(at))
  for (let at = 0; at < count; at += 7) expect(pages.get(at) === text(at)).toBe(true)
  for (let step = 0; step < 5_000; step++) {
    const at = (step * 7919 * 31) % count
    expect(pages.get(at) === text(at)).toBe(true)
  }
  expect(pages.get(count)).toBeUndefined()
  expect(pages.get(-1)).toBeUndefined()
  expect(pages.get(0.5)).toBeUndefined()
  pages.close()
})

test('a workbook may have no more texts than was said', () => {
  const pages = stringPages(1)
  pages.push('甲')
  expect(() => pages.push('乙')).toThrow()
  pages.close()
})
