import type { Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { addDays, shanghaiDate } from '#kernel/time'
import { degreesOf, cornerOf, registers, type SeenArea } from '#engines/registers/shared'
import { shot, sizes, someone, xianxia, xinhua, type Opened } from '../world.ts'

const today = shanghaiDate(new Date())
const yesterday = addDays(today, -1)

async function openAreas(page: Page, street = xianxia): Promise<void> {
  await page.goto(`/desk/${street}/areas`)
  await page.getByRole('heading', { name: '区划', level: 1 }).waitFor()
  await page.locator('.area-shape').first().waitFor()
}

const areasOn = async (person: Opened, on = today): Promise<readonly SeenArea[]> =>
  (await person.ask(registers.areasOn, { on }, xianxia)).items

const committees = (areas: readonly SeenArea[]) => areas.filter((area) => area.kind === 'committee')

/** A line from north to south through the middle of an area, a little beyond both ends. */
function lineThrough(area: SeenArea): [number, number][] {
  const points = area.rings[0]!
  const [lngs, lats] = [points.map(([lng]) => lng), points.map(([, lat]) => lat)]
  const middle = (Math.min(...lngs) + Math.max(...lngs)) / 2
  return [
    [middle, Math.min(...lats) - 0.0005],
    [middle, Math.max(...lats) + 0.0005],
  ].map((point) => degreesOf(cornerOf(point as [number, number])))
}

async function chooseArea(page: Page, name: string): Promise<Locator> {
  const side = page.getByRole('complementary')
  await side.getByRole('searchbox').fill(name)
  await side.getByRole('button', { name }).first().click()
  await side.getByRole('heading', { name, level: 2 }).waitFor()
  return side
}

async function pictures(page: Page, name: string): Promise<void> {
  for (const [size, viewport] of [
    ['360', sizes.phone],
    ['1280', sizes.office],
    ['1920', sizes.wide],
  ] as const) {
    await page.setViewportSize(viewport)
    await page.waitForTimeout(300)
    await shot(page, `desk-areas-${name}-${size}`)
  }
  await page.setViewportSize(sizes.office)
}

test('a large committee is split along a line, yesterday still shows it whole, and it is merged back', async () => {
  const keeper = await someone({ as: 'quhua' })
  const { page } = keeper
  const before = await areasOn(keeper)
  const name = '虹仙居委会'
  const whole = committees(before).find((area) => area.name === name)!
  await openAreas(page)
  await pictures(page, 'all')

  const side = await chooseArea(page, '虹仙')
  await side.getByRole('button', { name: '拆分' }).click()
  await side.getByLabel('分界线坐标').fill(
    lineThrough(whole)
      .map((point) => point.join(', '))
      .join('\n'),
  )
  const parts = side.locator('.area-part')
  await parts.nth(1).getByLabel('名称').fill('虹仙第二居委会')
  const code = await parts.nth(1).getByLabel('编码').inputValue()
  expect(code).toMatch(/^310105008\d{3}$/)
  const preview = side.getByRole('region', { name: '调整后' })
  await preview.getByText('个地址改变归属').waitFor()
  await expect.poll(() => preview.getByRole('row').count()).toBe(3)
  await pictures(page, 'split')

  await side.getByLabel('调整依据').fill('街道〔2026〕18 号批复')
  await side.getByRole('button', { name: '拆分', exact: true }).click()
  await page.getByRole('status').getByText('已拆分').waitFor()
  const split = await areasOn(keeper)
  expect(committees(split)).toHaveLength(committees(before).length + 1)
  const half = committees(split).find((area) => area.code === code)!
  expect(half).toMatchObject({ name: '虹仙第二居委会', from: today })
  const moved = (await keeper.ask(registers.addressesOfArea, { kind: 'committee', code }, xianxia)).total
  expect(moved).toBeGreaterThan(0)
  const kept = (await keeper.ask(registers.addressesOfArea, { kind: 'committee', code: whole.code }, xianxia)).total
  const were = (
    await keeper.ask(registers.addressesOfArea, { kind: 'committee', code: whole.code, on: yesterday }, xianxia)
  ).total
  expect(kept + moved).toBe(were)

  // Yesterday: whole, with the outline it had.
  await page.getByLabel('日期').fill(yesterday)
  await page.getByText(`${yesterday} 的区划，只能查看`).waitFor()
  await expect.poll(() => page.locator('.area-shape').count()).toBe(committees(before).length)
  const old = committees(await areasOn(keeper, yesterday)).find((area) => area.code === whole.code)!
  expect(old.rings).toEqual(whole.rings)
  await shot(page, 'desk-areas-yesterday')
  await page.getByRole('button', { name: '回到今天' }).click()

  await side.getByRole('button', { name: '返回列表' }).click()
  await chooseArea(page, '虹仙第二')
  await side.getByRole('button', { name: '合并' }).click()
  await side.getByRole('checkbox', { name, exact: true }).check()
  await side.getByLabel('沿用编码').selectOption(whole.code)
  await side.getByLabel('合并后名称').fill(name)
  await side.getByRole('region', { name: '调整后' }).getByText('个地址改变归属').waitFor()
  await side.getByLabel('调整依据').fill('撤回拆分')
  await shot(page, 'desk-areas-merge')
  await side.getByRole('button', { name: '合并', exact: true }).click()
  await page.getByRole('status').getByText('已合并').waitFor()
  expect(committees(await areasOn(keeper)).map((area) => area.code)).toEqual(
    committees(before).map((area) => area.code),
  )
  expect((await keeper.ask(registers.addressesOfArea, { kind: 'committee', code: whole.code }, xianxia)).total).toBe(
    were,
  )
  await side.getByText('街道〔2026〕18 号批复').waitFor()
  await shot(page, 'desk-areas-history')
  expect(keeper.complaints).toEqual([])
})

test('on the map: a line is drawn by clicks, and a shared corner is dragged for both neighbours at once', async () => {
  const keeper = await someone({ as: 'quhua', size: 'wide' })
  const { page } = keeper
  await openAreas(page)
  const side = await chooseArea(page, '古宋')
  const box = (await page.locator('.area-shape[data-look="chosen"]').boundingBox())!
  await side.getByRole('button', { name: '拆分' }).click()
  await page.mouse.click(box.x - 6, box.y + box.height / 2)
  await page.mouse.click(box.x + box.width + 6, box.y + box.height / 2)
  expect((await side.getByLabel('分界线坐标').inputValue()).split('\n')).toHaveLength(2)
  await side.locator('.area-part').nth(1).getByLabel('名称').fill('古宋第二居委会')
  await page.locator('.area-shape[data-look="second"]').waitFor()
  await side.getByText('个地址改变归属').waitFor()
  await side.getByRole('button', { name: '放弃' }).click()

  await side.getByRole('button', { name: '调整边界' }).click()
  const grip = page.locator('.area-handle[data-kind="between"] .area-grip').first()
  const at = (await grip.boundingBox())!
  await page.mouse.move(at.x + at.width / 2, at.y + at.height / 2)
  await page.mouse.down()
  await page.mouse.move(at.x + at.width / 2 + 5, at.y + at.height / 2 + 6, { steps: 4 })
  await page.mouse.up()
  await side.getByText('个地址改变归属').waitFor()
  await shot(page, 'desk-areas-redraw-1920')
  await side.getByLabel('调整依据').fill('界址勘误')
  await side.getByRole('button', { name: '调整边界', exact: true }).click()
  await page.getByRole('status').getByText('已调整边界').waitFor()
  const changes = await keeper.ask(registers.areaChanges, {}, xianxia)
  expect(changes.items[0]).toMatchObject({ act: 'redraw', reason: '界址勘误' })
  expect(changes.items[0]!.fromCodes.length).toBeGreaterThanOrEqual(2)
  expect(keeper.complaints).toEqual([])
})

test('a closed committee leaves its units to be settled by hand; a file that was exported and mended is tried before it is taken in', async () => {
  const keeper = await someone({ as: 'quhua' })
  const { page } = keeper
  const { items } = await keeper.ask(registers.areasOn, {}, xinhua)
  const closing = items.find((area) => area.kind === 'committee' && area.name === '田渡居委会')!
  await openAreas(page, xinhua)
  const side = await chooseArea(page, '田渡')
  await side.getByRole('button', { name: '拆分' }).click()
  await side.getByLabel('分界线坐标').fill(
    lineThrough(closing)
      .map((point) => point.join(', '))
      .join('\n'),
  )
  const parts = side.locator('.area-part')
  await parts.nth(0).getByLabel('名称').fill('田渡东居委会')
  await parts.nth(0).getByLabel('编码').fill(`${xinhua}091`)
  await parts.nth(1).getByLabel('名称').fill('田渡西居委会')
  await parts.nth(1).getByLabel('编码').fill(`${xinhua}092`)
  await side.getByText('撤销：').waitFor()
  await expect.poll(() => side.getByRole('region', { name: '待落实' }).getByRole('listitem').count()).toBe(2)
  await side.getByLabel('调整依据').fill('拆分为东、西两个居委会')
  await side.getByRole('button', { name: '拆分', exact: true }).click()
  await page.getByRole('status').getByText('已拆分').waitFor()
  await side.getByRole('button', { name: '返回列表' }).click()
  await side.getByRole('searchbox').fill('田渡')
  const open = side.getByRole('region', { name: '待落实' })
  await open.getByRole('combobox', { name: '田渡居委会划归' }).selectOption(`${xinhua}091`)
  await expect.poll(() => open.getByRole('listitem').count()).toBe(1)
  await shot(page, 'desk-areas-unsettled')
  await open.getByRole('combobox', { name: '田渡片区物业服务处划归' }).selectOption(`${xinhua}092`)
  await open.waitFor({ state: 'detached' })

  await side.getByText('导出与导入').click()
  const file = await keeper.context.request.get(`/api/${xinhua}/areas.geojson`)
  const exported = (await file.json()) as { features: { properties: { code: string; kind: string; name: string } }[] }
  const bring = (made: unknown) =>
    side.getByLabel('导入 GeoJSON').setInputFiles({
      name: 'areas.geojson',
      mimeType: 'application/geo+json',
      buffer: Buffer.from(JSON.stringify(made)),
    })
  await bring(exported)
  await side.getByText('与现有区划一致').waitFor()
  exported.features.find((each) => each.properties.code === `${xinhua}092`)!.properties.name = '新田渡居委会'
  await bring(exported)
  await side.getByText('将改变 1 个区划').waitFor()
  await side.getByLabel('调整依据').fill('更名批复')
  await shot(page, 'desk-areas-import')
  await side.getByRole('button', { name: '导入', exact: true }).click()
  await page.getByRole('status').getByText('已导入').waitFor()
  const torn = { ...exported, features: exported.features.filter((each) => each.properties.code !== `${xinhua}091`) }
  await bring(torn)
  await side.getByText('街道界线由区里勘定').or(side.getByText('有错误，改好后才能导入')).first().waitFor()
  expect(keeper.complaints).toEqual([])
})

test('a micro-grid gets its leader, and a comprehensive grid takes over a grid from its neighbour', async () => {
  const keeper = await someone({ as: 'quhua' })
  const { page } = keeper
  await openAreas(page, xinhua)
  await page.getByText('微网格', { exact: true }).click()
  const side = await chooseArea(page, '和平第1网格第1微网格')
  const leader = side.getByLabel('微网格长')
  await leader.getByRole('option').nth(1).waitFor({ state: 'attached' })
  await leader.selectOption({ index: 1 })
  await side.getByText(/微网格长 ./).waitFor()
  await page.getByText('综合网格', { exact: true }).click()
  await chooseArea(page, '第一综合网格')
  await side.getByRole('button', { name: '调整边界' }).click()
  const { items } = await keeper.ask(registers.areasOn, {}, xinhua)
  const [first] = items.filter((area) => area.kind === 'comprehensive')
  const corners = new Set(first!.rings[0]!.map((point) => point.join()))
  const next = items.find(
    (area) =>
      area.kind === 'grid' &&
      area.comprehensive !== first!.code &&
      area.rings[0]!.slice(1).filter((point) => corners.has(point.join())).length > 2,
  )!
  await side.getByLabel('划入').selectOption(next.code)
  await side.getByText('个地址改变归属').waitFor()
  await expect.poll(() => side.getByRole('region', { name: '调整后' }).getByRole('row').count()).toBe(3)
  await shot(page, 'desk-areas-comprehensive')
  await side.getByLabel('调整依据').fill('综合网格优化')
  await side.getByRole('button', { name: '调整边界', exact: true }).click()
  await page.getByRole('status').getByText('已调整边界').waitFor()
  const after = (await keeper.ask(registers.areasOn, {}, xinhua)).items
  expect(after.find((area) => area.kind === 'grid' && area.code === next.code)!.comprehensive).toBe(first!.code)
  expect(keeper.complaints).toEqual([])
})

test('everyone on the staff may look, nobody else may change; the file of a day is the same as the map', async () => {
  const worker = await someone({ as: 'juwei' })
  await openAreas(worker.page)
  const side = await chooseArea(worker.page, '虹古')
  expect(await side.getByRole('button', { name: /^拆分/ }).getAttribute('aria-disabled')).toBe('true')
  const file = await worker.context.request.get(`/api/${xianxia}/areas.geojson?kind=micro`)
  const { features } = (await file.json()) as { features: unknown[] }
  const micro = (await areasOn(worker)).filter((area) => area.kind === 'micro')
  expect(features).toHaveLength(micro.length)
  expect(micro.length).toBeGreaterThan(100)
  await expect(
    worker.perform(
      registers.renameArea,
      { kind: 'micro', code: micro[0]!.code, name: '改名', day: today, reason: '试', basis: null },
      xianxia,
    ),
  ).rejects.toMatchObject({ body: { code: 'forbidden' } })
  await worker.page.evaluate(() => localStorage.setItem('mofang.theme', 'dark'))
  await openAreas(worker.page)
  await worker.page.getByText('微网格', { exact: true }).click()
  await shot(worker.page, 'desk-areas-dark')
  expect(worker.complaints).toEqual([])
})
