import { expect, test } from 'vitest'
import { cases } from '../../src/engines/cases/shared/index.ts'
import { dispatched, photo } from '../dispatched.ts'
import { changshou, shot, someone } from '../world.ts'

const home = `/field/${changshou}`
/** A page that finds no line says so in the console as well; that is no fault of the page. */
const atFault = (complaints: readonly string[]) =>
  complaints.filter((each) => !/net::ERR_(FAILED|INTERNET_DISCONNECTED)/.test(each))

test('what a handler does without a line, closing the app in between, arrives once and in order when it is back', async () => {
  const duty = await someone({ as: 'zhiban' })
  const { caseId } = await dispatched(duty, 'sanitation', { title: '断网时的垃圾' })
  const handler = await someone({ as: 'huanwei', size: 'phone', permissions: ['geolocation'] })
  const { page, context, complaints } = handler

  await page.goto(home)
  await page.getByText('断网时的垃圾').waitFor()
  await page.waitForFunction(async () => (await navigator.serviceWorker.ready).active?.state === 'activated')
  await page.waitForFunction(async () => Boolean(await (await caches.open('mofang-shell')).match('/field')))
  // The case file is fetched ahead, for the cellar.
  await page.waitForLoadState('networkidle')
  await shot(page, 'field-tasks')

  await context.setOffline(true)
  await page.reload()
  await page.getByText('断网时的垃圾').click()
  await page.getByRole('button', { name: '签收', exact: true }).click()
  await page.locator('.thumb-bar input').setInputFiles(await photo('brown'))
  await page.getByText('拍照：处置后').waitFor()
  await page.locator('.thumb-bar input').setInputFiles(await photo('green'))
  const feedBack = page.getByRole('button', { name: '反馈', exact: true })
  await feedBack.waitFor()
  await shot(page, 'field-ready-offline')

  // A draft outlives the page, and so does what waits.
  await page.reload()
  await page.locator('.photo img').nth(1).waitFor()
  await feedBack.click()
  await page.getByText('已反馈，等待他人核查').waitFor()
  await page.getByText('待发送 2').first().waitFor()
  await shot(page, 'field-queued')
  await page.close()
  expect((await duty.ask(cases.get, { caseId })).case.state).toBe('dispatched')

  const reopened = await context.newPage()
  await reopened.goto(home)
  await reopened.locator('.band').getByText('待发送 2、照片 2').waitFor()

  // The answer to the feedback is lost on its way, so that the phone cannot know that it arrived.
  let losses = 0
  await reopened.route('**/cases.feedback', async (route) => {
    if (losses++ > 0) return route.continue()
    await route.fetch()
    await route.abort('connectionreset')
  })
  await context.setOffline(false)
  await reopened.goto(`${home}/outbox`)
  await reopened.getByText('全部已送达').waitFor({ timeout: 30_000 })
  await shot(reopened, 'field-delivered')

  const file = await duty.ask(cases.get, { caseId })
  expect(losses).toBeGreaterThan(1)
  expect(file.case.state).toBe('checking')
  const acts = file.acts.filter((act) => act.outcome === 'ok').map((act) => act.operation)
  expect(acts.filter((name) => name === 'cases.feedback')).toHaveLength(1)
  expect(acts.indexOf('cases.sign')).toBeLessThan(acts.indexOf('cases.feedback'))
  const feedback = file.records.find((record) => record.kind === 'feedback')
  expect(feedback?.photos.map((each) => each.purpose)).toEqual(['before', 'after'])
  expect(atFault(complaints)).toEqual([])
})

test('an act that came too late is shown with what was meant, and the other cases go on', async () => {
  const duty = await someone({ as: 'zhiban' })
  const first = await dispatched(duty, 'sanitation', { title: '两人同时签收的垃圾' })
  const second = await dispatched(duty, 'sanitation', { title: '旁边的另一堆垃圾' })
  const { page, context } = await someone({ as: 'huanwei', size: 'phone' })
  await page.goto(home)
  await page.getByText('旁边的另一堆垃圾').waitFor()
  await page.waitForLoadState('networkidle')

  await context.setOffline(true)
  for (const title of ['两人同时签收的垃圾', '旁边的另一堆垃圾']) {
    await page.getByText(title).click()
    await page.getByRole('button', { name: '签收', exact: true }).click()
    await page.getByText('待发送 1：签收').waitFor()
    if (title.startsWith('两人')) {
      await page.locator('summary', { hasText: '备注' }).click()
      await page.getByLabel('备注').fill('已联系物业，下午三点到场')
      await page.getByRole('button', { name: '记下备注' }).click()
      await page.getByText('待发送 2：签收、备注').waitFor()
    }
    await page.getByRole('button', { name: '返回' }).click()
  }

  const colleague = await someone({ as: 'huanwei' })
  const task = (await colleague.ask(cases.myTasks, {})).items.find((item) => item.id === first.caseId)!
  await colleague.perform(cases.sign, { caseId: first.caseId, taskId: task.taskId as never })

  await context.setOffline(false)
  await page.getByText('1 项服务器没有接受，请处理').click()
  const conflict = page.locator('.conflict')
  await conflict.getByText('案件已到别的环节').waitFor()
  await conflict.getByText('处置中').waitFor()
  await conflict.getByText('后面还有 1 项在等它').waitFor()
  await shot(page, 'field-conflict')
  expect((await duty.ask(cases.get, { caseId: second.caseId })).case.state).toBe('disposing')

  await conflict.getByRole('button', { name: '放弃…' }).click()
  await conflict.getByRole('button', { name: '确认放弃' }).click()
  await page.getByText('全部已送达').waitFor()
  const notes = (await duty.ask(cases.get, { caseId: first.caseId })).records.filter((record) => record.kind === 'note')
  expect(notes.map((note) => note.body)).toEqual([{ text: '已联系物业，下午三点到场' }])
})

test('a hotline call: first contact, findings and answer come before the feedback', async () => {
  const duty = await someone({ as: 'zhiban' })
  const { caseId } = await dispatched(duty, 'sanitation', {
    title: '来电反映清晨作业噪声',
    type: 'hotline-12345',
    source: 'hotline',
    category: 'local:m:54005',
    upstreamNo: `T${Date.now()}`,
    callerName: '王建国',
    callerPhone: '19900005678',
    answers: { appeal: 'complaint' },
  })
  const { page, complaints } = await someone({ as: 'huanwei', size: 'phone' })
  await page.goto(`${home}/case/${caseId}`)
  await page.getByRole('button', { name: '签收', exact: true }).click()
  await page.getByText('199****5678').waitFor()

  await page.getByRole('button', { name: '查看电话并拨打' }).click()
  await page.getByRole('link', { name: '19900005678' }).waitFor()
  await page.getByLabel('已联系上').check()
  await page.waitForFunction(
    () => (document.querySelector('#contact-person') as HTMLInputElement | null)?.value === '王建国',
  )
  await page.getByRole('button', { name: '记下联系' }).click()
  await page.locator('#contact').waitFor({ state: 'detached' })

  await page.getByLabel('部分属实').check()
  await page.getByLabel('依据（必填）', { exact: true }).fill('清晨确有作业，已调整到六点以后。')
  await page.getByLabel('合理合法').check()
  await page.getByLabel('实际解决').check()
  await page.getByLabel('电话', { exact: true }).check()
  await page.getByLabel('答复内容').fill('您好，作业已调整到早上六点以后，谢谢您的反映。')
  await shot(page, 'field-answer')
  await page.getByRole('button', { name: '记下认定与答复' }).click()
  await page.getByRole('button', { name: '反馈', exact: true }).click()
  await page.getByText('已反馈，等待他人核查').waitFor()
  await expect.poll(async () => (await duty.ask(cases.get, { caseId })).case.state).toBe('checking')

  const file = await duty.ask(cases.get, { caseId })
  expect(file.case).toMatchObject({
    state: 'checking',
    factFinding: 'partly',
    appealFinding: 'reasonable',
    result: 'solved',
  })
  expect(file.records.map((record) => record.kind)).toEqual(expect.arrayContaining(['contact', 'answer', 'feedback']))
  expect(complaints).toEqual([])
})

test('two tabs of one phone send each act once, and a session that ended keeps what waits until the next', async () => {
  const duty = await someone({ as: 'zhiban' })
  const { caseId } = await dispatched(duty, 'sanitation', { title: '两个窗口的垃圾' })
  const { page, context } = await someone({ as: 'huanwei', size: 'phone' })
  await page.goto(`${home}/case/${caseId}`)
  const other = await context.newPage()
  await other.goto(home)
  let sent = 0
  context.on('request', (request) => {
    if (request.url().endsWith('/cases.sign')) sent += 1
  })
  await context.setOffline(true)
  await page.getByRole('button', { name: '签收', exact: true }).click()
  await other.locator('.band').getByText('待发送 1').waitFor()
  await expect.poll(() => sent).toBeGreaterThan(0)

  // The server forgets the session while the phone is away.
  await context.clearCookies()
  await context.setOffline(false)
  await page.getByText('请重新登录后发送').click()
  expect((await duty.ask(cases.get, { caseId })).case.state).toBe('dispatched')
  await page.getByText('手机上有 1 项待发送').waitFor()
  sent = 0
  await page.getByLabel('用户名').fill('huanwei')
  await page.getByLabel('密码').fill('Mofang-2026')
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await expect.poll(async () => (await duty.ask(cases.get, { caseId })).case.state).toBe('disposing')
  await other.waitForTimeout(500)
  expect(sent).toBe(1)
})
