import { courses, type GoalPeriod, type Milestone } from '../book.ts'
import { usualCourse, type GoalSaid } from './goals-in-text.ts'

/** How an exported book says its numbers and days, so that they are read back as they were. */
const periodsSaid = {
  year: '按年度',
  assessment: '按考核年',
  quarter: '按季度',
  month: '按月',
  week: '按周',
} as const satisfies Record<GoalPeriod, string>
const periodOf = new Map(Object.entries(periodsSaid).map(([period, said]) => [said as string, period as GoalPeriod]))
const courseOf = new Map(
  Object.entries(courses).map(([course, [said]]) => [said as string, course as GoalSaid['course']]),
)

/** 签约：区下达 80台，街道自定 100台［按季度；指标 signed］; of the brackets only what is not usual. */
export function goalLine(goal: GoalSaid): string {
  const { label, unit, direction, district, own, period, course, base, share, measure } = goal
  const said = (name: string, value: string | null) =>
    value === null ? null : `${name} ${direction === 'less' ? '不超过 ' : ''}${value}${unit}`
  const settings = [
    period === 'year' ? null : periodsSaid[period],
    course === usualCourse(unit) ? null : courses[course][0],
    base === null ? null : `基数 ${base}`,
    share === 1 ? null : `占比 ${share}`,
    measure === null ? null : `指标 ${measure}`,
  ].filter((each) => each !== null)
  const both = [said('区下达', district), said('街道自定', own)].filter((each) => each !== null)
  return `${label}：${both.join('，')}${settings.length === 0 ? '' : `［${settings.join('；')}］`}`
}

const decimal = '-?\\d{1,12}(?:\\.\\d{1,4})?'
const written = `(?:(不超过) )?(${decimal})((?:[^\\d，［][^，［]{0,19})?)`
const aimLine = new RegExp(`^(.{1,60})：(?:区下达 ${written})?，?(?:街道自定 ${written})?(?:［(.+)］)?$`, 'u')
const decimalOnly = new RegExp(`^${decimal}$`)

type Settings = Pick<GoalSaid, 'period' | 'course' | 'base' | 'share' | 'measure'>

/** Null where one of them is none of ours. */
function settingsIn(text: string, usual: Settings): Settings | null {
  let settings = usual
  for (const each of text === '' ? [] : text.split('；')) {
    const [, name, value = ''] = /^(基数|占比|指标) (\S+)$/.exec(each) ?? []
    const [period, course] = [periodOf.get(each), courseOf.get(each)]
    if (period) settings = { ...settings, period }
    else if (course) settings = { ...settings, course }
    else if (name === '基数' && decimalOnly.test(value)) settings = { ...settings, base: value }
    else if (name === '占比' && /^[1-9]\d{0,3}$/.test(value)) settings = { ...settings, share: Number(value) }
    else if (name === '指标') settings = { ...settings, measure: value }
    else return null
  }
  return settings
}

function goalIn(line: string): GoalSaid | null {
  const [, label = '', cap, district, unit, ownCap, own, ownUnit, said = ''] = aimLine.exec(line) ?? []
  if (district === undefined && own === undefined) return null
  const counted = (unit ?? ownUnit ?? '').trim()
  const usual = { period: 'year', course: usualCourse(counted), base: null, share: 1, measure: null } as const
  const settings = settingsIn(said, usual)
  if (!settings) return null
  const direction = cap || ownCap ? 'less' : 'more'
  return { label, unit: counted, direction, district: district ?? null, own: own ?? null, ...settings }
}

/** Lines that say a number in full, as an exported book does. The rest is left over. */
export function aimsIn(text: string): { aims: GoalSaid[]; rest: string } {
  const lines = text.split('\n').map((line) => ({ line, goal: goalIn(line.trim()) }))
  return {
    aims: lines.flatMap(({ goal }) => goal ?? []),
    rest: lines.flatMap(({ line, goal }) => (goal ? [] : [line])).join('\n'),
  }
}

export type MilestoneSaid = Pick<Milestone, 'title' | 'due' | 'weight'>

/** 2026-06-30 开工［权重 2］, a line for each, and the deadline last. */
export function daysLines(milestones: readonly MilestoneSaid[], deadline: string): string {
  const lines = milestones.map(({ due, title, weight }) => `${due} ${title}${weight === 1 ? '' : `［权重 ${weight}］`}`)
  return [...lines, deadline].join('\n')
}

const dayLine = /^(20\d\d-\d\d-\d\d) (.*?\S)(?:［权重 ([1-9]\d{0,3})］)?$/

/** Null where the days are not said as an exported book says them. */
export function daysIn(text: string): { readonly deadline: string; readonly milestones: MilestoneSaid[] } | null {
  const lines = text.split('\n').map((line) => line.trim())
  const deadline = lines.pop() ?? ''
  const found = lines.map((line) => dayLine.exec(line))
  if (![deadline, ...found.map((each) => each?.[1] ?? '')].every((day) => isDay(day))) return null
  const milestones = found.map((each) => ({ due: each![1]!, title: each![2]!, weight: Number(each![3] ?? 1) }))
  return { deadline, milestones }
}

function isDay(day: string): boolean {
  const at = Date.parse(`${day}T00:00:00Z`)
  return day.length === 10 && !Number.isNaN(at) && new Date(at).toISOString().startsWith(day)
}
