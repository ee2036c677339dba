import { expect, test } from 'vitest'
import { cases } from '#engines/cases/shared'
import { registers, type EntryId } from '#engines/registers/shared'
import { openFile } from '../desk.ts'
import { takeThrough, taskOf } from '../scene.ts'
import { changshou, shot, sizes, someone, type Opened } from '../world.ts'

const mine = `/me/${changshou}/mine`

/** Someone of the demonstration who lives in the worker's committee and can be known by a telephone number. */
async function aNeighbour(worker: Opened): Promise<{ id: EntryId; title: string; tail: string }> {
  const { items } = await worker.ask(registers.entries, { register: 'person', limit: 100 })
  const found = items.find(
    ({ fields, place }) => typeof fields['phone'] === 'string' && /\d{4}$/.test(fields['phone']) && place !== null,
  )
  if (!found) throw new Error('Nobody of the demonstration has a telephone')
  return { id: found.id, title: found.title, tail: String(found.fields['phone']).slice(-4) }
}

async function issued(worker: Opened, id: EntryId): Promise<string> {
  const { page } = worker
  await page.goto(`/desk/${changshou}/files/${id}`)
  await page.getByRole('button', { name: '出具查询码' }).click()
  const sheet = page.getByRole('dialog', { name: '出具本人查询码' })
  await sheet.getByText('请先核对身份证件').waitFor()
  await sheet.getByRole('button', { name: '已核对，出具' }).click()
  return (await sheet.getByLabel('查询码', { exact: true }).innerText()).replaceAll(' ', '')
}

test('a person sees what is held and who looked, asks for a correction, and follows it', async () => {
  const worker = await someone({ as: 'juwei' })
  const { id, title, tail } = await aNeighbour(worker)
  await worker.page.goto(`/desk/${changshou}/files/${id}`)
  await worker.page.getByRole('heading', { name: title, level: 1 }).waitFor()
  await worker.page.getByRole('button', { name: '查看完整信息' }).click()
  const sheet = worker.page.getByRole('dialog', { name: '查看完整信息' })
  await sheet.getByText('走访服务').click()
  await sheet.getByLabel('事由').fill('高温日上门探望')
  await sheet.getByRole('button', { name: '查看', exact: true }).click()
  await worker.page.getByRole('timer').waitFor()
  const code = await issued(worker, id)
  expect(code).toMatch(/^[2-9A-Z]{12}$/)
  await shot(worker.page, 'own-slip-desk')
  await worker.page.emulateMedia({ media: 'print' })
  // A6 without its margins.
  await worker.page.setViewportSize({ width: 344, height: 506 })
  await shot(worker.page, 'own-slip-print')
  const paper = await worker.page.pdf({ preferCSSPageSize: true })
  expect(paper.toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(1)
  expect(paper.toString('latin1')).toMatch(/\/MediaBox\s*\[0 0 29[78]/)

  const resident = await someone({ size: 'phone' })
  const { page, complaints } = resident
  await page.goto(`/me/${changshou}`)
  await page.getByRole('link', { name: '我的登记信息' }).waitFor()
  await shot(page, 'own-home')
  // As the camera of the phone opens it.
  await page.goto(`${mine}#${code}`)
  const end = page.getByLabel(/后四位/)
  expect(await page.getByLabel(/单子上的/).inputValue()).toBe(code)
  expect(page.url()).not.toContain(code)
  await end.fill('0000')
  await shot(page, 'own-enter')
  await page.getByRole('button', { name: '查看' }).click()
  await page.getByText('对不上').waitFor()
  await end.fill(tail)
  await page.getByRole('button', { name: '查看' }).click()
  await page.getByRole('heading', { name: `${title}，您好` }).waitFor()
  await shot(page, 'own-menu')

  await page.getByRole('link', { name: '谁看过' }).click()
  const looks = page.locator('.looks')
  await looks.getByText('看了您的证件号、电话等完整信息，用于上门走访').first().waitFor()
  await looks.getByText('给您出具了查询码').first().waitFor()
  expect(await looks.innerText()).not.toContain('高温日')
  await shot(page, 'own-looks')
  await page.getByRole('button', { name: '返回' }).click()

  await page.getByRole('link', { name: '住处和房屋' }).click()
  await shot(page, 'own-homes')
  await page.getByRole('button', { name: '返回' }).click()
  await page.getByRole('link', { name: '照顾和服务标签' }).click()
  await shot(page, 'own-tags')
  await page.getByRole('button', { name: '返回' }).click()

  await page.getByRole('link', { name: '登记的内容' }).click()
  await page.getByRole('heading', { name: '证件和电话' }).waitFor()
  await shot(page, 'own-fields')
  await page.getByRole('button', { name: '大字' }).click()
  await shot(page, 'own-fields-elder')
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
  await page.getByRole('button', { name: '标准字' }).click()
  await page.getByRole('button', { name: /^这里不对.*联系电话$/ }).click()
  await page.getByRole('radio', { name: '已经变了' }).check()
  await page.getByLabel('应该是什么').fill('19900007788')
  await page.getByLabel(/联系您的电话/).fill('19900007788')
  await shot(page, 'own-fix')
  await page.getByRole('button', { name: '送给居委会' }).click()
  await page.getByRole('heading', { name: '已经送到居委会' }).waitFor()
  const follow = (await page.locator('.code').innerText()).replaceAll(' ', '')
  await shot(page, 'own-fix-sent')

  // Nothing of the file is left in the browser.
  const kept = await page.evaluate(() => JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage)]))
  expect(kept).not.toContain(title)
  expect(kept).not.toContain('19900007788')
  expect(kept).not.toContain(code)

  await page.getByRole('link', { name: '现在就看进度' }).click()
  await page.getByText('您的反映已经收到').waitFor()
  await shot(page, 'own-follow')
  await page.goBack()
  await page.getByRole('heading', { name: '看我的登记信息' }).waitFor()

  const duty = await someone({ as: 'zhiban' })
  const { items } = await duty.ask(cases.list, {
    type: 'data-correction',
    source: 'resident',
    sort: 'newest',
    limit: 1,
  })
  const { case: made } = await duty.ask(cases.get, { caseId: items[0]!.id })
  expect(made).toMatchObject({
    followCode: follow,
    description: '联系电话：已经变了。应为：19900007788',
    answers: { item: '联系电话', trouble: 'outdated' },
  })
  expect(made.committee).not.toBeNull()
  expect(made.place).not.toMatch(/室$/)

  // The worker has it, corrects what was wrong and answers; the person reads it under the code.
  await takeThrough(duty, { caseId: made.id })
  const proposed = (await duty.ask(registers.directory, {})).units.find(
    (unit) => unit.kind === 'committee' && unit.committee === made.committee,
  )!
  await duty.perform(cases.dispatch, { caseId: made.id, unit: proposed.id, assist: [] })
  await worker.page.emulateMedia({ media: 'screen' })
  await worker.page.setViewportSize(sizes.office)
  const { title: caseTitle } = made
  const record = await openFile(worker.page, { caseId: made.id, title: caseTitle })
  await record.getByText('联系电话：已经变了。应为：19900007788').waitFor()
  await shot(worker.page, 'own-case-desk')
  const { version } = await worker.ask(registers.entry, { id })
  await worker.perform(registers.say, { id, version, fields: { phone: '19900007788' }, source: 'self' })
  const taskId = await taskOf(worker, { caseId: made.id })
  await worker.perform(cases.sign, { caseId: made.id, taskId })
  await worker.perform(cases.answer, {
    caseId: made.id,
    factFinding: 'true',
    appealFinding: 'reasonable',
    result: 'solved',
    way: 'writing',
    text: '您申请更正的登记信息已核实并更正。',
  })
  await worker.perform(cases.feedback, { caseId: made.id, taskId, text: '已更正。', answers: { done: 'corrected' } })
  const checker = await someone({ as: 'hecha' })
  await checker.perform(cases.check, { caseId: made.id, passed: true })
  await page.goto(`/me/${changshou}/follow/${follow}`)
  await page.getByText('您申请更正的登记信息已核实并更正。').waitFor()
  await shot(page, 'own-answered')
  await page.goto(mine)
  await page.getByLabel(/单子上的/).fill(code)
  await page.getByLabel(/后四位/).fill('7788')
  await page.getByRole('button', { name: '大字' }).click()
  await shot(page, 'own-enter-elder')
  await page.getByRole('button', { name: '查看' }).click()
  await page.getByRole('link', { name: '登记的内容' }).waitFor()
  await shot(page, 'own-menu-elder')
  await page.getByRole('link', { name: '登记的内容' }).click()
  await page.getByText(/^本人申报，/).waitFor()
  expect(complaints).toEqual([])
  expect(worker.complaints).toEqual([])
})

test('what one would do at a wide screen, with large letters, and in English', async () => {
  const worker = await someone({ as: 'juwei' })
  const { id, tail } = await aNeighbour(worker)
  const code = await issued(worker, id)
  const { page, complaints } = await someone()
  await page.goto(mine)
  await page.getByLabel(/单子上的/).fill(code)
  await page.getByLabel(/后四位/).fill(tail)
  await page.getByRole('button', { name: '查看' }).click()
  await page.getByRole('link', { name: '登记的内容' }).click()
  await page.getByRole('heading', { name: '基本情况' }).waitFor()
  await shot(page, 'own-fields-1280')
  await page.getByRole('button', { name: 'English' }).click()
  await page.getByRole('heading', { name: 'Papers and telephone' }).waitFor()
  await shot(page, 'own-fields-english')
  await worker.page.setViewportSize(sizes.phone)
  await shot(worker.page, 'own-slip-desk-360')
  expect(complaints).toEqual([])
})
