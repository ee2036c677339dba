import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#kernel/id'
import { figuresOf, mergeBlocks, type Block, type EditionView } from '#engines/reports/shared'
import { onServer } from '../../../../test/db-server.ts'
import { changshou as street } from '../../../../test/http-world.ts'
import { aReportsWorld, readPlan, type ReportsWorld } from '../../../../test/reports-world.ts'

const patrol = {
  id: 'grid',
  type: 'grid-patrol',
  source: 'inspector',
  found: 7,
  closed: 5,
  categories: { 'gb2026:m:06010': 1 },
}
const historic = {
  id: 'historic', type: 'zhilian', source: 'district', found: 4, closed: 4, answers: { kind: 'historic_building' }, categories: { 'local:m:56001': 1 },
} // prettier-ignore

let world: ReportsWorld
beforeAll(async () => {
  world = await aReportsWorld()
  await world.year([patrol, historic])
})
afterAll(() => world.close())

const shown = ({ figures }: EditionView, measure: string, form = 'value') =>
  figures.find((each) => each.measure === measure && each.form === form)?.shown
const paragraph = (id: string, text: string): Block => ({ kind: 'paragraph', id, runs: [{ kind: 'text', text }] })
async function aSealed(): Promise<string> {
  const id = await world.begin(2023)
  await world.seal(id)
  return id
}

test('a report begins filled with the counts of the year, and follows them', async () => {
  const id = await world.begin(2023)
  const before = await world.edition(id)
  expect(before.title).toBe('长寿路街道2023年工作总结和2024年工作计划')
  expect(shown(before, 'grid-patrol:closed', 'denominator')).toBe('7')
  expect(shown(before, 'grid-patrol:closed', 'numerator')).toBe('5')
  expect(shown(before, 'grid-patrol:closed')).toBe('71.42%')
  expect(shown(before, 'zhilian:historic_building')).toBe('4')
  await world.year([{ ...patrol, found: 3, closed: 3 }])
  const after = await world.edition(id)
  expect(shown(after, 'grid-patrol:closed', 'denominator')).toBe('10')
  expect(shown(after, 'grid-patrol:closed', 'numerator')).toBe('8')
  expect(shown(after, 'grid-patrol:closed')).toBe('80.00%')
})

test('every count of the plan that the year of 长寿 was performed from stands in the report, whatever it is', async () => {
  const plan = readPlan('changshou-2023')
  const small = [
    [23, 21, {}],
    [17, 17, { facts: { true: 12, partly: 1, not_true: 4 }, results: { solved: 12, explained: 4, unsolved: 1 } }],
    [6, 6, {}],
    [3, 3, {}],
    [9, 9, {}],
  ] as const
  const year = 2022
  const flows = plan.flows.map((flow, at) => {
    const [found, closed, said] = small[at]!
    return { ...flow, found, closed, parked: 0, selfDisposed: 0, late: 0, facts: {}, results: {}, ...said }
  })
  await world.year(flows, year)
  const view = await world.edition(await world.begin(year))
  const told = [
    shown(view, 'grid-patrol:closed', 'denominator'),
    shown(view, 'grid-patrol:closed', 'numerator'),
    shown(view, 'grid-patrol:closed'),
    shown(view, 'hotline-12345:tickets'),
    shown(view, 'hotline-12345:on_time'),
    shown(view, 'hotline-12345:first_contact'),
    shown(view, 'hotline-12345:actually_solved'),
    shown(view, 'hotline-12345:not_true'),
    shown(view, 'zhilian:historic_building'),
    shown(view, 'zhilian:property'),
    shown(view, 'police-110:cases'),
  ]
  expect(told).toEqual(['23', '21', '91.30%', '17', '100.00%', '100.00%', '70.58%', '23.52%', '6', '3', '9'])
})

test('what no face can tell is stated, what some can is not', async () => {
  const { outside } = await world.edition(await world.begin(2023))
  const topics = outside.map((topic) => topic.id)
  expect(topics).toContain('tax')
  for (const told of ['grid-cases', 'hotline-12345', 'zhilian-platform']) expect(topics).not.toContain(told)
})

test('a typed number keeps the report from being signed until it is bound or its source is named', async () => {
  const id = await world.begin(2023)
  await world.write(id, (blocks) => [...blocks, paragraph('typed', '全年服务企业351家，走访率98.5%。')])
  const { unresolved, version, may } = await world.edition(id)
  expect(unresolved.map(({ kind, words }) => [kind, words])).toEqual([['typed_number', '351'], ['typed_number', '98.5%']]) // prettier-ignore
  expect(may.map(({ act }) => act)).toEqual(['save', 'submit', 'issue'])
  await world.must('mishu', 'reports.submit', { id, version })
  await world.must('shenpi', 'reports.review', { id, version })
  await world.must('lingdao', 'reports.countersign', { id, version })
  const said = { id, version, code: '沪普长街' }
  expect(await world.refusal('zhuren', 'reports.sign', said)).toBe('figures_unresolved')
  await world.must('zhuren', 'reports.sendBack', { id, version, reason: '请注明企业数据来源' })
  await world.write(id, (blocks) =>
    blocks.map((block): Block =>
      block.id === 'typed'
        ? {
            kind: 'paragraph',
            id: 'typed',
            runs: [
              { kind: 'text', text: '全年服务企业' },
              {
                kind: 'outside',
                id: 'o1',
                text: '351',
                source: '营商办台账',
                evidence: '企业走访台账第 3 册',
                by: '冒名',
                at: '',
              },
              { kind: 'text', text: '家。' },
            ],
          }
        : block,
    ),
  )
  const mended = await world.edition(id)
  expect(mended.unresolved).toEqual([])
  const outside = mended.blocks
    .flatMap((block) => (block.kind === 'paragraph' ? block.runs : []))
    .find((run) => run.kind === 'outside')
  expect(outside).toMatchObject({ text: '351', by: mended.changedBy })
  await world.seal(id)
  expect((await world.edition(id)).seal!.number).toMatch(/^沪普长街〔\d{4}〕\d+号$/)
})

test('who wrote it may not review or sign it, and nobody signs twice; each step asks for the text that was read', async () => {
  const id = await world.begin(2023)
  const { version } = await world.edition(id)
  expect(await world.refusal('shenpi', 'reports.review', { id, version })).toBe('wrong_edition_step')
  await world.must('mishu', 'reports.submit', { id, version })
  expect(await world.refusal('mishu', 'reports.review', { id, version })).toBe('forbidden')
  expect(await world.refusal('shenpi', 'reports.review', { id, version: version + 1 })).toBe(
    'edition_changed_meanwhile',
  )
  const comment = newId()
  await world.must('shenpi', 'reports.comment', { commentId: comment, id, block: 'b1', words: '此处请补充同比' })
  expect(await world.refusal('shenpi', 'reports.review', { id, version })).toBe('comments_open')
  await world.must('shenpi', 'reports.resolveComment', { id, commentId: comment })
  await world.must('shenpi', 'reports.review', { id, version })
  expect(await world.refusal('zhuren', 'reports.sign', { id, version, code: '沪普长街' })).toBe('wrong_edition_step')
  expect(await world.refusal('mishu', 'reports.save', { id, version, title: '改一改', blocks: [] })).toBe('edition_not_drafting') // prettier-ignore
})

test('of two who write at once the second is told, and what he wrote can be put to what the first left', async () => {
  const id = await world.begin(2023, { filled: false })
  const base = await world.edition(id)
  const mine = [...base.blocks, paragraph('mine', '我写的一段。')]
  const theirs = [...base.blocks, paragraph('theirs', '他写的一段。')]
  await world.must('mishu', 'reports.save', { id, version: base.version, title: base.title, blocks: theirs })
  const late = { id, version: base.version, title: base.title, blocks: mine }
  expect(await world.refusal('mishu', 'reports.save', late)).toBe('edition_changed_meanwhile')
  const now = await world.edition(id)
  const merged = mergeBlocks(base.blocks, mine, now.blocks, newId)
  await world.must('mishu', 'reports.save', { id, version: now.version, title: now.title, blocks: merged.blocks })
  const ids = (await world.edition(id)).blocks.map((block) => block.id)
  expect(ids).toContain('mine')
  expect(ids).toContain('theirs')
})

test('a sealed report keeps its digits while the records go on, and comes to them again', async () => {
  const id = await aSealed()
  const sealed = await world.edition(id)
  const found = shown(sealed, 'grid-patrol:closed', 'denominator')
  await world.year([{ ...patrol, found: 4, closed: 2 }])
  const after = await world.edition(id)
  expect(shown(after, 'grid-patrol:closed', 'denominator')).toBe(found)
  expect(after.blocks).toEqual(sealed.blocks)
  const again = (await world.look('zhuren', 'reports.recompute', { id })) as unknown as {
    hash: { sealed: string; now: string }
    items: { same: boolean; shown: string; again: string }[]
  }
  expect(again.items.length).toBeGreaterThan(5)
  expect(again.items.filter((each) => !each.same || each.shown !== each.again)).toEqual([])
  expect(again.hash.now).toBe(again.hash.sealed)
  const live = await world.edition(await world.begin(2023))
  expect(Number(shown(live, 'grid-patrol:closed', 'denominator'))).toBe(Number(found) + 4)
})

test('charts and changes are sealed with the text', async () => {
  const id = await world.begin(2023)
  const change: Block = {
    kind: 'paragraph',
    id: 'change',
    runs: [
      { kind: 'text', text: '受理案件' },
      { kind: 'figure', id: 'c1', measure: 'zhilian:cases', form: 'change_on_last_year' },
      { kind: 'text', text: '。' },
    ],
  }
  const chart = (form: 'trend' | 'bars'): Block => ({ kind: 'chart', id: form, title: '案件', form, measure: 'found' })
  await world.write(id, (blocks) => [...blocks, change, chart('trend'), chart('bars')])
  const before = await world.edition(id)
  expect(before.charts['trend']!.length).toBe(12)
  expect(before.charts['bars']!.length).toBeGreaterThan(10)
  const sum = (points: EditionView['charts'][string]) => points.reduce((all, { value }) => all + Number(value), 0)
  expect(sum(before.charts['trend']!)).toBeGreaterThan(10)
  expect(before.figures.find((each) => each.form === 'change_on_last_year')!.shown).toMatch(
    /^(增长|下降)[\d.]+%$|^持平$/,
  )
  await world.seal(id)
  await world.year([{ ...patrol, found: 2, closed: 1 }])
  expect((await world.edition(id)).charts).toEqual(before.charts)
  const { items } = (await world.look('zhuren', 'reports.recompute', { id })) as unknown as {
    items: { same: boolean }[]
  }
  expect(items.every((each) => each.same)).toBe(true)
})

test('the role that serves requests can neither change nor remove what was sealed', async () => {
  await aSealed()
  const refused = [
    `update report_seals set title = 'x'`,
    `update report_figures set shown = '1'`,
    `delete from report_seals`,
    `delete from report_figures`,
    `delete from report_steps`,
    `update report_steps set by_name = 'x'`,
    `update report_editions set year = 2000`,
  ]
  for (const statement of refused)
    await expect(
      world.database.transaction(street, async (tx) => {
        const { sql } = await import('kysely')
        await sql.raw(statement).execute(tx)
      }),
    ).rejects.toThrow('permission denied')
})

test('a changed row of the seal is told by the hash', async () => {
  const id = await aSealed()
  await onServer(
    world.ownerUrl,
    `update report_figures set numerator = numerator + 1 where edition = '${id}' and measure = 'grid-patrol:closed' and form = 'denominator'`,
  )
  const again = (await world.look('zhuren', 'reports.recompute', { id })) as unknown as { hash: { sealed: string; now: string }; items: { same: boolean }[] } // prettier-ignore
  expect(again.hash.now).not.toBe(again.hash.sealed)
  expect(again.items.filter((each) => !each.same).length).toBeGreaterThan(0)
})

test('it is read by others once it is issued; who may not see numbers is told what they mean', async () => {
  const id = await aSealed()
  const cookie = await world.signIn('juwei')
  expect((await world.ask('reports.edition', { id }, cookie)).body.code).toBe('edition_not_found')
  expect(await world.refusal('mishu', 'reports.issue', { id, step: 'issued' })).toBe('wrong_edition_step')
  await world.must('mishu', 'reports.issue', { id, step: 'stamped' })
  await world.must('mishu', 'reports.issue', { id, step: 'issued' })
  const view = await world.edition(id, 'juwei')
  expect(view.may).toEqual([])
  const run = figuresOf(view.blocks).find((each) => each.measure === 'grid-patrol:closed' && each.form === 'value')!
  const masked = await world.look('juwei', 'reports.openFigure', { id, figure: run.id })
  expect(masked).toMatchObject({ counted: null, list: false })
  expect((masked['sentence'] as string[])[0]).toMatch(/结案/)
  const open = await world.look('lingdao', 'reports.openFigure', { id, figure: run.id })
  expect(open).toMatchObject({
    list: true,
    period: { from: '2023-01-01', to: '2023-12-31' },
    counted: { sealed: true },
  })
})
