import { and, count, is, isIn, known, named, or, rate, weighted } from '#model'
import { closedCases, validCases } from '#engines/cases/shared'

const withResult = and(validCases, named(['有处理结果的', 'with a result'], known('result')))
const visited = and(validCases, named(['已回访的', 'visited'], known('visitedAt')))

/** Formulas of a town's report on the hotline; the city's own assessment goes by its own visits. */
const townReport = ['街镇热线月报公式', "A town's monthly report on the hotline"] as const
const ownRecords = [
  '按本街道记录计算，市级考核以市级回访为准。',
  "By our own records; the city's assessment goes by its own visits.",
] as const
const time = 'reportedAt'

export const measures = [
  count('tickets', ['受理量', 'Tickets'], validCases, time),
  rate('closed', ['办结率', 'Completed'], { part: is('state', 'closed'), of: validCases }, time, { better: 'more' }),
  rate(
    'on_time',
    ['按时办结率', 'Completed on time'],
    { part: is('closedOnTime', true), of: validCases },
    'toCloseAt',
    {
      better: 'more',
      basis: townReport,
      remark: [
        '应办结：期内到期的（无论是否办结）与期内提前办结的。',
        'To be completed: what fell due in the period, done or not, and what was done in it before it was due.',
      ],
    },
  ),
  rate(
    'first_contact',
    ['先行联系率', 'First contact'],
    { part: is('contactOnTime', true), of: and(validCases, or(known('contactOnTime'), closedCases)) },
    time,
    { better: 'more', basis: townReport, remark: ownRecords },
  ),
  rate(
    'contact_by_visit',
    ['先行联系率（回访认定）', 'First contact, by return visits'],
    {
      part: is('contactedSay', true),
      of: and(validCases, named(['回访问及是否联系的', 'asked about it at the visit'], known('contactedSay'))),
    },
    time,
    { better: 'more', basis: townReport },
  ),
  rate('actually_solved', ['实际解决率', 'Actually solved'], { part: is('result', 'solved'), of: withResult }, time, {
    better: 'more',
    basis: townReport,
  }),
  rate('explained', ['解释说明率', 'Explained'], { part: is('result', 'explained'), of: withResult }, time, {
    better: 'less',
    basis: townReport,
  }),
  rate(
    'not_true',
    ['不属实率', 'Not true'],
    {
      part: is('factFinding', 'not_true'),
      of: and(validCases, named(['已作事实认定的', 'with a finding on the facts'], known('factFinding'))),
    },
    time,
  ),
  weighted(
    'satisfaction',
    ['市民满意率', 'Satisfaction'],
    {
      of: and(validCases, named(['有效评价的', 'validly rated'], known('satisfaction'))),
      field: 'satisfaction',
      // Weights of a live town report: likely, not confirmed for this city.
      weights: { satisfied: 1, mostly: 0.8, fair: 0.6, dissatisfied: 0 },
    },
    time,
    { better: 'more', basis: townReport, remark: ownRecords },
  ),
  rate(
    'satisfied',
    ['满意占比', 'Satisfied'],
    {
      part: isIn('satisfaction', ['satisfied', 'mostly']),
      of: and(validCases, named(['有效评价的', 'validly rated'], known('satisfaction'))),
    },
    time,
    { better: 'more' },
  ),
  rate(
    'solved_by_visit',
    ['回访称已解决率', 'Solved, by return visits'],
    { part: is('solvedSay', true), of: visited },
    time,
    { better: 'more' },
  ),
  rate(
    'satisfied_by_visit',
    ['回访满意率', 'Satisfied, by return visits'],
    { part: isIn('satisfaction', ['satisfied', 'mostly']), of: visited },
    time,
    { better: 'more' },
  ),
  count(
    'late',
    ['逾期办结', 'Completed late'],
    and(validCases, named(['办结时已逾期的', 'completed after their limit'], is('closedOnTime', false))),
    'toCloseAt',
    { better: 'less', basis: townReport },
  ),
  rate(
    'repeated',
    ['重复来电率', 'Repeated'],
    { part: named(['与其他工单关联为重复', 'linked to another as repeats'], known('repeatGroup')), of: validCases },
    time,
    { better: 'less' },
  ),
]
