import { and, atLeast, count, is, known, named, rate } from '#model'
import { closedCases, validCases } from '#engines/cases/shared'

/** Found is what was verified and registered: a report alone is a clue. */
const found = and(validCases, named(['经核实立案的', 'verified and registered'], known('registeredAt')))

export const measures = [
  count('found', ['发现群租户数', 'Flats found'], found, 'registeredAt', { unit: 'households' }),
  rate('rectified', ['整改率', 'Rectified'], { part: is('state', 'closed'), of: found }, 'registeredAt', {
    better: 'more',
  }),
  count(
    'fire_hazards',
    ['有消防隐患户数', 'With a fire hazard'],
    and(found, is('answers.fireHazard', true)),
    'registeredAt',
    { unit: 'households' },
  ),
  rate(
    'relapsed',
    ['回潮率', 'Relapsed'],
    {
      part: atLeast('answers.treated', 1),
      of: and(found, named(['注明整治次数的', 'where that was noted'], known('answers.treated'))),
    },
    'registeredAt',
    { better: 'less' },
  ),
  rate('on_time', ['按期处置率', 'On time'], { part: is('onTime', true), of: closedCases }, 'registeredAt', {
    better: 'more',
  }),
]
