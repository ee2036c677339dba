import type { Text } from '#kernel/text'
import type { entryOperations } from './operations/entries.ts'
import type { kpiOperations } from './operations/kpi.ts'
import type { ledgerOperations } from './operations/ledgers.ts'
import type { measureOperations } from './operations/measures.ts'
import { targetRefusals } from './targets/index.ts'

type Asked = typeof measureOperations & typeof kpiOperations & typeof ledgerOperations & typeof entryOperations
type Refusals = Asked[keyof Asked]['errors'][number]

export const measureRefusals: Readonly<Record<Refusals, Text>> = {
  measure_unknown: ['没有这个指标，请重新选择。', 'There is no such measure. Choose another.'],
  measures_counting: [
    '指标正在统计，统计完成后即可查看，请稍后再试。',
    'This is still being counted and can be seen once it is done. Try again later.',
  ],
  period_invalid: [
    '统计期有误：起始日不能晚于截止日，期间不能超过十年。',
    'The period is not valid: it must not end before it begins, nor be longer than ten years.',
  ],
  dimension_unknown: [
    '该指标不能这样分项，请换一种口径。',
    'The measure cannot be broken down like this. Choose another way.',
  ],
  out_of_scope: [
    '所查范围超出您的管辖范围，只能查看本居民区、本网格或本单位的指标。',
    'This is outside your area. You can see the figures of your own committee, grid or unit.',
  ],
  kpi_unknown: ['没有这个考核办法或考核项。', 'There is no such rule or item.'],
  points_decided: [
    '该日的分值已经生效，不能再改，请另选起用日。',
    'The points of that day are in force already and stay. Choose another day.',
  ],
  ledger_unknown: ['没有这个台账。', 'There is no such ledger.'],
  ledger_not_made: ['这一期台账还没有生成。', 'The sheet of this period has not been made.'],
  entry_field_unknown: ['台账没有这一列，请按台账的列填写。', 'The ledger has no such column. Fill in those it has.'],
  entry_twice: [
    '同一户在一个月内填了两行，请合并后再登记。',
    'One member has two rows in the month. Put them together first.',
  ],
  ledger_row_not_found: [
    '没有这一条，可能已被撤回，请刷新。',
    'There is no such row; it may have been withdrawn. Reload the page.',
  ],
  month_ahead: ['所属月份还没有到，不能登记。', 'This month has not come yet; nothing can be entered of it.'],
  period_not_over: ['这一期还没有结束，结束后才能生成。', 'The period is not over yet; its sheet is made after it.'],
}

export const indicatorRefusals = { ...measureRefusals, ...targetRefusals }
