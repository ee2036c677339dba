import decodeQR from 'qr/decode.js'
import sharp from 'sharp'
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

/** What a phone sees that is held before the screen. */
async function scanned({ page }: Opened): Promise<string> {
  const picture = await page.locator('.check-code svg').screenshot()
  const { data, info } = await sharp(picture).resize(600).ensureAlpha().raw().toBuffer({ resolveWithObject: true })
  return decodeQR({ data, width: info.width, height: info.height }, { timeLimit: 5000 })
}

test('over sixty or not: fetched at the counter, scanned from its screen, answered without a birthday', async () => {
  const counter = await someone({ as: 'fangguan' })
  const { page, complaints } = counter
  const { items } = await counter.ask(registers.entries, { register: 'person', limit: 20 })
  const known = await Promise.all(items.map(({ id }) => counter.ask(credentials.holder, { id })))
  const person = known.find(({ birthKnown }) => birthKnown)!
  await page.goto(`/desk/${changshou}/credentials?holder=${person.id}`)
  await page.getByRole('button', { name: '签发年龄段凭证' }).click()
  const slip = page.getByRole('dialog', { name: '领取凭证' })
  const code = await slip.getByLabel('领取码', { exact: true }).innerText()
  const pin = (await slip.locator('.offer-pin strong').innerText()).replaceAll(' ', '')

  const phone = await someone({ size: 'phone' })
  await phone.page.goto(`/vote/${changshou}/wallet/receive`)
  await phone.page.getByLabel(/^领取码/).fill(code)
  await phone.page.getByLabel('窗口告诉您的六位数字').fill(pin)
  await phone.page.getByRole('button', { name: '领取', exact: true }).click()
  await phone.page.getByRole('heading', { name: '凭证已领取' }).waitFor()
  const isOver60 = (await phone.page.locator('.facts div').filter({ hasText: '已满六十周岁' }).locator('dd').innerText()) === '是' // prettier-ignore
  // The counter sees it was fetched.
  await page.locator('.credential-state[data-state=valid]').first().waitFor()
  await slip.getByRole('button', { name: '关闭' }).click()

  await page.getByRole('button', { name: '核验凭证' }).click()
  const sheet = page.getByRole('dialog', { name: '核验凭证' })
  await sheet.getByText('是否满六十周岁').click()
  await sheet.locator('.check-code svg').waitFor()
  await shot(page, 'credentials-check')
  const address = await scanned(counter)
  const number = await sheet.locator('.offer-pin strong').innerText()
  await phone.page.goto(address)
  await phone.page.getByText('窗口问：是否满六十周岁').waitFor()
  expect(await phone.page.locator('.compare').innerText()).toBe(number)
  expect(await phone.page.locator('.shows').innerText()).not.toMatch(/十八|八十|姓名|生日/)
  await shot(phone.page, 'credentials-show')
  expect(await phone.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
  await phone.page.getByRole('button', { name: '同意出示' }).click()
  await phone.page.getByText('已出示，窗口已经看到结果').waitFor()
  await sheet.locator(`.check-answer[data-so=${isOver60}]`).waitFor()
  await shot(page, 'credentials-checked')
  await phone.page.goto('about:blank')
  await phone.page.goto(address)
  await phone.page.getByText('已结束或过期').waitFor()
  expect([...complaints, ...phone.complaints]).toEqual([])
})
