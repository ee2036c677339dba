import type { Locator } from 'playwright-core'
import { readSheet } from 'read-excel-file/node'
import { expect, test } from 'vitest'
import { queues, states } from '#engines/cases/shared'
import { choose, list, numberIn, pick, readToTheEnd } from '../desk.ts'
import { allLines, onlyHere, registerCase, takeThrough } from '../scene.ts'
import { changshou, shot, someone } from '../world.ts'

test.each(['duban', 'zhifa'])('what a queue says it holds is what its list holds (%s)', async (as) => {
  const person = await someone({ as, size: 'wide' })
  const { page, complaints } = person
  await page.goto(`/desk/${changshou}/cases`)
  const rail = page.getByRole('navigation', { name: '队列' })
  await rail.getByRole('button', { name: /全部未结 \d/ }).waitFor()
  let filled = 0
  for (const queue of queues.filter((each) => each.id !== 'unsolved_said')) {
    const button = rail.getByRole('button', { name: new RegExp(`^${queue.label[0]}`) })
    await button.click()
    await page.getByRole('heading', { name: new RegExp(`^${queue.label[0]}`), level: 1 }).waitFor()
    await page.waitForURL(new RegExp(`queue=${queue.id}(&|$)`))
    // The rows of the queue before stand until those of this one have come; a deadline may pass while they are counted.
    const says = async () => [
      numberIn((await button.innerText()).replace(queue.label[0], '')),
      await readToTheEnd(page),
      (await allLines(person, { queue: queue.id })).length,
    ]
    let counted: number[] = []
    await expect
      .poll(async () => (counted = await says()), { timeout: 75_000, message: `badge, rows and list of ${queue.id}` })
      .toSatisfy(([badge, ...rest]: number[]) => rest.every((each) => each === badge))
    if ((counted[0] ?? 0) > 0) filled += 1
  }
  // A world where every queue is empty would prove nothing.
  expect(filled).toBeGreaterThan(as === 'duban' ? 8 : 3)
  await shot(page, `centre-queues-${as}`)
  expect(complaints).toEqual([])
})

test('the Excel file has the rows of the screen, in its order', async () => {
  const duty = await someone({ as: 'zhiban', size: 'wide' })
  const { page, complaints } = duty
  const tag = onlyHere('导出')
  for (const n of [1, 2, 3, 4]) {
    const made = await registerCase(duty, {
      title: n === 4 ? `=${tag}公式` : `${tag}第${n}件`,
      category: 'gb2026:m:06010',
    })
    if (n % 2 === 0) await takeThrough(duty, made)
  }
  await page.goto(`/desk/${changshou}/cases?words=${encodeURIComponent(tag)}&sort=newest`)
  const rows = list(page).locator('tbody tr')
  await rows.nth(3).waitFor()
  const heads = await list(page).getByRole('columnheader').allInnerTexts()
  const cell = async (row: Locator, head: string) =>
    (await row.locator('td').nth(heads.indexOf(head)).innerText()).trim()
  const screen: string[][] = []
  for (const row of await rows.all())
    screen.push([await cell(row, '案号'), await cell(row, '事由'), await cell(row, '状态'), await cell(row, '地点')])
  expect(screen).toHaveLength(4)

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: '导出', exact: true }).click(),
  ])
  expect(download.suggestedFilename()).toMatch(/\.xlsx$/)
  const [head = [], ...sheet] = (await readSheet(await download.path())).map((row) =>
    row.map((each) => String(each ?? '')),
  )
  expect(head).toEqual(heads.map((each) => each.trim()).filter(Boolean))
  const column = (name: string) => head.indexOf(name)
  expect(
    sheet.map((row) => [row[column('案号')], row[column('事由')], row[column('状态')], row[column('地点')]]),
    // What a spreadsheet would take for a formula comes as text.
  ).toEqual(screen.map(([number, title, ...rest]) => [number, title?.startsWith('=') ? `'${title}` : title, ...rest]))
  await shot(page, 'centre-export')

  // The file of a queue is as long as the queue.
  await page.goto(`/desk/${changshou}/cases?queue=to_dispatch`)
  await rows.first().waitFor()
  const [whole] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: '导出', exact: true }).click(),
  ])
  const lines = (await readSheet(await whole.path())).slice(1)
  expect(lines.map((row) => row.at(-1))).toEqual(
    (await allLines(duty, { queue: 'to_dispatch' })).map((line) => line.number),
  )
  expect(complaints).toEqual([])
})

test('a filter is put together with a few presses, is named, and can be sent as an address', async () => {
  const duty = await someone({ as: 'zhiban', size: 'wide' })
  const { page, complaints } = duty
  const made = await registerCase(duty, { title: onlyHere('筛选'), category: 'gb2026:m:09005' })
  await page.goto(`/desk/${changshou}/cases`)
  await page.getByRole('button', { name: '筛选' }).click()
  await pick(page.getByRole('combobox', { name: '来源' }), '电话来电')
  await choose(page, '灯', '按时')
  await page.getByRole('searchbox').fill(made.title)
  const chips = page.getByRole('list', { name: '已选条件' })
  await chips.getByText(`“${made.title}”`).waitFor()
  expect(await chips.innerText()).toMatch(/电话来电[\s\S]*按时/)
  await list(page).getByRole('row').filter({ hasText: made.title }).waitFor()
  const address = page.url()
  const other = await someone({ as: 'duban', size: 'wide' })
  await other.page.goto(address)
  await list(other.page).getByRole('row').filter({ hasText: made.title }).waitFor()
  expect(await readToTheEnd(other.page)).toBe(1)
  await chips.getByRole('button', { name: /按时/ }).click()
  await page.waitForURL((url) => !url.searchParams.has('light'))
  expect((await allLines(duty, { words: made.title })).map((line) => states[line.state][0])).toEqual(['已上报'])
  expect(complaints).toEqual([])
})
