import { expect, test } from 'vitest'
import { cases } from '#engines/cases/shared'
import { openFile, pick, pressLetter, said } from '../desk.ts'
import { fileOf, handleTicket, onlyHere, registerTicket, takeThrough, taskOf, unitsOf } from '../scene.ts'
import { shot, someone } from '../world.ts'

test('lead, assisting and added units each have a clock of their own, and the case goes to its check when all have fed back', async () => {
  const duty = await someone({ as: 'zhiban' })
  const [lead, assisting, added] = [
    await someone({ as: 'zhifa' }),
    await someone({ as: 'huanwei' }),
    await someone({ as: 'juwei' }),
  ]
  const units = await unitsOf(duty)
  const committee = units('first-committee')
  const ticket = await registerTicket(duty, { title: onlyHere('夜排档扰民') })
  const { caseId } = ticket
  await takeThrough(duty, ticket)

  const record = await openFile(duty.page, ticket)
  const dispatching = await pressLetter(duty.page, 'd', '派单')
  await dispatching.getByText(/建议派给|没有规则命中/).waitFor()
  await pick(dispatching.getByLabel('主办单位'), '综合行政执法队')
  await pick(dispatching.getByLabel('协办单位'), '市容环卫所')
  await dispatching.getByRole('button', { name: '派单', exact: true }).click()
  await said(duty.page, '已派单')

  const adding = await pressLetter(duty.page, 'b', '加派')
  await pick(adding.getByLabel('加派单位'), committee.name)
  await adding.getByRole('button', { name: '加派' }).click()
  await said(duty.page, '已加派')
  const clocks = record.getByRole('row').filter({ hasText: '处置' })
  await clocks.filter({ hasText: committee.name }).waitFor()
  await expect.poll(() => clocks.count()).toBe(3)
  for (const name of ['综合行政执法队', '市容环卫所', committee.name])
    await expect.poll(() => clocks.filter({ hasText: name }).count()).toBe(1)
  expect(await record.innerText()).toMatch(new RegExp(`承办\\s+综合行政执法队.*协办 市容环卫所、${committee.name}`))
  await shot(duty.page, 'units-three-clocks')
  // A unit has a case once.
  await expect(duty.perform(cases.addUnit, { caseId, unit: committee.id })).rejects.toMatchObject({
    body: { code: 'unit_twice' },
  })

  // The lead has done its part: the case still waits for the others, and the screen of the lead says what remains.
  await handleTicket(lead, ticket)
  const afterLead = await fileOf(duty, ticket)
  expect(afterLead.case.state).toBe('disposing')
  const clock = (unit: string) => {
    const task = afterLead.tasks.find((each) => each.unit === units(unit).id)
    return afterLead.deadlines.find((deadline) => deadline.taskId === task?.id)
  }
  expect(clock('enforcement')?.state).toBe('met')
  expect(clock('sanitation')?.state).toBe('running')
  expect(clock('sanitation')?.dueAt).not.toBe(clock('enforcement')?.dueAt)
  await clocks.filter({ hasText: '综合行政执法队' }).getByText('按时完成').waitFor()
  expect(await clocks.filter({ hasText: '市容环卫所' }).innerText()).not.toContain('完成')

  const seen = await openFile(assisting.page, ticket)
  await assisting.page.keyboard.press('s')
  await said(assisting.page, '已签收')
  const feeding = await pressLetter(assisting.page, 'f', '反馈')
  await feeding.getByLabel('处置情况').fill('已清扫现场油污。')
  await feeding.getByRole('button', { name: '反馈', exact: true }).click()
  await said(assisting.page, '已反馈')
  expect((await fileOf(duty, ticket)).case.state).toBe('disposing')
  await clocks.filter({ hasText: '市容环卫所' }).getByText('按时完成').waitFor()
  expect(await seen.innerText()).not.toContain('待核查')

  // The added unit is the last: now the case goes to its check.
  const taskId = await taskOf(added, ticket)
  await added.perform(cases.sign, { caseId, taskId })
  await added.perform(cases.feedback, { caseId, taskId, text: '已与摊主和居民沟通，签订承诺书。' })
  await record.getByText('待核查').first().waitFor()
  await record.getByRole('row').filter({ hasText: '核查' }).first().waitFor()
  await shot(duty.page, 'units-all-fed-back')
  for (const { complaints } of [duty, assisting]) expect(complaints).toEqual([])
})

test('an assisting unit that returns its order leaves the rest to the others', async () => {
  const [duty, lead, assisting] = [
    await someone({ as: 'zhiban' }),
    await someone({ as: 'zhifa' }),
    await someone({ as: 'huanwei' }),
  ]
  const units = await unitsOf(duty)
  const ticket = await registerTicket(duty, { title: onlyHere('洗车占道') })
  const { caseId } = ticket
  await takeThrough(duty, ticket)
  await duty.perform(cases.dispatch, { caseId, unit: units('enforcement').id, assist: [units('sanitation').id] })
  await handleTicket(lead, ticket)
  await assisting.perform(cases.returnOrder, {
    caseId,
    taskId: await taskOf(assisting, ticket),
    reason: 'not_ours',
    note: '现场无环卫作业内容。',
  })
  const file = await fileOf(duty, ticket)
  expect(file.case).toMatchObject({ state: 'checking', returnedCount: 0 })
  const record = await openFile(duty.page, ticket)
  await record.getByText('现场无环卫作业内容。').waitFor()
  await record.getByText('待核查').first().waitFor()
})
