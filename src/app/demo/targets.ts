import { must } from '#kernel/assert'
import { newId } from '#kernel/id'
import { shanghaiDate, startOfDay } from '#kernel/time'
import type { Database } from '#platform/db'
import type { Implementation } from '#platform/operations'
import { indicators, sectionIds } from '#engines/indicators/shared'
import { getStreet, streets } from '#engines/registers/shared'
import { castOf, type Cast } from './cast.ts'
import { playerOf, type Player } from './player.ts'
import { makeRng } from './rng.ts'
import type { BookLine } from './target-books/book-line.ts'
import { draftOf, partOf, weightsOf, type Drafted } from './target-books/draft-of.ts'
import { thisYear } from './target-books/this-year.ts'
import { xianxia2023 } from './target-books/xianxia-2023.ts'

interface Told {
  readonly year: number
  readonly title: string
  readonly documentNo: string
  readonly lines: readonly BookLine[]
  /** How far the numbers have come by which day of the year. */
  readonly reports: readonly (readonly [day: string, share: number])[]
}

/** Something that someone does on a day; what lies after today is not done yet. */
interface Deed {
  readonly day: string
  do(at: Date): Promise<unknown>
}

const at = (day: string, hour: number): Date => new Date(startOfDay(day).getTime() + hour * 3_600_000)

interface Stage {
  readonly player: Player
  readonly cast: Cast
  readonly planner: ReturnType<Cast['one']>
  readonly head: ReturnType<Cast['one']>
}

/** What goes on in a year with a book: everyone does their part through the operations they would use. */
async function playBook(stage: Stage, told: Told, today: string): Promise<void> {
  const { player, cast, planner, head } = stage
  const { year } = told
  const first = `${year}-01-04`
  const started = first < today ? first : today
  const unitOf = (code: string) =>
    must(
      cast.units.find((unit) => unit.code === code),
      `unit ${code}`,
    ).id
  const lines = told.lines.toSorted(
    (a, b) => a.level - b.level || sectionIds.indexOf(a.section) - sectionIds.indexOf(b.section),
  )
  const weights = weightsOf(lines)
  const targets = lines.map((line, index) => draftOf(told.year, line, weights[index]!, unitOf))
  const byTitle = (title: string) =>
    must(
      targets.find((target) => target.title === title),
      title,
    )
  const bookId = newId() as never
  const now = at(started, 1)
  const organisation = getStreet(player.street).name[0]
  await player.play(indicators.draftBook, planner, { bookId, year, title: told.title, organisation }, now)
  await player.play(indicators.fillBook, planner, { bookId, targets }, now)
  await player.play(indicators.submitBook, planner, { bookId }, now)
  await player.play(indicators.approveBook, head, { bookId }, now)
  await player.play(indicators.issueBook, planner, { bookId, documentNo: told.documentNo, on: started }, now)

  const deeds: Deed[] = []
  const add = (day: string, deed: (at: Date) => Promise<unknown>) => deeds.push({ day, do: deed })
  for (const [index, line] of lines.entries()) {
    const target = targets[index]!
    const hand = cast.handlerOf(unitOf(line.lead))
    for (const [node, { due, done }] of line.nodes.entries())
      if (done !== null)
        add(`${year}-${done}`, (when) =>
          player.play(
            indicators.completeMilestone,
            hand,
            {
              milestoneId: target.milestones![node]!.id,
              on: `${year}-${done}`,
              evidence: done > due ? '现场照片、延期说明' : '现场照片、会议纪要',
            },
            when,
          ),
        )
    for (const [at_, goal] of line.goals.entries())
      if (goal.reached !== null)
        for (const [day, share] of told.reports) {
          const isBlocked = goal.label === '开工' && line.title.includes('加装电梯') && share < 1 && share > 0.5
          add(`${year}-${day}`, async (when) => {
            const reportId = newId()
            await player.play(
              indicators.reportProgress,
              hand,
              {
                reportId,
                targetId: target.id,
                goalId: target.goals![at_]!.id,
                upTo: `${year}-${day}`,
                value: partOf(goal, share),
                ...(isBlocked && { blocker: '管线迁改未完成，6 台无法开工', blockedBy: '区供电公司' }),
              },
              when,
            )
            await player.play(indicators.reviewProgress, planner, { reportId, confirmed: true }, when)
          })
        }
  }
  if (year === 2023) troubles2023(stage, told, byTitle, bookId, add)
  else troublesOfYear(stage, year, byTitle, bookId, add)
  if (today > `${year}-12-31`)
    add(`${year + 1}-01-10`, (when) => player.play(indicators.closeBook, planner, { bookId }, when))
  for (const deed of deeds.toSorted((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0)))
    if (deed.day < today) await deed.do(at(deed.day, 9))
}

type Add = (day: string, deed: (at: Date) => Promise<unknown>) => void
type ByTitle = (title: string) => Drafted

function troubles2023(
  { player, planner, head }: Stage,
  { year }: Told,
  byTitle: ByTitle,
  bookId: never,
  add: Add,
): void {
  const wires = byTitle('架空线入地和合杆整治')
  const sheetId = newId()
  const goal = wires.goals![0]!.id
  add(`${year}-09-18`, async (when) => {
    const changes = [{ kind: 'goal' as const, id: goal, field: 'own', to: '4' }]
    const reason = '虹古路段与轨道交通管线冲突，经区建管委同意顺延至下一年度实施'
    await player.play(indicators.askAdjustment, planner, { bookId, sheetId, reason, changes }, when)
    await player.play(indicators.decideAdjustment, head, { sheetId, approved: true, note: '同意' }, when)
  })
  const refused = newId()
  add(`${year}-10-20`, async (when) => {
    const changes = [{ kind: 'target' as const, id: byTitle('重点项目引进').id, field: 'weight', to: 100 }]
    const reason = '项目落地周期较长，申请调低分值'
    await player.play(indicators.askAdjustment, planner, { bookId, sheetId: refused, reason, changes }, when)
    const note = '指标不变，加大招商力度'
    await player.play(indicators.decideAdjustment, head, { sheetId: refused, approved: false, note }, when)
  })
}

function troublesOfYear(
  { player, planner, head, cast }: Stage,
  year: number,
  byTitle: ByTitle,
  bookId: never,
  add: Add,
): void {
  const centre = byTitle('城运中心空间扩容')
  const unit = must(centre.leadUnit, 'a lead unit')
  const hand = cast.handlerOf(unit)
  const said = {
    targetId: centre.id,
    note: '正在与产权单位协商',
    blocker: '选址房屋产权手续未办结',
    blockedBy: '区机管局',
  }
  add(`${year}-09-28`, async (when) => {
    const reportId = newId()
    await player.play(indicators.reportProgress, hand, { ...said, reportId, upTo: `${year}-09-28` }, when)
    await player.play(indicators.reviewProgress, planner, { reportId, confirmed: true }, when)
  })
  const orderId = newId()
  add(`${year}-10-09`, async (when) => {
    const due = `${year}-10-20`
    const order = { orderId, targetId: centre.id, unit: unit as never, demand: '说明批复滞后原因，报送推进计划', due }
    await player.play(indicators.orderTarget, planner, order, when)
  })
  add(`${year}-10-18`, (when) =>
    player.play(indicators.answerOrder, hand, { orderId, answer: '已与产权单位达成初步意见，11 月底前签订协议' }, when),
  )
  const canteen = byTitle('社区长者食堂')
  const sheetId = newId()
  add(`${year}-10-12`, async (when) => {
    const changes = [
      { kind: 'milestone' as const, id: canteen.milestones![2]!.id, field: 'due', to: `${year}-12-15` },
      { kind: 'target' as const, id: canteen.id, field: 'leader', to: '办事处主任' },
    ]
    const reason = '燃气接入审批延后，开业时间相应顺延'
    await player.play(indicators.askAdjustment, planner, { bookId, sheetId, reason, changes }, when)
    await player.play(indicators.decideAdjustment, head, { sheetId, approved: true, note: '同意，确保年内开业' }, when)
  })
  const waiting = newId()
  const lifts = byTitle('既有多层住宅加装电梯')
  add(`${year}-11-12`, (when) => {
    const changes = [{ kind: 'goal' as const, id: lifts.goals![1]!.id, field: 'own', to: '70' }]
    const reason = '供电管线迁改未完成，申请调整自定开工目标，区下达目标不变'
    return player.play(indicators.askAdjustment, planner, { bookId, sheetId: waiting, reason, changes }, when)
  })
}

/** A book of this year for every street, and that of 2023 of 仙霞新村街道, lived through to its end. */
export async function fillTargets(
  database: Database,
  implementations: readonly Implementation[],
  now: Date,
): Promise<void> {
  const today = shanghaiDate(now)
  const year = Number(today.slice(0, 4))
  for (const { code, name } of streets) {
    const rng = makeRng(`targets ${code}`)
    const cast = await castOf(database, code)
    const stage: Stage = {
      player: playerOf(database, code, implementations),
      cast,
      planner: cast.one('planner', rng),
      head: cast.one('approver', rng),
    }
    const short = name[0].slice(0, 1)
    await playBook(
      stage,
      {
        year,
        title: `${name[0]} ${year} 年重点工作目标任务书`,
        documentNo: `${short}街发〔${year}〕3 号`,
        lines: thisYear,
        reports: [
          ['03-31', 0.2],
          ['06-30', 0.42],
          ['09-30', 0.68],
          ['10-31', 0.82],
        ],
      },
      today,
    )
    if (code === '310105008')
      await playBook(
        stage,
        {
          year: 2023,
          title: '仙霞新村街道 2023 年重点工作目标任务书',
          documentNo: '仙街发〔2023〕5 号',
          lines: xianxia2023,
          reports: [
            ['06-30', 0.45],
            ['12-28', 1],
          ],
        },
        today,
      )
  }
}
