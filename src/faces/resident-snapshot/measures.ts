import { and, count, is, known, named, not, rate } from '#model'
import { closedCases, validCases } from '#engines/cases/shared'

export const measures = [
  count('reports', ['居民上报数', 'Reports'], validCases, 'reportedAt'),
  rate('on_time', ['按期办结率', 'On time'], { part: is('onTime', true), of: closedCases }, 'reportedAt', {
    better: 'more',
  }),
  rate(
    'said_solved',
    ['居民认可率', 'Said to be solved'],
    {
      part: is('solvedSay', true),
      of: and(closedCases, named(['居民回答“是否解决”的', 'where the resident answered'], known('solvedSay'))),
    },
    'reportedAt',
    { better: 'more' },
  ),
  rate(
    'not_accepted',
    ['不予受理率', 'Not accepted'],
    { part: is('state', 'rejected'), of: named(['未作废的上报', 'reports not voided'], not(is('state', 'voided'))) },
    'reportedAt',
    { better: 'less' },
  ),
]
