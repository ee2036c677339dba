import { and, count, is, isIn, known, named, rate } from '#model'
import { closedCases, validCases } from '#engines/cases/shared'

const stuck = named(
  ['组建不成和换届停滞', 'cannot be formed, or stuck'],
  isIn('answers.problem', ['no_committee', 'stuck_renewal']),
)

export const measures = [
  count('followed', ['跟进的业委会建设难题', 'Problems followed'], validCases, 'reportedAt'),
  rate(
    'solved',
    ['难题解决率', 'Solved'],
    { part: is('result', 'solved'), of: and(validCases, named(['有处理结果的', 'with a result'], known('result'))) },
    'reportedAt',
    { better: 'more' },
  ),
  count('stuck', ['组建和换届难题', 'Formation and renewal'], and(validCases, stuck), 'reportedAt'),
  rate('on_time', ['按期处置率', 'On time'], { part: is('onTime', true), of: closedCases }, 'reportedAt', {
    better: 'more',
  }),
]
