import { count, is, isIn, not, rate } from '#model'

const valid = not(isIn('state', ['voided', 'rejected']))
const closed = is('state', 'closed')

export const measures = [
  count(
    'requests',
    ['更正申请数', 'Requests'],
    ['期内居民申请更正或删除登记信息的件数。', 'Requests to correct or delete what is held, in the period.'],
    valid,
    'reportedAt',
  ),
  rate(
    'true',
    ['属实率', 'Found true'],
    [
      '已办结的申请中，核实属实或部分属实的占比；高则登记质量低。',
      'Closed requests that were right, at least in part: the higher, the worse the register.',
    ],
    { part: isIn('factFinding', ['true', 'partly']), of: closed },
    'reportedAt',
  ),
  rate(
    'on_time',
    ['按期办结率', 'On time'],
    ['已办结的申请中，各项时限均未超过的占比。', 'Closed requests whose limits were all kept.'],
    { part: is('onTime', true), of: closed },
    'reportedAt',
  ),
  rate(
    'not_to_hold',
    ['要求删除占比', 'Wanted deleted'],
    ['申请中要求删除的占比。', 'Share of the requests that want something deleted.'],
    { part: is('category', 'local:m:57002'), of: valid },
    'reportedAt',
  ),
]
