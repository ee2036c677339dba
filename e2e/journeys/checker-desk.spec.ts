import { expect, test } from 'vitest'
import { cases } from '#engines/cases/shared'
import { choose, openFile, pressLetter, said } from '../desk.ts'
import {
  dispatch,
  fileOf,
  handleTicket,
  onlyHere,
  registerCase,
  registerTicket,
  takeThrough,
  upload,
} from '../scene.ts'
import { changshou, shot, someone } from '../world.ts'

test('who put a thing right on the spot cannot check it: the screen says why, the operation refuses, and someone else checks', async () => {
  const inspector = await someone({ as: 'xuncha' })
  const made = await registerCase(inspector, {
    title: onlyHere('人行道散落垃圾'),
    type: 'grid-patrol',
    source: 'inspector',
    category: 'gb2026:m:06012',
    selfDisposed: true,
    photos: [
      { id: await upload(inspector, '#8a7f6b'), purpose: 'before' },
      { id: await upload(inspector, '#5b8f68'), purpose: 'after' },
    ],
  })
  const record = await openFile(inspector.page, made)
  await record.getByText('待核查').first().waitFor()
  await inspector.page.keyboard.press('c')
  await expect.poll(() => inspector.page.getByRole('dialog').count()).toBe(0)
  await record.getByText(/另有 \d+ 项现在不能办/).click()
  const barred = record.getByRole('listitem').filter({ has: inspector.page.getByRole('button', { name: /^核查/ }) })
  expect(await barred.innerText()).toContain('处置人不能核查自己处置的案件，请由其他人核查。')
  expect(await barred.getByRole('button').getAttribute('aria-disabled')).toBe('true')
  await barred.getByRole('button').click({ force: true })
  await expect.poll(() => inspector.page.getByRole('dialog').count()).toBe(0)
  await shot(inspector.page, 'checker-barred')
  await expect(inspector.perform(cases.check, { caseId: made.caseId, passed: true })).rejects.toMatchObject({
    body: { code: 'checker_is_handler' },
  })

  // Before and after lie side by side for whoever checks.
  const checker = await someone({ as: 'hecha' })
  const seen = await openFile(checker.page, made)
  await seen.getByText('处置前', { exact: true }).first().waitFor()
  await seen.getByText('处置后', { exact: true }).first().waitFor()
  const check = await pressLetter(checker.page, 'c', '核查')
  await choose(check, '核查结论', '核查通过')
  await check.getByRole('button', { name: '核查', exact: true }).click()
  await said(checker.page, '核查已登记')
  await seen.getByText('已结案').first().waitFor()
  const closed = await fileOf(checker, made)
  expect(closed.case.checkedBy).not.toBe(closed.case.createdBy)
  for (const { complaints } of [inspector, checker]) expect(complaints).toEqual([])
})

test('a failed check needs its reason and sends the case back to work with half the time', async () => {
  const [duty, handler, checker] = [
    await someone({ as: 'zhiban' }),
    await someone({ as: 'zhifa' }),
    await someone({ as: 'hecha' }),
  ]
  const ticket = await registerTicket(duty, { title: onlyHere('乱涂小广告') })
  await takeThrough(duty, ticket)
  await dispatch(duty, ticket, 'enforcement')
  await handleTicket(handler, ticket)
  await expect(handler.perform(cases.check, { caseId: ticket.caseId, passed: true })).rejects.toMatchObject({
    body: { code: 'forbidden' },
  })

  const { page } = checker
  await page.goto(`/desk/${changshou}/cases?queue=to_check&sort=newest`)
  await page.getByRole('row').filter({ hasText: ticket.title }).click()
  const record = page.getByRole('region', { name: '案卷' })
  await record.getByRole('heading', { name: ticket.title, level: 1 }).waitFor()
  const check = await pressLetter(page, 'c', '核查')
  await choose(check, '核查结论', '核查不通过，返工')
  await check.getByRole('button', { name: '核查', exact: true }).click()
  expect(await check.getByLabel('不通过原因').getAttribute('aria-invalid')).toBe('true')
  await check.getByLabel('不通过原因').fill('墙面仍有残留字迹。')
  await shot(page, 'checker-failing')
  await check.getByLabel('不通过原因').press('Control+Enter')
  await said(page, '核查已登记')
  await record.getByText('返工 1').first().waitFor()
  await record.getByText('墙面仍有残留字迹。').waitFor()

  const clocks = record.getByRole('row').filter({ hasText: '综合行政执法队' })
  await expect.poll(() => clocks.count()).toBe(2)
  expect(await clocks.nth(0).innerText()).toMatch(/按时完成[\s\S]*4 个工作日/)
  expect(await clocks.nth(1).innerText()).toMatch(/按时[\s\S]*2 个工作日/)
  await shot(page, 'checker-rework')

  // The unit has it again, and does it again.
  await openFile(handler.page, ticket)
  await handler.page.keyboard.press('s')
  await said(handler.page, '已签收')
  const feeding = await pressLetter(handler.page, 'f', '反馈')
  await feeding.getByLabel('处置情况').fill('已重新铲除并粉刷。')
  await feeding.getByRole('button', { name: '反馈', exact: true }).click()
  await said(handler.page, '已反馈')
  await record.getByText('待核查').first().waitFor()
  await checker.perform(cases.check, { caseId: ticket.caseId, passed: true })
  expect((await fileOf(checker, ticket)).case).toMatchObject({ state: 'visiting', reworkCount: 1 })
  for (const { complaints } of [handler, checker]) expect(complaints).toEqual([])
})
