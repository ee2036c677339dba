import { expect, test } from 'vitest'
import { registers } from '#engines/registers/shared'
import { changshou, shot, someone, type Opened } from '../world.ts'

/** A home in which several people live. */
export async function aFamily(person: Opened) {
  const { items } = await person.ask(registers.entries, { register: 'home', limit: 100 })
  for (const home of items) {
    const file = await person.ask(registers.entry, { id: home.id })
    if (file.ties.filter((tie) => tie.kind === 'lives').length >= 3) return file
  }
  throw new Error('There is no family among the first homes')
}

test('one box finds a person by name and by address, at any width, and Enter opens the file', async () => {
  const keeper = await someone({ as: 'dicang', size: 'wide' })
  const { page, complaints } = keeper
  const home = await aFamily(keeper)
  const [tie] = home.ties.filter((each) => each.kind === 'lives')
  await page.goto(`/desk/${changshou}/registers`)
  await page.getByRole('button', { name: /姓名、电话尾号/ }).click()
  const box = page.getByRole('combobox', { name: '查找与办理' })
  await box.fill(home.entry.title)
  const first = page.getByRole('option').first()
  await first.filter({ hasText: home.entry.title }).waitFor()
  await shot(page, 'registers-find-address')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: home.entry.title, level: 1 }).waitFor()

  await page.keyboard.press('Control+k')
  await box.fill(tie!.other.title)
  await page.getByRole('option').filter({ hasText: tie!.other.title }).first().waitFor()
  await shot(page, 'registers-find-name')
  expect(complaints).toEqual([])

  const phone = await someone({ as: 'dicang', size: 'phone' })
  await phone.page.goto(`/desk/${changshou}/registers`)
  await phone.page.getByRole('button', { name: '查找' }).click()
  await phone.page.getByRole('combobox', { name: '查找与办理' }).fill(home.entry.title)
  await phone.page.getByRole('option').filter({ hasText: home.entry.title }).first().waitFor()
  await shot(phone.page, 'registers-find-phone')
  await phone.page.getByRole('option').first().click()
  await phone.page.getByRole('heading', { name: home.entry.title, level: 1 }).waitFor()
  expect(phone.complaints).toEqual([])
})

test('a register is narrowed in its address, and reads on as it is scrolled', async () => {
  const keeper = await someone({ as: 'dicang' })
  const { page, complaints } = keeper
  await page.goto(`/desk/${changshou}/registers/person`)
  await page.getByRole('button', { name: '筛选' }).click()
  await page.getByLabel('标签').selectOption({ label: '独居老人' })
  await page.getByLabel('年龄').selectOption('80')
  await page.waitForURL(/tag=lives_alone&age=80/)
  const chips = page.getByRole('list', { name: '已选条件' })
  await chips.getByText('独居老人').waitFor()
  const { items } = await keeper.ask(registers.entries, { register: 'person', tag: 'lives_alone', limit: 200 })
  await page.getByRole('grid').getByRole('row').nth(1).waitFor()
  await shot(page, 'registers-list')
  const narrowed = await page.getByRole('grid').getAttribute('aria-rowcount')
  expect(Number(narrowed)).toBeLessThan(items.length)
  await page.getByRole('grid').getByRole('row').nth(1).click()
  await page.waitForURL(/\/files\//)
  await page.getByRole('heading', { level: 1 }).waitFor()
  expect(complaints).toEqual([])
})

test('who sees no names finds only whole ones, masked', async () => {
  const volunteer = await someone({ as: 'zhiyuan' })
  const { page, complaints } = volunteer
  await page.goto(`/desk/${changshou}/registers/person`)
  await page.getByRole('grid').or(page.getByText('这个名册还是空的')).first().waitFor()
  const { items } = await volunteer.ask(registers.entries, { register: 'person', limit: 50 })
  for (const item of items) expect(item.masked).toContain('name')
  await expect.poll(() => page.getByRole('link', { name: '应急名单' }).count()).toBe(0)
  await shot(page, 'registers-volunteer')
  expect(complaints).toEqual([])
})
