import { expect, test } from 'vitest'
import { newId } from '#kernel/id'
import { registers, type EntryId } from '#engines/registers/shared'
import { said } from '../desk.ts'
import { onlyHere } from '../scene.ts'
import { changshou, shot, sizes, someone } from '../world.ts'

test('a restricted tag is put, seen and ended by its keeper; to all others there is none, whichever way they look', async () => {
  const keeper = await someone({ as: 'dicang' })
  const id = newId() as EntryId
  const name = `乔${onlyHere('').slice(-2)}`
  await keeper.perform(registers.make, { id, register: 'person', fields: { name, sex: 'male' } })
  const counted = JSON.stringify(await keeper.ask(registers.tagCounts, {}))

  const special = await someone({ as: 'zhuanguan' })
  const { page } = special
  await page.goto(`/desk/${changshou}/files/${id}`)
  const tags = page.getByRole('region', { name: '标签' })
  await tags.getByRole('button', { name: '加标签' }).click()
  const sheet = page.getByRole('dialog', { name: '加标签' })
  await sheet.getByLabel('标签', { exact: true }).selectOption({ label: '戒毒康复' })
  await sheet.getByRole('button', { name: '加标签' }).click()
  await said(page, '已加标签')
  await tags.getByText('戒毒康复').waitFor()
  for (const [size, viewport] of Object.entries(sizes)) {
    await page.setViewportSize(viewport)
    await tags.scrollIntoViewIfNeeded()
    await shot(page, `registers-restricted-${size}`)
  }
  await page.setViewportSize(sizes.office)
  await page.goto(`/desk/${changshou}/registers/person?tag=drug_recovery`)
  await page.getByRole('grid').getByText(name).waitFor()
  await page.getByRole('heading', { level: 1, name: /实有人口 \d+$/ }).waitFor()

  // Its keeper alone: not who keeps the whole register, nor who grants exports, nor a volunteer.
  const unknown = { body: { code: 'tag_unknown' } }
  const listed = { register: 'person', tag: 'drug_recovery' } as const
  for (const as of ['dicang', 'juwei', 'zhiyuan']) {
    const other = await someone({ as })
    await expect(other.ask(registers.entries, listed)).rejects.toMatchObject(unknown)
    expect((await other.ask(registers.find, { words: '戒毒康复' })).items).toEqual([])
  }
  expect((await keeper.ask(registers.entry, { id })).tags).toEqual([])
  expect(JSON.stringify(await keeper.ask(registers.tagCounts, {}))).toBe(counted)
  await keeper.page.goto(`/desk/${changshou}/files/${id}`)
  await keeper.page.getByRole('region', { name: '标签' }).getByText('没有标签').waitFor()
  await keeper.page.goto(`/desk/${changshou}/registers/person`)
  await keeper.page.getByRole('button', { name: '筛选' }).click()
  await keeper.page.getByRole('option', { name: '独居老人' }).waitFor({ state: 'attached' })
  await expect.poll(() => keeper.page.getByRole('option', { name: '戒毒康复' }).count()).toBe(0)

  const why = { purpose: 'verify', note: '核对名单', clear: false } as const
  await expect(keeper.perform(registers.requestExport, { id: newId(), filter: listed, ...why })).rejects.toMatchObject(
    unknown,
  )
  const taken = newId()
  await keeper.perform(registers.requestExport, { id: taken, filter: { register: 'person', where: { name } }, ...why })
  const file = await keeper.context.request.get(`/api/${changshou}/registers/exports/${taken}.csv`)
  const csv = await file.text()
  expect(csv).toContain(name)
  expect(csv).not.toContain('戒毒')

  await page.goto(`/desk/${changshou}/files/${id}`)
  await tags.getByRole('button', { name: '取消标签：戒毒康复' }).click()
  await said(page, '标签到今天为止')
  await tags.getByText('没有标签').waitFor()
  const left = await special.ask(registers.entries, { ...listed, limit: 200 })
  expect(left.items.map((item) => item.id)).not.toContain(id)
  expect([...keeper.complaints, ...special.complaints]).toEqual([])
})
