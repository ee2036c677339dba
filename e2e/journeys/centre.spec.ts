import { expect, test } from 'vitest'
import { cases } from '#engines/cases/shared'
import { list, numberIn, openFile, pick, pressLetter, readToTheEnd, said } from '../desk.ts'
import { addressesNear, allLines, onlyHere, registerCase, takeThrough } from '../scene.ts'
import { changshou, shot, someone } from '../world.ts'

test('J and K walk the list, Enter opens, a letter acts, X chooses, Escape closes: no mouse', async () => {
  const duty = await someone({ as: 'zhiban', size: 'wide' })
  const { page, complaints } = duty
  const tag = onlyHere('键盘')
  for (const n of ['甲', '乙', '丙']) await registerCase(duty, { title: `${tag}${n}` })
  await page.goto(`/desk/${changshou}/cases?words=${encodeURIComponent(tag)}&sort=newest`)
  const rows = list(page).locator('tbody tr')
  await rows.nth(2).waitFor()
  const active = list(page).locator('tbody tr[data-active]')
  await page.keyboard.press('j')
  expect(await active.innerText()).toContain(`${tag}丙`)
  await page.keyboard.press('j')
  expect(await active.innerText()).toContain(`${tag}乙`)
  await page.keyboard.press('k')
  expect(await active.innerText()).toContain(`${tag}丙`)
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  const record = page.getByRole('region', { name: '案卷' })
  await record.getByRole('heading', { name: `${tag}乙`, level: 1 }).waitFor()
  await page.keyboard.press('a')
  await said(page, '已受理')
  await record.getByText('已受理').first().waitFor()
  await page.keyboard.press('g')
  await said(page, '已立案')
  // With the record open the same keys turn its pages.
  await page.keyboard.press('j')
  await record.getByRole('heading', { name: `${tag}甲`, level: 1 }).waitFor()
  await shot(page, 'centre-keyboard')
  await page.keyboard.press('Escape')
  await record.waitFor({ state: 'hidden' })
  await page.keyboard.press('x')
  await page.getByRole('toolbar', { name: '批量办理' }).getByText('已选 1 件').waitFor()
  // Letters typed into a field act on nothing.
  await page.getByRole('searchbox').fill(`${tag}甲`)
  await page.getByRole('searchbox').press('a')
  expect((await allLines(duty, { words: `${tag}甲` })).map((line) => line.state)).toEqual(['reported'])
  expect(complaints).toEqual([])
})

test('what another person does appears by itself, in the list, the badge and the open file, without a reload', async () => {
  const [watcher, duty] = [await someone({ as: 'duban', size: 'wide' }), await someone({ as: 'zhiban' })]
  const { page, complaints } = watcher
  const made = await registerCase(duty, { title: onlyHere('路灯不亮') })
  const connected = page.waitForResponse((response) => response.url().endsWith('/live'))
  await page.goto(`/desk/${changshou}/cases?queue=open&sort=newest`)
  const row = list(page).getByRole('row').filter({ hasText: made.title })
  await row.getByText('已上报').waitFor()
  await connected
  await page.getByTitle('他人的改动会立即显示').waitFor()
  await page.evaluate(() => Object.assign(window, { stillHere: true }))
  const badge = page.getByRole('navigation', { name: '队列' }).getByRole('button', { name: /^待派单/ })
  const before = numberIn(await badge.innerText())

  await duty.perform(cases.accept, { caseId: made.caseId })
  await row.getByText('已受理').waitFor({ timeout: 10_000 })
  await row.click()
  const record = page.getByRole('region', { name: '案卷' })
  await record.getByRole('heading', { name: made.title, level: 1 }).waitFor()
  await duty.perform(cases.register, { caseId: made.caseId })
  await record.getByText('已立案').first().waitFor({ timeout: 10_000 })
  await badge.filter({ hasText: String(before + 1) }).waitFor({ timeout: 10_000 })
  await duty.perform(cases.note, { caseId: made.caseId, text: '已通知供电部门。' })
  await record.getByText('已通知供电部门。').waitFor({ timeout: 10_000 })
  // A new case comes into the list by itself.
  const next = await registerCase(duty, { title: onlyHere('井盖异响') })
  await list(page).getByText(next.title).first().waitFor({ timeout: 10_000 })
  expect(await page.evaluate(() => 'stillHere' in window)).toBe(true)
  await shot(page, 'centre-live')
  expect(complaints).toEqual([])
})

test('many cases are dispatched and urged at once, and each says how it ended', async () => {
  const duty = await someone({ as: 'zhiban', size: 'wide' })
  const { page, complaints } = duty
  const tag = onlyHere('批量')
  const [one, two, waiting] = [
    await registerCase(duty, { title: `${tag}暴露垃圾`, category: 'gb2026:m:06010' }),
    await registerCase(duty, { title: `${tag}店外经营`, category: 'gb2026:m:09005' }),
    await registerCase(duty, { title: `${tag}待受理`, category: 'gb2026:m:09005' }),
  ]
  await takeThrough(duty, one)
  await takeThrough(duty, two)
  await page.goto(`/desk/${changshou}/cases?words=${encodeURIComponent(tag)}`)
  const bar = page.getByRole('toolbar', { name: '批量办理' })
  const chooseAll = async () => {
    await list(page).locator('tbody tr').nth(2).waitFor()
    await page.getByRole('checkbox', { name: '全选已载入的行' }).check()
    await bar.getByText('已选 3 件').waitFor()
  }
  await chooseAll()
  await bar.getByRole('button', { name: '派单' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: '派单 3 件' }).click()
  await dialog.getByText('已办 3 / 3 件，其中 1 件未成').waitFor()
  const outcome = (title: string) => dialog.getByRole('row').filter({ hasText: title })
  expect(await outcome(one.title).innerText()).toContain('已派给市容环卫所')
  expect(await outcome(two.title).innerText()).toContain('已派给综合行政执法队')
  expect(await outcome(waiting.title).innerText()).toContain('案件已到别的环节')
  await shot(page, 'centre-bulk')
  await dialog.getByRole('button', { name: '关闭' }).last().click()
  await dialog.waitFor({ state: 'hidden' })

  await chooseAll()
  await bar.getByRole('button', { name: '催办' }).click()
  await dialog.getByLabel('催办内容').fill('领导关注，请今日反馈。')
  await dialog.getByRole('button', { name: '催办 3 件' }).click()
  await dialog.getByText('已办 3 / 3 件，其中 0 件未成').waitFor()
  await dialog.getByRole('button', { name: '关闭' }).last().click()
  await dialog.waitFor({ state: 'hidden' })
  const record = await openFile(page, two)
  await record.getByText('领导关注，请今日反馈。').waitFor()
  expect(complaints).toEqual([])
})

test('the map counts open cases by grid, and each count opens its list', async () => {
  const duty = await someone({ as: 'zhiban', size: 'wide' })
  const { page, complaints } = duty
  const [address] = await addressesNear(duty, '长寿路')
  await registerCase(duty, { title: onlyHere('地图'), addressId: address!.id, place: address!.text })
  await page.goto(`/desk/${changshou}/map`)
  await page.getByRole('heading', { name: /未结案件/ }).waitFor()
  const total = numberIn(await page.getByRole('heading', { name: /未结案件/ }).innerText())
  const open = await allLines(duty, { queue: 'open' })
  expect(total).toBe(open.length)
  const rows = page.getByRole('table').locator('tbody tr')
  let sum = 0
  for (const row of await rows.all()) sum += Number(await row.locator('td').nth(1).innerText())
  expect(sum).toBe(total)
  await page.waitForFunction(() => document.querySelector('canvas, svg.area-sketch, .area-map svg') !== null)
  await page.waitForLoadState('networkidle').catch(() => undefined)
  await shot(page, 'centre-map')

  const row = rows.filter({ has: page.getByRole('link') }).first()
  const count = Number(await row.locator('td').nth(1).innerText())
  await row.locator('td').nth(1).getByRole('link').click()
  await page.waitForURL(/grid=/)
  expect(await readToTheEnd(page)).toBe(count)
  expect(complaints).toEqual([])
})

test('a light is a shape and a word, not only a colour', async () => {
  const { page } = await someone({ as: 'duban', size: 'wide' })
  await page.goto(`/desk/${changshou}/map`)
  const legend = page.locator('.grid-map-lights button')
  await legend.nth(4).waitFor()
  const seen = await legend.evaluateAll((buttons) =>
    buttons.map((button) => ({
      colour: button.querySelector('[data-light]')?.getAttribute('data-light') ?? '',
      shape: button.querySelector('svg')?.innerHTML ?? '',
      word: button.textContent.replaceAll(/[\d\s]/g, ''),
    })),
  )
  expect(seen.map((light) => light.colour).toSorted()).toEqual(['green', 'grey', 'orange', 'red', 'yellow'])
  expect(new Set(seen.map((light) => light.shape)).size).toBe(5)
  expect(new Set(seen.map((light) => light.word)).size).toBe(5)
  expect(seen.map((light) => light.word).toSorted()).toEqual(
    ['即将到期', '已逾期', '按时', '暂停计时', '时间过半'].toSorted(),
  )
  // In the list the word is there for a screen reader and on hover.
  await page.goto(`/desk/${changshou}/cases?queue=overdue`)
  const light = list(page).locator('tbody tr').first().locator('[data-light]').first()
  await light.waitFor()
  expect(await light.getAttribute('title')).toBe('已逾期')
  expect(await light.textContent()).toBe('已逾期')
})

test('at the width of a phone the centre works: list, file, act, intake and map without scrolling sideways', async () => {
  const duty = await someone({ as: 'zhiban', size: 'phone' })
  const { page, complaints } = duty
  const made = await registerCase(duty, { title: onlyHere('手机上看的案件名称比较长需要换行显示') })
  const wide = () => page.evaluate(() => document.documentElement.scrollWidth)
  await page.goto(`/desk/${changshou}/cases?queue=incoming&sort=newest`)
  await page.getByRole('combobox', { name: '队列' }).waitFor()
  const row = list(page).getByRole('row').filter({ hasText: made.title })
  await row.waitFor()
  expect(await wide()).toBeLessThanOrEqual(360)
  await shot(page, 'centre-phone-list')
  await row.click()
  const record = page.getByRole('region', { name: '案卷' })
  await record.getByRole('heading', { name: made.title, level: 1 }).waitFor()
  expect(await wide()).toBeLessThanOrEqual(360)
  await record.getByRole('button', { name: /^受理/ }).click()
  await said(page, '已受理')
  await record.getByRole('button', { name: /^立案/ }).click()
  await said(page, '已立案')
  await record.getByRole('button', { name: /^派单/ }).click()
  const form = page.getByRole('dialog', { name: '派单' })
  await form.getByText(/建议派给|没有规则命中/).waitFor()
  await shot(page, 'centre-phone-dispatch')
  await pick(form.getByLabel('主办单位'), '市容环卫所')
  await form.getByRole('button', { name: '派单', exact: true }).click()
  await said(page, '已派单')
  expect(await wide()).toBeLessThanOrEqual(360)
  await shot(page, 'centre-phone-file')
  await record.getByRole('button', { name: '关闭案卷' }).click()
  await row.waitFor({ state: 'hidden' })
  for (const path of ['new', 'map', 'board']) {
    await page.goto(`/desk/${changshou}/${path}`)
    await page.getByRole('heading', { level: 1 }).first().waitFor()
    expect([path, await wide()]).toEqual([path, 360])
    await shot(page, `centre-phone-${path}`)
  }
  expect(complaints).toEqual([])
})

test('an urge is written into the file of one case', async () => {
  const [duty, supervisor] = [await someone({ as: 'zhiban' }), await someone({ as: 'duban' })]
  const made = await registerCase(duty, { title: onlyHere('催办一件') })
  const record = await openFile(supervisor.page, made)
  const urging = await pressLetter(supervisor.page, 'u', '催办')
  await urging.getByRole('button', { name: '请尽快处置并反馈。' }).click()
  await urging.getByRole('button', { name: '催办', exact: true }).click()
  await said(supervisor.page, '已催办')
  await record.getByText('请尽快处置并反馈。').waitFor()
})
