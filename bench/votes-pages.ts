// What a voter's browser has to do and to load, in real Chromium.
import { readFileSync } from 'node:fs'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { build, createBuilder, type Rolldown } from 'vite'
import { must } from '#kernel/assert'
import { packageRoot } from '#platform/db'
import { groupNamed } from '#engines/ballots/shared'
import { compose } from '../src/app/server/composition.ts'
import { buildHttp } from '../src/app/server/http.ts'
import { street } from '../src/app/simulation/compound.ts'
import { openVote } from '../src/app/simulation/vote.ts'
import { aSimulatedWorld } from '../src/app/simulation/world.ts'
import { electionText } from '../test/belenios.ts'
import { launchBrowser } from '../test/chromium.ts'
import { kept, median, percentile, round } from './table.ts'
import { ballotShapes, choicesOf, type MeasuredTable } from './votes-crypto.ts'

const configFile = join(packageRoot, 'vite.config.ts')
/** Stands beside the built scripts and is loaded with them. */
const oldBrowsers = 'me-old-browsers.js'
const mostMilliseconds = 30
const mostBytes = 120_000

type Built = ReadonlyMap<string, Buffer>

function filesOf(made: unknown): Built {
  const outputs = (Array.isArray(made) ? made : [made]) as Rolldown.RolldownOutput[]
  return new Map(
    outputs.flatMap(({ output }) =>
      output.map((each) => [each.fileName, Buffer.from(each.type === 'chunk' ? each.code : each.source)] as const),
    ),
  )
}

/** As the pages are built, with the oldest browser that they are built for. */
async function ballotScript(): Promise<string> {
  const made = await build({
    configFile: false,
    root: packageRoot,
    logLevel: 'warn',
    build: {
      target: 'chrome70',
      write: false,
      lib: { entry: join(packageRoot, 'bench/pages/ballots.ts'), formats: ['iife'], name: 'ballots' },
    },
  })
  const [[, script] = []] = [...filesOf(made)]
  return must(script, 'a script').toString()
}

/** Seconds that the pages of a browser have had of the processor. */
async function processorOf(browser: Browser): Promise<() => Promise<number>> {
  const session = await browser.newBrowserCDPSession()
  return async () => {
    const { processInfo } = await session.send('SystemInfo.getProcessInfo')
    return processInfo.reduce((sum, { type, cpuTime }) => (type === 'renderer' ? sum + cpuTime : sum), 0)
  }
}

async function ballotRows(browser: Browser, count: number) {
  const page = await browser.newPage()
  await page.goto('about:blank')
  await page.addScriptTag({ content: await ballotScript() })
  const processor = await processorOf(browser)
  const rows: (string | number)[][] = []
  let holds = true
  for (const [what, questions] of ballotShapes)
    for (const name of ['Ed25519', 'BELENIOS-2048'] as const) {
      const election = { text: electionText(groupNamed(name), questions, 31_415_926n), choices: choicesOf(questions) }
      const first = await page.evaluate(({ text, choices }) => window.openBooth(text, choices), election)
      const before = await processor()
      const took = await page.evaluate((many) => window.makeBallots(many), count)
      const mean = (1000 * ((await processor()) - before)) / count
      holds &&= mean < mostMilliseconds
      rows.push([what, name, count, round(mean), kept(mean < mostMilliseconds), round(median(took)), round(percentile(took, 0.95)), round(first)]) // prettier-ignore
    }
  await page.close()
  return { rows, holds }
}

/** The ballot as the booth makes it, which nobody should have to wait for. */
export async function measureBallotsInBrowser(full: boolean): Promise<MeasuredTable> {
  const browser = await launchBrowser()
  try {
    const { rows, holds } = await ballotRows(browser, full ? 300 : 60)
    return {
      title: `votes: a ballot made in Chromium, in milliseconds; promised are < ${mostMilliseconds} of the processor`,
      head: ['ballot', 'group', 'ballots', 'processor', '', 'median', '95 %', 'the first, with its tables'],
      rows,
      holds,
    }
  } finally {
    await browser.close()
  }
}

async function builtVotePages(): Promise<Built> {
  const builder = await createBuilder({
    configFile,
    logLevel: 'warn',
    environments: { vote: { build: { write: false } } },
  })
  const made = filesOf(await builder.build(must(builder.environments['vote'], 'the surface of owners')))
  return new Map([...made, [oldBrowsers, readFileSync(join(packageRoot, 'src/app/web/public', oldBrowsers))]])
}

/** With a sealed letter, from the link on the notice to the receipt that was checked, then the door of the wallet's booth. */
async function walk(page: Page, url: string, code: string): Promise<void> {
  await page.goto(url)
  await page.getByRole('link', { name: '用密封信投票' }).click()
  await page.getByLabel('信里的密码').fill(code)
  await page.getByRole('button', { name: '打开选票' }).click()
  await page.getByRole('radio', { name: '同意', exact: true }).check()
  await page.getByRole('button', { name: '下一步' }).click()
  await page.getByRole('button', { name: /制作选票/ }).click()
  await page.getByRole('button', { name: /^投出$/ }).click()
  await page.getByText('回执已在您手机上核验').waitFor()
  await page.locator('.picture svg').waitFor()
  await page.goto(`${url}/ballot`)
  await page.getByText('没有业主凭证').waitFor()
}

const compressed = (bodies: readonly Buffer[]) => ({
  files: bodies.length,
  plain: bodies.reduce((sum, each) => sum + each.length, 0),
  gzip: bodies.reduce((sum, each) => sum + gzipSync(each, { level: 9 }).length, 0),
  brotli: bodies.reduce((sum, each) => sum + brotliCompressSync(each).length, 0),
})

/** Every script that comes over the line until a voter holds the receipt, cryptography and QR code included. */
export async function measureVotePages(): Promise<MeasuredTable> {
  const built = await builtVotePages()
  const world = await aSimulatedWorld(30, 3)
  const now = () => new Date()
  const composition = compose(world.database, { secret: world.secret, name: 'simulation', now })
  const config = { data: '/nowhere', trustProxy: false, log: 'silent', s3: undefined } as const
  const app = await buildHttp({ config, database: world.database, composition, now, demoAccounts: [] })
  const browser = await launchBrowser()
  try {
    const opensAt = new Date(Date.now() - 60_000).toISOString()
    const vote = await openVote(world, { owners: 30, group: 'ed25519', kind: 'matter', mode: 'secret', revotes: false, threshold: 2, opensAt }) // prettier-ignore
    const url = await app.listen({ port: 0, host: '127.0.0.1' })
    const page = await browser.newPage()
    const loaded = new Set<string>()
    await page.route(/^(?!.*\/api\/)/, async (route) => {
      const name = new URL(route.request().url()).pathname.slice(1)
      const file = name.includes('.') ? name : 'vote.html'
      const body = built.get(file)
      if (!body) return route.fulfill({ status: 404 })
      if (file.endsWith('.js')) loaded.add(file)
      const type = { js: 'text/javascript', css: 'text/css', html: 'text/html' }[file.split('.').at(-1)!]
      return route.fulfill({ body, contentType: type ?? 'application/octet-stream' })
    })
    await walk(page, `${url}/vote/${street}/${vote.id}`, must(vote.codes.get('0001'), 'a letter'))
    const whole = [...built].flatMap(([name, body]) => (name.endsWith('.js') ? [body] : []))
    const onTheWay = compressed([...loaded].map((name) => must(built.get(name), name)))
    const holds = onTheWay.brotli < mostBytes
    const row = (what: string, { files, plain, gzip, brotli }: typeof onTheWay, ...said: string[]) => [what, files, plain, gzip, brotli, ...said] // prettier-ignore
    return {
      title: 'votes: bytes of script that the page of voters loads',
      head: ['what', 'files', 'plain', 'gzip', 'brotli', 'promise', ''],
      rows: [
        row('from the link to the receipt, by letter and by wallet', onTheWay, '< 120 kB', kept(holds)),
        row('all of /vote', compressed(whole), '', ''),
      ],
      holds,
    }
  } finally {
    await browser.close()
    await app.close()
    await world.close()
  }
}
