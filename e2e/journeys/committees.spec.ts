import { expect, test } from 'vitest'
import { committees } from '#engines/ballots/shared'
import { changshou, shot, sizes, someone } from '../world.ts'

test('the self-governance office sees which renewals are due, forms a group, and what the committee may no longer put to the vote', async () => {
  const office = await someone({ as: 'zizhi' })
  const { page, complaints } = office
  const { items } = await office.ask(committees.list, {})
  // One whose report is in and whose group is not formed yet.
  const due: string[] = []
  for (const { id, standing } of items) {
    if (standing !== 'due') continue
    const { renewals } = await office.ask(committees.committee, { id })
    if (renewals[0]?.next.includes('group_formed')) due.push(id)
  }
  expect(due).not.toEqual([])
  const [id] = due

  await page.goto(`/desk/${changshou}/committees`)
  await page.getByRole('heading', { name: '应换尽换' }).waitFor()
  await page.getByText(/分母为当年届满和以前届满未换的小区/).waitFor()
  for (const [size, viewport] of Object.entries(sizes)) {
    await page.setViewportSize(viewport)
    // No list of ours is wider than the phone it is read on.
    if (size === 'phone')
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(viewport.width)
    await shot(page, `committees-${size}`)
  }
  await page.setViewportSize(sizes.office)

  await page.goto(`/desk/${changshou}/committees/${id}`)
  await page.getByRole('button', { name: '小组成立' }).click()
  const form = page.locator('form.act-form')
  const names = form.getByPlaceholder('姓名')
  for (const [at, name] of ['苏立夏', '江雨水', '童白露', '陆惊蛰', '侯清明', '贝芒种', '岳小寒'].entries())
    await names.nth(at).fill(name)
  // An even group is refused before it is sent.
  await form.getByRole('button', { name: '去掉第 7 人' }).click()
  const submit = form.getByRole('button', { name: /^小组成立/ })
  expect(await submit.getAttribute('aria-disabled')).toBe('true')
  expect(await submit.getAttribute('title')).toMatch(/单数/)
  await form.getByRole('button', { name: '加一人' }).click()
  await names.nth(6).fill('岳小寒')
  await shot(page, 'committees-group')
  await submit.click()
  await page.getByText(/业委会不得提请表决/).waitFor()
  await page.getByText(/苏立夏（街道，组长）/).waitFor()
  await shot(page, 'committees-file')
  expect(complaints).toEqual([])
})

test('two people assess a committee, the second sees the first’s points, and the grade and what to improve are on file', async () => {
  const office = await someone({ as: 'zizhi' })
  const { items } = await office.ask(committees.list, { standing: 'serving' })
  const plain = items.find(({ grade }) => grade === null)!
  const assess = async (who: Awaited<ReturnType<typeof someone>>, take: number) => {
    const { page } = who
    await page.goto(`/desk/${changshou}/committees/${plain.id}/assess`)
    const inputs = page.locator('input[type=number]')
    await inputs.first().waitFor()
    for (let at = 0; at < (await inputs.count()); at++) {
      const full = Number(await inputs.nth(at).getAttribute('max'))
      await inputs.nth(at).fill(String(at < take ? full - 3 : full))
    }
    return page
  }
  const first = await assess(office, 4)
  await first.getByLabel('会议决定三日内公告 整改').fill('两次决定未在三日内公告')
  await first.getByText('88 / 100').waitFor()
  await shot(first, 'committees-assess')
  await first.getByRole('button', { name: '提交' }).click()
  await first.getByText('88 / 100 良').waitFor()
  await first.getByText(/两次决定未在三日内公告/).waitFor()

  // Whoever judged first does not judge again.
  const again = await assess(office, 0)
  await again.getByRole('button', { name: '提交' }).click()
  await again.getByText('初评与复评不能是同一人').waitFor()

  const other = await someone({ as: 'fangguan' })
  const second = await assess(other, 2)
  await second.getByRole('columnheader', { name: '初评' }).waitFor()
  await second.getByRole('button', { name: '提交' }).click()
  await second.getByText('94 / 100 优').waitFor()
  expect([...office.complaints, ...other.complaints]).toEqual([])
})
