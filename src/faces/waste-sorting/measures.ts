import { and, atLeast, count, is, isIn, known, not, rate } from '#model'

const valid = not(isIn('state', ['voided', 'rejected']))

export const measures = [
  count(
    'found',
    ['发现数', 'Found'],
    ['期内发现的垃圾分类问题。', 'Sorting problems found in the period.'],
    valid,
    'reportedAt',
  ),
  count(
    'interviews',
    ['应约谈数', 'Interviews due'],
    [
      '一个月内第三次及以上发现、须约谈责任主体的案件。',
      'Found for the third time or more in a month: the responsible party is interviewed.',
    ],
    and(valid, atLeast('answers.times', 3)),
    'reportedAt',
  ),
  rate(
    'rectified_in_time',
    ['按期整改率', 'Rectified on time'],
    ['已结案的案件中，整改未超过时限的占比。', 'Closed cases rectified within their limits.'],
    { part: is('onTime', true), of: is('state', 'closed') },
    'reportedAt',
  ),
  rate(
    'recurring',
    ['反复率', 'Recurring'],
    [
      '注明次数的案件中，一个月内不是第一次的占比。',
      'Not the first time in a month, of the cases where that was noted.',
    ],
    { part: atLeast('answers.times', 2), of: and(valid, known('answers.times')) },
    'reportedAt',
  ),
]
