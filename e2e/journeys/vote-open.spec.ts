import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { unzipSync, zipSync } from 'fflate'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { must } from '#kernel/assert'
import { cases } from '#engines/cases/shared'
import { eventsOf, rechained } from '../../test/belenios-chains.ts'
import { openPublishedStage, type PublishedStage, type PublishedVote } from '../published-vote.ts'
import type { PlacedVote } from '../votes.ts'
import { wholeRecord } from '../whole-record.ts'
import { changshou, shot, sizes, someone } from '../world.ts'

const place = mkdtempSync(join(tmpdir(), 'mofang-open-'))
const board = `/open/${changshou}`
let stage: PublishedStage
let open: PlacedVote
let noticed: PlacedVote
let decided: PublishedVote
let elected: PublishedVote

beforeAll(async () => {
  stage = await openPublishedStage(inject('data'))
  noticed = await stage.place({ phase: 'noticing', title: '公告期内的门禁改造', mode: 'named' })
  open = await stage.place({ phase: 'voting', title: '正在表决的外墙修缮', mode: 'secret', revote: true })
  decided = await stage.publish({ title: '已决定的水泵更换', mode: 'named', choices: [] })
  elected = await stage.publish({
    title: '已选出的业主委员会',
    mode: 'secret',
    questions: [
      {
        kind: 'election',
        text: '选举业主委员会委员',
        candidates: ['苏立夏', '江雨水', '童白露'],
        seats: 2,
        round: 1,
      },
    ],
    choices: [],
  })
})
afterAll(async () => {
  await stage?.close()
  rmSync(place, { recursive: true, force: true })
})

async function zipped(name: string, files: ReadonlyMap<string, Uint8Array>): Promise<string> {
  const path = join(place, `${name}.zip`)
  await writeFile(path, zipSync(Object.fromEntries(files), { level: 0 }))
  return path
}

async function unpacked(files: ReadonlyMap<string, Uint8Array>): Promise<string> {
  for (const [name, bytes] of files) {
    const path = join(place, 'record', name)
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, bytes)
  }
  return join(place, 'record')
}

async function fits(page: Page): Promise<void> {
  for (const [size, viewport] of Object.entries(sizes)) {
    await page.setViewportSize(viewport)
    const width = await page.evaluate(() => document.documentElement.scrollWidth)
    expect(width, size).toBeLessThanOrEqual(viewport.width)
  }
  await page.setViewportSize(sizes.phone)
}

test('the board tells votes by phase, is searched, and shows what was decided', async () => {
  const { page, complaints } = await someone({ size: 'phone' })
  await page.goto(board)
  for (const phase of ['正在投票', '正在公告', '结果公告']) await page.getByRole('heading', { name: phase }).waitFor()
  await page
    .locator('li', { hasText: elected.title })
    .getByText('苏立夏、江雨水')
    .or(page.locator('li', { hasText: elected.title }).getByText('当选'))
    .first()
    .waitFor()
  await page.locator('li', { hasText: decided.title }).getByText('通过').first().waitFor()
  await shot(page, 'open-board')
  await page.getByLabel('找小区或事项').fill('外墙')
  await page.getByRole('link', { name: open.title }).waitFor()
  await expect.poll(() => page.getByRole('link', { name: decided.title }).count()).toBe(0)
  await page.getByLabel('找小区或事项').fill('没有这个小区')
  await page.getByText('没有找到').waitFor()
  await page.getByLabel('找小区或事项').fill('')
  await fits(page)
  expect(complaints).toEqual([])
})

test('a notice says in plain words what passes by which majorities, how to vote, and who took part, never what', async () => {
  const { page, complaints } = await someone({ size: 'phone' })
  await page.goto(`${board}/votes/${noticed.id}`)
  await page.getByText(/先要三分之二以上的业主参加（面积和人数都要达到），再要参加者过半数同意/).waitFor()
  await page.getByText('第二百七十八条第一款第（五）项').waitFor()
  expect(await page.getByRole('link', { name: /看名册上我的面积/ }).getAttribute('href')).toBe(
    `/vote/${changshou}/${noticed.id}/objection`,
  )
  await shot(page, 'open-notice')

  await page.goto(`${board}/votes/${open.id}`)
  await page.getByText('到目前的参与情况').waitFor()
  await page
    .getByText(/未达 2\/3/)
    .first()
    .waitFor()
  await page.getByText('只公布谁参加了，不公布选了什么').waitFor()
  expect(await page.getByRole('link', { name: '我要投票' }).getAttribute('href')).toBe(`/vote/${changshou}/${open.id}`)
  await shot(page, 'open-turnout')
  await fits(page)
  await page.emulateMedia({ media: 'print' })
  await page.getByRole('img', { name: '公告网址' }).waitFor()
  expect(await page.getByRole('button', { name: '打印这份公告' }).isVisible()).toBe(false)
  await shot(page, 'open-print')
  await page.emulateMedia({ media: 'screen' })
  expect(complaints).toEqual([])
})

test('from a notice an owner comes to the own entry, to an objection while one is heard, and to the ballot', async () => {
  const { page, complaints } = await someone({ size: 'phone' })
  const frozen = await stage.place({ phase: 'frozen', title: '名册已定的围墙重建', mode: 'named' })
  for (const [vote, tapped, heading] of [
    [noticed, /^看名册上我的面积，有错提异议$/, '对名册提出异议'],
    // What is settled is not asked about.
    [frozen, /^看名册上我的面积$/, frozen.title],
    [open, /^我要投票/, open.title],
  ] as const) {
    await page.goto(`${board}/votes/${vote.id}`)
    await page.getByRole('link', { name: tapped }).click()
    // The notice has the same heading: it is the other page that is waited for.
    await page.waitForURL(({ pathname }) => pathname.startsWith(`/vote/${changshou}/${vote.id}`))
    await page.getByRole('heading', { name: heading, level: 1 }).waitFor()
    await page.goBack()
    await page.getByRole('heading', { name: vote.title }).waitFor()
  }
  expect(complaints).toEqual([])
})

test('a result stands with both measures and every step, and an objection becomes a case with a number', async () => {
  const { page, complaints } = await someone({ size: 'phone' })
  await page.goto(`${board}/votes/${decided.id}`)
  await page.locator('.decided.yes').getByText('通过', { exact: true }).waitFor()
  await page.getByText('一步一步怎么算的').click()
  await shot(page, 'open-result')
  await page.getByText(/占业主总人数 \d+ 人的 [\d.]+%，符合“三分之二以上”的要求/).waitFor()
  await fits(page)
  await page.getByRole('button', { name: '提异议' }).click()
  await page.getByLabel('姓名').fill('水泵异议人')
  await page.getByLabel('手机号').fill('19900005678')
  await page.getByLabel('哪里不对，为什么').fill('我没有收到选票。')
  await page.getByRole('button', { name: '送出异议' }).click()
  await page.getByText('异议已登记，编号').waitFor()
  const number = await page.locator('.say strong').innerText()
  await shot(page, 'open-objection')
  const duty = await someone({ as: 'zhiban' })
  const { items } = await duty.ask(cases.list, { words: number, limit: 5 } as never)
  expect(items.map((each) => each.number)).toContain(number)

  // On the desk the vote tells of it: whoever may read cases goes to the file, the convener sees how it stands.
  const convener = await someone({ as: 'yewei' })
  await convener.page.goto(`/desk/${changshou}/votes/${decided.id}/objections`)
  await convener.page.getByRole('row', { name: number }).getByText('已上报').waitFor()
  expect(await convener.page.getByRole('link', { name: number }).count()).toBe(0)
  await shot(convener.page, 'vote-result-objections-office')
  const supervisor = await someone({ as: 'duban' })
  await supervisor.page.goto(`/desk/${changshou}/votes/${decided.id}/objections`)
  await supervisor.page.getByRole('link', { name: number }).click()
  await supervisor.page.getByRole('region', { name: '案卷' }).getByText('我没有收到选票。').first().waitFor()

  await page.goto(`${board}/votes/${elected.id}`)
  await page.getByText(/当选：苏立夏/).waitFor()
  expect(complaints).toEqual([])
})

test('an owner finds the own ballot by its tracker, proved in the browser, and sees witnesses and anchors', async () => {
  await wholeRecord(decided)
  const { page, complaints } = await someone({ size: 'phone' })
  await page.goto(`${board}/votes/${decided.id}/record`)
  const tracker = must(decided.cast[0], 'a ballot').tracker
  await page.getByLabel(/选票编号/).fill(` ${tracker.slice(0, 9)} ${tracker.slice(9)}`)
  await page.getByRole('button', { name: '查找并核对' }).click()
  await page.getByText('在公开记录里').waitFor()
  await expect.poll(() => page.locator('.reckoned > .yes').count()).toBe(4)
  await page.getByText('日志签名有效').waitFor()
  await page.getByText(`area/${decided.electionUuid}.bel`).waitFor()
  await shot(page, 'open-record')
  await page.getByLabel(/选票编号/).fill('A'.repeat(43))
  await page.getByRole('button', { name: '查找并核对' }).click()
  await page.getByText('公开记录中没有这个编号的选票').waitFor()
  await fits(page)
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: '下载整份记录' }).click(),
  ])
  const files = unzipSync(new Uint8Array(await readFile(await download.path())))
  expect(Object.keys(files)).toContain('result.json')
  expect(complaints).toEqual([])
})

test('the verifier takes the record from the site, can be stopped, and finds a tracker', async () => {
  await wholeRecord(decided)
  const { page, complaints } = await someone({ size: 'phone' })
  let held: (() => void) | null = null
  await page.route('**/record.zip', async (route) => {
    if (held === null)
      await new Promise<void>((resolve) => {
        held = resolve
      })
    await route.continue().catch(() => undefined)
  })
  await page.goto(`/open/verify?record=${changshou}/${decided.id}`)
  await page.getByRole('button', { name: '取本站的记录来核验' }).click()
  await page.getByText('正在读取文件').waitFor()
  // Else a stop before the request was seen would let the second one be held.
  await expect.poll(() => held !== null).toBe(true)
  await page.getByRole('button', { name: '停下' }).click()
  await page.getByText('已停下').waitFor()
  ;(held as (() => void) | null)?.()
  await page.getByLabel(/我的选票编号/).fill(must(decided.cast[1], 'a ballot').tracker)
  await page.getByRole('button', { name: '取本站的记录来核验' }).click()
  await page.getByText('核验通过：结果与选票一致').waitFor({ timeout: 60_000 })
  await page.getByText('您的选票是第 2 张，已计入。').waitFor()
  await shot(page, 'open-verified')
  await fits(page)
  await page.getByRole('button', { name: 'English' }).click()
  await page.getByText('Verified: the result is that of the ballots').waitFor()
  expect(complaints).toEqual([])
})

test('offline, with files of one’s own, nothing is fetched; and a changed weight, a dropped ballot, a second board are named', async () => {
  const files = await wholeRecord(decided)
  const uuid = decided.electionUuid
  const [areaName, headName] = [`area/${uuid}.bel`, `head/${uuid}.bel`]
  const [area, head] = [await eventsOf(files.get(areaName)!), await eventsOf(files.get(headName)!)]
  const changed = (...entries: readonly (readonly [string, Uint8Array])[]) => new Map([...files, ...entries])
  const ballots = head.filter((event) => event.type === 'Ballot')
  const firstBallot = head.findIndex((event) => event.type === 'Ballot')
  const heavier = area.map((event) =>
    event.type === 'Setup'
      ? { ...event, credentials: event.credentials.replace(/,(\d+)/, (_, weight) => `,${Number(weight) + 100}`) }
      : event,
  )
  const without = (events: typeof head) => events.filter((_, nth) => nth !== firstBallot)
  const otherOrder = [
    ...head.slice(0, firstBallot),
    ...ballots.toReversed(),
    ...head.slice(firstBallot + ballots.length),
  ]
  const zips = {
    true: await zipped('true', files),
    weight: await zipped('weight', changed([areaName, rechained(heavier)])),
    dropped: await zipped(
      'dropped',
      changed([areaName, rechained(without(area))], [headName, rechained(without(head))]),
    ),
    second: await zipped('second', changed([headName, rechained(otherOrder)])),
  }

  const folder = await unpacked(files)

  const { page, context, complaints } = await someone({ size: 'phone' })
  await page.goto('/open/verify')
  await page.getByText('选我下载的 zip').waitFor()
  await page.waitForLoadState('networkidle')
  await context.setOffline(true)
  const asked: string[] = []
  // Where a machine has no Chinese font, slices of ours come as their letters are first shown; offline they stay away.
  context.on('request', (request) => void (request.resourceType() === 'font' || asked.push(request.url())))
  const choose = (zip: string) => page.getByLabel('选我下载的 zip').setInputFiles(zip)

  await choose(zips.true)
  await page.getByText('核验通过：结果与选票一致').waitFor({ timeout: 60_000 })
  await page.getByLabel('选解开的文件夹').setInputFiles(folder)
  await page.getByText('没有改写历史').waitFor({ timeout: 60_000 })
  await choose(zips.weight)
  await page.getByText('核验不通过').waitFor({ timeout: 60_000 })
  await page.getByText('weights_not_of_roll', { exact: true }).first().waitFor()
  await page.locator('.findings', { hasText: '面积' }).first().waitFor()
  await shot(page, 'open-refuted')
  await choose(zips.dropped)
  await page.getByText('ballot_leaf_without_ballot', { exact: true }).first().waitFor({ timeout: 60_000 })
  await page.getByText('tally_wrong', { exact: true }).first().waitFor()
  await choose(zips.second)
  await page.getByText('archives_ballots_differ', { exact: true }).first().waitFor({ timeout: 60_000 })
  expect(asked).toEqual([])
  await context.setOffline(false)
  expect(complaints).toEqual([])
})

test('why to trust it is told in three sentences and in full, in large letters and in English', async () => {
  const { page, complaints } = await someone({ size: 'phone' })
  await page.goto('/open/trust')
  await page.getByText('只有一分钟，看这三句').waitFor()
  await fits(page)
  await page.getByRole('button', { name: '大字' }).click()
  const smallest = () =>
    page.evaluate(() =>
      Math.min(
        ...Array.from(document.querySelectorAll<HTMLElement>('#root *'), (each) =>
          each.childNodes.length > 0 && each.innerText ? Number.parseFloat(getComputedStyle(each).fontSize) : 99,
        ),
      ),
    )
  expect(await smallest()).toBeGreaterThanOrEqual(20)
  await shot(page, 'open-trust-elder')
  await page.getByRole('button', { name: 'English' }).click()
  await page.getByText('Coercion and bought votes').waitFor()
  expect(await page.locator('main').innerText()).not.toMatch(/[\u4e00-\u9fff]/)
  for (const path of [board, `${board}/votes/${decided.id}`, `${board}/votes/${decided.id}/record`]) {
    await page.goto(path)
    await page.locator('main h1').waitFor()
    await page.waitForLoadState('networkidle')
    expect(await smallest(), path).toBeGreaterThanOrEqual(20)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
  }
  expect(complaints).toEqual([])
})
