import { expect, test } from 'vitest'
import { addDays, shanghaiDate } from '#kernel/time'
import { cases } from '#engines/cases/shared'
import { choose, openFile, pick, pressLetter, said } from '../desk.ts'
import {
  dispatch,
  fileOf,
  onlyHere,
  registerCase,
  registerTicket,
  takeThrough,
  taskOf,
  unitsOf,
  upload,
} from '../scene.ts'
import { shot, someone, type Opened } from '../world.ts'

/** A ticket that lies with the enforcement team, signed. */
async function ticketInHand(duty: Opened, handler: Opened, words: string) {
  const ticket = await registerTicket(duty, { title: onlyHere(words) })
  await takeThrough(duty, ticket)
  await dispatch(duty, ticket, 'enforcement')
  await handler.perform(cases.sign, { caseId: ticket.caseId, taskId: await taskOf(handler, ticket) })
  return ticket
}

const dayOf = (at: string) => shanghaiDate(new Date(at))

test('a unit asks for an extension before the deadline and the supervisor grants it: the due date moves, the first one stays in sight', async () => {
  const [duty, handler, supervisor] = [
    await someone({ as: 'zhiban' }),
    await someone({ as: 'zhifa' }),
    await someone({ as: 'duban' }),
  ]
  const ticket = await ticketInHand(duty, handler, '违法搭建')
  const before = (await fileOf(handler, ticket)).deadlines.find((deadline) => deadline.kind === 'complete')
  const until = addDays(dayOf(before!.dueAt), 7)

  await openFile(handler.page, ticket)
  const asking = await pressLetter(handler.page, 'e', '申请延期')
  await asking.getByLabel('延至').fill(until)
  await asking.getByLabel('延期原因').fill('需与房管部门联合认定，现场取证尚未完成。')
  await asking.getByRole('button', { name: '申请延期' }).click()
  await said(handler.page, '延期申请已报批')
  // Who asks does not grant, and asks once at a time.
  const pending = (await fileOf(handler, ticket)).records.find((record) => record.kind === 'extension')
  await expect(
    handler.perform(cases.decide, { caseId: ticket.caseId, recordId: pending!.id, approved: true }),
  ).rejects.toMatchObject({ body: { code: 'forbidden' } })
  await expect(
    handler.perform(cases.applyExtension, { caseId: ticket.caseId, reason: '再次申请', until }),
  ).rejects.toMatchObject({ body: { code: 'already_pending' } })

  const record = await openFile(supervisor.page, ticket)
  const deciding = await pressLetter(supervisor.page, '1', '审批')
  expect(await deciding.innerText()).toContain(`申请延期至 ${until}`)
  await deciding.getByText('同意', { exact: true }).click()
  await deciding.getByRole('button', { name: '审批' }).click()
  await said(supervisor.page, '审批已登记')
  const clock = record.getByRole('row').filter({ hasText: '办结' })
  await clock.getByText('原定').waitFor()
  await record.getByText('已同意').first().waitFor()
  await shot(supervisor.page, 'supervisor-extension')

  const after = await fileOf(supervisor, ticket)
  const moved = after.deadlines.find((deadline) => deadline.kind === 'complete')
  expect(dayOf(moved!.dueAt)).toBe(until)
  expect(moved!.firstDueAt).toBe(before!.firstDueAt)
  expect(moved!.movedBy).toBe(pending!.id)
  // Bounded times: the second extension is refused, and the screen says so before anyone asks.
  const again = await openFile(handler.page, ticket)
  await again.getByText(/另有 \d+ 项现在不能办/).click()
  const barred = again.getByRole('listitem').filter({ has: handler.page.getByRole('button', { name: /^申请延期/ }) })
  expect(await barred.innerText()).toContain('延期次数已用完')
  for (const { complaints } of [handler, supervisor]) expect(complaints).toEqual([])
})

test('a case that cannot be solved now is parked until its review date: grey light, clocks standing; unparked they go on', async () => {
  const [duty, handler, supervisor] = [
    await someone({ as: 'zhiban' }),
    await someone({ as: 'zhifa' }),
    await someone({ as: 'duban' }),
  ]
  const ticket = await ticketInHand(duty, handler, '围墙权属争议')
  const reviewOn = addDays(shanghaiDate(new Date()), 30)
  await openFile(handler.page, ticket)
  const asking = await pressLetter(handler.page, 'p', '申请挂账')
  await choose(asking, '挂账原因', '权属不清')
  await asking.getByLabel('具体说明').fill('围墙权属待区房管局确认。')
  await asking.getByLabel('复核日期').fill(reviewOn)
  await asking.getByRole('button', { name: '申请挂账' }).click()
  await said(handler.page, '挂账申请已报批')

  const record = await openFile(supervisor.page, ticket)
  const deciding = await pressLetter(supervisor.page, '1', '审批')
  await deciding.getByText('同意', { exact: true }).click()
  await deciding.getByRole('button', { name: '审批' }).click()
  await said(supervisor.page, '审批已登记')
  await record.getByText('暂停计时').first().waitFor()
  expect(await record.locator('.status-light').first().getAttribute('data-light')).toBe('grey')
  await expect.poll(() => record.getByRole('row').filter({ hasText: '挂账复核' }).count()).toBe(1)
  await shot(supervisor.page, 'supervisor-parked')
  const parked = await fileOf(supervisor, ticket)
  expect(parked.deadlines.filter((deadline) => deadline.state === 'running').map((deadline) => deadline.kind)).toEqual([
    'review',
  ])
  await supervisor.page.getByRole('combobox', { name: '队列' }).selectOption('parked')
  await supervisor.page.getByRole('row').filter({ hasText: ticket.title }).waitFor()

  // While it is parked nothing is handled; the reason is said.
  const seen = await openFile(handler.page, ticket)
  await seen.getByText(/另有 \d+ 项现在不能办/).click()
  expect(await seen.getByText('案件已挂账，时限暂停').count()).toBeGreaterThan(0)

  await openFile(supervisor.page, ticket)
  const ending = await pressLetter(supervisor.page, '2', '解除挂账')
  await ending.getByLabel('解除原因').fill('权属已确认归小区业主共有。')
  await ending.getByRole('button', { name: '解除挂账' }).click()
  await said(supervisor.page, '已解除挂账')
  await record.getByText('按时').first().waitFor()
  const freed = await fileOf(supervisor, ticket)
  expect(freed.case.parked).toBe(false)
  for (const kind of ['complete', 'dispose'] as const) {
    const [was, is] = [parked, freed].map((file) => file.deadlines.find((deadline) => deadline.kind === kind))
    expect(is!.state).toBe('running')
    expect(is!.dueAt >= was!.dueAt).toBe(true)
  }
  for (const { complaints } of [handler, supervisor]) expect(complaints).toEqual([])
})

test('a supervision order has its level and its date, and the unit replies to it', async () => {
  const [duty, handler, supervisor] = [
    await someone({ as: 'zhiban' }),
    await someone({ as: 'zhifa' }),
    await someone({ as: 'duban' }),
  ]
  const ticket = await ticketInHand(duty, handler, '夜间施工')
  await openFile(supervisor.page, ticket)
  const ordering = await pressLetter(supervisor.page, 'o', '督办')
  await choose(ordering, '督办级别', '领导督办')
  await ordering.getByLabel('督办要求').fill('三日内书面说明处置进展。')
  await ordering.getByLabel('回复期限').fill(addDays(shanghaiDate(new Date()), 3))
  await ordering.getByRole('button', { name: '督办', exact: true }).click()
  await said(supervisor.page, '已发督办单')

  const record = await openFile(handler.page, ticket)
  await record.getByText('领导督办').first().waitFor()
  await expect.poll(() => record.getByRole('row').filter({ hasText: '督办回复' }).count()).toBe(1)
  const replying = await pressLetter(handler.page, '3', '回复督办')
  expect(await replying.innerText()).toContain('督办要求：三日内书面说明处置进展。')
  await replying.getByLabel('回复').fill('已责令停工并立案，相关材料已报送。')
  await replying.getByRole('button', { name: '回复督办' }).click()
  await said(handler.page, '已回复督办')
  await record.getByText('回复：已责令停工并立案').waitFor()
  await record.getByRole('row').filter({ hasText: '督办回复' }).getByText('按时完成').waitFor()
  await shot(handler.page, 'supervisor-order-replied')
  for (const { complaints } of [handler, supervisor]) expect(complaints).toEqual([])
})

test('after two returns no unit gets the case until a joint consultation names one, and then only that one', async () => {
  const [duty, supervisor] = [await someone({ as: 'zhiban' }), await someone({ as: 'duban' })]
  const [enforcement, sanitation] = [await someone({ as: 'zhifa' }), await someone({ as: 'huanwei' })]
  const units = await unitsOf(duty)
  const made = await registerCase(duty, { title: onlyHere('河岸漂浮垃圾') })
  const { caseId } = made
  await takeThrough(duty, made)

  await dispatch(duty, made, 'enforcement')
  await openFile(enforcement.page, made)
  const returning = await pressLetter(enforcement.page, 'r', '退单')
  await choose(returning, '退单原因', '非本单位职责')
  await returning.getByLabel('具体说明').fill('河岸保洁不属执法范围。')
  await pick(returning.getByLabel('建议改派'), '市容环卫所')
  await returning.getByRole('button', { name: '退单', exact: true }).click()
  await said(enforcement.page, '已退单')
  await dispatch(duty, made, 'sanitation')
  await sanitation.perform(cases.returnOrder, {
    caseId,
    taskId: await taskOf(sanitation, made),
    reason: 'not_ours',
    note: '河道由水务管养。',
  })

  const refused = await openFile(duty.page, made)
  await refused.getByText('退单 2').first().waitFor()
  await refused.getByText(/另有 \d+ 项现在不能办/).click()
  const barred = refused.getByRole('listitem').filter({ has: duty.page.getByRole('button', { name: /^派单/ }) })
  expect(await barred.innerText()).toContain('请先召开联席会商指定承办单位')
  await shot(duty.page, 'supervisor-returned-twice')
  await expect(duty.perform(cases.dispatch, { caseId, unit: units('water').id })).rejects.toMatchObject({
    body: { code: 'needs_consultation' },
  })

  await openFile(supervisor.page, made)
  const meeting = await pressLetter(supervisor.page, 'h', '联席会商')
  for (const name of ['市容环卫所', '综合行政执法队', '排水养护班']) await pick(meeting.getByLabel('参会单位'), name)
  await supervisor.page.keyboard.press('Escape')
  await choose(meeting, '指定承办单位', '市容环卫所')
  await meeting.getByLabel('会商纪要').fill('经会商，岸线保洁由市容环卫所承办，排水养护班配合。')
  await shot(supervisor.page, 'supervisor-consultation')
  await meeting.getByRole('button', { name: '联席会商' }).click()
  await said(supervisor.page, '会商结果已登记')

  await expect(duty.perform(cases.dispatch, { caseId, unit: units('enforcement').id })).rejects.toMatchObject({
    body: { code: 'unit_not_named' },
  })
  const record = await openFile(duty.page, made)
  const dispatching = await pressLetter(duty.page, 'd', '派单')
  await pick(dispatching.getByLabel('主办单位'), '市容环卫所')
  await dispatching.getByRole('button', { name: '派单', exact: true }).click()
  await said(duty.page, '已派单')
  expect(await record.innerText()).toMatch(/承办\s+市容环卫所/)
  // The unit that the meeting named does not return it a third time.
  await expect(
    sanitation.perform(cases.returnOrder, {
      caseId,
      taskId: await taskOf(sanitation, made),
      reason: 'not_ours',
      note: '仍非职责',
    }),
  ).rejects.toMatchObject({ body: { code: 'named_unit_keeps' } })
  for (const { complaints } of [duty, supervisor, enforcement]) expect(complaints).toEqual([])
})

test('a closed case is reopened with a reason and waits for a unit again', async () => {
  const [duty, inspector, supervisor] = [
    await someone({ as: 'zhiban' }),
    await someone({ as: 'xuncha' }),
    await someone({ as: 'duban' }),
  ]
  const made = await registerCase(inspector, {
    title: onlyHere('店招松动'),
    type: 'grid-patrol',
    source: 'inspector',
    category: 'gb2026:m:06012',
    selfDisposed: true,
    photos: [
      { id: await upload(inspector), purpose: 'before' },
      { id: await upload(inspector, '#58a06c'), purpose: 'after' },
    ],
  })
  await (await someone({ as: 'hecha' })).perform(cases.check, { caseId: made.caseId, passed: true })
  const record = await openFile(supervisor.page, made)
  await record.getByText('已结案').first().waitFor()
  const reopening = await pressLetter(supervisor.page, '4', '重新立案')
  await reopening.getByLabel('原因').fill('居民再次来电，隐患仍在。')
  await reopening.getByRole('button', { name: '重新立案' }).click()
  await said(supervisor.page, '已重新立案')
  await record.getByText('已立案').first().waitFor()
  await record.getByText('居民再次来电，隐患仍在。').waitFor()
  await shot(supervisor.page, 'supervisor-reopened')
  expect((await fileOf(duty, made)).case).toMatchObject({
    state: 'registered',
    open: true,
    reopenCount: 1,
    nextKind: 'dispatch',
  })
  expect(supervisor.complaints).toEqual([])
})
