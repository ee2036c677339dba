import type { Text } from '#kernel/text'
import { sectionIds, sections, targetKinds, type Section, type TargetKind } from '../book.ts'
import type { TaskRow } from './columns.ts'
import { readDeadline, type ReadDeadline } from './deadline.ts'
import { goalsIn, type GoalSaid } from './goals-in-text.ts'
import { splitUnits, unitNamed } from './units.ts'
import { aimsIn, daysIn, type MilestoneSaid } from './written-book.ts'

interface Said {
  /** Whether it cannot be brought in before someone mends it. */
  readonly hinders: boolean
  readonly say: Text
}

/** A row of a file as it was understood, before anything is written. */
export interface JudgedTarget {
  readonly rows: readonly number[]
  readonly level: 1 | 2
  readonly section: Section | null
  readonly title: string
  readonly content: string
  readonly leader: string
  readonly leadUnit: string | null
  readonly assisting: readonly string[]
  readonly deadline: string | null
  readonly weight: number
  readonly kind: TargetKind
  readonly evidence: string
  readonly goals: readonly GoalSaid[]
  readonly milestones: readonly MilestoneSaid[]
  /** Names of units that none has, or several: whoever brings the file in chooses. */
  readonly unknownUnits: readonly { readonly name: string; readonly role: 'lead' | 'assisting' }[]
  readonly problems: readonly Said[]
}

interface Judging {
  readonly year: number
  readonly units: readonly { readonly id: string; readonly name: string }[]
  /** Keys of the measures that there are. */
  readonly measures?: ReadonlySet<string>
}

const none: ReadonlySet<string> = new Set()

const sectionNames = sectionIds.map((id) => [id, sections[id][0]] as const)

function sectionIn(text: string): Section | null {
  const said = text.replaceAll(/\s/g, '')
  if (said === '') return null
  const whole = sectionNames.find(([, name]) => said.includes(name))
  if (whole) return whole[0]
  // 党建、经济、平安 … as they are shortened.
  return sectionNames.find(([, name]) => said.includes(name.slice(0, 2)))?.[0] ?? null
}

const kindIn = (text: string): TargetKind | null =>
  (Object.keys(targetKinds) as TargetKind[]).find((kind) => targetKinds[kind][0] === text.trim()) ?? null

const asNodes = (read: ReadDeadline | null) =>
  read && { ...read, milestones: read.milestones.map((each) => ({ ...each, weight: 1 })) }

function levelIn(row: TaskRow): 1 | 2 | null {
  for (const said of [row.level, row.heading, row.section]) {
    if (/一级|^1$|区级|市级|为民办实事/.test(said)) return 1
    if (/二级|^2$|街道层面/.test(said)) return 2
  }
  return null
}

const joined = (texts: readonly string[]) => [...new Set(texts.filter(Boolean))].join('\n')

/** Rows that are one task: its title was merged over several contents. */
function grouped(rows: readonly TaskRow[]): TaskRow[][] {
  const groups: TaskRow[][] = []
  for (const row of rows) {
    const last = groups.at(-1)?.[0]
    const isSame = last && (row.title === '' || (row.title === last.title && (row.no === last.no || row.no === '')))
    const isOfLevel = last && (row.level === last.level || row.level === '') && row.heading === last.heading
    if (isSame && isOfLevel) groups.at(-1)!.push(row)
    else groups.push([row])
  }
  return groups
}

function weightIn(text: string): number | null {
  const found = /^(\d{1,5})(?:\.(\d{1,2}))?\s*分?$/.exec(text.normalize('NFKC').trim())
  return found ? Number(found[1]) * 100 + Number((found[2] ?? '').padEnd(2, '0')) : null
}

function judgeGroup(group: readonly TaskRow[], level: 1 | 2, { year, units, measures = none }: Judging): JudgedTarget {
  const [first] = group as [TaskRow]
  const problems: Said[] = []
  const tell = (hinders: boolean, zh: string, en: string) => problems.push({ hinders, say: [zh, en] })
  const title = first.title.replaceAll(/\s*\n\s*/g, ' ').slice(0, 120)
  if (title === '') tell(true, '没有任务名称。', 'It has no title.')
  const { aims, rest } = aimsIn(joined(group.map((row) => row.content)))
  const content = rest.slice(0, 2000)
  const section = sectionIn(first.section) ?? sectionIn(first.heading)
  if (section === null)
    tell(
      true,
      first.section ? `没有“${first.section}”这个板块，请选择。` : '没有写板块，请选择。',
      'Choose its section.',
    )

  const unknownUnits: JudgedTarget['unknownUnits'][number][] = []
  const named = (said: string, role: 'lead' | 'assisting') =>
    splitUnits(said).flatMap((name) => {
      const unit = unitNamed(name, units)
      if (!unit) unknownUnits.push({ name, role })
      return unit ? [unit.id] : []
    })
  const [leadUnit = null, ...others] = named(first.lead, 'lead')
  const assisting = [...new Set([...others, ...named(joined(group.map((row) => row.assisting)), 'assisting')])]
  if (first.lead === '') tell(true, '没有写牵头部门，请选择。', 'Choose its lead unit.')
  for (const { name } of unknownUnits)
    tell(true, `没有“${name}”这个部门，请选择对应的部门。`, `There is no unit "${name}". Choose the one that is meant.`)

  const kindSaid = kindIn(first.kind)
  const isNumber = aims.length === 0 && (kindSaid === null || kindSaid === 'quantity')
  const found = isNumber ? goalsIn(content || title, title, level) : { goals: aims, unread: [] }
  const { unread } = found
  const goals = found.goals.map((goal) => {
    if (goal.measure === null || measures.has(goal.measure)) return goal
    tell(false, `没有指标“${goal.measure}”，“${goal.label}”改为手工填报。`, `There is no measure "${goal.measure}".`)
    return { ...goal, measure: null }
  })
  for (const each of unread)
    tell(false, `“${each}”的单位未能识别，如是指标请补填。`, `The unit of "${each}" was not recognised.`)
  const dues = joined(group.map((row) => row.deadline))
  const due = daysIn(dues) ?? asNodes(readDeadline(dues, year))
  if (due === null && dues !== '')
    tell(true, `看不懂完成时限“${dues}”，请填写日期。`, `The deadline "${dues}" is not a day. Give one.`)
  if (due === null && dues === '') tell(false, `没有写完成时限，按 ${year} 年底。`, `No deadline: the end of ${year}.`)
  if (due !== null && !due.deadline.startsWith(String(year)))
    tell(true, `完成时限 ${due.deadline} 不在 ${year} 年内。`, `${due.deadline} is not in ${year}.`)
  const weights = group.map((row) => row.weight).filter(Boolean)
  const weight = weights.length > 0 ? weightIn(weights[0]!) : 0
  if (weights.length === 0) tell(false, '没有写分值，按 0 分。', 'No points: nought.')
  if (weight === null) tell(true, `分值“${weights[0]}”不是数。`, `"${weights[0]}" is no number of points.`)

  const deadline = due?.deadline ?? (dues === '' ? `${year}-12-31` : null)
  const nodes = due?.milestones ?? []
  const kind: TargetKind = kindSaid ?? (goals.length > 0 ? 'quantity' : nodes.length > 0 ? 'milestones' : 'routine')
  // What must go on all year is looked at each quarter.
  const quarters = ['03-31', '06-30', '09-30', '12-31'].map((day, at) => ({
    title: `第${'一二三四'[at]}季度工作小结`,
    due: `${year}-${day}`,
    weight: 1,
  }))
  const isUntold = kind === 'routine' && nodes.length === 0
  const milestones = isUntold && deadline !== null ? quarters.filter((each) => each.due <= deadline) : nodes
  if (isUntold)
    tell(
      false,
      '没有量化指标和节点，按常态工作每季度一个节点。',
      'Neither a number nor milestones: one milestone a quarter.',
    )
  return {
    rows: group.map((row) => row.row),
    level,
    section,
    title,
    content,
    leader: first.leader.replaceAll(/\s+/g, ' ').slice(0, 60),
    leadUnit,
    assisting: assisting.filter((unit) => unit !== leadUnit),
    deadline,
    weight: weight ?? 0,
    kind,
    evidence: joined(group.map((row) => row.evidence)).slice(0, 500),
    goals,
    milestones:
      milestones.length > 0 || kind !== 'routine' || deadline === null
        ? milestones
        : [{ title: '完成', due: deadline, weight: 1 }],
    unknownUnits,
    problems,
  }
}

/** Every task of a file as it would be brought in, with all that is wrong with it in sentences. */
export function judgeRows(rows: readonly TaskRow[], judging: Judging): JudgedTarget[] {
  const seen = new Map<string, number>()
  return grouped(rows).map((group) => {
    const level = levelIn(group[0]!)
    const judged = judgeGroup(group, level ?? 1, judging)
    const problems = [...judged.problems]
    if (level === null)
      problems.push({ hinders: false, say: ['没有写级别，按一级目标任务。', 'No level: taken as first-level.'] })
    const before = seen.get(judged.title)
    if (before !== undefined)
      problems.push({
        hinders: false,
        say: [`与第 ${before} 行同名。`, `It has the title of row ${before}.`],
      })
    else seen.set(judged.title, judged.rows[0]!)
    return { ...judged, problems }
  })
}
