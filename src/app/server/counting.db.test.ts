import { Readable } from 'node:stream'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Block, OpenedFigure } from '#engines/reports/shared'
import { ensureMeasures, makeDueLedgers, verifyMeasures } from '#engines/indicators'
import { openSheets } from '#platform/sheets'
import { ledgers } from '#faces'
import { failingWhen } from '../../../test/before-commits.ts'
import { onServer } from '../../../test/db-server.ts'
import { changshou as street } from '../../../test/http-world.ts'
import { aReportsWorld, type ReportsWorld } from '../../../test/reports-world.ts'

const flow = {
  id: 'grid', type: 'grid-patrol', source: 'inspector', found: 29, closed: 20, categories: { 'gb2026:m:06010': 1 },
} // prettier-ignore
const period = { kind: 'year', day: '2023-07-01' }

interface Values {
  readonly items: readonly { readonly key: string }[]
  readonly counting: readonly { readonly key: string; readonly percent: number }[]
}

let world: ReportsWorld
let report: string
let before: Values
beforeAll(async () => {
  world = await aReportsWorld()
  await world.year([flow])
  before = await values()
  report = await world.begin(2023)
  const chart: Block = { kind: 'chart', id: 'bars', title: '各居民区', form: 'bars', measure: 'found' }
  await world.write(report, (blocks) => [...blocks, chart])
  await breakOff()
})
afterAll(() => world.close())

const values = async () => (await world.look('lingdao', 'indicators.values', { period })) as unknown as Values
const refusal = async (query: string, input: object) =>
  (await world.ask(`indicators.${query}`, input, await world.signIn('lingdao'))).body.code

/** As after an upgrade by which everything is counted anew, and a crash in the middle of that. */
async function breakOff(): Promise<void> {
  const { measures } = world.composition
  await ensureMeasures(world.database, { ...measures, measures: [] }, street)
  let transactions = 0
  const failing = failingWhen(world.database, () => ++transactions === 6)
  const counting = ensureMeasures(failing, measures, street, undefined, { atOnce: 10 })
  await expect(counting).rejects.toThrow('the power fails')
}

const dueLedgers = () =>
  makeDueLedgers(
    { database: world.database, now: () => new Date() },
    world.composition.implementations,
    { ...world.composition.measures, ledgers },
    street,
  )

test('of a measure that is not whole nobody reads a number: how far it is, and nothing else', async () => {
  const answer = await values()
  const all = world.composition.measures.measures.map(({ key }) => key)
  expect(answer.items).toEqual([])
  expect(answer.counting.map(({ key }) => key)).toEqual(all)
  expect(answer.counting.find(({ key }) => key === 'found')).toEqual({ key: 'found', percent: 34 })
  const { items } = await world.look('lingdao', 'indicators.definitions', {})
  expect((items as { counting: number | null }[]).every(({ counting }) => counting !== null)).toBe(true)
})

test('what would say nothing for none is refused while it is counted', async () => {
  const measures = ['found']
  expect(await refusal('breakdown', { measures, period, by: 'committee' })).toBe('measures_counting')
  const days = { from: '2023-01-01', to: '2023-12-31' }
  expect(await refusal('series', { measures, ...days, step: 'month' })).toBe('measures_counting')
  expect(await refusal('kpiScores', { set: 'shanghai-town-hotline', period, by: 'committee' })).toBe(
    'measures_counting',
  )
})

test('the exported table says that it is counted', async () => {
  const asked = encodeURIComponent(JSON.stringify({ measures: ['found'], period }))
  const cookie = await world.signIn('lingdao')
  const url = `/api/${street}/measures.export.xlsx?input=${asked}`
  const answer = await world.app.inject({ method: 'GET', url, headers: { cookie } })
  const opened = await openSheets(Readable.from([answer.rawPayload]), 'a.xlsx')
  if (!opened.ok) throw new Error(opened.error)
  const rows: string[][] = []
  for await (const row of opened.value.sheets[0]!.rows())
    if (row.ok) rows.push(row.value.cells.map((cell) => cell.text))
  await opened.value.close()
  expect(rows[1]!.slice(1, 8)).toEqual(['发现', '件', '正在统计，已完成 34%', '', '', '', ''])
})

test('a ledger of figures waits, a list of cases does not', async () => {
  await dueLedgers()
  const made = (await onServer(world.ownerUrl, 'select distinct ledger from ledger_sheets')) as { ledger: string }[]
  const kinds = new Set(made.map(({ ledger }) => ledgers.find(({ id }) => id === ledger)?.content.kind))
  expect([...kinds].filter((kind) => kind !== 'cases')).toEqual([])
})

test('a report has gaps that say so, and is not sealed over them', async () => {
  const edition = await world.edition(report)
  expect(edition.figures.filter(({ shown }) => shown !== null)).toEqual([])
  expect(edition.charts).toEqual({})
  expect(new Set(edition.unresolved.map(({ kind }) => kind))).toEqual(new Set(['figure_counting']))
  expect(edition.unresolved.some(({ block }) => block === 'bars')).toBe(true)
  const figure = edition.blocks.flatMap((block) => (block.kind === 'paragraph' ? block.runs : [])).find((run) => run.kind === 'figure')! // prettier-ignore
  const opened = (await world.look('mishu', 'reports.openFigure', { id: report, figure: figure.id })) as unknown as OpenedFigure // prettier-ignore
  expect(opened).toMatchObject({ counting: true, counted: null, list: false })
  const { version } = edition
  await world.must('mishu', 'reports.submit', { id: report, version })
  await world.must('shenpi', 'reports.review', { id: report, version })
  await world.must('lingdao', 'reports.countersign', { id: report, version })
  const signed = { id: report, version, code: '沪普长街' }
  expect(await world.refusal('zhuren', 'reports.sign', signed)).toBe('figures_unresolved')
})

test('what was broken off is gone on with, and then all of it is right', async () => {
  const { measures } = world.composition
  await ensureMeasures(world.database, measures, street, undefined, { atOnce: 10 })
  expect(await verifyMeasures(world.database, measures, street)).toEqual([])
  const { items, counting } = await values()
  expect({ items, counting }).toEqual({ items: before.items, counting: [] })
  expect(await refusal('breakdown', { measures: ['found'], period, by: 'committee' })).toBeUndefined()
  expect(await dueLedgers()).toBeGreaterThan(0)
  const { version } = await world.edition(report)
  await world.must('zhuren', 'reports.sign', { id: report, version, code: '沪普长街' })
  const { items: again } = await world.look('zhuren', 'reports.recompute', { id: report })
  expect((again as { same: boolean }[]).every(({ same }) => same)).toBe(true)
})
