import { expect, test } from 'vitest'
import { registers } from '#engines/registers/shared'
import { onlyHere } from '../scene.ts'
import { changshou, shot, sizes, someone } from '../world.ts'

test('whoever looks behind a mask is found by the audit administrator, by name, purpose and file', async () => {
  const worker = await someone({ as: 'juwei' })
  const { items } = await worker.ask(registers.entries, { register: 'person', limit: 1 })
  const [person] = items
  const reason = onlyHere('节前走访')
  await worker.perform(registers.unmask, { entries: [person!.id], purpose: 'visit', note: reason })
  const address = `https://street.example/desk/${changshou}/files/${person!.id}`

  const audit = await someone({ as: 'shenji' })
  const { page } = audit
  await page.goto('/desk')
  await page.getByRole('navigation', { name: '页面' }).getByRole('link', { name: '查看记录' }).click()
  const line = page.getByRole('row').filter({ hasText: reason })
  await line.waitFor()
  expect(await line.innerText()).toMatch(/查看完整信息[^]*走访服务[^]*实有人口 1 条[^]*证件号码/)
  for (const [size, viewport] of Object.entries(sizes)) {
    await page.setViewportSize(viewport)
    await shot(page, `registers-looks-${size}`)
  }
  await page.setViewportSize(sizes.office)

  await page.getByLabel('目的').selectOption({ label: '应急处置' })
  await line.waitFor({ state: 'detached' })
  await page.getByLabel('目的').selectOption({ label: '走访服务' })
  await line.waitFor()
  await line.getByRole('button').click()
  const who = page.getByRole('searchbox', { name: '查看人' })
  expect(await who.inputValue()).not.toBe('')
  await who.fill('无此人')
  await page.getByText('没有符合条件的记录').waitFor()
  await page.getByRole('button', { name: '清除条件' }).click()
  await page.getByRole('searchbox', { name: '被查看的档案' }).fill(address)
  await page.waitForURL((url) => url.searchParams.get('entry') === person!.id)
  await line.waitFor()
  // What stood there is not for the auditor, nor is the file.
  await expect(audit.ask(registers.entry, { id: person!.id })).rejects.toMatchObject({ body: { code: 'forbidden' } })

  const system = await someone({ as: 'xitong' })
  await system.page.goto(`/desk/${changshou}/looks`)
  await system.page.getByText('没有').first().waitFor()
  await expect.poll(() => system.page.getByText(reason).count()).toBe(0)
  expect(audit.complaints).toEqual([])
})
