import { expect, test } from 'vitest'
import { cases } from '#engines/cases/shared'
import { choose, pick, said } from '../desk.ts'
import { addressesNear, metres, onlyHere, registerCase } from '../scene.ts'
import { changshou, shot, someone, type Opened } from '../world.ts'

const overflowing = 'gb2026:m:06042'

/** A place with one standard address close by and one farther off, as the two radii want them. */
async function threePlaces(person: Opened) {
  for (const road of ['澳门路', '长寿路', '西康路', '昌化路', '常德路', '江宁路']) {
    const found = await addressesNear(person, road)
    for (const here of found) {
      const near = found.find((each) => each.id !== here.id && metres(here, each) < 45)
      const far = found.find((each) => metres(here, each) > 60 && metres(here, each) < 190)
      if (near && far && here.compound) return { here, near, far }
    }
  }
  throw new Error('The street has no three places so near each other')
}

test('a call is taken by keyboard, linked to what others reported, and dispatched to the unit that the rules propose', async () => {
  const duty = await someone({ as: 'zhiban' })
  const { page, complaints } = duty
  const { here, near, far } = await threePlaces(duty)
  const around = { type: 'resident-snapshot', source: 'phone', category: overflowing } as const
  const close = await registerCase(duty, {
    ...around,
    title: onlyHere('垃圾箱满溢近'),
    addressId: near.id,
    place: near.text,
  })
  const farther = await registerCase(duty, {
    ...around,
    title: onlyHere('垃圾箱满溢远'),
    addressId: far.id,
    place: far.text,
  })

  await page.goto(`/desk/${changshou}/new`)
  await page.getByRole('heading', { name: '登记案件' }).waitFor()
  // The caller is where a call begins: no mouse is needed to start typing.
  await page.waitForFunction(() => document.activeElement?.matches('input'))
  expect(await page.getByLabel('来电人').evaluate((element) => element === document.activeElement)).toBe(true)
  await page.keyboard.type('沈阿姨')
  await page.keyboard.press('Tab')
  await page.keyboard.type('19900000417')

  await page.keyboard.press('Tab')
  const typed = here.text.slice(0, -1)
  await page.keyboard.type(typed)
  const offered = page.getByRole('listbox').getByRole('option')
  await offered.filter({ hasText: here.text }).first().waitFor()
  const texts = await offered.locator('span:first-child').allTextContents()
  for (let down = 0; down < texts.indexOf(here.text); down++) await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.getByText('标准地址，已定位到网格。').waitFor()
  expect(await page.getByLabel('地点').inputValue()).toBe(here.text)

  await choose(page, '类型', '居民随手拍')
  await pick(page.getByLabel('类别'), '垃圾站(箱)满溢')

  const alike = page.locator('section').filter({ has: page.getByRole('heading', { name: /疑似重复/ }) })
  const one = alike.getByRole('listitem').filter({ hasText: close.title })
  const other = alike.getByRole('listitem').filter({ hasText: farther.title })
  await one.waitFor()
  await other.waitFor()
  expect(await one.innerText()).toContain('近距离')
  expect(await other.innerText()).toContain('较近')
  expect(await other.innerText()).toContain('同一类别')
  await shot(page, 'duty-duplicates')

  const title = onlyHere('垃圾满溢无人清运')
  await page.getByLabel('事由').fill(title)
  await page.getByLabel('详细情况').fill('来电人称已满溢两天，异味扰民，要求尽快清运。')
  await one.getByRole('button', { name: '关联为重复' }).click()
  await page.getByRole('button', { name: '登记并关联' }).click()

  const saved = page.getByRole('heading', { level: 1 })
  await page.getByText('查询码').waitFor()
  const number = (await saved.innerText()).replace(/[^A-Z0-9-]/g, '')
  expect(number).not.toBe(close.number)
  await page.getByRole('button', { name: '受理并立案' }).click()

  const advice = page.getByRole('dialog', { name: '派单' })
  await advice.getByText(/建议派给/).waitFor()
  expect(await advice.innerText()).toMatch(/建议派给\s*市容环卫所/)
  expect(await advice.innerText()).toMatch(/依据规则.*垃圾和保洁.*类别/)
  await advice.getByText(/其他 5 条规则/).click()
  const wouldBe = advice.getByRole('row').filter({ hasText: '街面秩序' })
  expect(await wouldBe.innerText()).toMatch(/否\s+综合行政执法队/)
  expect(await advice.getByRole('row').filter({ hasText: '所在居委会' }).innerText()).toMatch(/是\s+\S+居委会/)
  await shot(page, 'duty-advice')
  await advice.getByRole('button', { name: '派单' }).click()
  await said(page, '已派单')

  await page.getByRole('link', { name: '打开案卷' }).click()
  const record = page.getByRole('region', { name: '案卷' })
  await record.getByRole('heading', { name: title, level: 1 }).waitFor()
  expect(await record.innerText()).toMatch(/承办\s+市容环卫所/)
  const repeats = record.locator('section').filter({ has: page.getByRole('heading', { name: /重复反映 1 件/ }) })
  expect(await repeats.innerText()).toContain(close.number)
  await shot(page, 'duty-linked-file')

  // Linked, not merged: the first caller's ticket still waits with a number and a clock of its own.
  const first = await duty.ask(cases.get, { caseId: close.caseId })
  expect(first.case).toMatchObject({ number: close.number, state: 'reported', open: true, nextKind: 'accept' })
  expect(first.case.followCode).not.toBe('')
  const { items } = await duty.ask(cases.list, { words: title })
  expect(items[0]).toMatchObject({
    number,
    state: 'dispatched',
    nextKind: 'dispose',
    repeatGroup: first.case.repeatGroup,
  })
  expect(items[0]?.nextDue).not.toBe(first.case.nextDue)
  const handler = await someone({ as: 'huanwei' })
  const tasks = await handler.ask(cases.myTasks, {})
  expect(tasks.items.map((task) => task.title)).toContain(title)
  expect(complaints).toEqual([])
})

test('a place that is no standard address stays a description, and a slip in the number is said at once', async () => {
  const { page, complaints } = await someone({ as: 'zhiban' })
  await page.goto(`/desk/${changshou}/new`)
  await page.getByLabel('联系电话').fill('13816')
  await page.getByLabel('地点').fill('苏州河边的老码头')
  await page.getByText('没有匹配的标准地址').waitFor()
  await page.getByRole('button', { name: '登记', exact: true }).click()
  await page.getByText('电话号码格式不对').waitFor()
  await page.getByText('请选择类别。').waitFor()
  expect(await page.getByLabel('联系电话').inputValue()).toBe('13816')

  // Closing the page loses nothing.
  await page.reload()
  expect(await page.getByLabel('地点').inputValue()).toBe('苏州河边的老码头')
  await page.getByRole('button', { name: '清空' }).click()
  expect(await page.getByLabel('地点').inputValue()).toBe('')
  expect(complaints).toEqual([])
})
