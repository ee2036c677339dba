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
