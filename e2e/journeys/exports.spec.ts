import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { newId } from '#kernel/id'
import { registers } from '#engines/registers/shared'
import { changshou, shot, someone } from '../world.ts'

test('a worker asks for a list in clear, the approver grants it, and the file bears the name', async () => {
  const worker = await someone({ as: 'juwei' })
  const { page } = worker
  await page.goto(`/desk/${changshou}/registers/person?age=80`)
  await page.getByRole('button', { name: '导出' }).click()
  const sheet = page.getByRole('dialog', { name: '导出：实有人口' })
  await sheet.getByText('含完整信息').click()
  await sheet.getByText('核对信息').click()
  await sheet.getByLabel('事由').fill('高龄津贴发放前核对')
  await sheet.getByLabel('全部 24 列').waitFor()
  for (const column of ['婚姻状况', '政治面貌', '备注']) await sheet.getByLabel(column, { exact: true }).uncheck()
  await shot(page, 'export-ask')
  await sheet.getByRole('button', { name: '导出' }).click()
  const mine = page.locator('.exports li').filter({ hasText: '高龄津贴发放前核对' }).first()
  await mine.getByText('待审批').waitFor()
  await expect.poll(() => mine.getByRole('link', { name: 'Excel' }).count()).toBe(0)

  const [asking] = (await worker.ask(registers.exports, {})).items
  await expect(worker.perform(registers.decideExport, { id: asking!.id, granted: true })).rejects.toMatchObject({
    body: { code: 'forbidden' },
  })

  const approver = await someone({ as: 'shenpi' })
  await approver.page.goto(`/desk/${changshou}/exports`)
  const asked = approver.page.locator('.exports li').filter({ hasText: '高龄津贴发放前核对' }).first()
  await asked.getByText('含完整信息').waitFor()
  expect(await asked.innerText()).toContain('及以前出生')
  // Nobody grants a list without knowing of how many.
  expect(await asked.innerText()).toMatch(/申请时 [1-9]\d* 行/)
  await shot(approver.page, 'export-decide')
  await asked.getByRole('button', { name: '批准', exact: true }).click()
  await approver.page.getByText('没有待审批的导出').or(approver.page.locator('.exports li').first()).first().waitFor()

  await mine.getByText('可下载', { exact: true }).waitFor()
  const [download] = await Promise.all([page.waitForEvent('download'), mine.getByRole('link', { name: 'CSV' }).click()])
  const lines = readFileSync(await download.path(), 'utf8').split('\r\n')
  expect(lines[0]).toContain('姓名')
  // By its number a line that comes back finds its entry.
  expect(lines[0]).toContain('系统编号')
  expect(lines[0]).not.toContain('婚姻状况')
  expect(lines.length).toBeGreaterThan(3)
  expect(lines.at(-2)).toContain('导出编号')
  await shot(page, 'export-list')
  expect([...worker.complaints, ...approver.complaints]).toEqual([])
})

test('who works with registers alone sees, without asking again, that the list was granted', async () => {
  const [keeper, approver] = [await someone({ as: 'dicang' }), await someone({ as: 'shenpi' })]
  const id = newId()
  const asked = {
    id,
    filter: { register: 'person', age: '90' },
    clear: true,
    purpose: 'verify',
    note: '百岁老人慰问核对',
  } as const
  await keeper.perform(registers.requestExport, asked)
  await keeper.page.goto(`/desk/${changshou}/exports`)
  const mine = keeper.page.locator('.exports li').filter({ hasText: asked.note })
  await mine.getByText('待审批').waitFor()
  await keeper.page.locator('.desk-live[data-live]').waitFor()
  await approver.perform(registers.decideExport, { id, granted: true })
  await mine.getByText('可下载', { exact: true }).waitFor()
  await shot(keeper.page, 'export-granted')
  expect(keeper.complaints).toEqual([])
})
