import { expect, test } from 'vitest'
import { registers } from '#engines/registers/shared'
import { changshou, shot, sizes, someone } from '../world.ts'

test('in minutes: the old who live alone in a part of the street, with numbers, by micro grid, on paper and on phones', async () => {
  const worker = await someone({ as: 'dicang' })
  const { page, complaints } = worker
  const { items } = await worker.ask(registers.entries, { register: 'person', tag: 'lives_alone', limit: 200 })
  // The grid in which most of them live.
  const counts = new Map<string, number>()
  for (const { grid } of items) if (grid) counts.set(grid, (counts.get(grid) ?? 0) + 1)
  const grids = [...counts].toSorted((a, b) => b[1] - a[1]).slice(0, 4)
  const areas = await worker.ask(registers.areas, {})
  await page.goto(`/desk/${changshou}/emergency`)
  await page.getByRole('button', { name: '列出名单' }).click()
  await page.getByText('请写明事由').waitFor()
  await page.getByRole('radiogroup', { name: '年龄' }).getByText('70 岁+').click()
  await page.getByRole('radiogroup', { name: '居住' }).getByText('独居').click()
  for (const [code] of grids) {
    const { name } = areas.grids.find((grid) => grid.code === code)!
    await page.getByRole('checkbox', { name: new RegExp(`${name}$`) }).click()
  }
  await page.getByLabel('事由').fill('台风蓝色预警，转移高龄独居老人')
  await shot(page, 'registers-emergency-ask')
  await page.getByRole('button', { name: '列出名单' }).click()
  const list = page.getByRole('region', { name: '名单' })
  const head = list.getByRole('heading', { name: /名单 \d+ 人/ })
  await head.waitFor()
  const total = Number(/名单 (\d+) 人/.exec(await head.innerText())![1])
  expect(total).toBeGreaterThan(0)
  await expect.poll(() => list.locator('tbody tr').count()).toBe(total)
  const numbers = await list.locator('a[href^="tel:"]').evaluateAll((links) => links.map((link) => link.textContent))
  expect(numbers.length).toBeGreaterThan(0)
  for (const number of numbers) expect(number).not.toContain('*')
  for (const [size, viewport] of Object.entries(sizes)) {
    await page.setViewportSize(viewport)
    await head.scrollIntoViewIfNeeded()
    await shot(page, `registers-emergency-${size}`)
  }
  await page.setViewportSize({ width: 794, height: 1123 })
  await page.emulateMedia({ media: 'print' })
  await shot(page, 'registers-emergency-paper')
  const sheets = await page.locator('.call-sheet').count()
  const paper = (await page.pdf({ format: 'A4', preferCSSPageSize: true })).toString('latin1')
  expect(paper.match(/\/Type\s*\/Page\b/g)!.length).toBeGreaterThanOrEqual(sheets)
  expect(complaints).toEqual([])
})

test('who works in one committee is offered its grids and houses, and lists the old on a ground floor of a house', async () => {
  const worker = await someone({ as: 'juwei' })
  const { page, complaints } = worker
  const { items: houses } = await worker.ask(registers.entries, { register: 'staircase', limit: 50 })
  const own = new Set(houses.map(({ grid }) => grid))
  await page.goto(`/desk/${changshou}/emergency`)
  const map = page.getByRole('group', { name: '网格地图，点选网格' })
  await map.getByRole('checkbox').first().waitFor()
  // Of other committees the list would be empty, and look like nobody to fetch.
  expect(await map.getByRole('checkbox').count()).toBeLessThan(12)
  await expect.poll(() => page.getByLabel('加一个居民区').getByRole('option').count()).toBe(2)
  expect(own.size).toBeGreaterThan(0)
  await page.getByRole('radiogroup', { name: '年龄' }).getByText('60 岁+').click()
  for (const { title } of houses.slice(0, 3)) {
    const box = page.getByRole('combobox', { name: '加一个小区、楼栋或门号' })
    await box.fill(title)
    await page.getByRole('option', { name: title }).first().click()
    await page.getByRole('list', { name: '已选范围' }).getByText(title).waitFor()
  }
  await page.getByLabel('事由').fill('台风转移底层老人')
  for (const [size, viewport] of Object.entries(sizes)) {
    await page.setViewportSize(viewport)
    await map.scrollIntoViewIfNeeded()
    await shot(page, `registers-emergency-own-${size}`)
  }
  await page.setViewportSize(sizes.office)
  await page.getByRole('button', { name: '列出名单' }).click()
  const list = page.getByRole('region', { name: '名单' })
  await list
    .getByRole('heading', { name: /名单 \d+ 人/ })
    .or(list.getByText('没有符合条件的人'))
    .first()
    .waitFor()
  await shot(page, 'registers-emergency-own-list')
  expect(complaints).toEqual([])
})
