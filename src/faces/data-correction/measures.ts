import { count, is, isIn, rate } from '#model'
import { closedCases, validCases } from '#engines/cases/shared'

export const measures = [
  count('requests', ['更正申请数', 'Requests'], validCases, 'reportedAt'),
  rate(
    'true',
    ['属实率', 'Found true'],
    { part: isIn('factFinding', ['true', 'partly']), of: closedCases },
    'reportedAt',
    { remark: ['越高说明登记质量越低。', 'The higher, the worse the register.'] },
  ),
  rate('on_time', ['按期办结率', 'On time'], { part: is('onTime', true), of: closedCases }, 'reportedAt', {
    better: 'more',
  }),
  rate(
    'not_to_hold',
    ['要求删除占比', 'Wanted deleted'],
    { part: is('category', 'local:m:57002'), of: validCases },
    'reportedAt',
  ),
]
