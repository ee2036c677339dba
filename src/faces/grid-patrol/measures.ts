import { and, count, is, isIn, known, named, rate } from '#model'
import { closedCases, validCases } from '#engines/cases/shared'

const patrolled = and(
  validCases,
  named(
    ['巡查、居村上报和自查发现的', 'found by patrols, committees and self-checks'],
    isIn('source', ['inspector', 'committee', 'self_check']),
  ),
)

export const measures = [
  count('found', ['巡查发现数', 'Found on patrol'], patrolled, 'reportedAt'),
  rate('closed', ['结案率', 'Closed'], { part: is('state', 'closed'), of: validCases }, 'reportedAt', {
    better: 'more',
  }),
  rate(
    'disposed_in_time',
    ['按时办结率', 'Handled on time'],
    { part: is('onTime', true), of: closedCases },
    'reportedAt',
    {
      better: 'more',
    },
  ),
  rate(
    'self_disposed',
    ['自行处置率', 'Put right on the spot'],
    { part: is('selfDisposed', true), of: validCases },
    'reportedAt',
  ),
  rate(
    'recurring',
    ['反复发生率', 'Recurring'],
    {
      part: is('answers.recurring', true),
      of: and(validCases, named(['说明是否反复的', 'where that was asked'], known('answers.recurring'))),
    },
    'reportedAt',
    { better: 'less' },
  ),
]
