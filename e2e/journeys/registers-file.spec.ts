import { expect, test } from 'vitest'
import { newId } from '#kernel/id'
import { registers, type EntryId } from '#engines/registers/shared'
import { onlyHere } from '../scene.ts'
import { said } from '../desk.ts'
import { changshou, shot, sizes, someone, type Opened } from '../world.ts'

async function aPerson(keeper: Opened, fields: Record<string, string> = {}) {
  const name = `严${onlyHere('').slice(-3)}`
  const id = newId() as EntryId
  await keeper.perform(registers.make, {
    id,
    register: 'person',
    fields: { name, sex: 'female', birth: '1948-06-23', phone: '19900000518', ...fields },
  })
  return { id, name }
}

test('a value is corrected in place; of two at once the second is told, and nothing typed is lost', async () => {
  const keeper = await someone({ as: 'dicang' })
  const { page, complaints } = keeper
  const { id, name } = await aPerson(keeper)
  await page.goto(`/desk/${changshou}/files/${id}`)
  await page.getByRole('heading', { name, level: 1 }).waitFor()
  await page.getByRole('button', { name: /还有 \d+ 项未填/ }).click()
  const line = page.locator('.file-field').filter({ hasText: '文化程度' })
  await line.getByRole('button').first().click()
  await line.getByRole('button', { name: '更正' }).click()
  await line.getByRole('textbox').fill('高中')
  const { version } = await keeper.ask(registers.entry, { id })
  await keeper.perform(registers.say, { id, version, fields: { education: '初中' } })
  await line.getByRole('button', { name: '更正' }).click()
  await line.getByRole('alert').getByText('他人刚修改过此档案').waitFor()
  await line.getByText('现为：初中').waitFor()
  expect(await line.getByRole('textbox').inputValue()).toBe('高中')
  await shot(page, 'registers-conflict')
  await line.getByRole('button', { name: '仍按我填的更正' }).click()
  await said(page, '已更正')
  expect((await keeper.ask(registers.entry, { id })).entry.fields['education']).toBe('高中')
  await line.getByText('人工修改').first().waitFor()
  expect(complaints).toEqual([])
})

test('what is masked opens for a purpose and a time, and is written down', async () => {
  const keeper = await someone({ as: 'dicang' })
  const { page, complaints } = keeper
  const { id, name } = await aPerson(keeper)
  await page.goto(`/desk/${changshou}/files/${id}`)
  await page.getByRole('heading', { name, level: 1 }).waitFor()
  const fields = page.getByRole('region', { name: '登记内容' })
  await fields.getByText('199****0518').waitFor()
  await page.getByRole('button', { name: '查看完整信息' }).click()
  const sheet = page.getByRole('dialog', { name: '查看完整信息' })
  await sheet.getByRole('button', { name: '查看', exact: true }).click()
  await sheet.getByText('请选择用途').waitFor()
  await sheet.getByText('走访服务').click()
  await sheet.getByLabel('事由').fill('高温日上门探望')
  await shot(page, 'registers-unmask')
  await sheet.getByRole('button', { name: '查看', exact: true }).click()
  await fields.getByText('19900000518').waitFor()
  await page.getByRole('timer').waitFor()
  await shot(page, 'registers-unmasked')
  expect((await keeper.ask(registers.entry, { id })).unmasked).toMatchObject({ purpose: expect.any(String) as string })
  expect(complaints).toEqual([])
})

test('a file is read as it was on any day, and two files of one person become one and two again', async () => {
  const keeper = await someone({ as: 'dicang' })
  const { page, complaints } = keeper
  const one = await aPerson(keeper)
  const other = await aPerson(keeper, { education: '本科' })
  const { version } = await keeper.ask(registers.entry, { id: one.id })
  await keeper.perform(registers.say, {
    id: one.id,
    version,
    fields: { workUnit: '长寿路小学' },
    observedOn: '2020-01-01',
  })
  await page.goto(`/desk/${changshou}/files/${one.id}`)
  await page.getByRole('heading', { name: one.name, level: 1 }).waitFor()
  await page.getByRole('button', { name: '合并…' }).click()
  const sheet = page.getByRole('dialog', { name: '合并两份档案' })
  await sheet.getByRole('combobox').fill(other.name)
  await sheet.getByRole('option').filter({ hasText: other.name }).first().click()
  await sheet.getByLabel('理由').fill('同一人登记两次')
  await sheet.getByRole('button', { name: '合并', exact: true }).click()
  await said(page, '已合并')
  const merges = page.getByRole('region', { name: '合并记录' })
  await merges.getByText(other.name).waitFor()
  await page.getByRole('region', { name: '登记内容' }).getByText('本科').waitFor()
  await shot(page, 'registers-merged')
  await merges.getByRole('button', { name: '拆分' }).click()
  await merges.getByLabel('拆分理由').fill('同名两人')
  await merges.getByRole('button', { name: '拆分' }).click()
  await said(page, '已拆分')
  expect((await keeper.ask(registers.entry, { id: other.id })).state).toBe('standing')

  await page.getByLabel('按此日').fill('2020-06-01')
  await page.getByText('以下是 2020-06-01 当日的档案').waitFor()
  const fields = page.getByRole('region', { name: '登记内容' })
  await fields.getByText('长寿路小学').waitFor()
  await expect.poll(() => page.getByRole('button', { name: '合并…' }).count()).toBe(0)
  await shot(page, 'registers-file-past')
  expect(complaints).toEqual([])
})

test('a home shows who lives there and who owns it, a house its homes by floor', async () => {
  const keeper = await someone({ as: 'dicang', size: 'wide' })
  const { page, complaints } = keeper
  const { items } = await keeper.ask(registers.entries, { register: 'home', limit: 100 })
  const files = []
  for (const { id } of items) {
    const file = await keeper.ask(registers.entry, { id })
    const has = (kind: string, count: number) => file.ties.filter((tie) => tie.kind === kind).length >= count
    if (has('lives', 3) && has('owns', 2)) files.push(file)
    if (files.length > 0) break
  }
  const [home] = files
  const building = home!.parents.find((parent) => parent.register === 'building')!
  for (const [size, viewport] of Object.entries(sizes)) {
    await page.setViewportSize(viewport)
    await page.goto(`/desk/${changshou}/files/${home!.entry.id}`)
    const household = page.getByRole('region', { name: /家庭/ })
    await household.getByRole('link').nth(2).waitFor()
    await page.getByRole('region', { name: '产权' }).getByText('合计').waitFor()
    await shot(page, `registers-home-${size}`)
    await page.goto(`/desk/${changshou}/files/${building.id}`)
    await page
      .getByRole('region', { name: /楼栋立面/ })
      .getByRole('link')
      .nth(5)
      .waitFor()
    await shot(page, `registers-building-${size}`)
  }
  const { homes } = await keeper.ask(registers.elevation, { id: building.id })
  expect(
    await page
      .getByRole('region', { name: /楼栋立面/ })
      .getByRole('link')
      .count(),
  ).toBe(homes.length)
  await page
    .getByRole('region', { name: /楼栋立面/ })
    .getByRole('link', { name: home!.entry.title })
    .click()
  await page.getByRole('heading', { name: home!.entry.title, level: 1 }).waitFor()
  await page.getByRole('region', { name: /家庭/ }).getByRole('link').first().click()
  await page.getByRole('region', { name: /家庭/ }).waitFor()
  await shot(page, 'registers-person')
  expect(complaints).toEqual([])
})
