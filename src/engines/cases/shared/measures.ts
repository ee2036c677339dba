import {
  always,
  amount,
  and,
  atLeast,
  count,
  is,
  isIn,
  known,
  named,
  not,
  rate,
  type Definition,
  type Measure,
} from '#model'
import type { CaseField } from './case-type.ts'

/** What is counted at all: a case that was voided or not accepted is none. */
export const validCases = named(
  ['有效案件（不含作废和不予受理）', 'valid cases (neither voided nor refused)'],
  not(isIn('state', ['voided', 'rejected'])),
)
export const closedCases = named(['已结案', 'closed cases'], is('state', 'closed'))
const dispatched = and(validCases, named(['已派单的', 'that were dispatched'], known('dispatchedAt')))

const composite = ['综合评价指标（GB/T 30428.4）', 'Evaluation indicators (GB/T 30428.4)'] as const

const toDispose = [
  '应处置数：期内到期的（无论是否办完）与期内提前处置的；挂账期间不计。',
  'To be handled: what fell due in the period, done or not, and what was done in it before it was due; not while parked.',
] as const
const toClose = [
  '应结案数：期内到期的（无论是否结案）与期内提前结案的；挂账期间不计。',
  'To be closed: what fell due in the period, closed or not, and what was closed in it before it was due; not while parked.',
] as const

/** What the leader's page shows of all cases; each face adds its own. Numerator and denominator open as lists. */
export const centreMeasures: readonly Measure<CaseField>[] = [
  count('found', ['发现', 'Found'], validCases, 'reportedAt'),
  rate('closed', ['结案率', 'Closed'], { part: is('state', 'closed'), of: validCases }, 'reportedAt', {
    better: 'more',
    remark: [
      '以期内上报的案件为基数；以应结案数为基数的见“应结案结案率”。',
      'Of what was reported in the period; the rate of what was to be closed is another measure.',
    ],
  }),
  rate('on_time', ['按时办结率', 'Completed on time'], { part: is('onTime', true), of: closedCases }, 'reportedAt', {
    better: 'more',
    basis: ['处置、办结各项时限均未超过', 'All limits of handling and completion kept'],
  }),
  rate(
    'reworked',
    ['返工率', 'Reworked'],
    { part: named(['返工过', 'failed a check'], atLeast('reworkCount', 1)), of: dispatched },
    'reportedAt',
    { better: 'less', basis: composite },
  ),
  rate(
    'returned',
    ['退单率', 'Returned'],
    { part: named(['被退单过', 'were returned'], atLeast('returnedCount', 1)), of: dispatched },
    'reportedAt',
    { better: 'less' },
  ),
  rate(
    'satisfied',
    ['满意率', 'Satisfied'],
    {
      part: isIn('satisfaction', ['satisfied', 'mostly']),
      of: named(['已评价的案件', 'rated cases'], known('satisfaction')),
    },
    'reportedAt',
    { better: 'more' },
  ),
  rate(
    'valid_reports',
    ['有效上报率', 'Valid reports'],
    { part: validCases, of: named(['全部上报', 'all reports'], always) },
    'reportedAt',
    { better: 'more', basis: composite },
  ),
  rate(
    'registered_in_time',
    ['按时立案率', 'Registered in time'],
    { part: is('registeredOnTime', true), of: named(['已立案的', 'registered cases'], known('registeredOnTime')) },
    'registeredAt',
    { better: 'more', basis: composite },
  ),
  rate(
    'dispatched_in_time',
    ['按时派遣率', 'Dispatched in time'],
    { part: is('dispatchedOnTime', true), of: named(['已派遣的', 'dispatched cases'], known('dispatchedOnTime')) },
    'dispatchedAt',
    { better: 'more', basis: composite },
  ),
  rate(
    'dispatched_rightly',
    ['准确派遣率', 'Dispatched rightly'],
    { part: is('returnedCount', 0), of: dispatched },
    'dispatchedAt',
    { better: 'more', basis: composite },
  ),
  rate(
    'disposed',
    ['处置率', 'Handled'],
    { part: named(['已处置', 'were handled'], known('disposedAt')), of: validCases },
    'toDisposeAt',
    { better: 'more', basis: composite, remark: toDispose },
  ),
  rate(
    'disposed_in_time',
    ['按期处置率', 'Handled in time'],
    { part: is('disposedOnTime', true), of: validCases },
    'toDisposeAt',
    { better: 'more', basis: composite, remark: toDispose },
  ),
  rate(
    'extended',
    ['延期率', 'Extended'],
    { part: named(['延期过', 'were extended'], atLeast('extensionCount', 1)), of: validCases },
    'toDisposeAt',
    { better: 'less', basis: composite, remark: toDispose },
  ),
  rate(
    'settled',
    ['应结案结案率', 'Closed of those to be closed'],
    { part: is('state', 'closed'), of: validCases },
    'toCloseAt',
    { better: 'more', basis: composite, remark: toClose },
  ),
  rate(
    'settled_in_time',
    ['按期结案率', 'Closed in time'],
    { part: is('closedOnTime', true), of: validCases },
    'toCloseAt',
    { better: 'more', basis: composite, remark: toClose },
  ),
  rate(
    'verified_in_time',
    ['按期核实率', 'Verified in time'],
    { part: is('verifiedOnTime', true), of: named(['已核实的', 'verified cases'], known('verifiedOnTime')) },
    'reportedAt',
    { better: 'more', basis: composite },
  ),
  rate(
    'checked_in_time',
    ['按期核查率', 'Checked in time'],
    { part: is('checkedOnTime', true), of: named(['已核查的', 'checked cases'], known('checkedOnTime')) },
    'reportedAt',
    { better: 'more', basis: composite },
  ),
  rate(
    'visited',
    ['回访率', 'Return visits'],
    { part: named(['已回访', 'were visited'], known('visitedAt')), of: closedCases },
    'closedAt',
    { better: 'more' },
  ),
  amount(
    'mean',
    'handling_hours',
    ['平均处置时长', 'Mean time of handling'],
    { of: validCases, amount: { from: 'dispatchedAt', to: 'disposedAt' } },
    'disposedAt',
    { unit: 'hours', better: 'less', basis: ['Σ（处置完成－派遣）÷ 处置数', 'Σ (handled − dispatched) / handled'] },
  ),
  amount(
    'median',
    'handling_median',
    ['处置时长中位数', 'Median time of handling'],
    { of: validCases, amount: { from: 'dispatchedAt', to: 'disposedAt' } },
    'disposedAt',
    { unit: 'hours', better: 'less' },
  ),
]

/** A face's measure counts its own type's cases only. */
export function ofType(type: string, measure: Measure): Measure {
  const mine = is('type', type)
  const narrowed = (definition: Definition): Definition => ({ ...definition, of: and<string>(mine, definition.of) })
  return {
    ...measure,
    definition: narrowed(measure.definition),
    ...(measure.earlier && {
      earlier: measure.earlier.map((each) => ({ ...each, definition: narrowed(each.definition) })),
    }),
  }
}
