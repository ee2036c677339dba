import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  courses,
  goalPeriods,
  judgeRows,
  sectionIds,
  TargetInput,
  targetKinds,
  type BookView,
  type JudgedTarget,
  type TargetLine,
} from '#engines/indicators/shared'
import { exportBook } from './export-book.ts'
import { readTable } from './read-table.ts'

const units = ['城运中心', '平安办公室', '社区管理办公室', '社区服务办公室'].map((name, at) => ({ id: `0000000${at}-0000-4000-8000-000000000000`, name })) // prettier-ignore
const nameOf = (id: string | null) => units.find((unit) => unit.id === id)?.name ?? ''
const measures = new Set(['found', 'hotline-12345:on_time'])

/** Words as people write them, and some that look like what the sheet itself says. */
const words = (most: number) =>
  fc
    .array(
      fc.constantFrom(
        ...'签约开工台账老旧电梯为民办实事2026年底第一季度80台98%：；，、。（）()［］《》/ab -'.split(''),
      ),
      { minLength: 1, maxLength: most },
    ) // prettier-ignore
    .map((letters) => letters.join('').trim().replaceAll(/\s+/g, ' '))
    .filter((text) => text !== '')
const decimal = fc.constantFrom<string[]>('0', '80', '100.5', '-3', '0.0001', '999999999999')
const goal = fc
  .record({
    label: words(12),
    unit: fc.constantFrom<string[]>('台', '%', '分', '', '万元', 'm²', '户次'),
    measure: fc.constantFrom(null, ...measures),
    period: fc.constantFrom(...(Object.keys(goalPeriods) as (keyof typeof goalPeriods)[])),
    course: fc.constantFrom(...(Object.keys(courses) as (keyof typeof courses)[])),
    direction: fc.constantFrom('more' as const, 'less' as const),
    base: fc.option(decimal),
    district: fc.option(decimal),
    own: fc.option(decimal),
    share: fc.integer({ min: 1, max: 1000 }),
  })
  .filter(({ district, own }) => district !== null || own !== null)
const due = fc.integer({ min: 0, max: 363 }).map((days) => new Date(Date.UTC(2026, 0, 1 + days)).toISOString().slice(0, 10)) // prettier-ignore
const milestone = fc.record({ title: words(14), due, weight: fc.integer({ min: 1, max: 1000 }) })
const target = fc
  .record({
    level: fc.constantFrom(1 as const, 2 as const),
    section: fc.constantFrom(...sectionIds),
    title: words(20),
    content: fc.constantFrom('', '签约 80 台', '分批组织培训；\n全年持续推进', '投诉量控制在 1,200 件以内'),
    leader: fc.constantFrom('', '副主任'),
    leadUnit: fc.constantFrom(...units.map(({ id }) => id)),
    assisting: fc.subarray(units.map(({ id }) => id)),
    deadline: fc.constantFrom('2026-12-31', '2026-12-30'),
    weight: fc.integer({ min: 0, max: 1_000_000 }),
    evidence: fc.constantFrom('', '协议\n照片'),
    kind: fc.constantFrom(...(Object.keys(targetKinds) as (keyof typeof targetKinds)[])),
    goals: fc.array(goal, { maxLength: 3 }),
    milestones: fc.array(milestone, { maxLength: 3 }),
  })
  .map((all) => ({
    ...all,
    assisting: all.assisting.filter((unit) => unit !== all.leadUnit),
    // Each kind with what it is made of.
    goals: all.kind === 'quantity' ? all.goals : [],
    milestones: all.kind === 'quantity' || all.milestones.length > 0 ? all.milestones : [{ title: '完成', due: '2026-06-30', weight: 1 }], // prettier-ignore
  }))
  .filter(({ kind, goals }) => kind !== 'quantity' || goals.length > 0)
type Drawn = typeof target extends fc.Arbitrary<infer T> ? T : never

const viewOf = (targets: readonly Drawn[]): BookView => ({
  book: { title: '任务书', organisation: '测试街道', state: 'draft', documentNo: null },
  standing: { rate: null, planned: null },
  asOf: '2026-11-22',
  sheets: [],
  targets: targets.map(
    (each, at) =>
      ({
        ...each,
        no: targets.slice(0, at).filter(({ level }) => level === each.level).length + 1,
        standing: { rate: null, planned: null, light: null },
        blocked: null,
        goals: each.goals.map(({ period, ...said }) => ({ ...said, over: period, value: null, counting: null })),
        milestones: each.milestones.map((node) => ({ ...node, doneOn: null })),
      }) as unknown as TargetLine,
  ),
}) as unknown as BookView // prettier-ignore

async function readBack(targets: readonly Drawn[]): Promise<JudgedTarget[]> {
  const bytes: Buffer[] = []
  for await (const chunk of exportBook(viewOf(targets), nameOf)) bytes.push(Buffer.from(chunk as Uint8Array))
  const read = await readTable(Buffer.concat(bytes), '任务书.xlsx')
  if (!read.ok) throw new Error(read.error)
  return judgeRows(read.value, { year: 2026, units, measures })
}

const bare = ({ rows: _, unknownUnits: __, problems: ___, ...said }: JudgedTarget) => said

test('a book that is exported and brought in again is the same book', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(target, { minLength: 1, maxLength: 6 }), async (targets) => {
      const read = await readBack(targets)
      expect(read.map(bare)).toEqual(targets)
      expect(read.flatMap(({ problems }) => problems.filter(({ hinders }) => hinders))).toEqual([])
    }),
    { numRuns: 60 },
  )
})

test('what is brought in keeps the days over which a goal is counted, as the command takes it', async () => {
  const given = { id: crypto.randomUUID(), label: '按期办结率', unit: '%', measure: 'hotline-12345:on_time', period: 'quarter', course: 'is_held', direction: 'more', base: '95', district: '98', own: null, share: 2 } as const // prettier-ignore
  const { id: _, ...goal } = given
  const [read] = await readBack([
    {
      level: 1, section: 'management', title: '热线办理', content: '', leader: '', leadUnit: units[0]!.id, assisting: [], deadline: '2026-12-31', weight: 500, evidence: '', kind: 'quantity', goals: [goal], milestones: [],
    }, // prettier-ignore
  ])
  expect(read!.goals).toEqual([goal])
  const taken = TargetInput.shape.goals.parse(read!.goals.map((each) => ({ ...each, id: given.id })))
  expect(taken).toEqual([given])
})
