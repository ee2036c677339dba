import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { changshou, someone } from '../world.ts'

test.each(['lingdao', 'fangguan', 'mishu', 'dicang'])(
  'each page that %s may open says in its tab which it is, also when one is opened from another',
  async (as) => {
    const { page, complaints } = await someone({ as })
    await page.goto(`/desk/${changshou}`)
    const pages = page.getByRole('navigation').first().getByRole('link')
    await pages.first().waitFor()
    const paths = await pages.evaluateAll((links) => links.map((link) => link.getAttribute('href')!))
    const titles = new Set<string>()
    for (const path of paths) {
      await page.locator(`nav a[href="${path}"]`).first().click()
      // Until the page is there, the title is that of the page before or, at first, of no page.
      await expect.poll(() => page.evaluate((seen) => seen.includes(document.title), ['数字魔方', ...titles]), { message: path }).toBe(false) // prettier-ignore
      titles.add(await page.title())
    }
    expect(titles.size).toBe(paths.length)
    expect(titles).not.toContain('数字魔方')
    expect(complaints).toEqual([])
  },
)

/** A page is there when its heading stands in the tab and is where a screen reader goes on. */
async function begun(page: Page, heading: string | RegExp, place: string): Promise<void> {
  const shown = page.getByRole('heading', { level: 1, name: heading })
  await shown.waitFor()
  await page.waitForFunction(() => document.activeElement?.tagName === 'H1')
  expect(await page.title()).toBe(`${(await shown.innerText()).trim()} · ${place}`)
}

test('a resident’s and an owner’s page, and each step of one, begins at its heading, which stands in the tab', async () => {
  const { page, complaints } = await someone({ size: 'phone' })
  await page.goto(`/me/${changshou}`)
  await begun(page, '您好，需要办什么？', '街道居民服务')
  await page.getByRole('link', { name: '我要反映' }).click()
  await begun(page, '您要反映什么？', '街道居民服务')
  const [first] = await page.getByRole('main').getByRole('button').allInnerTexts()
  await page.getByRole('main').getByRole('button').first().click()
  await begun(page, first!.split('\n')[0]!, '街道居民服务')

  // What is registered about someone is no word for a tab, nor is the one who asks.
  await page.goto(`/me/${changshou}/mine`)
  await begun(page, '看我的登记信息', '街道居民服务')

  await page.goto(`/open/${changshou}`)
  await begun(page, '业主表决公告栏', '公开查询')
  const vote = page.getByRole('main').getByRole('listitem').getByRole('link').first()
  await vote.click()
  await page.waitForURL(/votes\/[0-9a-f-]{36}/)
  await begun(page, /./, '公开查询')
  await page.goto('/open/trust')
  await begun(page, '凭什么相信这次表决', '公开查询')

  await page.goto(`/vote/${changshou}`)
  await page.waitForFunction(() => document.title === '业主表决')
  await page.goto(`/vote/${changshou}/wallet`)
  await begun(page, '我的凭证', '业主表决')
  await page.getByRole('button', { name: 'English' }).click()
  await page.waitForFunction(() => document.title === 'My credential · Owners’ votes')
  // Who changed the language is not taken away from where it is changed back.
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('中文')
  expect(complaints).toEqual([])
})

test('in the field, too, a page begins at its heading', async () => {
  const { page, complaints } = await someone({ as: 'xuncha', size: 'phone' })
  await page.goto(`/field/${changshou}/report`)
  await begun(page, '发现上报', '数字魔方 现场')
  await page.getByRole('link', { name: '地图', exact: true }).click()
  await begun(page, '地图', '数字魔方 现场')
  expect(complaints).toEqual([])
})
