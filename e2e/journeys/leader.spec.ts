import type { Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { indicators } from '#engines/indicators/shared'
import { choose, numberIn, readToTheEnd } from '../desk.ts'
import { allLines } from '../scene.ts'
import { changshou, shot, someone } from '../world.ts'

const thisYear = () => ({
  kind: 'year' as const,
  day: new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10),
})

async function openBoard(page: Page): Promise<void> {
  await page.goto(`/desk/${changshou}/board`)
  await page.getByRole('heading', { name: '运行态势' }).waitFor()
  await page.getByRole('table').first().waitFor()
}

/** Presses a number and counts what its list holds; the way back leads to the board again. */
async function expectList(page: Page, number: Locator, what: string): Promise<void> {
  const said = numberIn((await number.innerText()).trim())
  await number.click()
  await page.waitForURL(/\/cases\?/)
  await expect.poll(async () => [what, await readToTheEnd(page)], { timeout: 30_000 }).toEqual([what, said])
  await page.goBack()
  await page.getByRole('heading', { name: '运行态势' }).waitFor()
  await page.getByRole('table').first().waitFor()
}

/** Buttons of plain numbers in a part of the page; percentages open the same list as their numerator. */
async function numbersIn(part: Locator): Promise<string[]> {
  await part
    .getByRole('button', { name: /^打开清单/ })
    .first()
    .waitFor()
  const names = await part
    .getByRole('button', { name: /^打开清单/ })
    .evaluateAll((buttons) => buttons.map((button) => button.getAttribute('aria-label') ?? ''))
  return [...new Set(names.filter((name) => !/[%—]/.test(name)))]
}

const section = (page: Page, heading: string): Locator =>
  page.locator('section').filter({ has: page.getByRole('heading', { name: heading, exact: true, level: 2 }) })

test.each(['今日', `${new Date(Date.now() + 8 * 3_600_000).getUTCFullYear()} 年`])(
  'every number of %s opens a list as long as it says',
  async (heading) => {
    const { page, complaints } = await someone({ as: 'lingdao', size: 'wide' })
    await openBoard(page)
    await shot(page, 'leader-board')
    const part = section(page, heading)
    const names = await numbersIn(part)
    // Six measures: found, and five rates with numerator and denominator.
    expect(names.length).toBeGreaterThanOrEqual(6)
    for (const name of names) await expectList(page, part.getByRole('button', { name, exact: true }).first(), name)
    expect(complaints).toEqual([])
  },
)

test('a rate is its numerator over its denominator, and its percentage opens the numerator', async () => {
  const { page, complaints } = await someone({ as: 'lingdao', size: 'wide' })
  await openBoard(page)
  const figures = section(page, `${new Date(Date.now() + 8 * 3_600_000).getUTCFullYear()} 年`).locator('figure')
  await figures.nth(5).waitFor()
  let rates = 0
  for (const figure of await figures.all()) {
    const found = /([\d.]+)\s*%[\s\S]*?([\d,]+)\s*\/\s*([\d,]+)/.exec(await figure.innerText())
    if (!found) continue
    const [, share, part, whole] = found
    expect(Number(share)).toBeCloseTo((numberIn(part!) / numberIn(whole!)) * 100, 1)
    rates += 1
  }
  expect(rates).toBeGreaterThanOrEqual(4)
  const closed = figures.filter({ hasText: '结案率' }).first()
  const [numerator = ''] = /[\d,]+(?=\s*\/)/.exec(await closed.innerText()) ?? []
  await closed.getByRole('button', { name: /%$/ }).click()
  await page.waitForURL(/part=numerator/)
  await expect.poll(() => readToTheEnd(page), { timeout: 30_000 }).toBe(numberIn(numerator))
  expect(complaints).toEqual([])
})

test('the year is broken down by committee, unit, category and source; the parts add up, and each number opens its list', async () => {
  const leader = await someone({ as: 'lingdao', size: 'wide' })
  const { page, complaints } = leader
  await openBoard(page)
  const { items } = await leader.ask(indicators.values, { measures: ['found'], period: thisYear() })
  const found = items[0]?.now.numerator ?? 0
  const part = section(page, '分项')
  for (const by of ['居民区', '主办单位', '类别', '来源']) {
    await choose(page, '分项方式', by)
    const table = part.getByRole('table')
    await table.getByRole('columnheader', { name: by, exact: true }).waitFor()
    // Read at one go: between two looks the page may have been counted anew.
    const cells = await table.evaluate((whole) =>
      [...whole.querySelectorAll('tr')].map((row) =>
        [...row.querySelectorAll('td[data-align=end]')].map((cell) => cell.textContent),
      ),
    )
    const parts = cells.slice(1, -1)
    const total = cells.at(-1)!
    expect(numberIn(total[0]!)).toBe(found)
    for (const at of [0, 1, 3, 4, 5])
      expect(
        parts.reduce((sum, part) => sum + numberIn(part[at]!), 0),
        `${by}, column ${at}`,
      ).toBe(numberIn(total[at]!))
    const rows = table.locator('tbody tr')
    // The row of what has no part yet opens nothing; the first named one does.
    const row = rows.filter({ has: page.getByRole('button') }).first()
    const name = await row.getByRole('rowheader').innerText()
    const numbers = await row.getByRole('button').count()
    expect(numbers).toBeGreaterThan(0)
    for (let index = 0; index < numbers; index++) {
      await expectList(page, row.getByRole('button').nth(index), `${by} ${name} ${index}`)
      await choose(page, '分项方式', by)
      await table.getByRole('columnheader', { name: by, exact: true }).waitFor()
    }
    if (by === '主办单位') await shot(page, 'leader-by-unit')
  }
  expect(complaints).toEqual([])
})

test('the months stand behind the picture as a table, and each number opens its list', async () => {
  const { page, complaints } = await someone({ as: 'lingdao', size: 'wide' })
  await openBoard(page)
  const months = section(page, '逐月')
  await months.getByRole('button', { name: '看表格' }).click()
  const filled = months.locator('tbody tr').filter({ hasNotText: /\t0\t0$/ })
  await filled.first().waitFor()
  const last = months
    .locator('tbody tr')
    .filter({ has: page.getByRole('button', { name: /[1-9]/ }) })
    .last()
  for (const index of [0, 1]) {
    await expectList(page, last.getByRole('button').nth(index), `month ${index}`)
    await months.getByRole('button', { name: '看表格' }).click()
    await last.waitFor()
  }
  expect(complaints).toEqual([])
})

test('the measures of every type of case count what their lists hold', async () => {
  const leader = await someone({ as: 'lingdao', size: 'wide' })
  const { page, complaints } = leader
  const { items: defined } = await leader.ask(indicators.definitions, {})
  const { items, period } = await leader.ask(indicators.values, { period: thisYear() })
  const values = new Map(items.map((item) => [item.key, item.now]))
  let compared = 0
  for (const { key: measure, kind, source } of defined.filter((each) => each.key.includes(':'))) {
    if (source !== 'cases') continue
    const { numerator, denominator } = values.get(measure)!
    const lengthOf = async (part: 'numerator' | 'denominator') =>
      (await allLines(leader, { measure, part, ...period })).length
    if (kind === 'count' || kind === 'rate')
      expect([measure, await lengthOf('numerator')]).toEqual([measure, numerator])
    if (kind !== 'count') expect([measure, await lengthOf('denominator')]).toEqual([measure, denominator])
    compared += 1
  }
  expect(compared).toBeGreaterThan(20)

  await openBoard(page)
  const hotline = page.locator('.board-type').filter({ has: page.getByRole('heading', { name: '12345 热线' }) })
  const [name = ''] = await numbersIn(hotline)
  await expectList(page, hotline.getByRole('button', { name, exact: true }).first(), name)
  await hotline.scrollIntoViewIfNeeded()
  await shot(page, 'leader-types')
  expect(complaints).toEqual([])
})
