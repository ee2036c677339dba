import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { startProgram } from '../server.ts'
import { changshou, shot, someone, xianxia, xinhua } from '../world.ts'

test(
  'a first start says what it does, names its address and accounts, and keeps to the data folder given',
  { timeout: 600_000 },
  async () => {
    const data = mkdtempSync(join(tmpdir(), 'mofang-newcomer-'))
    const first = await startProgram(data)
    expect(first.printed()).toContain('演示案件')
    expect(first.printed()).toContain('zhiban')
    expect(readdirSync(data)).toEqual(expect.arrayContaining(['postgres', 'files', 'secrets.json', 'session-secret']))
    await first.stop()

    const again = await startProgram(data)
    expect(again.printed()).not.toContain('演示案件')
    await again.stop()
    rmSync(data, { recursive: true, force: true })
  },
)

test('the operation centre shows living cases in each of the three subdistricts', async () => {
  const { page, complaints } = await someone({ as: 'zhiban', size: 'wide' })
  for (const [street, name] of [
    [changshou, '长寿路街道'],
    [xianxia, '仙霞新村街道'],
    [xinhua, '新华路街道'],
  ] as const) {
    await page.goto(`/desk/${street}/cases`)
    await page.getByText(name).first().waitFor()
    await page
      .getByText(/待受理|全部未结/)
      .first()
      .waitFor()
    await page.waitForFunction(() => document.body.innerText.includes('居') || document.body.innerText.includes('路'))
    await shot(page, `desk-cases-${street}`)
  }
  expect(complaints).toEqual([])
})
