import { expect, test } from 'vitest'
import { indicators } from '#engines/indicators/shared'
import { newId } from '../../src/kernel/id.ts'
import { shot, someone, xianxia } from '../world.ts'

const desk = `/desk/${xianxia}`
const thisMonth = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 7)
const hundred = 100_000_000

test('the business office pastes a month of taxes, and every number of it opens the rows that it adds up', async () => {
  const { page, ask, complaints } = await someone({ as: 'yingshang', size: 'office' })
  const taxes = async () => {
    const period = { kind: 'month', day: `${thisMonth}-01` } as const
    const { items } = await ask(indicators.values, { measures: ['enterprise-tax:scale_tax'], period }, xianxia)
    return items[0]!.now.numerator
  }
  const before = await taxes()
  await page.goto(`${desk}/entries?view=enter`)
  const table = page.getByLabel('从 Excel 复制的表格')
  await table.fill('企业名称\t规模企业\t综合税收\n甲公司\t也许\t100')
  await page.getByText('第 2 行：“也许”不是“是”或“否”').waitFor()
  const firm = `上海旅程${newId().slice(-4)}有限公司`
  await table.fill(`企业名称\t规模企业\t综合税收\t区级税收（元）\n${firm}\t是\t100\t270000.5`)
  await page.getByText('读到 1 户；综合税收 100.00 万元，区级税收 27.00 万元。').waitFor()
  await page.getByRole('button', { name: '登记', exact: true }).click()
  const row = page.getByRole('row', { name: new RegExp(firm) })
  await row.getByText('1,000,000.00').waitFor()
  await row.getByText('270,000.50').waitFor()
  await shot(page, 'tax-rows')
  expect((await taxes()) - before).toBe(hundred)

  await page.goto(`${desk}/measures/enterprise-tax:scale_tax?kind=month&day=${thisMonth}-01`)
  await page.getByText('规模企业综合税收的合计（万元），按所属月份归入当期').first().waitFor()
  await page
    .getByRole('button', { name: /^打开清单：规模企业税收/ })
    .first()
    .click()
  await page.waitForURL(/\/entries\?/)
  await row.waitFor()
  await page.getByText('“规模企业税收”').waitFor()
  expect(complaints).toEqual([])
})

test('totals and titles of a copied table are no enterprise; what was entered by mistake is withdrawn, with its reason in sight', async () => {
  const { page, ask, complaints } = await someone({ as: 'yingshang', size: 'phone' })
  await page.goto(`${desk}/entries?view=enter`)
  const table = page.getByLabel('从 Excel 复制的表格')
  const firm = `上海误登${newId().slice(-4)}有限公司`
  await table.fill(`本月企业税收（合并标题）\t\t\n"企业\n名称"\t规模企业\t综合税收\n${firm}\t是\t12\n合计\t\t12`)
  await page.getByText('读到 1 户；综合税收 12.00 万元').waitFor()
  await page.getByText('合计行 1 行不登记。').waitFor()
  await page.getByRole('button', { name: '登记', exact: true }).click()
  const row = page.getByRole('row', { name: new RegExp(firm) })
  await row.getByRole('button', { name: '撤回', exact: true }).click()
  const form = row.locator('.unfolded')
  await form.getByLabel('撤回原因').fill('税务部门误报')
  await shot(page, 'tax-withdraw-phone')
  await form.getByRole('button', { name: '撤回', exact: true }).click()
  await page.getByText('税务部门误报').waitFor()
  await expect.poll(() => row.count()).toBe(0)
  await shot(page, 'tax-withdrawn-phone')
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
  const month = { ledger: 'enterprise-tax', from: `${thisMonth}-01`, to: `${thisMonth}-28` }
  const { rows, withdrawn } = await ask(indicators.entries, month, xianxia)
  expect(rows.filter(({ name }) => name === firm)).toEqual([])
  expect(withdrawn.filter(({ name }) => name === firm)).toMatchObject([{ reason: '税务部门误报' }])
  expect(complaints).toEqual([])
})

test('who rose and who fell is told enterprise by enterprise, and each opens its months', async () => {
  const { page, complaints } = await someone({ as: 'yingshang', size: 'wide' })
  await page.goto(`${desk}/entries?view=compared&month=2023-12`)
  await page.getByLabel('范围').selectOption('scale')
  await page.getByText(/综合税收合计 203,100\.00 万元，上年同期 187,396\.00 万元，同比 \+8\.38 %/).waitFor()
  await shot(page, 'tax-compared')
  const first = page.getByRole('region', { name: '同比升降' }).getByRole('button').first()
  const name = await first.innerText()
  await first.click()
  await page.getByText(/共 24 条/).waitFor()
  await expect.poll(() => page.getByRole('row', { name: new RegExp(name) }).count()).toBe(24)
  expect(complaints).toEqual([])
})

test('the target for tax is counted from the ledger, and who may not see single enterprises is told so', async () => {
  const planner = await someone({ as: 'duchashi', size: 'office' })
  const { items } = await planner.ask(indicators.books, { year: 2023 }, xianxia)
  const { targets } = await planner.ask(indicators.book, { bookId: items[0]!.id as never }, xianxia)
  const goal = targets.flatMap(({ goals }) => goals).find(({ measure }) => measure === 'enterprise-tax:scale_tax')!
  expect(goal).toMatchObject({ unit: '万元', own: '205000' })
  const secretary = await someone({ as: 'mishu' })
  const period = { ledger: 'enterprise-tax', from: '2023-01-01', to: '2023-12-31' }
  await expect(secretary.ask(indicators.entries, period, xianxia)).rejects.toThrow('403')
})
