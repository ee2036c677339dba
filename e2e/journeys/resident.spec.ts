import { expect, test } from 'vitest'
import { newId } from '../../src/kernel/id.ts'
import { cases, CaseId } from '../../src/engines/cases/shared/index.ts'
import { registers } from '../../src/engines/registers/shared/index.ts'
import { dispatched, photo } from '../dispatched.ts'
import { changshou, shot, someone } from '../world.ts'

const home = `/me/${changshou}`

test('a resident reports with a photo and a pin, on a line that fails at first, and follows it by the code', async () => {
  const resident = await someone({ size: 'phone', permissions: ['geolocation'] })
  const { page, context } = resident
  await page.goto('/me')
  await page.getByRole('link', { name: '长寿路街道' }).click()
  await page.getByRole('link', { name: '打电话给工作人员' }).waitFor()
  await shot(page, 'me-home')
  await page.getByRole('link', { name: '我要反映' }).click()
  await page.getByRole('button', { name: '垃圾和卫生' }).click()
  await shot(page, 'me-what')
  await page.getByRole('button', { name: '垃圾桶满了没人倒' }).click()

  await page.getByRole('button', { name: '在地图上点' }).click()
  await page.locator('.area-map svg').click({ position: { x: 160, y: 200 } })
  await page.locator('.area-map-pin').waitFor()
  await page.waitForFunction(() => (document.querySelector('#place') as HTMLInputElement).value.endsWith('附近'))
  await shot(page, 'me-where')
  await page.getByRole('button', { name: '下一步' }).click()

  await page
    .locator('label', { hasText: '拍照' })
    .locator('input')
    .setInputFiles(await photo('brown'))
  await page.locator('.pictures img').waitFor()
  await page.getByRole('button', { name: '下一步' }).click()
  await page.getByLabel(/写几个字/).fill('三天没人倒了，味道很大。')
  await page.getByRole('button', { name: '下一步' }).click()
  await page.getByLabel('电话（可不填）').fill('13812')
  expect(await page.getByRole('button', { name: '下一步' }).isDisabled()).toBe(true)
  await page.getByLabel('电话（可不填）').fill('19900005678')
  await page.getByRole('button', { name: '下一步' }).click()
  await page.getByText('请看一下，对不对？').waitFor()
  await shot(page, 'me-check')

  await context.setOffline(true)
  await page.getByRole('button', { name: '送出' }).click()
  await page.getByText('网络不好，还没送到').waitFor()
  // The report arrives, its answer does not: sent again it must still be one.
  let losses = 0
  await page.route('**/cases.report', async (route) => {
    if (losses++ > 0) return route.continue()
    await route.fetch()
    await route.abort('connectionreset')
  })
  await context.setOffline(false)
  await page.getByText('已经送到，谢谢您').waitFor({ timeout: 40_000 })
  const code = (await page.locator('.code').innerText()).replaceAll(' ', '')
  expect(code).toMatch(/^[2-9A-Z]{12}$/)
  await shot(page, 'me-sent')

  const duty = await someone({ as: 'zhiban' })
  const mine = (await duty.ask(cases.list, { source: 'resident', sort: 'newest', limit: 5 })).items.filter(
    (item) => item.category === 'gb2026:m:06042',
  )
  expect(losses).toBeGreaterThan(1)
  const file = await duty.ask(cases.get, { caseId: mine[0]!.id })
  expect(file.case.followCode).toBe(code)
  expect(file.case.description).toBe('三天没人倒了，味道很大。')
  expect(
    mine.filter((item) => Math.abs(Date.parse(item.reportedAt) - Date.parse(mine[0]!.reportedAt)) < 60_000),
  ).toHaveLength(1)
  expect(file.case.grid).not.toBeNull()

  await page.getByRole('link', { name: '现在就看进度' }).click()
  await page.getByText('您的反映已经收到').waitFor()
  await page.locator('.told-photo').waitFor()
  await shot(page, 'me-follow')
  // This phone remembers it; another needs the code.
  await page.goto(home)
  await page.getByRole('link', { name: '垃圾桶满了没人倒' }).waitFor()
})

test("a telephone call's case is followed by its code to the end, and its caller says whether it is solved", async () => {
  const duty = await someone({ as: 'zhiban' })
  const { caseId, followCode } = await dispatched(duty, 'sanitation', {
    title: '垃圾桶满了',
    type: 'resident-snapshot',
    source: 'phone',
    category: 'gb2026:m:06042',
    callerName: '王阿姨',
    callerPhone: '19900005678',
  })
  const { page, complaints } = await someone({ size: 'phone' })
  await page.goto(home)
  await page.getByRole('link', { name: '查进度' }).click()
  await page
    .getByLabel(/12 位字母和数字/)
    .fill(` ${followCode.slice(0, 4).toLowerCase()} ${followCode.slice(4, 8)}-${followCode.slice(8)}`)
  await page.getByRole('button', { name: '查询' }).click()
  await page.getByText(/您的反映已派给.+，预计\d+月\d+日前处理好/).waitFor()
  expect(await page.locator('main').innerText()).not.toContain('19900005678')

  const handler = await someone({ as: 'huanwei' })
  const { taskId } = (await handler.ask(cases.myTasks, {})).items.find((item) => item.id === caseId)!
  const after = newId()
  const { readFile } = await import('node:fs/promises')
  const sent = await handler.context.request.put(`/api/${changshou}/files/${after}`, {
    multipart: { file: { name: 'after.jpg', mimeType: 'image/jpeg', buffer: await readFile(await photo('green')) } },
  })
  expect(sent.ok()).toBe(true)
  await handler.perform(cases.feedback, {
    caseId,
    taskId: taskId as never,
    text: '已清运',
    photos: [{ id: after as never, purpose: 'after' }],
  })
  const checker = await someone({ as: 'hecha' })
  await checker.perform(cases.check, { caseId, passed: true })

  await page.reload()
  await page.getByText(/这件事已于\d+月\d+日办完/).waitFor()
  await page.getByRole('img', { name: '处理后' }).waitFor()
  await page.getByLabel('没有解决').check()
  await page.getByLabel('不满意').check()
  await page.getByLabel('还想说什么').fill('第二天又满了')
  await shot(page, 'me-rate')
  await page.getByRole('button', { name: '送出评价' }).click()
  await page.getByText('谢谢，您的评价已收到').waitFor()
  expect((await duty.ask(cases.get, { caseId })).case).toMatchObject({ solvedSay: false, satisfaction: 'dissatisfied' })
  await page.reload()
  await page.getByText('谢谢，您的评价已收到').waitFor()
  expect(complaints).toEqual([])
})

test('elder mode has letters of twenty pixels and more, English is whole, and a wrong code says so', async () => {
  const { page } = await someone({ size: 'phone' })
  await page.goto(home)
  await page.getByRole('button', { name: '大字' }).click()
  const smallest = await page.evaluate(() =>
    Math.min(
      ...Array.from(document.querySelectorAll<HTMLElement>('#root *'), (each) =>
        each.childNodes.length > 0 && each.innerText ? Number.parseFloat(getComputedStyle(each).fontSize) : 99,
      ),
    ),
  )
  expect(smallest).toBeGreaterThanOrEqual(20)
  await shot(page, 'me-elder')
  await page.getByRole('button', { name: 'English' }).click()
  await page.getByRole('link', { name: 'Report a problem' }).waitFor()
  expect(await page.evaluate(() => document.documentElement.lang)).toBe('en')
  expect(await page.locator('main').innerText()).not.toMatch(/[\u4e00-\u9fff]/)
  await page.goto(`${home}/follow/ZZZZZZZZZZZZ`)
  await page.getByText('No report has this code').waitFor()
})

test('a report of a place that does not exist is refused in words, and nothing is lost', async () => {
  const { perform, ask } = await someone()
  const areas = await ask(registers.areas, {})
  expect(areas.committees.length).toBeGreaterThan(30)
  await expect(
    perform(cases.report, {
      caseId: CaseId.parse(newId()),
      type: 'resident-snapshot',
      category: 'no:such',
      description: 'x',
      place: '某处',
    }),
  ).rejects.toThrow('category_unknown')
})
