import { readFile } from 'node:fs/promises'
import { unzipSync } from 'fflate'
import { expect, test } from 'vitest'
import { must } from '#kernel/assert'
import { notary } from '#engines/notary/shared'
import { changshou, shot, sizes, someone } from '../world.ts'

test('the registry sees every log, its witnesses and anchors, and proves one in the own browser; a changed log is refuted', async () => {
  const registry = await someone({ as: 'fangguan' })
  const { page, complaints } = registry
  const { logs } = await registry.ask(notary.logs, {})
  const log = must(
    logs.find(({ sealed }) => sealed > 0),
    'a log with a checkpoint',
  )
  await page.goto(`/desk/${changshou}/notary`)
  await page.getByRole('heading', { name: '存证', level: 1 }).waitFor()
  await page.getByText('日志只增不改').waitFor()
  await page
    .locator('.notary-logs > li')
    .nth(logs.length - 1)
    .waitFor()
  for (const [size, box] of Object.entries(sizes)) {
    await page.setViewportSize(box)
    await shot(page, `notary-${size}`)
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth + 1')).toBe(true)
  }
  await page.setViewportSize(sizes.office)

  const line = page
    .locator('.notary-logs > li')
    .filter({ has: page.locator('.notary-name').getByText(log.origin, { exact: true }) })
  await line.getByText('见证、上链凭证与公钥').click()
  for (const { witness } of log.cosignatures) await line.getByText(witness, { exact: true }).waitFor()
  await line.getByText(log.key, { exact: true }).waitFor()
  await line.getByRole('button', { name: '核验' }).click()
  await line.getByText('存证成立').waitFor({ timeout: 60_000 })
  await line.getByText(/本机逐条核验 \d+ 条记录/).waitFor()
  await shot(page, 'notary-verified')
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    line.getByRole('link', { name: '下载' }).click(),
  ])
  const files = unzipSync(new Uint8Array(await readFile(await download.path())))
  expect(Object.keys(files)).toContain('checkpoint')

  // Somebody on the way changes a letter of an entry.
  await page.route('**/tile/entries/**', async (route) => {
    const answer = await route.fetch()
    const changed = await answer.body()
    changed[changed.length - 3]! ^= 1
    await route.fulfill({ response: answer, body: changed })
  })
  await line.getByRole('button', { name: '核验' }).click()
  await line.getByText('存证不成立').waitFor({ timeout: 60_000 })
  await shot(page, 'notary-refuted')
  await page.getByRole('button', { name: 'English' }).click()
  await line.getByText('The log is refuted').waitFor()
  expect(complaints).toEqual([])
})
