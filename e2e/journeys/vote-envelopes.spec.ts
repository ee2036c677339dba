import { expect, inject, test } from 'vitest'
import { anyone } from '#platform/operations'
import { ballots } from '#engines/ballots/shared'
import { said } from '../desk.ts'
import { openPublishedStage } from '../published-vote.ts'
import { aScan } from '../scan.ts'
import { wholeRecord } from '../whole-record.ts'
import { changshou, shot, sizes, someone, type Opened } from '../world.ts'

const desk = `/desk/${changshou}`

/** What the urn held, class by class: the first paper of each in favour, another against, one invalid. */
async function fillSheet({ page }: Opened, classes: readonly { readonly area: number; readonly papers: number }[]) {
  const form = page.locator('.act-form')
  for (const [nth, { papers }] of classes.entries()) {
    const inputs = form.locator('tbody tr').nth(nth).locator('input')
    await inputs.nth(0).fill(String(Math.max(0, papers - 1)))
    await inputs.nth(1).fill(nth === 0 ? '0' : '1')
    await inputs.nth(3).fill(nth === 0 ? '1' : '0')
  }
}

test('envelopes of a secret vote are taken closed, counted from the urn by two hands, and stand in the record that anyone verifies', async () => {
  const stage = await openPublishedStage(inject('data'))
  const vote = await stage.place({ phase: 'voting', title: '无记名更换门禁', mode: 'secret', closesInMinutes: 20 })
  const { id } = vote
  const [clerk, second] = [await someone({ as: 'jingban' }), await someone({ as: 'juwei' })]
  const { items } = await clerk.ask(ballots.roll, { id, limit: 100 })
  const onPaper = items.slice(0, 3).map(({ no }) => no)
  await clerk.page.goto(`${desk}/votes/${id}/papers`)
  await clerk.page.getByRole('button', { name: '登记信封' }).first().click()
  const form = clerk.page.locator('.act-form')
  for (const no of onPaper) {
    await clerk.page.getByLabel('业主', { exact: true }).fill(no)
    await clerk.page.locator('.scope-offers button').first().click()
    await form.locator('input[type=file]').setInputFiles(aScan(`信封-${id}-${no}`))
    await form.locator('.file-input a').waitFor()
    // No choice is entered of what nobody may open yet.
    await expect.poll(() => form.getByText('同意', { exact: true }).count()).toBe(0)
    await form.getByLabel(/业主已在信封上签字/).check()
    await form.getByRole('button', { name: '登记信封' }).click()
    await clerk.page.locator('.told-list').getByText(`业主 ${no}`).waitFor()
  }
  await second.page.goto(`${desk}/votes/${id}/papers`)
  for (const left of [2, 1, 0]) {
    await second.page.getByRole('button', { name: '复核', exact: true }).first().click()
    await second.page.locator('.act-form').getByRole('button', { name: '复核' }).click()
    await second.page.getByText(`待复核 ${left}`).waitFor()
  }
  await stage.castAll(vote, [], onPaper)
  const { closesAt } = await stage.ask(ballots.notice, anyone, { id })
  const close = new Date(closesAt)
  await stage.decrypted(vote, close)

  const { classes } = await clerk.ask(ballots.papers, { id })
  expect(classes.reduce((sum, { papers }) => sum + papers, 0)).toBe(onPaper.length)
  await clerk.page.reload()
  await clerk.page.getByRole('button', { name: '录入计票表' }).click()
  const enter = form.locator('button[type=submit]')
  // Rows that are not what was received cannot be sent.
  expect(await enter.getAttribute('aria-disabled')).toBe('true')
  await fillSheet(clerk, classes)
  await form.locator('input[type=file]').setInputFiles(aScan(`计票表-${id}`))
  await form.locator('.file-input a').waitFor()
  for (const [size, box] of Object.entries(sizes)) {
    await clerk.page.setViewportSize(box)
    await shot(clerk.page, `vote-counting-${size}`)
    expect(await clerk.page.evaluate('document.documentElement.scrollWidth <= innerWidth + 1')).toBe(true)
  }
  await clerk.page.setViewportSize(sizes.office)
  await enter.click()
  await said(clerk.page, '已录入，等待复核')
  // Whoever entered it does not confirm it.
  await clerk.page.getByText(/由另一人对照纸面再录一遍/).waitFor()

  await second.page.reload()
  await second.page.getByRole('button', { name: '复核计票表' }).click()
  await fillSheet(second, classes)
  await second.page.locator('.act-form').getByRole('button', { name: '复核', exact: true }).click()
  await second.page.getByText(/录入、.*复核。/).waitFor()
  await shot(second.page, 'vote-counted-urn')

  // The close lies ahead of the clock on the wall: whoever signs now would sign too early.
  await clerk.page.goto(`${desk}/votes/${id}/result`)
  expect(await clerk.page.getByRole('row', { name: /纸质无效/ }).innerText()).toMatch(/\b1\b/)
  await shot(clerk.page, 'vote-paper-result')
  await stage.concluded(vote, close)

  await wholeRecord(vote)
  const owner = await someone({ size: 'phone' })
  await owner.page.goto(`/open/${changshou}/votes/${id}`)
  await owner.page.locator('.decided').first().waitFor()
  await owner.page.getByText('一步一步怎么算的').click()
  await owner.page
    .getByText(/纸质有效票/)
    .first()
    .waitFor()
  await shot(owner.page, 'open-paper-result')
  await owner.page.goto(`/open/verify?record=${changshou}/${id}`)
  await owner.page.getByRole('button', { name: '取本站的记录来核验' }).click()
  await owner.page.getByText('核验通过：结果与选票一致').waitFor({ timeout: 120_000 })
  await shot(owner.page, 'open-paper-verified')
  for (const each of [clerk, second, owner]) expect(each.complaints).toEqual([])
  await stage.close()
}, 400_000)
