import { expect, test } from 'vitest'
import { registers } from '#engines/registers/shared'
import { said } from '../desk.ts'
import { changshou, shot, sizes, someone } from '../world.ts'

test('pairs that may be the same are judged with the keyboard alone', async () => {
  const keeper = await someone({ as: 'dicang' })
  const { page, complaints } = keeper
  const before = await keeper.ask(registers.doubts, { limit: 100 })
  expect(before.total).toBeGreaterThan(3)
  await page.goto(`/desk/${changshou}/doubts`)
  const count = page.getByRole('heading', { level: 1, name: /疑似同一/ })
  await count.getByText(String(before.total)).waitFor()
  const shown = page.locator('.pair thead').getByRole('link')
  const first = await shown.allInnerTexts()
  expect(first).toEqual([before.items[0]!.entry.title, before.items[0]!.other.title])
  for (const [size, viewport] of Object.entries(sizes)) {
    await page.setViewportSize(viewport)
    await shot(page, `registers-doubts-${size}`)
  }
  await page.setViewportSize(sizes.office)
  await page.keyboard.press('j')
  await expect.poll(() => shown.allInnerTexts()).toEqual([before.items[1]!.entry.title, before.items[1]!.other.title])
  await page.keyboard.press('k')
  await expect.poll(() => shown.allInnerTexts()).toEqual(first)

  await page.keyboard.press('d')
  await said(page, '已记为不同')
  await expect.poll(async () => (await keeper.ask(registers.doubts, {})).total).toBe(before.total - 1)
  await expect.poll(() => shown.allInnerTexts()).toEqual([before.items[1]!.entry.title, before.items[1]!.other.title])
  await page.keyboard.press('s')
  await said(page, '已合并')
  await expect.poll(async () => (await keeper.ask(registers.doubts, {})).total).toBeLessThan(before.total - 1)
  const { entry, other } = before.items[1]!
  const files = await Promise.all([entry, other].map(({ id }) => keeper.ask(registers.entry, { id })))
  expect(new Set(files.map((file) => file.entry.id)).size).toBe(1)
  expect(files[0]!.merges).toHaveLength(1)
  expect(complaints).toEqual([])
})
