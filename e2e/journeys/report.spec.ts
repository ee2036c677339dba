import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { newId } from '#kernel/id'
import { reports } from '#engines/reports/shared'
import { readDocumentText } from '#platform/documents'
import { numberIn, readToTheEnd } from '../desk.ts'
import { changshou, shot, someone, type Opened } from '../world.ts'

const year = new Date(Date.now() + 8 * 3_600_000).getUTCFullYear()
const editor = (page: Page) => page.getByRole('textbox', { name: '报告正文' })
const saved = (page: Page) => page.getByRole('status').getByText(/已保存 \S/)

async function openEdition(page: Page, id: string): Promise<void> {
  await page.goto(`/desk/${changshou}/reports/${id}`)
  await page.locator('.report-figure').first().waitFor()
}

/** Brings a draft to its issue as the four of them would, without the pages. */
async function issue(secretary: Opened, id: string): Promise<void> {
  const { version } = await secretary.ask(reports.edition, { id })
  const [reviewer, leader, head] = [
    await someone({ as: 'shenpi' }),
    await someone({ as: 'lingdao' }),
    await someone({ as: 'zhuren' }),
  ]
  await secretary.perform(reports.submit, { id, version })
  await reviewer.perform(reports.review, { id, version })
  await leader.perform(reports.countersign, { id, version })
  await head.perform(reports.sign, { id, version, code: '沪普长街' })
  await secretary.perform(reports.issue, { id, step: 'stamped' })
  await secretary.perform(reports.issue, { id, step: 'issued' })
}

test('a report is drafted with live figures, checked, countersigned, signed and comes to the same digits again', async () => {
  const secretary = await someone({ as: 'mishu', size: 'wide' })
  const { page } = secretary
  await page.goto(`/desk/${changshou}/reports`)
  await page.getByRole('button', { name: '拟写报告' }).click()
  await page.getByLabel('总结年度').selectOption(String(year))
  await page.getByRole('button', { name: '开始拟稿' }).click()
  await editor(page).waitFor()
  await page.getByText('城市治理').first().waitFor()
  const id = page.url().split('/').at(-1)!
  await expect.poll(() => page.getByRole('heading', { name: '本报告尚不能由系统产生的数据' }).count()).toBe(1)

  // A figure is opened in its place, and no key turns it into text.
  const figure = page.locator('.report-figure').first()
  await figure.click()
  await page.getByRole('heading', { name: '数据出处' }).waitFor()
  await page.getByText('台账位置').waitFor()
  await shot(page, 'report-writer-figure')

  // A typed number is marked, found in the list of what is left, and gets its source.
  await page.locator('.paper-text p').nth(1).click()
  await page.keyboard.press('End')
  await page.keyboard.type('全年走访企业351家。')
  await page.locator('.typed-number').getByText('351').waitFor()
  await saved(page).waitFor()
  await page.getByText('待落实 1').click()
  await shot(page, 'report-writer-unresolved')
  await page.getByRole('button', { name: '落实', exact: true }).click()
  const resolving = page.getByRole('dialog', { name: '落实“351”' })
  await resolving.getByRole('button', { name: '外部数据' }).click()
  await resolving.getByLabel('数据来源').fill('营商服务办公室')
  await resolving.getByLabel('佐证材料').fill('企业走访台账')
  await resolving.getByRole('button', { name: '注明来源' }).click()
  await page.locator('.report-outside').getByText('351').waitFor()
  await expect.poll(() => page.locator('.typed-number').count()).toBe(0)

  // A measure is put where the writer is.
  await page.getByText('数据', { exact: true }).first().click()
  await page.getByText('指标', { exact: true }).last().click()
  await page.getByRole('searchbox', { name: '查找' }).fill('12345 受理量')
  const before = await page.locator('.paper-text .report-figure').count()
  await page.locator('.offered-measure').first().getByRole('button', { name: '数值', exact: true }).click()
  await expect.poll(() => page.locator('.paper-text .report-figure').count()).toBe(before + 1)
  await page.waitForTimeout(1500)
  await saved(page).waitFor()
  const draft = await secretary.ask(reports.edition, { id })
  expect(draft.unresolved).toEqual([])
  await page.getByRole('button', { name: '送核' }).click()
  await page.getByRole('button', { name: '送核' }).waitFor({ state: 'detached' })
  expect(secretary.complaints).toEqual([])

  const reviewer = await someone({ as: 'shenpi' })
  await openEdition(reviewer.page, id)
  await reviewer.page.getByText('批注', { exact: true }).click()
  await reviewer.page.getByRole('textbox', { name: '批注内容' }).fill('请核对企业数')
  await reviewer.page.getByRole('button', { name: '批注', exact: true }).click()
  await reviewer.page.getByRole('button', { name: '办结', exact: true }).waitFor()
  expect(await reviewer.page.getByRole('button', { name: /核稿通过/ }).getAttribute('aria-disabled')).toBe('true')
  await reviewer.page.getByRole('button', { name: '办结', exact: true }).click()
  await reviewer.page.getByText(/已办结/).waitFor()
  await reviewer.page.getByRole('button', { name: '核稿通过' }).click()
  await reviewer.page.getByRole('button', { name: '核稿通过' }).waitFor({ state: 'detached' })
  await shot(reviewer.page, 'report-reviewer')

  const leader = await someone({ as: 'lingdao' })
  await openEdition(leader.page, id)
  await leader.page.getByRole('button', { name: '会签同意' }).click()
  await leader.page.getByRole('button', { name: '会签同意' }).waitFor({ state: 'detached' })

  const head = await someone({ as: 'zhuren', size: 'wide' })
  await openEdition(head.page, id)
  await head.page.getByRole('button', { name: '签发' }).click()
  const signing = head.page.getByRole('dialog', { name: '签发' })
  await signing.getByLabel('发文代字').fill('沪普长街')
  await signing.getByRole('button', { name: '签发' }).click()
  await head.page
    .locator('.paper-number')
    .getByText(/沪普长街〔\d{4}〕\d+号/)
    .waitFor()
  await head.page.getByText('复算', { exact: true }).click()
  await head.page.getByText(/项数据复算一致/).waitFor()
  await head.page.getByText('封存内容未被改动').waitFor()
  await shot(head.page, 'report-recomputed')

  for (const [as, type] of [['docx', 'wordprocessingml'], ['pdf', 'pdf'], ['xlsx', 'spreadsheetml']] as const) {
    const file = await head.context.request.get(`/api/${changshou}/reports/${id}.${as}`)
    expect([file.status(), file.headers()['content-type']]).toEqual([200, expect.stringContaining(type)])
    expect((await file.body()).length).toBeGreaterThan(2000)
  } // prettier-ignore
  for (const { complaints } of [reviewer, leader, head]) expect(complaints).toEqual([])
})

test('of two who write at once the second is told, and both texts are there', async () => {
  const first = await someone({ as: 'mishu' })
  const second = await someone({ as: 'mishu' })
  const id = newId()
  await first.perform(reports.make, { id, template: 'annual', year })
  await openEdition(first.page, id)
  await openEdition(second.page, id)
  // Both begin to write before either is saved.
  await second.page.locator('.paper-text p').nth(2).click()
  await first.page.locator('.paper-text p').nth(1).click()
  await first.page.keyboard.press('End')
  await second.page.keyboard.press('End')
  await Promise.all([first.page.keyboard.type('甲写了这一句。'), second.page.keyboard.type('乙写了那一句。')])
  const told = (page: Page) => page.getByText(/您写的都在/)
  await expect
    .poll(async () => (await first.ask(reports.edition, { id })).blocks.map((block) => JSON.stringify(block)).join(), {
      timeout: 30_000,
    })
    .toMatch(/甲写了这一句[\s\S]*乙写了那一句/)
  expect((await told(first.page).count()) + (await told(second.page).count())).toBeGreaterThan(0)
  await shot(second.page, 'report-two-writers')
})

test('a table is put into the text, written, given a figure and taken out again, and stands in every edition of it', async () => {
  const secretary = await someone({ as: 'mishu', size: 'wide' })
  const { page } = secretary
  const id = newId()
  await secretary.perform(reports.make, { id, template: 'annual', year })
  await openEdition(page, id)
  await page.locator('.paper-text p').nth(1).click()
  const tools = page.getByRole('toolbar', { name: '表格' })
  await tools.getByRole('button', { name: '插入表格' }).click()
  const table = page.locator('.report-table')
  for (const words of ['各类诉求办理情况', '类别', '受理', '说明', '热线诉求']) {
    await page.keyboard.type(words)
    await page.keyboard.press('Tab')
  }
  await page.getByText('指标', { exact: true }).last().click()
  await page.getByRole('searchbox', { name: '查找' }).fill('12345 受理量')
  await page.locator('.offered-measure').first().getByRole('button', { name: '数值', exact: true }).click()
  await expect.poll(() => table.locator('td .report-figure').count()).toBe(1)
  await page.keyboard.press('Tab')
  await page.keyboard.type('走访企业77家')
  await tools.getByRole('button', { name: '右侧加列' }).click()
  await expect.poll(() => table.locator('th').count()).toBe(4)
  await tools.getByRole('button', { name: '删除本列' }).click()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
  await expect.poll(() => table.locator('tr').count()).toBe(4)
  await tools.getByRole('button', { name: '删除本行' }).click()
  expect([await table.locator('th').count(), await table.locator('tr').count()]).toEqual([3, 3])
  await table.locator('.typed-number').getByText('77').waitFor()
  await shot(page, 'report-table')
  await page.waitForTimeout(1500)
  await saved(page).waitFor()
  const draft = await secretary.ask(reports.edition, { id })
  const kept = draft.blocks.find((block) => block.kind === 'table')!
  expect([kept.title, kept.head, kept.rows.length]).toEqual(['各类诉求办理情况', ['类别', '受理', '说明'], 2])
  expect(kept.rows[0]!.map(([run]) => run?.kind)).toEqual(['text', 'figure', 'text'])
  expect(draft.unresolved).toEqual([{ kind: 'typed_number', block: kept.id, words: '77' }])
  const shown = draft.figures.find(({ key }) => key.startsWith((kept.rows[0]![1]![0] as { measure: string }).measure))!

  const docx = await page.context().request.get(`/api/${changshou}/reports/${id}.docx`)
  const story = await readDocumentText(new Uint8Array(await docx.body()), 'report.docx')
  expect(story.ok && story.value.text).toContain('各类诉求办理情况')
  expect(story.ok && story.value.text).toMatch(new RegExp(`热线诉求\\s*${shown.shown}`))
  const reader = await someone({ as: 'shenpi' })
  await secretary.perform(reports.submit, { id, version: draft.version })
  await openEdition(reader.page, id)
  await reader.page.locator('.paper-table td .report-figure').click()
  await reader.page.getByRole('heading', { name: '数据出处' }).waitFor()

  await reader.perform(reports.sendBack, { id, version: draft.version, reason: '请改表' })
  await openEdition(page, id)
  await page.locator('.report-table td').first().click()
  await tools.getByRole('button', { name: '删除表格' }).click()
  await expect.poll(() => page.locator('.report-table').count()).toBe(0)
  await page.keyboard.press('Control+z')
  await expect.poll(() => page.locator('.report-table td .report-figure').count()).toBe(1)
  for (const { complaints } of [secretary, reader]) expect(complaints).toEqual([])
})

test('a reader presses a number and sees what it is made of, as far as he may; its list holds as many', async () => {
  const secretary = await someone({ as: 'mishu' })
  const id = newId()
  await secretary.perform(reports.make, { id, template: 'annual', year })
  await issue(secretary, id)

  const leader = await someone({ as: 'lingdao' })
  await openEdition(leader.page, id)
  const number = leader.page.getByRole('button', { name: /数据 平台推送案件/ })
  const shown = numberIn(await number.innerText())
  await number.click()
  const card = leader.page.getByRole('region', { name: '数据出处' })
  await card.getByText('签发时封存的数据').waitFor()
  await shot(leader.page, 'report-reader')
  await card.getByRole('link', { name: '打开清单' }).click()
  await leader.page.waitForURL(/\/cases\?/)
  await expect.poll(() => readToTheEnd(leader.page), { timeout: 30_000 }).toBe(shown)

  const worker = await someone({ as: 'juwei', size: 'phone' })
  await openEdition(worker.page, id)
  await worker.page.getByRole('button', { name: /数据 平台推送案件/ }).tap()
  const masked = worker.page.getByRole('region', { name: '数据出处' })
  await masked.getByText('您可以查看指标的定义').waitFor()
  await expect.poll(() => masked.getByText('台账位置').count()).toBe(0)
  await expect.poll(() => masked.getByRole('link').count()).toBe(0)
  await shot(worker.page, 'report-reader-phone')
  for (const { complaints } of [leader, worker]) expect(complaints).toEqual([])
})
