import { expect, test } from 'vitest'
import { cases } from '../../src/engines/cases/shared/index.ts'
import { dispatched, photo } from '../dispatched.ts'
import { changshou, shot, someone } from '../world.ts'

const home = `/field/${changshou}`

test('who put it right may not check it, and someone else fails it with a reason: rework, then a pass', async () => {
  const finder = await someone({ as: 'xuncha', size: 'phone', permissions: ['geolocation'] })
  const { page } = finder
  await page.goto(`${home}/report`)
  await page.getByLabel('已自行处置').check()
  await page
    .locator('label', { hasText: '拍处置前' })
    .locator('input')
    .setInputFiles(await photo('brown'))
  await page.locator('.photo img').first().waitFor()
  await page
    .locator('label', { hasText: '拍处置后' })
    .locator('input')
    .setInputFiles(await photo('green'))
  await page.locator('.photo img').nth(1).waitFor()
  await page.getByLabel('暴露垃圾', { exact: true }).check()
  await page.getByLabel('位置').fill('长寿路桥下')
  await page.getByLabel('情况（可不填）').fill('当场清走的一袋垃圾')
  await shot(page, 'field-report')
  await page.getByRole('button', { name: '上报', exact: true }).click()
  await page.getByText('有网络时自动送到城运中心').waitFor()
  const newest = async () => (await finder.ask(cases.list, { queue: 'to_check', sort: 'newest', limit: 1 })).items[0]
  await expect.poll(newest).toMatchObject({ title: '暴露垃圾', place: '长寿路桥下', state: 'checking' })
  const own = await newest()

  await page.goto(`${home}/case/${own!.id}`)
  await page.getByText('处置人不能核查自己处置的案件').waitFor()
  await expect.poll(() => page.getByRole('button', { name: '核查通过' }).count()).toBe(0)
  await shot(page, 'field-check-own')
  // The screen explains; it is the operation that refuses.
  await expect(finder.perform(cases.check, { caseId: own!.id, passed: true })).rejects.toThrow('checker_is_handler')

  const checker = await someone({ as: 'hecha', size: 'phone' })
  await checker.page.goto(home)
  await checker.page.getByText('长寿路桥下').first().click()
  await checker.page.locator('.before-after img').nth(1).waitFor()
  await shot(checker.page, 'field-check')
  await checker.page.getByRole('button', { name: '不通过…' }).click()
  const fail = checker.page.getByRole('button', { name: '核查不通过' })
  expect(await fail.isDisabled()).toBe(true)
  await checker.page.getByRole('button', { name: '照片与现场不符。' }).click()
  await fail.click()
  const seen = async () => (await checker.ask(cases.get, { caseId: own!.id })).case
  await expect.poll(seen).toMatchObject({ state: 'registered', reworkCount: 1, selfDisposed: false })
  expect(checker.complaints).toEqual([])
})

test('a check that fails sends the unit back with a new clock, and the next one passes', async () => {
  const duty = await someone({ as: 'zhiban' })
  const { caseId } = await dispatched(duty, 'sanitation', { title: '返工的垃圾' })
  const handler = await someone({ as: 'huanwei', size: 'phone' })
  const checker = await someone({ as: 'hecha', size: 'phone' })
  const seen = async () => (await duty.ask(cases.get, { caseId })).case
  const clocks = async () =>
    (await duty.ask(cases.get, { caseId })).deadlines.filter((deadline) => deadline.kind === 'dispose').length

  async function handle(): Promise<void> {
    const { page } = handler
    await page.goto(`${home}/case/${caseId}`)
    await page.getByRole('button', { name: '签收', exact: true }).click()
    const bar = page.locator('.thumb-bar')
    await bar.getByText('拍照').waitFor()
    if (await bar.getByText('处置前').count()) {
      await bar.locator('input').setInputFiles(await photo('brown'))
      await bar.getByText('处置后').waitFor()
    }
    await bar.locator('input').setInputFiles(await photo('green'))
    await page.getByRole('button', { name: '反馈', exact: true }).click()
    await expect.poll(async () => (await seen()).state).toBe('checking')
  }
  async function check(passed: boolean): Promise<void> {
    const { page } = checker
    await page.goto(`${home}/case/${caseId}`)
    if (passed) await page.getByRole('button', { name: '核查通过' }).click()
    else {
      await page.getByRole('button', { name: '不通过…' }).click()
      await page.getByLabel('不通过的原因').fill('还有两袋没有清走')
      await page.getByRole('button', { name: '核查不通过' }).click()
    }
    await expect.poll(async () => (await seen()).state).not.toBe('checking')
  }

  await handle()
  const before = await clocks()
  await check(false)
  expect(await seen()).toMatchObject({ state: 'dispatched', reworkCount: 1 })
  expect(await clocks()).toBe(before + 1)
  await handler.page.goto(home)
  await handler.page
    .getByRole('link', { name: /返工的垃圾/ })
    .getByText('返工', { exact: false })
    .first()
    .waitFor()
  await handle()
  await check(true)
  expect((await seen()).state).toBe('closed')
  expect([...handler.complaints, ...checker.complaints]).toEqual([])
})
