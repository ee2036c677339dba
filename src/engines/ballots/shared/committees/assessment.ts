import type { Text } from '#kernel/text'

export interface AssessmentItem {
  readonly id: string
  readonly label: Text
  /** Full points of the item, whole numbers. */
  readonly points: number
}

export interface AssessmentHead {
  readonly id: string
  readonly label: Text
  readonly items: readonly AssessmentItem[]
}

/** 党建引领业主自治指标体系: the scoring scheme, from a day on. */
export interface AssessmentScheme {
  /** Civil day from which it is used. */
  readonly from: string
  readonly basis: string
  readonly heads: readonly AssessmentHead[]
  /** Least share of the full points for each grade, in hundredths; below the last is 不合格. */
  readonly grades: { readonly excellent: number; readonly good: number; readonly pass: number }
}

export const grades = {
  excellent: ['优', 'Excellent'],
  good: ['良', 'Good'],
  pass: ['合格', 'Pass'],
  fail: ['不合格', 'Fail'],
} as const satisfies Readonly<Record<string, Text>>
export type Grade = keyof typeof grades
export const gradeIds = Object.keys(grades) as [Grade, ...Grade[]]

const item = (id: string, points: number, zh: string, en: string): AssessmentItem => ({ id, points, label: [zh, en] })

/** The seven heads in common use; points and grades differ by district and are for the street to set. */
export const firstScheme: AssessmentScheme = {
  from: '2020-01-01',
  basis: '业委会规范化评估通行做法（分值待街道核定）',
  heads: [
    {
      id: 'party',
      label: ['党建引领', 'Party leadership'],
      items: [
        item('party_group', 8, '建立党的工作小组或党员占比达标', 'A party group, or enough members of the party'),
        item('party_joint', 7, '参加居民区党组织联席会议', "Takes part in the party branch's joint meetings"),
      ],
    },
    {
      id: 'organisation',
      label: ['组织建设', 'Organisation'],
      items: [
        item('seats', 5, '成员人数符合规定', 'Seats filled as decided'),
        item('training', 5, '成员参加业务培训', 'Members attend training'),
        item('renewal', 5, '按期换届', 'Renewed on time'),
      ],
    },
    {
      id: 'meetings',
      label: ['会议制度', 'Meetings'],
      items: [
        item(
          'committee_meetings',
          8,
          '按议事规则召开业委会会议并有记录',
          'Committee meetings held by the rules, with minutes',
        ),
        item('assembly', 7, '每年召开业主大会', 'An assembly of owners every year'),
      ],
    },
    {
      id: 'disclosure',
      label: ['公开公示', 'Disclosure'],
      items: [
        item('fund', 8, '维修资金收支按季公布', 'Maintenance fund published each quarter'),
        item('income', 7, '公共收益按半年公布', 'Common income published each half-year'),
        item('decisions', 5, '会议决定三日内公告', 'Decisions announced within three days'),
      ],
    },
    {
      id: 'finance',
      label: ['印章与财务', 'Seals and money'],
      items: [
        item('seal', 5, '印章专人保管、使用有登记', 'Seals kept by one person, uses written down'),
        item('audit', 5, '财务审计', 'Accounts audited'),
      ],
    },
    {
      id: 'oversight',
      label: ['履约监督', 'Oversight of the manager'],
      items: [item('contract', 10, '对物业服务履约情况每年考核', 'The manager’s service is judged every year')],
    },
    {
      id: 'records',
      label: ['档案', 'Records'],
      items: [item('archive', 5, '资料齐全、分类归档', 'Papers complete and filed')],
    },
    {
      id: 'satisfaction',
      label: ['满意度', 'Satisfaction'],
      items: [item('owners', 10, '业主满意度', 'Satisfaction of owners')],
    },
  ],
  grades: { excellent: 90, good: 75, pass: 60 },
}

export const itemsOf = (scheme: AssessmentScheme): readonly AssessmentItem[] =>
  scheme.heads.flatMap(({ items }) => items)

export const fullPoints = (scheme: AssessmentScheme): number =>
  itemsOf(scheme).reduce((sum, { points }) => sum + points, 0)

/** Points by item. */
export type Points = Readonly<Record<string, number>>

export type PointsFault = 'item_unknown' | 'item_missing' | 'points_wrong'

/** A sheet holds every item of the scheme once, each between nothing and its full points, in whole points. */
export function pointsFault(scheme: AssessmentScheme, points: Points): PointsFault | null {
  const items = itemsOf(scheme)
  if (Object.keys(points).some((id) => !items.some((each) => each.id === id))) return 'item_unknown'
  if (items.some(({ id }) => points[id] === undefined)) return 'item_missing'
  return items.every(({ id, points: full }) => Number.isInteger(points[id]) && points[id]! >= 0 && points[id]! <= full)
    ? null
    : 'points_wrong'
}

export interface Score {
  readonly total: number
  readonly full: number
  readonly grade: Grade
  readonly byHead: Readonly<Record<string, number>>
}

/** Exact: grades are shares of the full points, compared by cross-multiplication. */
export function scoreSheet(scheme: AssessmentScheme, points: Points): Score {
  const byHead = Object.fromEntries(
    scheme.heads.map(({ id, items }) => [id, items.reduce((sum, each) => sum + (points[each.id] ?? 0), 0)]),
  )
  const total = Object.values(byHead).reduce((sum, each) => sum + each, 0)
  const full = fullPoints(scheme)
  const reaches = (least: number) => 100 * total >= least * full
  const { excellent, good, pass } = scheme.grades
  const grade = reaches(excellent) ? 'excellent' : reaches(good) ? 'good' : reaches(pass) ? 'pass' : 'fail'
  return { total, full, grade, byHead }
}
