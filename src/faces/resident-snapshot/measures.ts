import { and, count, is, isIn, known, not, rate } from '#model'

const valid = not(isIn('state', ['voided', 'rejected']))
const closed = is('state', 'closed')

export const measures = [
  count(
    'reports',
    ['居民上报数', 'Reports'],
    ['期内居民随手拍上报的问题。', 'What residents reported in the period.'],
    valid,
    'reportedAt',
  ),
  rate(
    'on_time',
    ['按期办结率', 'On time'],
    ['已结案的上报中，各项时限均未超过的占比。', 'Closed reports whose limits were all kept.'],
    { part: is('onTime', true), of: closed },
    'reportedAt',
  ),
  rate(
    'said_solved',
    ['居民认可率', 'Said to be solved'],
    ['居民回答“是否解决”的上报中，回答已解决的占比。', 'Said to be solved, of those where the resident answered.'],
    { part: is('solvedSay', true), of: and(closed, known('solvedSay')) },
    'reportedAt',
  ),
  rate(
    'not_accepted',
    ['不予受理率', 'Not accepted'],
    ['上报中未予受理的占比。', 'Share of the reports that were not accepted.'],
    { part: is('state', 'rejected'), of: not(is('state', 'voided')) },
    'reportedAt',
  ),
]
