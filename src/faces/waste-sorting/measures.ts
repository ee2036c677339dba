import { and, atLeast, count, is, known, named, rate } from '#model'
import { closedCases, validCases } from '#engines/cases/shared'

export const measures = [
  count('found', ['发现数', 'Found'], validCases, 'reportedAt'),
  count('interviews', ['应约谈数', 'Interviews due'], and(validCases, atLeast('answers.times', 3)), 'reportedAt', {
    remark: [
      '一个月内第三次及以上发现的，须约谈责任主体。',
      'Found for the third time or more in a month: the responsible party is interviewed.',
    ],
  }),
  rate(
    'rectified_in_time',
    ['按期整改率', 'Rectified on time'],
    { part: is('onTime', true), of: closedCases },
    'reportedAt',
    {
      better: 'more',
    },
  ),
  rate(
    'recurring',
    ['反复率', 'Recurring'],
    {
      part: atLeast('answers.times', 2),
      of: and(validCases, named(['注明次数的', 'where that was noted'], known('answers.times'))),
    },
    'reportedAt',
    { better: 'less' },
  ),
]
