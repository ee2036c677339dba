import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, inject, test } from 'vitest'
import { must } from '#kernel/assert'
import { anyone, systemActor } from '#platform/operations'
import {
  ballots,
  createSeededBallot,
  groupNamed,
  openElection,
  parseElection,
  secretOfCode,
} from '#engines/ballots/shared'
import { said } from '../desk.ts'
import { aScan } from '../scan.ts'
import { openVotesStage, type VotesStage } from '../votes.ts'
import { changshou, shot, sizes, someone, type Opened } from '../world.ts'

const desk = `/desk/${changshou}`
const passphrase = 'four plain words here'
const group = groupNamed('Ed25519')

/** Each page at the three sizes, to be looked at. */
async function shots(page: Page, name: string): Promise<void> {
  for (const [size, box] of Object.entries(sizes)) {
    await page.setViewportSize(box)
    await shot(page, `vote-${name}-${size}`)
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth + 1')).toBe(true)
  }
  await page.setViewportSize(sizes.office)
}

async function pagesOf(page: Page): Promise<number> {
  await page.emulateMedia({ media: 'print' })
  const paper = await page.pdf({ preferCSSPageSize: true, path: join(tmpdir(), 'vote-desk.pdf') })
  await page.emulateMedia({ media: 'screen' })
  return paper.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0
}

/** A staircase of which everything is known, and the way to it. */
async function aStaircase({ ask }: Opened, stage: VotesStage) {
  const placed = await stage.place({ phase: 'noticing', title: '更换门禁' })
  const { scope, scopeName } = await ask(ballots.vote, { id: placed.id })
  const { items: buildings } = await ask(ballots.scopes, { within: placed.compound })
  for (const building of buildings) {
    const { items } = await ask(ballots.scopes, { within: building.entry })
    if (items.some(({ entry }) => entry === scope.entry))
      return { compound: must(scopeName.split(' ')[0], 'a compound'), building: building.entry, staircase: scope.entry }
  }
  throw new Error('The staircase stands in none of the buildings')
}

async function draft(convener: Opened, stage: VotesStage): Promise<string> {
  const { page } = convener
  await page.goto(`${desk}/votes`)
  await page.getByRole('heading', { name: '业主共同决定' }).waitFor()
  await shots(page, 'list')
  await page.getByRole('link', { name: '起草表决' }).click()
  await page.getByRole('textbox', { name: '标题' }).fill('使用维修资金更换生活水泵')
  const { staircase, compound, building } = await aStaircase(convener, stage)
  await page.getByRole('textbox', { name: '小区' }).fill(compound)
  await page.getByRole('button', { name: compound, exact: true }).first().click()
  await page.getByLabel('只表决其中一幢').selectOption(building)
  await page.getByLabel('只表决其中一个门号').selectOption(staircase)
  await page.getByText('三分之二以上参与').waitFor()
  await page.getByRole('textbox', { name: '表决内容' }).fill('是否同意使用维修资金 86000 元更换生活水泵？')
  await page.getByText('无记名', { exact: true }).click()
  await page.getByText('建议实名').waitFor()
  await page.getByText('实名', { exact: true }).first().click()
  for (const each of await page.locator('.trustee-picks input').all()) await each.check()
  await page.getByLabel('解密至少需要').selectOption('2')
  await shots(page, 'draft')
  await page.getByRole('button', { name: '保存' }).click()
  await page.waitForURL(/votes\/[0-9a-f-]{36}$/)
  return must(page.url().split('/').at(-1), 'the id of the vote')
}

/** A second window saved first: the pen is told, and nothing written is lost. */
async function conflict({ page, context }: Opened, id: string): Promise<void> {
  await page.goto(`${desk}/votes/${id}/edit`)
  await page.getByRole('textbox', { name: '标题' }).fill('使用维修资金更换生活水泵（甲）')
  const other = await context.newPage()
  await other.goto(`${desk}/votes/${id}/edit`)
  await other.getByRole('textbox', { name: '标题' }).fill('使用维修资金更换生活水泵（乙）')
  await other.getByRole('button', { name: '保存' }).click()
  await other.waitForURL(/votes\/[0-9a-f-]{36}$/)
  await other.close()
  await page.getByRole('button', { name: '保存' }).click()
  await page.getByText('他人刚修改过').waitFor()
  await shot(page, 'vote-conflict')
  await page.getByRole('button', { name: /保留我的内容/ }).click()
  await page.getByRole('button', { name: '保存' }).click()
  await page.getByRole('heading', { name: '使用维修资金更换生活水泵（甲）' }).waitFor()
}

/** Homes of which nothing is known are left out, each with its reason. */
async function settleDoubts({ page, ask }: Opened, id: string): Promise<void> {
  for (;;) {
    const { warnings } = await ask(ballots.electorate, { id })
    if (!warnings.some(({ blocking }) => blocking)) return
    await page.goto(`${desk}/votes/${id}/electorate`)
    const doubt = page.locator('.doubts > li[data-blocking]').first()
    await doubt.getByRole('button', { name: '处理' }).click()
    await doubt.getByText('不列入', { exact: true }).click()
    await doubt.getByLabel('理由').fill('产权人无法核实')
    await doubt.getByRole('button', { name: '记录处理' }).click()
    await page.locator('.doubts .act-form').waitFor({ state: 'detached' })
  }
}

async function makeKey({ page }: Opened, id: string): Promise<string> {
  await page.goto(`${desk}/trustee/${id}`)
  await page.getByRole('button', { name: '生成密钥' }).click()
  await page.getByLabel('设一个口令').fill(passphrase)
  await page.getByLabel('再输一遍').fill(passphrase)
  const saving = page.waitForEvent('download')
  await page.getByRole('button', { name: '保存备份文件' }).click()
  const file = await (await saving).path()
  // Nothing is sent before the backup was opened again.
  await expect.poll(() => page.getByRole('button', { name: '提交证书' }).count()).toBe(0)
  await page.getByLabel('备份文件').setInputFiles(file)
  await page.getByLabel('口令', { exact: true }).fill(passphrase)
  await page.getByRole('button', { name: '验证备份' }).click()
  await page.getByRole('button', { name: '提交证书' }).click()
  await page
    .getByText('您这一步已完成')
    .or(page.getByRole('button', { name: '分发份额' }))
    .waitFor()
  return file
}

/** Ballots by sealed letter, made as the booth makes them. */
async function castBy(stage: VotesStage, id: string, codes: readonly string[], at: Date): Promise<void> {
  const { election: text } = await stage.ask(ballots.electionFiles, anyone, { id }, at)
  const election = parseElection(text)
  if (!election.ok) throw new Error(election.error)
  for (const [nth, code] of codes.entries()) {
    const secret = must(secretOfCode(code, election.value.uuid, group.q), 'a code')
    const seed = crypto.getRandomValues(new Uint8Array(32))
    const made = createSeededBallot(
      openElection(election.value, group),
      secret,
      [nth === 0 ? [0, 1, 0] : [1, 0, 0]],
      seed,
    )
    if (!made.ok) throw new Error(made.error)
    await stage.play(ballots.cast, anyone, { id, ballot: made.value.text }, at)
  }
}

test('two people enter a paper, each from the scan', async () => {
  const stage = await openVotesStage(inject('data'))
  const { id } = await stage.place({ phase: 'voting', title: '修缮外墙' })
  const [clerk, second] = [await someone({ as: 'jingban' }), await someone({ as: 'juwei' })]
  const { items } = await clerk.ask(ballots.roll, { id, state: 'none' })
  await clerk.page.goto(`${desk}/votes/${id}/papers`)
  await clerk.page.getByRole('button', { name: '录入纸质票' }).click()
  for (const { no } of items.slice(0, 2)) {
    await clerk.page.getByLabel('业主', { exact: true }).fill(no)
    await clerk.page.locator('.scope-offers button').first().click()
    await clerk.page.locator('.act-form input[type=file]').setInputFiles(aScan(`纸质票-${id}-${no}`))
    await clerk.page.getByText('同意', { exact: true }).click()
    await clerk.page.locator('.file-input a').waitFor()
    await clerk.page.getByRole('button', { name: '录入', exact: true }).click()
    await clerk.page.locator('.told-list').getByText(`业主 ${no}`).waitFor()
  }
  await second.page.goto(`${desk}/votes/${id}/papers`)
  // The first alike, the second not.
  for (const answer of ['同意', '反对']) {
    await second.page.getByRole('button', { name: '复核' }).first().click()
    await second.page.locator('.act-form').getByText(answer, { exact: true }).click()
    await second.page.locator('.act-form').getByRole('button', { name: '复核' }).click()
    await second.page.locator('.act-form').waitFor({ state: 'detached' })
  }
  await second.page.getByText('已复核 1，待复核 0，不一致 1').waitFor()
  await shots(second.page, 'papers')
  for (const each of [clerk, second]) expect(each.complaints).toEqual([])
  await stage.close()
}, 200_000)

test('a vote goes from the blank sheet to the published result, its keys made in the trustees’ own browsers', async () => {
  const stage = await openVotesStage(inject('data'))
  const convener = await someone({ as: 'yewei' })
  const { page } = convener
  const id = await draft(convener, stage)
  await conflict(convener, id)
  await page.goto(`${desk}/votes/${id}/electorate`)
  await page.getByRole('heading', { name: '专有部分与业主' }).waitFor()
  await shots(page, 'electorate')
  await settleDoubts(convener, id)
  await page.goto(`${desk}/votes/${id}`)
  await page.getByRole('button', { name: '发布公告' }).click()
  const reason = page.getByLabel('仍按此方式表决的理由')
  if (await reason.count()) await reason.fill('本门号业主一致要求')
  await page.getByRole('button', { name: '发布公告' }).last().click()
  await page.locator('.vote-line').getByText('公告中').waitFor()
  await page.goto(`${desk}/votes/${id}/print/staircases`)
  await page.locator('.paper-preview .qr-code').first().waitFor()
  await shots(page, 'notice')
  expect(await pagesOf(page)).toBe(1)

  const trustees = [
    await someone({ as: 'tuo1' }),
    await someone({ as: 'tuo2' }),
    await someone({ as: 'tuo3' }),
  ] as const
  const backups: string[] = []
  for (const each of trustees) backups.push(await makeKey(each, id))
  for (const each of trustees) await each.page.getByRole('button', { name: '分发份额' }).click()
  await shots(trustees[0].page, 'ceremony')
  for (const each of trustees) await each.page.getByRole('button', { name: '核验并确认' }).click()
  await trustees[0].page.getByText('密钥已就绪').waitFor()

  const registry = await someone({ as: 'fangguan' })
  await registry.page.goto(`${desk}/votes/${id}`)
  await registry.page.getByRole('button', { name: '冻结名册' }).click()
  await registry.page.getByRole('button', { name: '冻结并签名' }).click()
  await registry.page.locator('.vote-line').getByText('名册已冻结').waitFor()
  await registry.page.getByRole('link', { name: '名册与信件' }).click()
  const print = registry.page.getByRole('button', { name: /^打印 \d+ 封$/ })
  const wanted = Number(/\d+/.exec(await print.innerText())?.[0])
  await print.click()
  await registry.page.locator('.paper-preview .letter-sheet').first().waitFor()
  expect(await pagesOf(registry.page)).toBe(wanted)
  await shots(registry.page, 'letters')
  const codes = await registry.page.locator('.paper-preview .letter-code').allInnerTexts()
  expect(codes).toHaveLength(wanted)
  registry.page.on('dialog', (dialog) => void dialog.accept())
  await registry.page.getByRole('button', { name: '已全部打印' }).click()
  await shots(registry.page, 'roll')

  const { opensAt, closesAt } = await convener.ask(ballots.vote, { id })
  const clock = systemActor([ballots.advance.name])
  await stage.play(ballots.advance, clock, { id }, new Date(opensAt))
  await castBy(stage, id, codes.slice(0, 3), new Date(Date.parse(opensAt) + 60_000))

  const clerk = await someone({ as: 'jingban' })
  await clerk.page.goto(`${desk}/votes/${id}/doors`)
  await clerk.page.locator('.door-list input').first().check()
  await clerk.page.locator('.delivery-form input[type=file]').setInputFiles(aScan(`签收-${id}`))
  await clerk.page.getByRole('button', { name: '登记 1 户送达' }).click()
  await said(clerk.page, '已登记送达')
  await shots(clerk.page, 'doors')
  await clerk.page.goto(`${desk}/votes/${id}/print/walk?want=not_voted`)
  await clerk.page.locator('.paper-preview tbody tr').first().waitFor()
  await shot(clerk.page, 'vote-walk')
  const second = await someone({ as: 'juwei' })
  await stage.play(ballots.advance, clock, { id }, new Date(closesAt))
  // One key stays away; another trustee comes with a new computer and the backup.
  const elsewhere = await someone({ as: 'tuo2' })
  await elsewhere.page.goto(`${desk}/trustee/${id}`)
  await elsewhere.page.getByRole('heading', { name: '这个浏览器里没有您的密钥' }).waitFor()
  await shots(elsewhere.page, 'restore')
  await elsewhere.page.getByLabel('备份文件').setInputFiles(must(backups[1], 'a backup'))
  await elsewhere.page.getByLabel('口令', { exact: true }).fill(passphrase)
  await elsewhere.page.getByRole('button', { name: '恢复密钥' }).click()
  for (const each of [trustees[0], elsewhere]) {
    await each.page.goto(`${desk}/trustee/${id}`)
    await each.page.getByRole('button', { name: '核验并解密' }).click()
    await each.page.getByText(/您已提交解密份额/).waitFor({ timeout: 180_000 })
  }
  await trustees[0].page.getByText('合计已解出，无须再有人解密').waitFor()
  // The third is asked for nothing any more, nor is a browser without the key for the key.
  const anywhere = await someone({ as: 'tuo3' })
  await anywhere.page.goto(`${desk}/trustee/${id}`)
  await anywhere.page.getByText('合计已解出，无须再有人解密').waitFor()
  expect(await anywhere.page.getByLabel('备份文件').count()).toBe(0)

  for (const teller of [clerk, second]) {
    await teller.page.goto(`${desk}/votes/${id}/result`)
    await teller.page.getByRole('button', { name: '签署结果单' }).click()
    await teller.page.getByRole('button', { name: '核对无误，签署' }).click()
    await teller.page.getByRole('button', { name: '核对无误，签署' }).waitFor({ state: 'detached' })
  }
  await page.goto(`${desk}/votes/${id}/result`)
  await page.getByRole('button', { name: '公布结果' }).click()
  await page.getByRole('button', { name: '公布结果' }).last().click()
  await page.locator('.vote-line').getByText('已公布').waitFor()
  await shots(page, 'result')
  await page.goto(`${desk}/votes/${id}/print/announcement`)
  await page.locator('.paper-preview .paper-body p').first().waitFor()
  await shot(page, 'vote-announcement')
  await page.goto(`${desk}/votes/${id}/print/sheet`)
  await page.locator('.paper-preview table').first().waitFor()
  await shot(page, 'vote-sheet')
  await page.goto(`${desk}/votes/${id}`)
  await page.getByRole('heading', { name: '参与情况' }).waitFor()
  await shots(page, 'overview')
  for (const each of [convener, registry, clerk, second, elsewhere, anywhere, ...trustees])
    expect(each.complaints).toEqual([])
  await stage.close()
}, 400_000)
