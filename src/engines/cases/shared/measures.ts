import { and, atLeast, count, is, isIn, known, not, rate, type Measure } from '#model'
import type { CaseField } from './case-type.ts'

const notVoid = not(isIn('state', ['voided', 'rejected']))
const closed = is('state', 'closed')

/** What the leader's page shows of all cases; each face adds its own. Numerator and denominator open as lists. */
export const centreMeasures: readonly Measure<CaseField>[] = [
  count(
    'found',
    ['发现', 'Found'],
    ['期内上报的案件，不含作废和不予受理。', 'Cases reported in the period, without those voided or not accepted.'],
    notVoid,
    'reportedAt',
  ),
  rate(
    'closed',
    ['结案率', 'Closed'],
    ['期内上报的案件中已结案的占比。', 'Share of the cases reported in the period that are closed.'],
    { part: closed, of: notVoid },
    'reportedAt',
    '结案率 = 结案数 / 应结案数',
  ),
  rate(
    'on_time',
    ['按期结案率', 'Closed on time'],
    [
      '期内上报并已结案的案件中，各项处置时限均未超过的占比。',
      'Share of the closed cases whose handling limits were all kept.',
    ],
    { part: and(closed, is('onTime', true)), of: closed },
    'reportedAt',
    'GB/T 30428.4',
  ),
  rate(
    'reworked',
    ['返工率', 'Reworked'],
    ['期内上报的案件中，核查不通过而返工过的占比。', 'Share of the cases that failed a check at least once.'],
    { part: atLeast('reworkCount', 1), of: and(notVoid, known('dispatchedAt')) },
    'reportedAt',
  ),
  rate(
    'returned',
    ['退单率', 'Returned'],
    ['期内上报的案件中，被承办单位退回过的占比。', 'Share of the cases that a unit returned at least once.'],
    { part: atLeast('returnedCount', 1), of: and(notVoid, known('dispatchedAt')) },
    'reportedAt',
  ),
  rate(
    'satisfied',
    ['满意率', 'Satisfied'],
    ['已评价的案件中，评价为满意或基本满意的占比。', 'Share of the rated cases rated satisfied or mostly satisfied.'],
    { part: isIn('satisfaction', ['satisfied', 'mostly']), of: known('satisfaction') },
    'reportedAt',
  ),
]
