import type { Text } from '#kernel/text'
import type { measureOperations } from './operations/measures.ts'
import { targetRefusals } from './targets/index.ts'

type Asked = typeof measureOperations
type Refusals = Asked[keyof Asked]['errors'][number]

export const measureRefusals: Readonly<Record<Refusals, Text>> = {
  measure_unknown: ['没有这个指标。', 'There is no such measure.'],
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
}

export const indicatorRefusals = { ...measureRefusals, ...targetRefusals }
