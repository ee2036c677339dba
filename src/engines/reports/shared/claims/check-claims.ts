import { toNumber } from '#kernel/rational'
import type { Claim, Report } from './claim.ts'
import { figuresOf, type Figure } from './figures.ts'
import { labelOf } from './labels.ts'
import { natureOf } from './nature.ts'
import { calendarOf, periodsAt } from './periods.ts'
import { plainOf } from './plain.ts'
import { relationsOf } from './relations.ts'

export interface CheckOptions {
  /** The year the report is about, where its title does not say. */
  readonly year?: number
}

const aim = /目标|指标|计划|力争|争取|确保|预计|拟|将|任务/
const cutOff = /截至|截止|目前|至今|以来|已(?!完成年度)/
const standing = /现有|共有|拥有|辖|在册|注册|总数|总人口|常住|户籍|实有|登记在|组建|建有|设有/

function kindOf(figure: Figure, context: string, inPlan: boolean): Claim['kind'] {
  if (aim.test(figure.lead) || inPlan) return 'target'
  if (figure.measure === 'percent' || figure.measure === 'points') return 'rate'
  if (standing.test(figure.lead)) return 'stock'
  if (cutOff.test(context)) return 'asof'
  return 'actual'
}

/** Finds every figure of a report and every relation that the text asserts between them, and judges those. */
export function checkClaims(text: string, options: CheckOptions = {}): Report {
  const plain = plainOf(text)
  const { figures, clauses } = figuresOf(plain.text)
  const calendar = calendarOf(plain.text, clauses.sentence, options.year)
  const when = periodsAt(calendar, figures)
  const claims = figures.map((figure): Claim => {
    const start = plain.at[figure.start]!
    const end = plain.at[figure.end - 1]! + 1
    const { period, inPlan } = when[figure.index]!
    const context = plain.text.slice(Math.max(0, figure.start - 30), figure.start)
    return {
      id: `c${figure.index + 1}`,
      label: labelOf(figure, figures),
      value: toNumber(figure.value),
      unit: figure.unit,
      raw: text.slice(start, end),
      ...(period && { period }),
      ...(figure.approximation && { approximation: figure.approximation }),
      kind: kindOf(figure, context, inPlan),
      nature: natureOf(figure, figure.tail),
      start,
      end,
    }
  })
  return { claims, relations: relationsOf(plain.text, figures, claims) }
}
