import { and, atLeast, below, count, is, isIn, known, not, rate } from '#model'

const valid = not(isIn('state', ['voided', 'rejected']))
const warned = and(valid, known('answers.warned'))

export const measures = [
  count(
    'found',
    ['发现数', 'Found'],
    ['期内发现的沿街商铺占道和门责问题。', 'Shops found occupying the road or neglecting their frontage.'],
    valid,
    'reportedAt',
  ),
  count(
    'filed',
    ['应立案处罚数', 'To be penalised'],
    ['已劝导两次以上仍占道、须立案处罚的案件。', 'Warned twice or more and found again: a penalty case is filed.'],
    and(valid, atLeast('answers.warned', 2)),
    'reportedAt',
  ),
  rate(
    'first_time',
    ['首次发现占比', 'First time'],
    ['注明劝导次数的案件中，此前未被劝导过的占比。', 'Never warned before, of the cases where that was noted.'],
    { part: below('answers.warned', 1), of: warned },
    'reportedAt',
  ),
  rate(
    'on_time',
    ['按期处置率', 'On time'],
    ['已结案的案件中，各步处置均未超过时限的占比。', 'Closed cases whose steps were all in time.'],
    { part: is('onTime', true), of: is('state', 'closed') },
    'reportedAt',
  ),
]
