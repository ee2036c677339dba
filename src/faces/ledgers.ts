import type { Ledger } from '#engines/indicators/shared'

const hotline = [
  'tickets',
  'closed',
  'on_time',
  'first_contact',
  'actually_solved',
  'satisfaction',
  'repeated',
  'late',
].map((id) => `hotline-12345:${id}`)
const composite = [
  'valid_reports',
  'registered_in_time',
  'dispatched_in_time',
  'dispatched_rightly',
  'disposed',
  'disposed_in_time',
  'extended',
  'reworked',
  'settled',
  'settled_in_time',
  'verified_in_time',
  'checked_in_time',
  'handling_hours',
  'handling_median',
]

/** The sheets that offices and committees used to fill in by hand. */
export const ledgers: readonly Ledger[] = [
  {
    id: 'daily-operations',
    label: ['城运日报', 'Daily report of the centre'],
    summary: ['当日发现、结案、退单、返工和满意情况。', 'Found, closed, returned, reworked and satisfied on the day.'],
    every: 'day',
    content: {
      kind: 'measures',
      measures: ['found', 'closed', 'returned', 'reworked', 'satisfied', 'hotline-12345:tickets', 'police-110:cases'],
    },
  },
  {
    id: 'weekly-committees',
    label: ['居民区案件周报', 'Weekly report by committee'],
    summary: ['各居民区一周发现、结案和按时办结情况。', 'Found, closed and on time in the week, by committee.'],
    every: 'week',
    content: { kind: 'members', by: 'committee', measures: ['found', 'closed', 'on_time', 'hotline-12345:tickets'] },
  },
  {
    id: 'weekly-units',
    label: ['承办单位处置周报', 'Weekly report by unit'],
    summary: [
      '各承办单位一周应处置、按期处置、延期和返工情况。',
      'To be handled, in time, extended and reworked in the week, by unit.',
    ],
    every: 'week',
    content: {
      kind: 'members',
      by: 'unit',
      measures: ['disposed', 'disposed_in_time', 'extended', 'reworked', 'handling_hours'],
    },
  },
  {
    id: 'monthly-hotline',
    label: ['12345 热线月报', 'Monthly report of the hotline'],
    summary: [
      '受理量、按时办结、先行联系、实际解决、市民满意、重复来电。',
      'Volume, on time, first contact, solved, satisfaction and repeats.',
    ],
    every: 'month',
    content: { kind: 'measures', measures: hotline },
  },
  {
    id: 'monthly-hotline-units',
    label: ['12345 热线承办单位月报', 'Monthly report of the hotline by unit'],
    summary: ['各承办单位当月热线办理情况。', 'How each unit dealt with its tickets in the month.'],
    every: 'month',
    content: { kind: 'members', by: 'unit', measures: hotline },
  },
  {
    id: 'monthly-evaluation',
    label: ['综合评价月报', 'Monthly evaluation'],
    summary: [
      '数字化城管综合评价指标（GB/T 30428.4）。',
      'Evaluation indicators of digital city administration (GB/T 30428.4).',
    ],
    every: 'month',
    content: { kind: 'measures', measures: composite },
  },
  {
    id: 'monthly-late-tickets',
    label: ['逾期办结工单台账', 'Tickets completed late'],
    summary: ['当月应办结而逾期办结的热线工单清单。', 'Tickets of the month that were completed after their limit.'],
    every: 'month',
    content: { kind: 'cases', measure: 'hotline-12345:late', part: 'numerator' },
  },
  {
    id: 'monthly-group-rental',
    label: ['群租整治台账', 'Group rentals'],
    summary: ['当月立案的群租房清单。', 'Flats registered as group rental in the month.'],
    every: 'month',
    content: { kind: 'cases', measure: 'group-rental:found', part: 'numerator' },
  },
]
