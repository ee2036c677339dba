import { expect, test } from 'vitest'
import { cases } from '#engines/cases/shared'
import { choose, openFile, pick, pressLetter, said } from '../desk.ts'
import { dispatch, fileOf, handleTicket, onlyHere, registerTicket, takeThrough, taskOf } from '../scene.ts'
import { changshou, shot, someone } from '../world.ts'

test('a ticket number is registered once: the second time it is refused and nothing typed is lost', async () => {
  const duty = await someone({ as: 'zhiban' })
  const { page, complaints } = duty
  const upstreamNo = onlyHere('SH2026')
  await page.goto(`/desk/${changshou}/new`)
  const fill = async (title: string) => {
    await page.getByLabel('来源', { exact: true }).selectOption('hotline')
    await page.getByLabel('来源工单号').fill(upstreamNo)
    await page.getByLabel('来电人').fill('周先生')
    await page.getByLabel('联系电话').fill('19900000488')
    await page.getByLabel('地点').fill('长寿路 155 号门前')
    await pick(page.getByLabel('类别'), '环境卫生')
    await page.getByLabel('事由').fill(title)
    await page.getByLabel('详细情况').fill('每晚垃圾桶外溢，已多次反映。')
    await choose(page, '诉求类型', '投诉')
    await page.getByRole('button', { name: '登记', exact: true }).click()
  }
  const title = onlyHere('垃圾桶外溢')
  await fill(title)
  await page.getByRole('heading', { name: /已登记/ }).waitFor()
  await page.getByRole('button', { name: '再登记一件' }).click()

  await fill(`${title}再来`)
  await page.getByText('该来源工单号已登记').first().waitFor()
  const number = page.getByLabel('来源工单号')
  expect(await number.inputValue()).toBe(upstreamNo)
  expect(await number.getAttribute('aria-invalid')).toBe('true')
  // The refusal points at its field, which the long form had scrolled out of sight.
  await page.waitForFunction(() => document.activeElement?.getAttribute('aria-invalid') === 'true')
  await shot(page, 'hotline-number-taken')
  expect(await page.getByLabel('来电人').inputValue()).toBe('周先生')
  expect(await page.getByLabel('事由').inputValue()).toBe(`${title}再来`)
  expect(await page.getByLabel('详细情况').inputValue()).toBe('每晚垃圾桶外溢，已多次反映。')
  const { items } = await duty.ask(cases.list, { words: title })
  expect(items.map((line) => line.title)).toEqual([title])

  // With another number the same words go through.
  await page.getByLabel('来源工单号').fill(onlyHere('SH2026'))
  await page.getByRole('button', { name: '登记', exact: true }).click()
  await page.getByRole('heading', { name: /已登记/ }).waitFor()
  expect(complaints).toEqual([])
})

test('the handler contacts, finds, answers and feeds back; the checker passes; only the visitor visits, and the ticket closes', async () => {
  const duty = await someone({ as: 'zhiban' })
  const ticket = await registerTicket(duty, { title: onlyHere('油烟扰民') })
  await takeThrough(duty, ticket)
  await dispatch(duty, ticket, 'enforcement')

  const handler = await someone({ as: 'zhifa' })
  const { page } = handler
  const record = await openFile(page, ticket)
  const contactClock = record.getByRole('row').filter({ hasText: '先行联系' })
  expect(await contactClock.innerText()).toMatch(/按时|时间过半/)
  expect(await contactClock.innerText()).toContain('1 个工作日')
  await page.keyboard.press('s')
  await said(page, '已签收')

  // Feeding back comes after contact and answer: the act is shown, with the reason.
  await record.getByText(/另有 \d+ 项现在不能办/).click()
  const barred = record.getByRole('listitem').filter({ has: page.getByRole('button', { name: /^反馈/ }) })
  expect(await barred.innerText()).toContain('请先登记先行联系')

  const contact = await pressLetter(page, 'l', '先行联系')
  await contact.getByLabel('联系人').fill('周先生')
  await contact.getByLabel('沟通内容').fill('已告知将于今日上门查看。')
  await contact.getByRole('button', { name: '先行联系' }).click()
  await said(page, '先行联系已登记')
  await contactClock.getByText('按时完成').waitFor()

  const answer = await pressLetter(page, 'w', '认定与答复')
  await choose(answer, '事实认定', '部分属实')
  await choose(answer, '诉求认定', '部分合理')
  await choose(answer, '处理结果', '解释说明')
  await choose(answer, '答复方式', '电话')
  await answer.getByRole('button', { name: '解释说明', exact: true }).click()
  await answer.getByRole('button', { name: '认定与答复' }).click()
  expect(await answer.getByLabel('事实依据').getAttribute('aria-invalid')).toBe('true')
  expect(await answer.getByLabel('诉求依据').getAttribute('aria-invalid')).toBe('true')
  await shot(page, 'hotline-grounds-demanded')
  await answer.getByLabel('事实依据').fill('现场检测油烟排放达标，夜间偶有扰民。')
  await answer.getByLabel('诉求依据').fill('要求立即停业无法律依据。')
  expect(await answer.getByLabel('答复内容').inputValue()).toContain(ticket.title)
  await answer.getByRole('button', { name: '认定与答复' }).click()
  await said(page, '认定与答复已保存')
  expect(await record.innerText()).toMatch(/部分属实 · 部分合理 · 解释说明/)

  const feedback = await pressLetter(page, 'f', '反馈')
  await feedback.getByLabel('处置情况').fill('已督促店家清洗净化器并调整营业时间。')
  await feedback.getByRole('button', { name: '反馈', exact: true }).click()
  await said(page, '已反馈')
  await record.getByText('待核查').first().waitFor()
  await shot(page, 'hotline-fed-back')

  const checker = await someone({ as: 'hecha' })
  await openFile(checker.page, ticket)
  const check = await pressLetter(checker.page, 'c', '核查')
  await choose(check, '核查结论', '核查通过')
  await check.getByRole('button', { name: '核查', exact: true }).click()
  await said(checker.page, '核查已登记')

  // The handler cannot so much as begin a return visit, and the operation refuses it as well.
  await openFile(page, ticket)
  await record.getByText('待回访').first().waitFor()
  await expect.poll(() => record.getByRole('button', { name: /回访/ }).count()).toBe(0)
  await page.keyboard.press('v')
  await expect.poll(() => page.getByRole('dialog').count()).toBe(0)
  const visited = { caseId: ticket.caseId, reached: true, solved: true, satisfaction: 'satisfied' } as const
  await expect(handler.perform(cases.visit, visited)).rejects.toMatchObject({ body: { code: 'forbidden' } })
  expect((await fileOf(handler, ticket)).case.state).toBe('visiting')

  const visitor = await someone({ as: 'huifang' })
  const seen = await openFile(visitor.page, ticket)
  const visit = await pressLetter(visitor.page, 'v', '回访')
  await choose(visit, '承办单位是否联系过', '是')
  await choose(visit, '诉求是否解决', '是')
  await choose(visit, '满意度', '基本满意')
  // Anything short of satisfied is written down with what was said.
  await visit.getByRole('button', { name: '回访', exact: true }).click()
  await visit.getByText('请写明原因').first().waitFor()
  await visit.getByLabel('回访情况').fill('油烟已减轻，希望继续巡查。')
  await visit.getByRole('button', { name: '回访', exact: true }).click()
  await said(visitor.page, '回访已登记')
  await seen.getByText('已结案').first().waitFor()
  expect(await seen.innerText()).toMatch(/已解决 · 基本满意/)
  await shot(visitor.page, 'hotline-closed')
  for (const { complaints } of [handler, checker, visitor]) expect(complaints).toEqual([])
})

test('who handled a ticket makes no return visit of it, whatever their post', async () => {
  const duty = await someone({ as: 'zhiban' })
  const handler = await someone({ as: 'zhifa' })
  const ticket = await registerTicket(duty, { title: onlyHere('路面积水') })
  await takeThrough(duty, ticket)
  await dispatch(duty, ticket, 'enforcement')
  await handleTicket(handler, ticket)
  await (await someone({ as: 'hecha' })).perform(cases.check, { caseId: ticket.caseId, passed: true })
  const visited = { caseId: ticket.caseId, reached: true, solved: true, satisfaction: 'satisfied' } as const
  for (const as of ['zhifa', 'huanwei', 'juwei', 'zhiban', 'hecha', 'duban', 'lingdao'])
    await expect((await someone({ as })).perform(cases.visit, visited)).rejects.toMatchObject({
      body: { code: 'forbidden' },
    })
  expect((await fileOf(handler, ticket)).records.filter((record) => record.kind === 'visit')).toEqual([])
})

test("the city's list is pasted, what matches nothing is shown, and a row contested by one is decided by another", async () => {
  const duty = await someone({ as: 'zhiban' })
  const ticket = await registerTicket(duty, { title: onlyHere('楼道堆物') })
  const unknown = onlyHere('SHX')
  const visitor = await someone({ as: 'huifang' })
  const { page } = visitor
  await page.goto(`/desk/${changshou}/hotline`)
  await page.getByRole('heading', { name: '热线考核清单' }).waitFor()
  const importing = page.locator('form').filter({ has: page.getByLabel('工单号与备注') })
  await importing.getByText('未先行联系', { exact: true }).click()
  await importing
    .getByLabel('工单号与备注')
    .fill(`工单编号\t备注\n${ticket.upstreamNo}\t未在一个工作日内联系\n${unknown}\t重复来电\n${unknown}\t重复来电`)
  await importing.getByRole('button', { name: /导入 2 行/ }).click()
  const outcome = importing.getByRole('status')
  await outcome.getByText('新增 2 行').waitFor()
  expect(await outcome.innerText()).toMatch(/1 个工单号没有对应案件/)
  expect(await outcome.innerText()).toContain(unknown)
  await shot(page, 'hotline-city-list')

  const row = page.getByRole('row').filter({ hasText: ticket.upstreamNo })
  expect(await row.innerText()).toContain(ticket.number)
  expect(await page.getByRole('row').filter({ hasText: unknown }).innerText()).toContain('无对应案件')
  await row.getByRole('button', { name: '申诉' }).click()
  await row.getByLabel('申诉理由').fill('5 月 3 日 10:12 已联系，有通话记录。')
  await row.getByRole('button', { name: '申诉' }).click()
  await row.getByText('申诉中').waitFor()

  // Who contests does not decide.
  const upheld = row.getByRole('button', { name: '登记成立' })
  expect(await upheld.first().getAttribute('aria-disabled')).toBe('true')
  const { items } = await visitor.ask(cases.cityRows, {})
  const rowId = items.find((each) => each.upstreamNo === ticket.upstreamNo)?.id ?? ''
  await expect(visitor.perform(cases.decideContest, { rowId, upheld: true })).rejects.toMatchObject({
    body: { code: 'forbidden' },
  })

  const supervisor = await someone({ as: 'duban' })
  await supervisor.page.goto(`/desk/${changshou}/hotline`)
  const theirs = supervisor.page.getByRole('row').filter({ hasText: ticket.upstreamNo })
  await theirs.getByText('5 月 3 日 10:12 已联系').waitFor()
  await theirs.getByRole('button', { name: '登记成立' }).click()
  await theirs.getByText('申诉成立').waitFor()
  await row.getByText('申诉成立').waitFor()
  await shot(supervisor.page, 'hotline-contest-decided')
  for (const { complaints } of [visitor, supervisor]) expect(complaints).toEqual([])
})

test('a call that rang out does not end the contact clock, and contact is not in the future', async () => {
  const duty = await someone({ as: 'zhiban' })
  const ticket = await registerTicket(duty, { title: onlyHere('噪声扰民') })
  await takeThrough(duty, ticket)
  await dispatch(duty, ticket, 'enforcement')
  const handler = await someone({ as: 'zhifa' })
  await handler.perform(cases.sign, { caseId: ticket.caseId, taskId: await taskOf(handler, ticket) })
  const { page } = handler
  const record = await openFile(page, ticket)
  const contact = await pressLetter(page, 'l', '先行联系')
  await choose(contact, '联系情况', '未联系上')
  await choose(contact, '未联系原因', '未接通')
  await contact.getByRole('button', { name: '先行联系' }).click()
  await said(page, '先行联系已登记')
  const clock = record.getByRole('row').filter({ hasText: '先行联系' })
  await clock.waitFor()
  expect(await clock.innerText()).not.toContain('完成')
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString()
  await expect(
    handler.perform(cases.contact, { caseId: ticket.caseId, made: true, at: tomorrow, person: '周先生' }),
  ).rejects.toMatchObject({ body: { code: 'contact_in_future' } })
})
