import type { Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { indicators } from '#engines/indicators/shared'
import { registers } from '#engines/registers/shared'
import { choose, numberIn, readToTheEnd } from '../desk.ts'
import { allLines, onlyHere, registerCase } from '../scene.ts'
import { changshou, shot, someone } from '../world.ts'

const today = () => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
const ofYear = () => `kind=year&day=${today()}`

async function openMeasures(page: Page): Promise<Locator> {
  await page.goto(`/desk/${changshou}/measures?${ofYear()}`)
  await page.getByRole('heading', { name: '指标', level: 1 }).waitFor()
  const table = page.getByRole('table')
  await table.getByRole('row', { name: /^发现 说明/ }).waitFor()
  return table
}

const section = (page: Page, heading: string): Locator =>
  page.locator('section').filter({ has: page.getByRole('heading', { name: heading, exact: true, level: 2 }) })

/** Presses a number and counts what its list holds; the way back leads to where one was. */
async function expectList(page: Page, number: Locator, what: string): Promise<void> {
  const said = numberIn(await number.innerText())
  const from = page.url()
  await number.click()
  await page.waitForURL(/\/cases\?/)
  await expect.poll(async () => [what, await readToTheEnd(page)], { timeout: 30_000 }).toEqual([what, said])
  await page.goBack()
  await page.waitForURL(from)
}

test('a leader finds every measure with its fraction, its sentence and its list, and turns the period by a key', async () => {
  const { page, complaints } = await someone({ as: 'lingdao', size: 'office' })
  const table = await openMeasures(page)
  await shot(page, 'measures')
  const closed = table.getByRole('row', { name: /^结案率 说明/ }).first()
  const [numerator, denominator] = [
    closed.getByRole('button', { name: /^[\d,]+$/ }).first(),
    closed.getByRole('button', { name: /^[\d,]+$/ }).last(),
  ]
  await expectList(page, denominator, 'denominator')
  await expectList(page, numerator, 'numerator')
  const found = table.getByRole('row', { name: /^发现 说明/ }).getByRole('button', { name: /件$/ })
  await expectList(page, found, 'found')

  await closed.getByRole('button', { name: '说明：结案率' }).click()
  await page.getByText('以期内上报的案件为基数').waitFor()
  await page.getByText(/^[0-9a-f]{12}$/).waitFor()

  const year = Number(today().slice(0, 4))
  await page.keyboard.press('[')
  await page
    .getByRole('status')
    .getByText(`${year - 1} 年`, { exact: true })
    .waitFor()
  await page.keyboard.press(']')
  await page.getByRole('status').getByText(`${year} 年`, { exact: true }).waitFor()
  await choose(page, '周期', '考核年')
  await page
    .getByText(/考核年$/)
    .last()
    .waitFor()
  expect(complaints).toEqual([])
})

test('measures of one area alone, and of one face alone; the sheet holds what the table holds', async () => {
  const leader = await someone({ as: 'lingdao', size: 'wide' })
  const { page, complaints } = leader
  const table = await openMeasures(page)
  await page.getByLabel('归属').selectOption({ label: '12345 热线' })
  await expect.poll(() => table.getByRole('rowheader').allInnerTexts()).not.toContain('发现 ?')
  await page.getByLabel('归属').selectOption('all')
  const { committees } = await leader.ask(registers.areas, {})
  const { code } = committees[0]!
  await page.getByLabel('范围').selectOption(`committee:${code}`)
  await page.waitForURL(/of=committee/)
  const { items } = await leader.ask(indicators.values, {
    measures: ['found'],
    period: { kind: 'year', day: today() },
    where: { dimension: 'committee', member: code },
  })
  const found = table.getByRole('row', { name: /^发现 说明/ }).getByRole('button', { name: /件$/ })
  await expect.poll(async () => numberIn(await found.innerText())).toBe(items[0]!.now.numerator)
  await expectList(page, found, 'found of one committee')

  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: '导出 Excel' }).click()
  expect((await download).suggestedFilename()).toMatch(/^指标-.*\.xlsx$/)
  expect(complaints).toEqual([])
})

test('a measure opens into its course, parts, hours and grids, a table behind each, and every number its list', async () => {
  const { page, complaints } = await someone({ as: 'lingdao', size: 'wide' })
  const table = await openMeasures(page)
  await table.getByRole('link', { name: '发现', exact: true }).click()
  await page.waitForURL(/\/measures\/found/)
  await page.getByRole('heading', { name: '指标 / 发现', level: 1 }).waitFor()
  await page.getByRole('img', { name: '发现按星期和钟点，另有表格' }).locator('svg').waitFor()
  await shot(page, 'measure')
  for (const heading of ['走势', '分项', '时段', '网格分布']) {
    const part = section(page, heading)
    const toTable = part.getByRole('button', { name: '看表格' })
    await toTable.click()
    const number = part.getByRole('table').getByRole('button', { name: /[1-9]/ }).first()
    await expectList(page, number, heading)
  }
  // Kinds of matters have no places; areas have.
  const parts = section(page, '分项')
  await parts.getByRole('button', { name: '看表格' }).click()
  await parts.getByRole('columnheader', { name: '位次' }).waitFor()
  await choose(parts, '分项方式', '类别')
  await parts.getByRole('button', { name: '看表格' }).click()
  await parts.getByRole('columnheader', { name: '类别', exact: true }).waitFor()
  await expect.poll(() => parts.getByRole('columnheader', { name: '位次' }).count()).toBe(0)
  expect(complaints).toEqual([])
})

test('every breakdown of a measure counts what the lists of its members hold', async () => {
  const leader = await someone({ as: 'lingdao' })
  const period = { kind: 'year' as const, day: today() }
  const days = (await leader.ask(indicators.values, { measures: ['closed'], period })).period
  for (const by of ['committee', 'grid', 'unit', 'category', 'source', 'hour'] as const) {
    const { rows } = await leader.ask(indicators.breakdown, { measures: ['closed'], period, by })
    expect(rows.length).toBeGreaterThan(1)
    for (const { member, counted } of rows.slice(0, 6)) {
      if (member === null) continue
      const list = (part: string) => allLines(leader, { measure: 'closed', part, ...days, [by]: member })
      expect([by, member, (await list('denominator')).length]).toEqual([by, member, counted.denominator])
      expect([by, member, (await list('numerator')).length]).toEqual([by, member, counted.numerator])
    }
  }
})

test('a committee worker sees the figures of their own area alone', async () => {
  const worker = await someone({ as: 'juwei' })
  const { page, complaints } = worker
  const table = await openMeasures(page)
  await page.getByText(/^范围：/).waitFor()
  await expect.poll(() => page.getByLabel('范围').count()).toBe(0)
  const found = table.getByRole('row', { name: /^发现 说明/ }).getByRole('button', { name: /件$/ })
  await expectList(page, found, 'found of my own committee')
  await page.goto(`/desk/${changshou}/board`)
  await page.getByRole('heading', { name: '运行态势' }).waitFor()
  await page.getByText(/^范围：/).waitFor()
  const asked = worker.ask(indicators.breakdown, {
    measures: ['found'],
    period: { kind: 'year', day: today() },
    by: 'unit',
  })
  await expect(asked).rejects.toMatchObject({ body: { code: 'out_of_scope' } })
  expect(complaints).toEqual([])
})

test('on a phone the measures and one of them are read without scrolling sideways', async () => {
  const { page, complaints } = await someone({ as: 'lingdao', size: 'phone' })
  await openMeasures(page)
  const isWide = () => page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)
  expect(await isWide()).toBe(false)
  await shot(page, 'measures-phone')
  await page.goto(`/desk/${changshou}/measures/on_time?${ofYear()}`)
  await page.getByRole('img', { name: '按时办结率按星期和钟点，另有表格' }).locator('svg').waitFor()
  expect(await isWide()).toBe(false)
  await shot(page, 'measure-phone')
  expect(complaints).toEqual([])
})

test('a number on the page follows what others do, without a reload', async () => {
  const duty = await someone({ as: 'zhiban' })
  const { page, complaints } = await someone({ as: 'lingdao' })
  const table = await openMeasures(page)
  await page.getByRole('status').getByText('实时').waitFor()
  const found = table.getByRole('row', { name: /^发现 说明/ }).getByRole('button', { name: /件$/ })
  const before = numberIn(await found.innerText())
  await registerCase(duty, { title: onlyHere('指标随办随变') })
  await expect.poll(async () => numberIn(await found.innerText()), { timeout: 30_000 }).toBe(before + 1)
  expect(complaints).toEqual([])
})
