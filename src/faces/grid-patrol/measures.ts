import { and, count, is, isIn, known, not, rate } from '#model'

const valid = not(isIn('state', ['voided', 'rejected']))
const patrolled = and(valid, isIn('source', ['inspector', 'committee', 'self_check']))

export const measures = [
  count(
    'found',
    ['巡查发现数', 'Found on patrol'],
    ['期内巡查、居村上报和自查发现的案件。', 'Cases found in the period by patrols, committees and self-checks.'],
    patrolled,
    'reportedAt',
  ),
  rate(
    'closed',
    ['结案率', 'Closed'],
    ['期内上报的案件中已结案的占比。', 'Share of the cases reported in the period that are closed.'],
    { part: is('state', 'closed'), of: valid },
    'reportedAt',
    '结案率 = 结案数 / 应结案数（GB/T 30428.4）',
  ),
  rate(
    'disposed_in_time',
    ['按期处置率', 'Handled on time'],
    ['期内上报并已结案的案件中，处置未超过时限的占比。', 'Share of the closed cases handled within their limits.'],
    { part: is('onTime', true), of: is('state', 'closed') },
    'reportedAt',
    '按期处置率 = 按期处置数 / 应处置数（GB/T 30428.4）',
  ),
  rate(
    'self_disposed',
    ['自行处置率', 'Put right on the spot'],
    ['期内上报的案件中，由发现人当场处置的占比。', 'Share of the cases that their finder put right on the spot.'],
    { part: is('selfDisposed', true), of: valid },
    'reportedAt',
  ),
  rate(
    'recurring',
    ['反复发生率', 'Recurring'],
    ['登记时说明是否反复的案件中，反复发生的占比。', 'Share that recur, of the cases where that was asked.'],
    { part: is('answers.recurring', true), of: and(valid, known('answers.recurring')) },
    'reportedAt',
  ),
]
