import { and, count, is, isIn, known, not, rate } from '#model'

const valid = not(isIn('state', ['voided', 'rejected']))
const disputes = isIn('category', ['local:m:55001', 'local:m:55002', 'local:m:55004', 'local:m:55007'])

export const measures = [
  count(
    'cases',
    ['110 非警情', '110 non-police cases'],
    ['期内 110 转来并由街道处置的非警务警情。', 'Calls to 110 handed to the street in the period.'],
    valid,
    'reportedAt',
  ),
  count(
    'disputes',
    ['纠纷类', 'Disputes'],
    ['其中家庭、邻里、经济和停车纠纷。', 'Of these: family, neighbour, money and parking quarrels.'],
    and(valid, disputes),
    'reportedAt',
  ),
  rate(
    'settled',
    ['纠纷化解率', 'Disputes settled'],
    ['已有处理结果的纠纷中，实际解决的占比。', 'Actually solved, of the disputes with a result.'],
    { part: is('result', 'solved'), of: and(valid, disputes, known('result')) },
    'reportedAt',
  ),
  rate(
    'on_time',
    ['按期处置率', 'On time'],
    ['已结案的非警情中，处置未超过时限的占比。', 'Closed cases handled within their limits.'],
    { part: is('onTime', true), of: is('state', 'closed') },
    'reportedAt',
  ),
  rate(
    'recurring',
    ['反复报警率', 'Recurring calls'],
    ['注明同一事由再次报警的占比。', 'Share of the cases marked as called about before.'],
    { part: is('answers.recurring', true), of: valid },
    'reportedAt',
  ),
]
