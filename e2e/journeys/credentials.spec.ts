import { expect, test } from 'vitest'
import {
  credentials,
  memoryStore,
  openWallet,
  prepareShowing,
  readOffer,
  receiveCredential,
  showCredential,
} from '#engines/credentials/shared'
import { registers } from '#engines/registers/shared'
import { changshou, shot, sizes, someone, type Opened } from '../world.ts'

/** Someone of the demonstration who owns a home, and was given no credential yet. */
async function anOwner({ ask }: Opened): Promise<{ id: string; name: string; place: string }> {
  const { items } = await ask(registers.entries, { register: 'person', limit: 100 })
  for (const { id, place } of items) {
    const { name, holdings, credentials: held } = await ask(credentials.holder, { id })
    if (holdings.some((each) => each.owns) && held.length === 0 && place !== null) return { id, name, place }
  }
  throw new Error('Nobody of the demonstration owns anything')
}

test('the counter finds an owner, hands over a code and a PIN, and revokes what was lost', async () => {
  const counter = await someone({ as: 'fangguan' })
  const { page, complaints } = counter
  const { name, place } = await anOwner(counter)
  await page.goto(`/desk/${changshou}/credentials`)
  await page.getByRole('combobox', { name: '持证人' }).fill(name)
  await page.getByRole('option', { name: place }).first().click()
  await page.getByRole('heading', { name, level: 2 }).waitFor()
  await shot(page, 'credentials-holder')
  await page.getByRole('button', { name: '签发业主凭证' }).first().click()
  const sheet = page.getByRole('dialog', { name: '领取凭证' })
  const code = await sheet.getByLabel('领取码', { exact: true }).innerText()
  const pin = (await sheet.locator('.offer-pin strong').innerText()).replaceAll(' ', '')
  expect([code, pin]).toEqual([
    expect.stringMatching(/^([2-9A-Z]{4}-){2}[2-9A-Z]{4}$/),
    expect.stringMatching(/^\d{6}$/),
  ])
  await shot(page, 'credentials-offer')
  await page.emulateMedia({ media: 'print' })
  // A5 without its margins; the PIN is not on it.
  await page.setViewportSize({ width: 484, height: 718 })
  await shot(page, 'credentials-offer-print')
  expect(await page.getByText(pin).isVisible()).toBe(false)
  const paper = await page.pdf({ preferCSSPageSize: true })
  expect(paper.toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(1)
  await page.emulateMedia({ media: 'screen' })
  await page.setViewportSize(sizes.office)

  const origin = new URL(page.url()).origin
  const wallet = openWallet(memoryStore())
  const received = await receiveCredential(wallet, readOffer(code, { origin, street: changshou })!, pin)
  if (!received.ok) throw new Error(received.error)
  expect(received.value.claims).toMatchObject({ name })
  const shown = async () => {
    const showing = await prepareShowing(wallet, received.value, 'session', { origin })
    return showing.ok ? showCredential(wallet, showing.value) : showing
  }
  expect(await shown()).toMatchObject({ ok: true })

  await sheet.getByRole('button', { name: '关闭' }).click()
  await page.locator('.credential-state[data-state=valid]').waitFor()
  await page.getByRole('button', { name: '返回列表' }).click()
  const line = page.getByRole('row').filter({ hasText: name })
  await line.getByRole('cell', { name: '业主凭证' }).first().waitFor()
  await shot(page, 'credentials-list')
  await line.getByRole('button', { name }).first().click()
  await page.getByRole('button', { name: '吊销或换发' }).click()
  const end = page.getByRole('dialog', { name: '吊销或换发' })
  await end.getByText('遗失').click()
  await end.getByText('投票密钥同时终止').waitFor()
  await shot(page, 'credentials-end')
  await end.getByRole('button', { name: '吊销', exact: true }).click()
  await page.locator('.credential-state[data-state=revoked]').waitFor()
  expect(await shown()).toMatchObject({ ok: false, error: { code: 'credential_revoked' } })
  expect(complaints).toEqual([])
})
