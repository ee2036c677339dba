import { brotliCompressSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { newId } from '#kernel/id'
import { must } from '#kernel/assert'
import { credentials } from '#engines/credentials/shared'
import { openVotesStage, type PlacedOwner, type PlacedVote, type VotesStage } from '../votes.ts'
import { changshou, shot, sizes, someone, type Opened } from '../world.ts'

let stage: VotesStage
let registry: Opened
/** A vote in its notice phase, in which keys are registered and the roll is open to objection. */
let announced: PlacedVote
let alone: readonly PlacedOwner[]

beforeAll(async () => {
  stage = await openVotesStage(inject('data'))
  registry = await someone({ as: 'fangguan' })
  announced = await stage.place({ phase: 'noticing', title: '更换本楼生活水泵' })
  alone = announced.owners.filter(({ holders, kind }) => kind === 'person' && holders.length === 1)
})
afterAll(() => stage.close())

const home = `/vote/${changshou}`

async function offerTo(owner: PlacedOwner) {
  return registry.perform(credentials.offer, {
    id: newId(),
    kind: 'owner',
    holder: must(owner.holders[0], 'a holder'),
    compound: announced.compound,
    origin: inject('url'),
  })
}

const button = ({ page }: Opened, name: string | RegExp) => page.getByRole('button', { name })
const link = ({ page }: Opened, name: string | RegExp) => page.getByRole('link', { name })
const isWithin = async ({ page }: Opened) =>
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)

/** From the counter's slip to a registered voting key. */
async function equip(phone: Opened, owner: PlacedOwner, picture = false): Promise<void> {
  const { page } = phone
  const { link: address, pin } = await offerTo(owner)
  await page.goto(address)
  await page.getByLabel('窗口告诉您的六位数字').fill(pin)
  expect(page.url()).not.toContain('offer=')
  if (picture) await shot(page, 'vote-receive')
  await button(phone, '领取').click()
  await page.getByRole('heading', { name: '凭证已领取' }).waitFor()
  if (picture) await shot(page, 'vote-received')
  await link(phone, /登记投票密钥/).click()
  const consent = page.locator('.consent')
  await consent.getByText('业主编号').waitFor()
  // A name, a unit and a number of a document stay where they are.
  expect(await consent.locator('.shows').innerText()).not.toMatch(/姓名|室号|证件/)
  expect(await consent.innerText()).toMatch(/不出示：.*姓名/)
  if (picture) await shot(page, 'vote-key')
  await button(phone, '同意出示').click()
  await page.getByRole('heading', { name: '投票密钥已登记' }).waitFor()
}

const trackerOn = async ({ page }: Opened) =>
  must(await page.locator('.tracker').first().getAttribute('data-tracker'), 'a number')

/** From the page of a vote to the ballot that is made and not cast. */
async function choose(phone: Opened, answers: readonly string[], picture?: string): Promise<void> {
  const { page } = phone
  for (const [nth, answer] of answers.entries()) {
    await page.getByRole('radio', { name: answer, exact: true }).check()
    if (picture) await shot(page, `${picture}-${nth + 1}`)
    await button(phone, '下一步').click()
  }
  await page.getByRole('heading', { name: '请核对' }).waitFor()
  if (picture) await shot(page, `${picture}-check`)
  await button(phone, /制作选票/).click()
  await page.getByRole('heading', { name: /还没有投出/ }).waitFor()
}

/** Every script that a page has loaded so far, as compressed as it can travel. */
async function scriptsOf({ page, context }: Opened) {
  const names = await page.evaluate(() =>
    performance.getEntriesByType('resource').flatMap(({ name }) => (name.endsWith('.js') ? [name] : [])),
  )
  const bodies = await Promise.all([...new Set(names)].map(async (name) => (await context.request.get(name)).body()))
  return {
    gzip: bodies.reduce((sum, body) => sum + gzipSync(body, { level: 9 }).length, 0),
    brotli: bodies.reduce((sum, body) => sum + brotliCompressSync(body).length, 0),
  }
}

test('an owner fetches a credential, looks at the roll, objects, audits a ballot, casts another and finds it', async () => {
  const phone = await someone({ size: 'phone' })
  const { page, context, complaints } = phone
  await page.goto(home)
  await page.getByRole('heading', { name: '业主表决' }).waitFor()
  await page.getByText('还没有凭证').or(page.getByText('用手机投票先要有业主凭证')).first().waitFor()
  await shot(page, 'vote-home-new')
  const owner = must(alone[0], 'an owner')
  await equip(phone, owner, true)

  await page.goto(`${home}/${announced.id}`)
  await button(phone, /面积和票数/).click()
  await button(phone, '同意出示').click()
  await page.getByText(/计 1 人、/).waitFor()
  expect(await page.locator('.entry').innerText()).toContain(`${(owner.area / 100).toFixed(2)} 平方米`)
  await isWithin(phone)
  await shot(page, 'vote-announced')
  await link(phone, /不对？提出异议/).click()
  await button(phone, '面积与房产证不符').click()
  await button(phone, '送给房管办').click()
  await page.getByText('异议已送达房管办').waitFor()

  const vote = await stage.place({ phase: 'voting', title: '生活水泵更换表决', revote: false })
  await page.goto(home)
  const line = page.locator(`a[href$="${vote.id}"]`)
  await line.waitFor()
  await shot(page, 'vote-home')
  await line.click()
  await link(phone, /去投票/).waitFor()
  await shot(page, 'vote-page')
  await link(phone, /去投票/).click()
  await page.getByRole('radio', { name: '同意', exact: true }).waitFor()
  await shot(page, 'vote-ballot-blank')
  await isWithin(phone)
  await choose(phone, ['反对'], 'vote-ballot')
  await shot(page, 'vote-made')
  const first = await trackerOn(phone)

  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await button(phone, /先查验这张选票/).click()
  await page.locator('.picture svg').waitFor()
  await shot(page, 'vote-audit-code')
  await button(phone, /复制查验链接/).click()
  await button(phone, '已复制').waitFor()
  const address = await page.evaluate(() => navigator.clipboard.readText())
  const second = await someone({ size: 'phone' })
  await second.page.goto(address)
  await second.page.getByText('验算相符').waitFor()
  expect(await trackerOn(second)).toBe(first)
  expect(await second.page.locator('.checked dd').innerText()).toContain('反对')
  await shot(second.page, 'vote-audited')
  // With another choice said, the same ballot does not come out.
  await second.page.goto('about:blank')
  await second.page.goto(address.replace('~010~', '~100~'))
  await second.page.getByText('不对：').waitFor()
  expect(second.complaints).toEqual([])

  await button(phone, '再做一张新选票').click()
  await page.getByRole('heading', { name: /还没有投出/ }).waitFor()
  const made = await trackerOn(phone)
  expect(made).not.toBe(first)
  await context.setOffline(true)
  await button(phone, /^投出$/).click()
  await page.getByText('选票已存在手机里').waitFor()
  await shot(page, 'vote-offline')
  expect(await trackerOn(phone)).toBe(made)
  await context.setOffline(false)
  // The page is closed in the middle as well: the same ballot goes on when it is opened again.
  await page.goto(`${home}/${vote.id}/ballot`)
  await page.getByRole('heading', { name: '已投' }).waitFor()
  await page.getByText('回执已在您手机上核验').waitFor()
  expect(await trackerOn(phone)).toBe(made)
  await page.locator('.picture svg').waitFor()
  await shot(page, 'vote-cast')
  await isWithin(phone)

  await link(phone, /在公开记录里查到/).click()
  await page.getByText(/已在您手机上核算无误|请稍后再查/).waitFor()
  for (let turn = 0; turn < 20 && !(await page.getByText('核算无误').isVisible()); turn++) {
    await page.waitForTimeout(1000)
    const again = button(phone, '再查一次')
    if (await again.isVisible()) await again.click()
  }
  await page.getByText('核算无误').waitFor()
  await shot(page, 'vote-found')
  await page.goto(`${home}/${vote.id}/ballot`)
  await page.getByText('不允许改投').waitFor()
  await shot(page, 'vote-once')
  await page.goto(`${home}/${vote.id}`)
  await page.getByText(/1 \/ \d+ 人/).waitFor()
  await shot(page, 'vote-participation')
  expect(complaints).toEqual([])
})

test('an owner votes for the neighbour who asked, and for the own home, within a minute', async () => {
  const [phone, neighbour] = [await someone({ size: 'phone' }), await someone({ size: 'phone' })]
  const { page, context, complaints } = phone
  await equip(phone, must(alone[1], 'an owner'))
  await equip(neighbour, must(alone[2], 'a neighbour'))

  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.goto(`${home}/wallet/delegate`)
  await button(phone, '显示我的受托名片').click()
  const card = await page.locator('.card-text').innerText()
  await neighbour.page.goto(`${home}/wallet/delegate`)
  await neighbour.page.getByLabel(/受托人的名片/).fill(card)
  await neighbour.page.getByRole('radio', { name: '三个月' }).check()
  await button(neighbour, '办理委托').click()
  await shot(neighbour.page, 'vote-delegate')
  await button(neighbour, '同意出示').click()
  await neighbour.page.getByText('委托已登记').waitFor()

  const vote = await stage.place({ phase: 'voting', title: '楼道加装照明表决', revote: true })
  const began = Date.now()
  await page.goto(`${home}/${vote.id}`)
  await link(phone, /去投票/).click()
  await button(phone, '同意出示').click()
  await button(phone, '为自己投票').click()
  await choose(phone, ['同意'])
  await button(phone, /^投出$/).click()
  await page.getByText('回执已在您手机上核验').waitFor()
  expect(Date.now() - began).toBeLessThan(60_000)
  // From the link to the receipt, its QR code and all cryptography included.
  await page.locator('.picture svg').waitFor()
  const { gzip, brotli } = await scriptsOf(phone)
  console.log(`/vote from the link to the receipt: ${gzip} bytes gzip, ${brotli} bytes brotli`)
  expect(gzip).toBeLessThan(120 * 1024)
  expect(brotli).toBeLessThan(120_000)

  await page.goto(`${home}/${vote.id}/ballot`)
  await button(phone, /受托代名册第 .* 号业主投票/).click()
  await choose(phone, ['弃权'])
  await button(phone, /^投出$/).click()
  await page.getByText('回执已在您手机上核验').waitFor()
  await page.goto(`${home}/${vote.id}`)
  await page.getByText(/2 \/ \d+ 人/).waitFor()

  await neighbour.page.goto(`${home}/wallet/delegate`)
  await button(neighbour, '查看或撤回已有的委托').click()
  await button(neighbour, '同意出示').click()
  const mandates = button(neighbour, '撤回委托')
  await mandates.first().waitFor()
  for (let left = await mandates.count(); left > 0; left--) {
    await mandates.first().click()
    await mandates.nth(left - 1).waitFor({ state: 'detached' })
  }
  await neighbour.page.getByText('没有。').waitFor()
  expect([...complaints, ...neighbour.complaints]).toEqual([])
})

test('who lost the phone votes with the key from the backup', async () => {
  const [old, fresh] = [await someone({ size: 'phone' }), await someone({ size: 'phone' })]
  const owner = must(alone[3], 'an owner')
  await equip(old, owner)
  await link(old, '备份').click()
  await old.page.getByLabel(/^口令/).fill('春天的石榴树下')
  await old.page.getByLabel('再输一遍口令').fill('春天的石榴树下')
  expect(await button(old, '保存备份文件').isDisabled()).toBe(true)
  for (const label of [/^口令/, '再输一遍口令'] as const) await old.page.getByLabel(label).fill('春天的石榴树下三只猫')
  const [download] = await Promise.all([old.page.waitForEvent('download'), button(old, '保存备份文件').click()])
  const path = await download.path()
  await shot(old.page, 'vote-backup')
  const vote = await stage.place({ phase: 'voting', title: '车棚改造表决' })

  // At the counter: the credential anew, for the new phone. The key on the roll is that of the old one.
  const { link: address, pin } = await offerTo(owner)
  await fresh.page.goto(address)
  await fresh.page.getByLabel('窗口告诉您的六位数字').fill(pin)
  await button(fresh, '领取').click()
  await fresh.page.getByRole('heading', { name: '凭证已领取' }).waitFor()
  await fresh.page.goto(`${home}/${vote.id}/ballot`)
  await button(fresh, '同意出示').click()
  await fresh.page.getByText('投票密钥在您的另一部手机里').waitFor()
  await shot(fresh.page, 'vote-other-phone')
  await link(fresh, '恢复备份').click()
  await fresh.page.locator('input[type=file]').setInputFiles(path)
  await fresh.page.getByLabel('备份时的口令').fill('不是这个口令吧')
  await button(fresh, '恢复').click()
  await fresh.page.getByText('口令不对').waitFor()
  await fresh.page.getByLabel('备份时的口令').fill('春天的石榴树下三只猫')
  await button(fresh, '恢复').click()
  await fresh.page.getByText('已恢复 1 把投票密钥').waitFor()
  await shot(fresh.page, 'vote-restored')
  await fresh.page.goto(`${home}/${vote.id}/ballot`)
  await choose(fresh, ['同意'])
  await button(fresh, /^投出$/).click()
  await fresh.page.getByText('回执已在您手机上核验').waitFor()
  await fresh.page.goto(`${home}/wallet/lost`)
  await fresh.page.getByRole('heading', { name: '手机丢了怎么办' }).waitFor()
  expect([...old.complaints, ...fresh.complaints]).toEqual([])
})

test('an old owner votes with a sealed letter, in large letters, for two of three candidates', async () => {
  const vote = await stage.place({
    phase: 'voting',
    title: '业主委员会选举',
    mode: 'secret',
    revote: true,
    questions: [
      { kind: 'election', text: '选举业主委员会委员', candidates: ['陆一鸣', '沈二宝', '顾三元'], seats: 2, round: 1 },
      { kind: 'matter', article: 'assembly_rules', text: '是否同意修改《业主大会议事规则》？' },
    ],
  })
  const { code } = await stage.letterOf(vote, '')
  const phone = await someone({ size: 'phone' })
  const { page, complaints } = phone
  await page.goto(`${home}/${vote.id}`)
  await button(phone, '大字').click()
  await shot(page, 'vote-page-elder')
  await link(phone, '用密封信投票').click()
  await page.getByLabel('信里的密码').fill(`${code.slice(0, -1)}0`)
  await button(phone, '打开选票').click()
  await page.getByText('密码不对').waitFor()
  await shot(page, 'vote-letter-elder')
  // Typed without its strokes.
  await page.getByLabel('信里的密码').fill(code.replaceAll('-', ' '))
  await button(phone, '打开选票').click()
  for (const name of ['沈二宝', '顾三元']) await page.getByRole('checkbox', { name }).check()
  await page.getByText('已选满 2 名').waitFor()
  await isWithin(phone)
  await shot(page, 'vote-election-elder')
  await button(phone, '下一步').click()
  await page.getByRole('radio', { name: '同意', exact: true }).check()
  await shot(page, 'vote-ballot-elder')
  await button(phone, '下一步').click()
  await shot(page, 'vote-check-elder')
  await button(phone, /制作选票/).click()
  await shot(page, 'vote-made-elder')
  await button(phone, /^投出$/).click()
  await page.getByText('回执已在您手机上核验').waitFor()
  await shot(page, 'vote-cast-elder')
  await isWithin(phone)
  const mine = await trackerOn(phone)

  // The rules allow another; the first is told to be replaced.
  await page.goto('about:blank')
  await page.goto(`${home}/${vote.id}/letter#${code}`)
  await button(phone, '打开选票').click()
  expect(page.url()).not.toContain(code)
  await button(phone, '下一步').click()
  await choose(phone, ['反对'])
  await button(phone, /^投出$/).click()
  await page.getByText('回执已在您手机上核验').waitFor()
  const wide = await someone()
  await wide.page.goto(`${home}/${vote.id}/find#${encodeURIComponent(mine)}`)
  await wide.page.getByText('后来改投过').waitFor()
  await shot(wide.page, 'vote-found-1280')
  await wide.page.setViewportSize(sizes.phone)
  await wide.page.goto(`${home}/${vote.id}`)
  await button(wide, 'English').click()
  await shot(wide.page, 'vote-page-english')
  await link(wide, 'Notice, rules and public record').click()
  await wide.page.waitForURL(`/open/${changshou}/votes/${vote.id}`)
  await wide.page.getByRole('heading', { name: vote.title }).waitFor()
  expect([...complaints, ...wide.complaints]).toEqual([])
})
