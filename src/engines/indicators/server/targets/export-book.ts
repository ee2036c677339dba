import type { Readable } from 'node:stream'
import { writeSheet, type WritableCell } from '#platform/sheets'
import {
  bookStates,
  countingSaid,
  daysLines,
  goalLine,
  lightWords,
  levels,
  sections,
  targetKinds,
  type BookView,
  type GoalView,
  type TargetLine,
} from '#engines/indicators/shared'

const reached = ({ label, value, unit, counting }: GoalView) =>
  `${label} ${value === null ? (counting === null ? '—' : countingSaid(counting)[0]) : `${value}${unit}`}`
const done = (target: TargetLine) =>
  [
    ...target.goals.map(reached),
    ...target.milestones.flatMap((each) => (each.doneOn === null ? [] : [`${each.title} ${each.doneOn} 完成`])),
  ].join('；')
const number = (text: string): WritableCell => ({ text, kind: 'number' })

/** The book as a workbook whose columns are those it is brought in by. */
export function exportBook(view: BookView, nameOf: (unit: string | null) => string): Readable {
  const { book, standing, asOf, sheets } = view
  const row = (target: TargetLine): WritableCell[] => [
    number(String(target.no)),
    levels[target.level][0],
    sections[target.section][0],
    targetKinds[target.kind][0],
    target.title,
    [target.content, ...target.goals.map((goal) => goalLine({ ...goal, period: goal.over }))]
      .filter(Boolean)
      .join('\n'),
    target.leader,
    nameOf(target.leadUnit),
    target.assisting.map((unit) => nameOf(unit)).join('、'),
    daysLines(target.milestones, target.deadline),
    target.evidence,
    number((target.weight / 100).toString()),
    done(target),
    target.standing.rate === null ? '' : number(target.standing.rate),
    target.standing.planned === null ? '' : number(target.standing.planned),
    target.standing.light === null ? '' : lightWords[target.standing.light][0],
    target.blocked ? `${target.blocked.blocker}${target.blocked.by ? `（${target.blocked.by}）` : ''}` : '',
  ]
  return writeSheet({
    name: '目标任务书',
    columns: [
      { title: '序号', width: 6 },
      { title: '级别', width: 14 },
      { title: '板块', width: 10 },
      { title: '类型', width: 10 },
      { title: '目标任务', width: 32 },
      { title: '具体内容/量化指标', width: 60 },
      { title: '责任领导', width: 14 },
      { title: '牵头部门', width: 16 },
      { title: '配合部门', width: 24 },
      { title: '完成时限', width: 30 },
      { title: '佐证材料', width: 24 },
      { title: '分值', width: 8 },
      { title: '完成情况', width: 30 },
      { title: '完成率%', width: 10 },
      { title: '应达进度%', width: 10 },
      { title: '亮灯', width: 8 },
      { title: '卡点', width: 24 },
    ],
    rows: view.targets.map(row),
    notes: {
      name: '说明',
      lines: [
        `${book.title}（${book.organisation}）`,
        `${bookStates[book.state][0]}${book.documentNo ? `，${book.documentNo}` : ''}`,
        `统计至 ${asOf}；全书完成率 ${standing.rate ?? '—'}%，应达进度 ${standing.planned ?? '—'}%（百分数截尾，不四舍五入）`,
        ...sheets.map(
          (sheet) =>
            `调整单 ${sheet.no}：${sheet.reason}（${sheet.state === 'approved' ? '已批准' : sheet.state === 'refused' ? '未批准' : '待审批'}）`,
        ),
      ],
    },
    properties: { title: book.title },
  })
}
