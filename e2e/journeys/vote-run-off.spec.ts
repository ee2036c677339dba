import { expect, inject, test } from 'vitest'
import { ballots } from '#engines/ballots/shared'
import { openPublishedStage } from '../published-vote.ts'
import { wholeRecord } from '../whole-record.ts'
import { changshou, shot, sizes, someone } from '../world.ts'

const desk = `/desk/${changshou}`

test('an election in the 2048-bit group leaves a seat open: filed under a number, verified by anyone, its run-off drafted', async () => {
  const stage = await openPublishedStage(inject('data'))
  // All want the first; the others are wanted by a third each, which is no majority.
  const vote = await stage.publish({
    title: '选举第二届业主委员会',
    mode: 'secret',
    group: 'belenios-2048',
    questions: [
      {
        kind: 'election',
        text: '选举业主委员会委员',
        candidates: ['苏立夏', '江雨水', '童白露'],
        seats: 2,
        round: 1,
      },
    ],
    choices: (nth) => [[1, nth % 3 === 0 ? 1 : 0, nth % 3 === 1 ? 1 : 0]],
  })
  const { id } = vote

  const office = await someone({ as: 'zizhi' })
  await office.page.goto(`${desk}/votes/${id}/result`)
  await office.page.getByText('未选满').waitFor()
  const row = (name: string) => office.page.locator('.result-question tbody tr').filter({ hasText: name })
  expect(await row('苏立夏').innerText()).toContain('当选')
  for (const name of ['江雨水', '童白露']) expect(await row(name).innerText()).toContain('进入另行选举')
  expect(await office.page.locator('.vote-line').innerText()).toMatch(/下一步：备案/)
  await office.page.getByRole('button', { name: '备案', exact: true }).click()
  const file = office.page.locator('.act-form').getByRole('button', { name: '备案' })
  expect(await file.getAttribute('aria-disabled')).toBe('true')
  await office.page.getByLabel('备案编号').fill('沪长新备 2026-7')
  await shot(office.page, 'vote-filing')
  await file.click()
  await office.page.locator('.vote-line').getByText('已备案').waitFor()
  await office.page.getByRole('link', { name: '概况' }).click()
  await office.page.getByText('沪长新备 2026-7').waitFor()

  const convener = await someone({ as: 'yewei' })
  const { page } = convener
  await page.goto(`${desk}/votes/${id}/result`)
  await page.getByRole('link', { name: '起草另行选举' }).click()
  await page.getByRole('textbox', { name: '标题' }).waitFor()
  expect(await page.getByRole('textbox', { name: '标题' }).inputValue()).toBe('选举第二届业主委员会（另行选举）')
  await page.getByText('江雨水').or(page.locator('textarea')).first().waitFor()
  for (const [size, box] of Object.entries(sizes)) {
    await page.setViewportSize(box)
    await shot(page, `vote-run-off-${size}`)
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth + 1')).toBe(true)
  }
  await page.setViewportSize(sizes.office)
  await page.getByRole('button', { name: '保存' }).click()
  await page.waitForURL((url) => /votes\/[0-9a-f-]{36}$/.test(url.pathname) && !url.pathname.includes(id))
  const drafted = await convener.ask(ballots.vote, { id: page.url().split('/').at(-1)! })
  expect(drafted.questions).toEqual([
    { kind: 'election', text: '选举业主委员会委员', candidates: ['江雨水', '童白露'], seats: 1, round: 2 },
  ])
  expect(drafted.group).toBe('belenios-2048')

  await wholeRecord(vote)
  const owner = await someone({ size: 'phone' })
  await owner.page.goto(`/open/verify?record=${changshou}/${id}`)
  await owner.page.getByRole('button', { name: '取本站的记录来核验' }).click()
  await owner.page.getByText('核验通过：结果与选票一致').waitFor({ timeout: 180_000 })
  await shot(owner.page, 'open-verified-2048')
  for (const each of [office, convener, owner]) expect(each.complaints).toEqual([])
  await stage.close()
}, 400_000)
