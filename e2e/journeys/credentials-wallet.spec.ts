import sharp from 'sharp'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { must } from '#kernel/assert'
import { newId } from '#kernel/id'
import { credentials } from '#engines/credentials/shared'
import { openVotesStage, type PlacedOwner, type PlacedVote, type VotesStage } from '../votes.ts'
import { changshou, shot, someone, type Opened } from '../world.ts'

/** A staircase of its own: whoever gets a wallet here has no letter there. */
const staircase = 3

let stage: VotesStage
let registry: Opened
let announced: PlacedVote
let alone: readonly PlacedOwner[]
beforeAll(async () => {
  stage = await openVotesStage(inject('data'))
  registry = await someone({ as: 'fangguan' })
  announced = await stage.place({ phase: 'noticing', title: '更换门禁', staircase })
  alone = announced.owners.filter(({ holders, kind }) => kind === 'person' && holders.length === 1)
})
afterAll(() => stage.close())

const home = `/vote/${changshou}`
const button = ({ page }: Pick<Opened, 'page'>, name: string | RegExp) => page.getByRole('button', { name })
const link = ({ page }: Opened, name: string | RegExp) => page.getByRole('link', { name })

const offerTo = (owner: PlacedOwner) =>
  registry.perform(credentials.offer, {
    id: newId(),
    kind: 'owner',
    holder: must(owner.holders[0], 'a holder'),
    compound: announced.compound,
    origin: inject('url'),
  })

async function fetchCredential({ page }: Opened, { link: address, pin }: { link: string; pin: string }): Promise<void> {
  await page.goto(address)
  await page.getByLabel('窗口告诉您的六位数字').fill(pin)
  await page.getByRole('button', { name: '领取', exact: true }).click()
  await page.getByRole('heading', { name: '凭证已领取' }).waitFor()
}

async function equip(phone: Opened, owner: PlacedOwner): Promise<void> {
  await fetchCredential(phone, await offerTo(owner))
  await link(phone, /登记投票密钥/).click()
  await button(phone, '同意出示').click()
  await phone.page.getByRole('heading', { name: '投票密钥已登记' }).waitFor()
}

const namesKept = ({ page }: Opened) =>
  page.evaluate(
    () =>
      new Promise<string[]>((resolve, reject) => {
        const opened = indexedDB.open('mofang-wallet', 1)
        opened.onerror = () => reject(opened.error)
        opened.onsuccess = () => {
          const asked = opened.result.transaction('kept').objectStore('kept').getAllKeys()
          asked.onsuccess = () => {
            opened.result.close()
            resolve(asked.result.map(String))
          }
        }
      }),
  )

const trackerOn = async (page: Opened['page']) =>
  must(await page.locator('.tracker').first().getAttribute('data-tracker'), 'a number')

test('two pages of one phone, the network gone: one ballot is sent, and it is the first', async () => {
  const phone = await someone({ size: 'phone' })
  const { page, context, complaints } = phone
  await equip(phone, must(alone[0], 'an owner'))
  expect((await namesKept(phone)).filter((name) => name.startsWith('voting/')).map((name) => name.split('/')[2])).toEqual(['belenios-2048', 'ed25519']) // prettier-ignore
  const vote = await stage.place({ phase: 'voting', title: '门禁更换表决', revote: true, staircase })
  const second = await context.newPage()
  for (const each of [page, second]) {
    await each.goto(`${home}/${vote.id}/ballot`)
    await each.getByRole('button', { name: '同意出示' }).click()
    await each.getByRole('radio', { name: each === page ? '同意' : '反对', exact: true }).check()
    await each.getByRole('button', { name: '下一步' }).click()
    await each.getByRole('button', { name: /制作选票/ }).click()
    await each.getByRole('heading', { name: /还没有投出/ }).waitFor()
  }
  const made = await trackerOn(page)
  expect(await trackerOn(second)).not.toBe(made)
  await context.setOffline(true)
  await button({ page }, /^投出$/).click()
  await page.getByText('选票已存在手机里').waitFor()
  await button({ page: second }, /^投出$/).click()
  await second.locator(`[data-tracker="${made}"]`).waitFor()
  await shot(second, 'wallet-other-page')
  await context.setOffline(false)
  for (const each of [page, second]) {
    await each.getByText('回执已在您手机上核验').waitFor()
    expect(await trackerOn(each)).toBe(made)
  }
  expect(complaints).toEqual([])
})

test('a page closed while the ballot was on its way says so when it is opened again', async () => {
  const phone = await someone({ size: 'phone' })
  const { page, context } = phone
  await equip(phone, must(alone[1], 'an owner'))
  const vote = await stage.place({ phase: 'voting', title: '门禁费用表决', staircase })
  await page.goto(`${home}/${vote.id}/ballot`)
  await button(phone, '同意出示').click()
  await page.getByRole('radio', { name: '同意', exact: true }).check()
  await button(phone, '下一步').click()
  await button(phone, /制作选票/).click()
  await page.getByRole('heading', { name: /还没有投出/ }).waitFor()
  const made = await trackerOn(page)
  await context.setOffline(true)
  await button(phone, /^投出$/).click()
  await page.getByText('选票已存在手机里').waitFor()
  await page.close()
  await context.setOffline(false)
  const again = await context.newPage()
  await again.goto(home)
  const own = again.getByRole('region', { name: '我的小区' })
  await own.getByText('门禁费用表决').waitFor()
  await again.getByText('还没有送到，没有丢').waitFor()
  await again.getByRole('button', { name: '大字' }).click()
  await shot(again, 'wallet-unsent-elder')
  expect(await again.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
  await again.getByRole('link', { name: '接着送这张选票' }).click()
  await again.getByRole('button', { name: '同意出示' }).click()
  await again.getByText('回执已在您手机上核验').waitFor()
  expect(await trackerOn(again)).toBe(made)
  await again.goto(home)
  await again.getByText('门禁费用表决').first().waitFor()
  await expect.poll(() => again.getByText('还没有送到').count()).toBe(0)
})

test('a browser that keeps nothing says so before the code is used up; a private window is warned of', async () => {
  const slip = await offerTo(must(alone[2], 'an owner'))
  const without = await someone({ size: 'phone' })
  await without.page.addInitScript(() => {
    Object.defineProperty(globalThis, 'indexedDB', { get: () => undefined })
  })
  await without.page.goto(slip.link)
  await without.page.getByText('领取码还没有用掉').waitFor()
  await expect.poll(() => button(without, '领取').count()).toBe(0)
  await shot(without.page, 'wallet-keeps-nothing')
  await without.page.goto(home)
  await without.page.getByText('这个浏览器不能保存凭证').waitFor()

  const hidden = await someone({ size: 'phone' })
  await hidden.page.addInitScript(() => {
    Object.defineProperty(StorageManager.prototype, 'getDirectory', {
      value: () => Promise.reject(new Error('private')),
    })
  })
  await hidden.page.goto(slip.link)
  await hidden.page.getByText('这里像是无痕窗口').waitFor()
  await shot(hidden.page, 'wallet-private')
  // Warned, not barred: the very same code still opens.
  await fetchCredential(hidden, slip)
})

test('what the browser threw away is said to be gone, and what to do', async () => {
  const phone = await someone({ size: 'phone' })
  const { page, context } = phone
  await equip(phone, must(alone[2], 'an owner'))
  await page.goto('about:blank')
  const devtools = await context.newCDPSession(page)
  await devtools.send('Storage.clearDataForOrigin', { origin: inject('url'), storageTypes: 'indexeddb' })
  await page.goto(home)
  await page.getByText('浏览器数据被清理过').waitFor()
  await shot(page, 'wallet-evicted')
  await link(phone, '从备份恢复').first().waitFor()
  await page.goto(`${home}/wallet`)
  await page.getByText('浏览器数据被清理过').waitFor()
})

test('the card of a proxy is read out of a picture of it', async () => {
  const [proxy, owner] = [await someone({ size: 'phone' }), await someone({ size: 'phone' })]
  await equip(proxy, must(alone[3], 'a proxy'))
  await equip(owner, must(alone[0], 'an owner'))
  await proxy.page.goto(`${home}/wallet/delegate`)
  await button(proxy, '显示我的受托名片').click()
  const drawn = await proxy.page.locator('.picture svg').evaluate((code) => new XMLSerializer().serializeToString(code))
  const buffer = await sharp(Buffer.from(drawn)).resize(300).png().toBuffer()
  const card = await proxy.page.locator('.card-text').innerText()
  await owner.page.goto(`${home}/wallet/delegate`)
  await owner.page.locator('input[type=file]').setInputFiles({ name: 'x.png', mimeType: 'image/png', buffer: Buffer.from('no picture') }) // prettier-ignore
  await owner.page.getByText('图里没有读到二维码').waitFor()
  await owner.page.locator('input[type=file]').setInputFiles({ name: 'card.png', mimeType: 'image/png', buffer })
  await owner.page.getByText('已读到名片').waitFor()
  expect(await owner.page.getByLabel(/受托人的名片/).inputValue()).toBe(card)
  await shot(owner.page, 'wallet-scanned')
  expect([...proxy.complaints, ...owner.complaints]).toEqual([])
})
