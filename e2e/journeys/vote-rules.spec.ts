import { expect, test } from 'vitest'
import { said } from '../desk.ts'
import { changshou, shot, sizes, someone } from '../world.ts'

const page = `/desk/${changshou}/votes/rules`
// So late that no other journey's vote is held by it.
const [from, source] = ['2099-01-01', '《物业管理条例》修订']

test('a rule of votes is changed by two persons, and by nobody else', async () => {
  const [office, registry] = [await someone({ as: 'zizhi' }), await someone({ as: 'fangguan' })]
  await office.page.goto(`/desk/${changshou}/votes`)
  await office.page.getByRole('link', { name: '表决规则' }).click()
  const line = office.page.locator('.told-list li').filter({ hasText: '会议通知提前天数' }).first()
  await line.getByRole('button', { name: '修订', exact: true }).click()
  await line.getByLabel('新值').fill('20')
  await line.getByLabel('施行日期').fill(from)
  await line.getByLabel('依据', { exact: true }).fill(source)
  await line.getByRole('button', { name: '提出修订' }).click()
  await said(office.page, '已提出，由另一人复核后生效')
  const told = (of: typeof office) => of.page.locator('section').filter({ hasText: '修订记录' }).locator('li').filter({ hasText: source }) // prettier-ignore
  await told(office).getByRole('button', { name: '复核', exact: true }).click()
  await told(office).getByRole('button', { name: '复核无误' }).click()
  await office.page
    .getByText(/本人录入或复核过的/)
    .first()
    .waitFor()

  await registry.page.goto(page)
  await told(registry).getByRole('button', { name: '复核', exact: true }).click()
  await told(registry).getByRole('button', { name: '复核无误' }).click()
  await said(registry.page, `${from} 起施行`)
  await told(registry).getByText('已复核').waitFor()
  await shot(registry.page, 'vote-rules')
  await registry.page.setViewportSize(sizes.phone)
  await shot(registry.page, 'vote-rules-phone')

  // The convener sees by what votes are held today, and changes nothing.
  const convener = await someone({ as: 'yewei' })
  await convener.page.goto(page)
  await convener.page.locator('li').filter({ hasText: '会议通知提前天数' }).getByText('15 天').waitFor()
  await expect.poll(() => convener.page.getByRole('button', { name: '修订', exact: true }).count()).toBe(0)
  for (const each of [registry, convener]) expect(each.complaints).toEqual([])
}, 120_000)
