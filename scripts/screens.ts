// npm run screens [-- name…]: pictures of the main pages at 360, 1280 and 1920 px into docs/screens, from a fresh
// demonstration world; with names only of those pages whose names begin so. Look at them before committing them.
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { root, startProgram } from '../e2e/server.ts'
import { launchBrowser } from '../test/chromium.ts'

const street = '310107015'
const folder = join(root, 'docs/screens')
const sizes = [
  [360, 740],
  [1280, 800],
  [1920, 1080],
] as const

interface Screen {
  readonly name: string
  readonly as: string | null
  readonly path: string
  readonly prepare?: (page: Page) => Promise<void>
}

/** Opens the first case of the list. */
async function openFirst(page: Page): Promise<void> {
  await page.getByRole('row').nth(2).or(page.getByRole('article').first()).first().click()
  await page.waitForURL(/cases\/[0-9a-f-]{36}/)
}

/** Opens what the box finds first. */
const find = (words: string) => async (page: Page) => {
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox').first().fill(words)
  await page.getByRole('option').filter({ hasText: words }).first().click()
  await page.waitForURL(/files\/[0-9a-f-]{36}/)
}

/** The old who live alone in the first committee. */
async function callOld(page: Page): Promise<void> {
  await page.getByRole('radiogroup', { name: '年龄' }).getByText('70 岁+').click()
  await page.getByLabel('加一个居民区').selectOption({ index: 1 })
  await page.getByLabel('事由').fill('高温橙色预警，逐户敲门')
  await page.getByRole('button', { name: '列出名单' }).click()
  await page.getByRole('heading', { name: /名单 \d/ }).waitFor()
}

async function makeLedger(page: Page): Promise<void> {
  await page.locator('input[type=date]').fill('2026-01-01')
  await page.getByRole('button', { name: '生成' }).click()
  await page.getByRole('table').waitFor()
}

async function openBook(page: Page): Promise<void> {
  await page
    .getByRole('link', { name: /目标任务书/ })
    .first()
    .click()
  await page.getByRole('table').first().waitFor()
}

async function openYear(page: Page): Promise<void> {
  await openBook(page)
  await page.getByRole('link', { name: '年度总览' }).click()
}

async function openReport(page: Page): Promise<void> {
  await page
    .getByRole('link', { name: /工作总结/ })
    .first()
    .click()
}

/** A text with one figure that does not agree with the others. */
async function checkText(page: Page): Promise<void> {
  await page
    .getByRole('textbox')
    .fill(
      '2026年工作总结\n全年网格巡查发现1250件，结案1187件，结案率96.9%。走访企业310家，其中规模企业120家、小微企业190家。受理热线工单640件，同比增长6.7%，上年为600件。',
    )
  await page.getByRole('button', { name: '核对' }).click()
}

/** One of a list by its name, and a part of it if there is one. */
const open = (name: string, part?: string) => async (page: Page) => {
  await page.getByRole('link', { name }).first().click()
  if (part) await page.getByRole('link', { name: part, exact: true }).first().click()
}

async function readLarge(page: Page): Promise<void> {
  await page.getByRole('button', { name: '大字' }).click()
  await open('续聘物业服务企业')(page)
}

async function proveLog(page: Page): Promise<void> {
  await page.getByText('见证、上链凭证与公钥').first().click()
  await page.getByRole('button', { name: '核验' }).first().click()
  await page.getByText('存证成立').waitFor()
}

async function readResult(page: Page): Promise<void> {
  await open('使用维修资金修缮外墙')(page)
  await page.locator('.decided').first().waitFor()
}

/** From the board to the record of a vote that was decided, and to its proof in the browser. */
async function verifyRecord(page: Page): Promise<void> {
  await open('使用维修资金修缮外墙')(page)
  await page.getByRole('link', { name: '看公开记录' }).first().click()
  await page.getByRole('link', { name: '现在核验' }).click()
  await page.getByRole('button', { name: '取本站的记录来核验' }).click()
  await page.getByText('核验通过：结果与选票一致').waitFor({ timeout: 120_000 })
}

const votes = `/desk/${street}/votes`
const registers = `/desk/${street}/registers`

const screens: readonly Screen[] = [
  { name: 'desk-sign-in', as: null, path: '/desk' },
  { name: 'desk-cases', as: 'zhiban', path: `/desk/${street}/cases`, prepare: openFirst },
  { name: 'desk-map', as: 'zhiban', path: `/desk/${street}/map` },
  { name: 'desk-board', as: 'lingdao', path: `/desk/${street}/board` },
  { name: 'desk-measures', as: 'lingdao', path: `/desk/${street}/measures?kind=year` },
  { name: 'desk-measure', as: 'lingdao', path: `/desk/${street}/measures/found?kind=year` },
  { name: 'desk-scores', as: 'duban', path: `/desk/${street}/kpi?kind=year` },
  { name: 'desk-ledgers', as: 'duban', path: `/desk/${street}/ledgers`, prepare: makeLedger },
  { name: 'desk-targets', as: 'zhuren', path: `/desk/${street}/targets`, prepare: openBook },
  { name: 'desk-year', as: 'zhuren', path: `/desk/${street}/targets`, prepare: openYear },
  { name: 'desk-report', as: 'mishu', path: `/desk/${street}/reports`, prepare: openReport },
  { name: 'desk-check-report', as: 'mishu', path: `/desk/${street}/check-report`, prepare: checkText },
  { name: 'desk-areas', as: 'quhua', path: `/desk/${street}/areas` },
  { name: 'desk-registers', as: 'dicang', path: `${registers}/person?tag=lives_alone` },
  { name: 'desk-person', as: 'dicang', path: registers, prepare: find('张根宝') },
  { name: 'desk-home', as: 'dicang', path: registers, prepare: find('东新路285弄1号101室') },
  { name: 'desk-building', as: 'dicang', path: registers, prepare: find('东新路285弄 新丰坊1幢') },
  { name: 'desk-doubts', as: 'dicang', path: `/desk/${street}/doubts` },
  { name: 'desk-imports', as: 'dicang', path: `/desk/${street}/imports` },
  { name: 'desk-emergency', as: 'dicang', path: `/desk/${street}/emergency`, prepare: callOld },
  { name: 'desk-limits', as: 'duban', path: `/desk/${street}/limits` },
  { name: 'desk-routing', as: 'duban', path: `/desk/${street}/routing` },
  { name: 'desk-votes', as: 'yewei', path: votes },
  { name: 'desk-vote', as: 'fangguan', path: votes, prepare: open('续聘物业服务企业') },
  { name: 'desk-vote-electorate', as: 'yewei', path: votes, prepare: open('修订管理规约', '表决权人') },
  { name: 'desk-vote-doors', as: 'jingban', path: votes, prepare: open('续聘物业服务企业', '送达与催投') },
  { name: 'desk-vote-papers', as: 'jingban', path: votes, prepare: open('使用维修资金修缮外墙', '纸质票') },
  { name: 'desk-vote-result', as: 'yewei', path: votes, prepare: open('使用维修资金修缮外墙', '结果') },
  { name: 'desk-vote-notice', as: 'fangguan', path: votes, prepare: open('续聘物业服务企业', '打印公告') },
  { name: 'desk-trustee', as: 'tuo1', path: `/desk/${street}/trustee` },
  { name: 'desk-trustee-vote', as: 'tuo1', path: `/desk/${street}/trustee`, prepare: open('使用维修资金大修屋面防水') },
  { name: 'desk-committees', as: 'zizhi', path: `/desk/${street}/committees` },
  { name: 'desk-committee', as: 'zizhi', path: `/desk/${street}/committees`, prepare: open('半岛花园') },
  { name: 'desk-notary', as: 'fangguan', path: `/desk/${street}/notary`, prepare: proveLog },
  { name: 'vote-home', as: null, path: `/vote/${street}` },
  { name: 'vote-page', as: null, path: `/vote/${street}`, prepare: open('续聘物业服务企业') },
  { name: 'vote-page-elder', as: null, path: `/vote/${street}`, prepare: readLarge },
  { name: 'open-board', as: null, path: `/open/${street}` },
  { name: 'open-result', as: null, path: `/open/${street}`, prepare: readResult },
  { name: 'open-verify', as: null, path: `/open/${street}`, prepare: verifyRecord },
  { name: 'field-tasks', as: 'huanwei', path: `/field/${street}` },
  { name: 'me-home', as: null, path: `/me/${street}` },
]

const wanted = process.argv.slice(2)
const shown = screens.filter(({ name }) => wanted.length === 0 || wanted.some((each) => name.startsWith(each)))
const program = await startProgram()
const browser = await launchBrowser()
try {
  mkdirSync(folder, { recursive: true })
  for (const [width, height] of sizes) {
    for (const { name, as, path, prepare } of shown) {
      const context = await browser.newContext({
        baseURL: program.url,
        viewport: { width, height },
        locale: 'zh-CN',
        timezoneId: 'Asia/Shanghai',
      })
      if (as) await context.request.post('/api/session', { data: { username: as, password: 'Mofang-2026' } })
      const page = await context.newPage()
      await page.goto(path)
      await page.waitForLoadState('load')
      await page.waitForTimeout(1500)
      if (prepare) await prepare(page).catch((cause: unknown) => console.error(`${name} ${width}: ${String(cause)}`))
      await page.waitForTimeout(800)
      await page.screenshot({ path: join(folder, `${name}-${width}.png`) })
      await context.close()
    }
    console.log(`${width} px done`)
  }
} finally {
  await browser.close()
  await program.stop()
  rmSync(program.data, { recursive: true, force: true })
}
