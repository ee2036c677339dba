import type { Readable } from 'node:stream'
import { writeSheet } from '#platform/sheets'
import { figureForms, type OpenedFigure } from '#engines/reports/shared'

const number = (count: number) => ({ text: String(count), kind: 'number' as const })

/** Every figure of a report with its definition, for whoever checks it line by line. */
export function figureSheet(title: string, figures: readonly OpenedFigure[], at: string): Readable {
  return writeSheet({
    name: '报告数据',
    columns: [
      { title: '序号', width: 6, kind: 'number' },
      { title: '数据', width: 24 },
      { title: '形式', width: 10 },
      { title: '正文数值', width: 16 },
      { title: '分子', width: 10, kind: 'number' },
      { title: '分母', width: 10, kind: 'number' },
      { title: '期间起', width: 12 },
      { title: '期间止', width: 12 },
      { title: '比较期', width: 24 },
      { title: '比较期数值', width: 12 },
      { title: '目标', width: 10 },
      { title: '定义', width: 60 },
      { title: '指标', width: 24 },
      { title: '定义版本', width: 20 },
      { title: '台账位置', width: 30 },
    ],
    rows: figures.map(({ counted, ...each }, nth) => [
      number(nth + 1),
      each.label[0],
      figureForms[each.form][0],
      each.counting ? '正在统计' : (counted?.shown ?? ''),
      counted ? number(counted.numerator) : '',
      counted ? number(counted.denominator) : '',
      each.period.from,
      each.period.to,
      each.base ? `${each.base.from} 至 ${each.base.to}` : '',
      counted?.base?.value ?? '',
      counted?.goal ?? '',
      each.sentence[0],
      each.measure,
      each.version,
      counted?.position ?? '',
    ]),
    notes: { name: '说明', lines: [title, `导出时间 ${at}`, '数值按正文，分子分母为整数；分母为零的比率没有数值。'] },
    properties: { title, createdAt: new Date(at) },
  })
}
