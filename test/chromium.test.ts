import { expect, test } from 'vitest'
import { launchBrowser, launchCarried } from './chromium.ts'

test.each([
  ['the browser of this machine', launchBrowser],
  ['the browser that npm carries', launchCarried],
])(
  '%s serves two people at once, in Chinese and with maps',
  async (_name, launch) => {
    const before = { ...process.env }
    const browser = await launch()
    try {
      const people = await Promise.all([browser.newContext({ timezoneId: 'Asia/Shanghai' }), browser.newContext()])
      const pages = await Promise.all(people.map((person) => person.newPage()))
      await Promise.all(pages.map((page) => page.setContent('<h1>长寿路街道</h1>')))
      await people[0].close()
      expect(await pages[1]?.innerText('h1')).toBe('长寿路街道')
      expect(await pages[1]?.evaluate(() => document.createElement('canvas').getContext('webgl2') !== null)).toBe(true)
    } finally {
      await browser.close()
    }
    expect(process.env).toEqual(before)
  },
  60_000,
)
