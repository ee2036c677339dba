import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { indicators, type BookView } from '#engines/indicators/shared'
import { registers } from '#engines/registers/shared'
import { numberIn, readToTheEnd, said } from '../desk.ts'
import { shot, someone, xianxia, type Opened } from '../world.ts'

const desk = `/desk/${xianxia}`
const thisYear = new Date(Date.now() + 8 * 3_600_000).getUTCFullYear()

async function bookOf(who: Opened, year: number): Promise<BookView> {
  const { items } = await who.ask(indicators.books, { year }, xianxia)
  return who.ask(indicators.book, { bookId: items[0]!.id as never }, xianxia)
}

/** Opens what a button asks for, and gives it back. */
async function unfold(within: Page | Locator, name: string): Promise<Locator> {
  await within.getByRole('button', { name, exact: true }).first().click()
  const form = within.locator('.unfolded')
  await form.waitFor()
  return form
}

const row = (page: Page, title: string): Locator =>
  page.getByRole('row').filter({ has: page.getByRole('link', { name: title, exact: true }) })

test('the planner draws up the book of 2023 from a table, and it is approved, issued, adjusted and reported on by others', async () => {
  const planner = await someone({ as: 'duchashi', size: 'wide' })
  const { page } = planner
  // The table comes as Excel, as the book of the demonstration goes out.
  const issued = await bookOf(planner, 2023)
  const file = await planner.context.request.get(`/api/${xianxia}/target-books/${issued.book.id}/book.xlsx`)
  const table = join(mkdtempSync(join(tmpdir(), 'book-')), '任务分解表.xlsx')
  writeFileSync(table, await file.body())

  await page.goto(`${desk}/targets`)
  await page.getByRole('link', { name: '仙霞新村街道 2023 年重点工作目标任务书' }).waitFor()
  await shot(page, 'planner-books')
  const form = await unfold(page, '新编任务书')
  await form.getByLabel('年度').fill('2023')
  await form.getByLabel('名称').fill('仙霞新村街道 2023 年目标任务书（修订稿）')
  await form.getByRole('button', { name: '新编', exact: true }).click()
  await page.getByRole('heading', { name: '仙霞新村街道 2023 年目标任务书（修订稿）' }).waitFor()
  await page.getByRole('heading', { name: '还没有任务' }).waitFor()

  await page.getByRole('link', { name: '导入表格' }).click()
  await page.getByLabel('任务分解表').setInputFiles(table)
  await page
    .getByText('识别出 54 项任务：一级目标任务 33 项，二级目标任务 21 项，分值合计 100 分。尚未写入。')
    .waitFor()
  await shot(page, 'planner-import')
  await page.getByRole('button', { name: '导入 54 项' }).click()
  await said(page, '已导入 54 项任务')
  await page.getByRole('rowgroup').first().waitFor()
  await expect
    .poll(() => page.locator('.target-level').allInnerTexts())
    .toEqual([expect.stringContaining('33 项'), expect.stringContaining('21 项')])
  await row(page, '既有多层住宅加装电梯').getByText('100 台（区 80）').waitFor()

  // A number that the platform counts is bound, and not typed.
  await page.getByRole('link', { name: '“数字魔方”2.0 版' }).click()
  await page.getByRole('heading', { name: '编辑任务' }).waitFor()
  await page.getByRole('button', { name: '添加指标' }).click()
  const part = page
    .locator('.part-fields')
    .filter({ has: page.getByLabel('数据来源') })
    .last()
  await part.getByLabel('数据来源').selectOption('on_time')
  await part.getByLabel('区下达').fill('90')
  await part.getByLabel('街道自定').fill('95')
  expect(await part.getByLabel('单位').inputValue()).toBe('%')
  await part.getByLabel('统计期').selectOption('assessment')
  await shot(page, 'planner-edit')
  await page.getByRole('button', { name: '保存任务' }).click()
  await row(page, '“数字魔方”2.0 版').getByText('95 %（区 90）').waitFor()

  await (await unfold(page, '报审')).getByRole('button', { name: '确认报审' }).click()
  await said(page, '已报审')
  await page.getByText('待批准').first().waitFor()

  const head = await someone({ as: 'zhuren', size: 'office' })
  await head.page.goto(page.url())
  await (await unfold(head.page, '批准')).getByRole('button', { name: '批准', exact: true }).click()
  await said(head.page, '已批准')
  await shot(head.page, 'head-approved')

  const issue = await unfold(page, '印发')
  await issue.getByLabel('文号').fill('仙街发〔2023〕18 号')
  await issue.getByRole('button', { name: '印发', exact: true }).click()
  await said(page, '已印发')
  await page.getByText('仙街发〔2023〕18 号').waitFor()

  // Once issued it is changed by a sheet alone, which stays in sight.
  await page.getByRole('link', { name: '既有多层住宅加装电梯' }).click()
  await page.getByRole('heading', { name: '既有多层住宅加装电梯', level: 1 }).waitFor()
  const lifts = page.url()
  const adjust = await unfold(page, '提出调整')
  await adjust.getByRole('group', { name: '签约（台）' }).getByLabel('街道自定').fill('90')
  await adjust.getByLabel('调整原因').fill('三个门栋居民未达成一致，顺延至下一年度')
  await adjust.getByRole('button', { name: '提出调整（1 处）' }).click()
  await said(page, '已提出')
  await head.page.goto(lifts)
  await head.page.locator('.sheet-list').getByText('待审批').waitFor()
  const approve = await unfold(head.page.locator('.sheet-list'), '批准')
  await approve.getByRole('button', { name: '批准调整' }).click()
  await said(head.page, '已批准，任务书已调整')
  await page.reload()
  await page.getByText('印发时：区下达 80，街道自定 100').waitFor()
  await page.locator('.sheet-changes').getByText('100').waitFor()
  await page.getByRole('img', { name: /应达进度/ }).waitFor()
  await shot(page, 'planner-adjusted')

  // What a unit reports counts once someone else has looked at it.
  const unit = await someone({ as: 'huanwei', size: 'phone' })
  await unit.page.goto(`${desk}/targets`)
  await unit.page.getByRole('link', { name: '仙霞新村街道 2023 年目标任务书（修订稿）' }).click()
  await unit.page.getByRole('link', { name: '垃圾分类实效' }).click()
  const report = await unfold(unit.page, '填报进展')
  await report.getByLabel('累计完成（分）').fill('96.2')
  await report.getByLabel('截至').fill('2023-11-30')
  await report.getByRole('button', { name: '填报', exact: true }).click()
  await said(unit.page, '待另一人审核')
  await shot(unit.page, 'unit-reports')
  await page.goto(unit.page.url())
  await page.getByText('待审核').waitFor()
  await page.getByText('完成率 —', { exact: true }).waitFor()
  const review = await unfold(page.locator('.told-list'), '审核通过')
  await review.getByRole('button', { name: '审核通过' }).click()
  await said(page, '已审核')
  await page.getByText('完成率 100.00 %').waitFor()

  // An order is answered by the unit, and verified and closed by who did not answer.
  const order = await unfold(page, '督查交办')
  await order.getByLabel('交给').selectOption({ label: '市容环卫所' })
  await order.getByLabel('交办事项').fill('报送测评原始得分表')
  await order.getByRole('button', { name: '交办', exact: true }).click()
  await said(page, '已交办')
  await unit.page.reload()
  const answer = await unfold(unit.page, '反馈')
  await answer.getByLabel('办理情况').fill('已报送')
  await answer.getByRole('button', { name: '反馈', exact: true }).click()
  await said(unit.page, '已反馈')
  const verify = await unfold(page, '核实通过')
  await verify.getByLabel('核实情况').fill('得分表与系统一致')
  await verify.getByRole('button', { name: '核实通过' }).click()
  await said(page, '已核实')
  await (await unfold(page, '销号')).getByRole('button', { name: '销号', exact: true }).click()
  await page.getByText('已销号').first().waitFor()
  await shot(page, 'planner-order')
  for (const { complaints } of [planner, head, unit]) expect(complaints).toEqual([])
})

test('the leader opens the year: lights, what turns red, who is blocked, and goes from a goal to the list it counts', async () => {
  const leader = await someone({ as: 'lingdao', size: 'wide' })
  const { page, complaints } = leader
  const view = await bookOf(leader, thisYear)
  await page.goto(`${desk}/targets`)
  await page
    .getByRole('row')
    .filter({ has: page.getByRole('link', { name: view.book.title }) })
    .getByRole('link', { name: '年度总览' })
    .click()
  await page.getByRole('heading', { name: '应达与实际' }).waitFor()
  const red = view.targets.filter((target) => target.standing.light === 'red').length
  await expect.poll(() => page.locator('.year-light').first().innerText()).toMatch(new RegExp(`滞后\\s*${red}$`))
  await page.getByRole('heading', { name: /照此进度，.* 前将转红 \d+ 项/ }).waitFor()
  const blocked = view.targets.filter((target) => target.blocked)
  await page.getByRole('heading', { name: `卡点 ${blocked.length}`, exact: true }).waitFor()
  await page.locator('.year-areas').getByRole('row').nth(3).waitFor()
  // What was forecast comes with how far off the same method was a year ago.
  const errors = page.locator('.year-errors')
  await errors.getByText(/推算 .*万元，实际 152,000 万元，误差 -?[\d.]+ %/).waitFor()
  await shot(page, 'leader-year')

  // Ranked are units and areas, nobody's name is there.
  const { staff } = await leader.ask(registers.directory, {}, xianxia)
  const ranking = await page.locator('.year-units').innerText()
  expect(staff.filter((person) => ranking.includes(person.name))).toEqual([])

  await page.locator('.year-light').first().click()
  await expect.poll(() => page.locator('.target-what').count()).toBe(red)

  await page.goto(`${desk}/targets/${view.book.id}`)
  await page.getByRole('link', { name: '城市运行案件处置' }).click()
  const goal = page.locator('.goal-list > li').filter({ hasText: '按期结案率' })
  const links = goal.getByRole('link')
  await expect.poll(() => links.count()).toBe(3)
  await page.getByRole('img', { name: /应达进度/ }).waitFor()
  await shot(page, 'leader-target')
  const counted = numberIn(await links.nth(2).innerText())
  await links.nth(2).click()
  await page.waitForURL(/measure=on_time/)
  await expect.poll(() => readToTheEnd(page), { timeout: 30_000 }).toBe(counted)
  await page.goBack()
  await links.nth(0).click()
  await page.waitForURL(/measures\/on_time/)
  await page.getByRole('heading', { level: 1 }).waitFor()

  const phone = await someone({ as: 'lingdao', size: 'phone' })
  await phone.page.goto(`${desk}/targets/${view.book.id}/year`)
  await phone.page.getByRole('heading', { name: '应达与实际' }).waitFor()
  expect(await phone.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
  await shot(phone.page, 'leader-year-phone')
  await phone.page.goto(`${desk}/targets/${view.book.id}`)
  await phone.page.getByRole('link', { name: '城市运行案件处置' }).waitFor()
  expect(await phone.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
  await shot(phone.page, 'leader-book-phone')
  expect([...complaints, ...phone.complaints]).toEqual([])
})

test('two who adjust the same at once: the later sheet is told that it is out of date; bad input is said and not sent', async () => {
  const [one, other] = [
    await someone({ as: 'duchashi', size: 'office' }),
    await someone({ as: 'duchashi', size: 'wide' }),
  ]
  const view = await bookOf(one, thisYear)
  const target = view.targets.find(({ title }) => title === '重点企业引进')!
  const address = `${desk}/targets/${view.book.id}/tasks/${target.id}`
  for (const [{ page }, own] of [
    [one, '46'],
    [other, '47'],
  ] as const) {
    await page.goto(address)
    const adjust = await unfold(page, '提出调整')
    const field = adjust.getByRole('group', { name: '重点企业（家）' }).getByLabel('街道自定')
    await field.fill('四十六')
    await adjust.getByLabel('调整原因').fill('招商进度变化')
    expect(await adjust.getByRole('button', { name: /^提出调整/ }).getAttribute('aria-disabled')).toBe('true')
    await field.fill(own)
  }
  for (const { page } of [one, other]) {
    await page.getByRole('button', { name: '提出调整（1 处）' }).click()
    await said(page, '已提出')
  }
  const head = await someone({ as: 'zhuren', size: 'office' })
  await head.page.goto(address)
  const sheets = head.page.locator('.sheet-list')
  await expect.poll(() => sheets.getByText('待审批').count()).toBe(2)
  const first = sheets.locator('> li').filter({ hasText: '46' })
  await (await unfold(first, '批准')).getByRole('button', { name: '批准调整' }).click()
  await said(head.page, '已批准，任务书已调整')
  await head.page.reload()
  const second = sheets.locator('> li').filter({ hasText: '47' }).filter({ hasText: '待审批' })
  await (await unfold(second, '批准')).getByRole('button', { name: '批准调整' }).click()
  await second.getByRole('alert').waitFor()
  await shot(head.page, 'adjusted-at-once')
  for (const { complaints } of [one, other, head]) expect(complaints).toEqual([])
})
