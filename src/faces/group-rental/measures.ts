import { and, atLeast, count, is, isIn, known, not, rate } from '#model'

/** Found is what was verified and registered: a report alone is a clue. */
const found = and(not(isIn('state', ['voided', 'rejected'])), known('registeredAt'))

export const measures = [
  count(
    'found',
    ['发现群租户数', 'Flats found'],
    ['期内经核实立案的群租房（套）。', 'Flats verified and registered as group rental in the period.'],
    found,
    'registeredAt',
  ),
  rate(
    'rectified',
    ['整改率', 'Rectified'],
    [
      '期内立案的群租房中，经核查通过已结案的占比。',
      'Of the flats registered in the period, those checked and closed.',
    ],
    { part: is('state', 'closed'), of: found },
    'registeredAt',
  ),
  count(
    'fire_hazards',
    ['有消防隐患户数', 'With a fire hazard'],
    ['期内立案的群租房中有消防隐患的。', 'Flats registered in the period that had a fire hazard.'],
    and(found, is('answers.fireHazard', true)),
    'registeredAt',
  ),
  rate(
    'relapsed',
    ['回潮率', 'Relapsed'],
    ['注明整治次数的群租房中，此前整治过的占比。', 'Treated before, of the flats where that was noted.'],
    { part: atLeast('answers.treated', 1), of: and(found, known('answers.treated')) },
    'registeredAt',
  ),
  rate(
    'on_time',
    ['按期处置率', 'On time'],
    ['已结案的案件中，各步处置均未超过时限的占比。', 'Closed cases whose steps were all in time.'],
    { part: is('onTime', true), of: is('state', 'closed') },
    'registeredAt',
  ),
]
