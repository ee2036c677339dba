import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { unzipSync, zipSync } from 'fflate'
import type { Page } from 'playwright-core'
import { expect, inject, test } from 'vitest'
import { must } from '#kernel/assert'
import { ballots } from '#engines/ballots/shared'
import { changshou, shot, someone } from '../world.ts'

const desk = `/desk/${changshou}`
const parking = '利用共有道路划设停车位'

/** Of the demonstration's trustee: the file that the start of the program names. */
function backupOf(username: string, title: string): string {
  const folder = join(inject('data'), 'demo-trustees')
  const file = readdirSync(folder).find((name) => name === `${username}-${changshou}-${title}.json`)
  return join(folder, must(file, 'a backup'))
}

/** As a server would that wants to know one ballot: in both archives every proof of one ballot is another. */
async function tamperOnTheWay(page: Page): Promise<void> {
  await page.route('**/record.zip', async (route) => {
    const answer = await route.fetch()
    const files = unzipSync(new Uint8Array(await answer.body()))
    for (const [name, bytes] of Object.entries(files)) {
      if (!name.endsWith('.bel')) continue
      const text = new TextDecoder('latin1').decode(bytes)
      const digit = text.indexOf('"challenge":"', text.indexOf('"type":"Ballot"')) + 20
      files[name] = bytes.with(digit, bytes[digit]! ^ 1)
    }
    await route.fulfill({ response: answer, body: Buffer.from(zipSync(files)) })
  })
}

test('a trustee of the demonstration brings the key back, and decrypts nothing that was tampered with', async () => {
  const { page, ask, complaints } = await someone({ as: 'tuo2' })
  const { items } = await ask(ballots.votes, { state: 'closed' })
  const { id } = must(
    items.find(({ title }) => title === parking),
    'the closed vote of the demonstration',
  )
  await page.goto(`${desk}/trustee/${id}`)
  const passphrase = page.getByLabel('口令', { exact: true })
  const file = page.getByLabel('备份文件')
  const restore = page.getByRole('button', { name: '恢复密钥' })
  await file.setInputFiles(backupOf('tuo2', '续聘物业服务企业'))
  await passphrase.fill('Mofang-2026')
  await restore.click()
  await page.getByText('这是另一次表决的备份').waitFor()
  await file.setInputFiles(backupOf('tuo2', parking))
  await passphrase.fill('another passphrase')
  await restore.click()
  await page.getByText('口令不对，或文件已损坏').waitFor()
  await passphrase.fill('Mofang-2026')
  await restore.click()

  const decrypt = page.getByRole('button', { name: '核验并解密' })
  await decrypt.waitFor()
  await tamperOnTheWay(page)
  await decrypt.click()
  const refused = page.getByRole('alert')
  await refused.getByText('拒绝解密').waitFor({ timeout: 120_000 })
  await shot(page, 'vote-decrypt-refused-office')
  // In sentences; the codes are for those who look into it.
  expect(await refused.getByRole('listitem').first().innerText()).toMatch(/\p{Script=Han}{4}/u)
  expect(await refused.locator('details').innerText()).toContain('供房管办核查的明细')
  const { trustees } = await ask(ballots.ceremony, { id })
  expect(trustees.filter(({ decrypted }) => decrypted)).toHaveLength(1)
  expect(complaints).toEqual([])
})
