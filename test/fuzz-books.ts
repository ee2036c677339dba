import { newId } from '#kernel/id'
import { shanghaiDate } from '#kernel/time'

/** Has someone do something in the street; fails when it is refused. */
export type Does = (verb: string, input: object, who: string) => Promise<unknown>

const thisYear = Number(shanghaiDate(new Date()).slice(0, 4))
const lastMonth = shanghaiDate(new Date(Date.now() - 31 * 86_400_000)).slice(0, 7)

/** Target books at every stage, one of them under way with all that can happen to it; the texts say `words`. */
export async function keepBooks(does: Does, words: string, unit: string): Promise<void> {
  const plan = (verb: string, input: object) => does(`indicators.${verb}`, input, 'duchashi')
  const hand = (verb: string, input: object) => does(`indicators.${verb}`, input, 'huanwei')
  const head = (verb: string, input: object) => does(`indicators.${verb}`, input, 'zhuren')
  const stages = ['draft', 'draft', 'submitted', 'submitted', 'approved', 'over', 'issued'] as const
  for (const [at, stage] of stages.entries()) {
    const year = stage === 'over' ? thisYear - 1 : thisYear
    const bookId = newId()
    const targets = [0, 1].map((no) => aTarget(`${words}任务${no}`, year, unit))
    await plan('draftBook', { bookId, year, title: `${words}任务书${at}`, organisation: words })
    await plan('fillBook', { bookId, targets })
    if (stage === 'draft') continue
    await plan('submitBook', { bookId })
    if (stage === 'submitted') continue
    await head('approveBook', { bookId })
    if (stage === 'approved') continue
    await plan('issueBook', { bookId, documentNo: `${words}〔${year}〕1 号`, on: shanghaiDate(new Date()) })
    if (stage === 'over') continue
    const { id: targetId, goals } = targets[0]!
    const progress = { targetId, upTo: shanghaiDate(new Date()), note: words, blocker: words }
    for (let no = 0; no < 3; no++) {
      await hand('reportProgress', { ...progress, reportId: newId(), goalId: goals[0]!.id, value: '3.5' })
      const changes = [{ kind: 'goal', id: goals[0]!.id, field: 'own', to: `9${no}` }]
      await plan('askAdjustment', { bookId, sheetId: newId(), reason: words, changes })
    }
    // As far as each goes: waiting for an answer, for its verification, for its end.
    for (let no = 0; no < 6; no++) {
      const orderId = newId()
      await plan('orderTarget', { orderId, targetId, unit, demand: words, due: `${thisYear}-12-31` })
      if (no % 3 > 0) await hand('answerOrder', { orderId, answer: words })
      if (no % 3 > 1) await plan('verifyOrder', { orderId, passed: true, note: words })
    }
  }
  for (const ledger of ['monthly-hotline', 'monthly-evaluation'])
    await does('indicators.makeLedger', { ledger, day: `${lastMonth}-10` }, 'duban')
}

function aTarget(title: string, year: number, unit: string) {
  const day = `${year}-12-31`
  return {
    id: newId(),
    level: 1,
    section: 'economy',
    title,
    leadUnit: unit,
    deadline: day,
    weight: 5000,
    kind: 'quantity',
    goals: [{ id: newId(), label: title, unit: '件', own: '100' }],
    milestones: [0, 1].map((no) => ({ id: newId(), title: `${title}节点${no}`, due: day })),
  }
}

const blocksSaying = (words: string) => [
  { kind: 'heading', id: 'b1', level: 1, text: words },
  {
    kind: 'paragraph',
    id: 'b2',
    runs: [
      { kind: 'text', text: words },
      { kind: 'figure', id: 'f1', measure: 'found', form: 'value' },
      { kind: 'outside', id: 'o1', text: '12', source: words, evidence: words },
    ],
  },
  { kind: 'chart', id: 'b3', title: words, form: 'trend', measure: 'found' },
]

/** Reports, two at every stage on the way to the seal and beyond; the texts say `words`. */
export async function writeReports(does: Does, words: string): Promise<void> {
  const steps: readonly (readonly [verb: string, who: string, more?: object])[] = [
    ['submit', 'mishu'],
    ['review', 'shenpi'],
    ['countersign', 'lingdao'],
    ['sign', 'zhuren', { code: '街发' }],
  ]
  for (let at = 0; at < 12; at++) {
    const id = newId()
    await does(
      'reports.make',
      { id, template: 'annual', year: thisYear, title: `${words}报告`, filled: at === 0 },
      'mishu',
    )
    await does('reports.save', { id, version: 1, title: `${words}报告`, blocks: blocksSaying(words) }, 'mishu')
    const comment = { commentId: newId(), id, block: 'b2', words }
    await does('reports.comment', comment, 'shenpi')
    if (at < 2) continue
    await does('reports.resolveComment', { id, commentId: comment.commentId }, 'shenpi')
    for (const [verb, who, more] of steps.slice(0, Math.floor(at / 2)))
      await does(`reports.${verb}`, { id, version: 2, note: words, ...more }, who)
    if (at > 9) await does('reports.issue', { id, step: 'stamped' }, 'mishu')
  }
}

/** Where the ids of these are. */
export const bookTables = {
  books: 'target_books',
  targets: 'targets',
  goals: 'target_goals',
  milestones: 'target_milestones',
  progress: 'target_reports',
  sheets: 'target_sheets',
  orders: 'target_orders',
  editions: 'report_editions',
  comments: 'report_comments',
  steps: 'report_steps',
} as const

type Ids = Readonly<Record<keyof typeof bookTables | 'units', readonly string[]>>
type Values = Readonly<Record<string, readonly unknown[]>>

/** What means something to operations of the two engines, by the beginning of their names; the later goes first. */
export function knownOfBooks(ids: Ids, unit: string, foreign: unknown): readonly (readonly [start: string, Values])[] {
  const measures = ['found', 'closed', 'on_time', 'hotline-12345:on_time', 'grid-patrol:found']
  const reference = { measure: 'found', form: 'value' }
  const targets = [0, 1].map((no) => aTarget(`本街新任务${no}`, thisYear, unit))
  const changes = ids.goals.slice(-2).map((id) => [{ kind: 'goal', id, field: 'own', to: '88' }])
  return [
    [
      'indicators.',
      {
        bookId: [...ids.books, foreign],
        targetId: [...ids.targets, foreign],
        targetIds: [ids.targets.slice(0, 2), ids.targets.slice(2, 4)],
        target: targets,
        targets: [targets],
        goalId: [null, ...ids.goals],
        milestoneId: ids.milestones,
        unit: [unit, ...ids.units.slice(0, 2)],
        year: [thisYear, thisYear - 1],
        measures: [...measures, measures],
        period: [
          { kind: 'month', day: `${lastMonth}-10` },
          { kind: 'year', day: `${thisYear}-10-10` },
          { kind: 'range', from: `${lastMonth}-01`, to: `${lastMonth}-15` },
        ],
        where: [undefined, { dimension: 'unit', member: unit }, { dimension: 'source', member: 'hotline' }],
        dimension: ['unit', 'source'],
        by: ['committee', 'unit', 'category', 'source'],
        member: [unit, 'hotline'],
        ledger: ['monthly-hotline', 'monthly-evaluation'],
        from: [`${lastMonth}-01`],
        to: [`${lastMonth}-20`],
        day: [`${lastMonth}-10`],
        on: [shanghaiDate(new Date())],
        upTo: [shanghaiDate(new Date()), `${thisYear}-02-28`],
        due: [`${thisYear}-12-31`],
        value: [null, '3.5', '100'],
        id: [...ids.goals.slice(-2), ...ids.targets.slice(-2), ...ids.milestones.slice(-4)],
        field: ['own', 'weight', 'deadline', 'due', 'leader'],
        changes,
        set: ['shanghai-town-hotline', 'beijing-three-rates'],
        item: ['solved', 'satisfied', 'overdue'],
        key: ['light.behind_red', 'book.total'],
      },
    ],
    ['indicators.setKpiPoints', { value: [5, -0.5], from: ['2027-01-01', '2028-01-01'] }],
    ['indicators.setTargetParameter', { value: [100, 7], from: ['2027-01-01'] }],
    ['indicators.saveTarget', { bookId: ids.books.slice(0, 4) }],
    ['indicators.dropTarget', { bookId: ids.books.slice(0, 1), targetId: ids.targets.slice(0, 2) }],
    ['indicators.arrangeTargets', { bookId: ids.books.slice(1, 2), targetIds: [ids.targets.slice(2, 4)] }],
    ['indicators.askAdjustment', { bookId: ids.books.slice(-1) }],
    ['indicators.completeMilestone', { milestoneId: ids.milestones.slice(-4) }],
    ['indicators.orderTarget', { targetId: ids.targets.slice(-2) }],
    ['indicators.reportProgress', { targetId: ids.targets.slice(-2), goalId: [null], value: [null] }],
    ['indicators.reviewProgress', { reportId: [...ids.progress, foreign] }],
    ...['decideAdjustment', 'answerOrder', 'verifyOrder', 'closeOrder'].map(
      (verb) => [`indicators.${verb}`, { sheetId: ids.sheets, orderId: [...ids.orders, foreign] }] as const,
    ),
    [
      'reports.',
      {
        id: [...ids.editions, foreign],
        commentId: [...ids.comments, foreign],
        block: ['b1', 'b2', 'gone'],
        figure: ['f1', 'gone'],
        template: ['annual'],
        year: [thisYear, thisYear - 1],
        version: [1, 2, 2],
        blocks: [blocksSaying('本街'), []],
        figures: [[reference], [{ ...reference, form: 'completion_of_goal' }]],
        measure: measures,
        code: ['街发', '街委'],
        step: ['stamped', 'issued', 'archived'],
      },
    ],
    // Words that are kept are read again: not those by which the other street is known.
    ['reports.comment', { commentId: [], words: ['本街'] }],
    ['reports.make', { id: [] }],
  ]
}
