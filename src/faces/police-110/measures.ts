import { and, count, is, isIn, known, named, rate } from '#model'
import { closedCases, validCases } from '#engines/cases/shared'

const disputes = named(
  ['家庭、邻里、经济和停车纠纷', 'family, neighbour, money and parking quarrels'],
  isIn('category', ['local:m:55001', 'local:m:55002', 'local:m:55004', 'local:m:55007']),
)

export const measures = [
  count('cases', ['110 非警情', '110 non-police cases'], validCases, 'reportedAt'),
  rate('answered', ['反馈率', 'Answered'], { part: is('state', 'closed'), of: validCases }, 'reportedAt', {
    better: 'more',
  }),
  count('disputes', ['纠纷类', 'Disputes'], and(validCases, disputes), 'reportedAt'),
  rate(
    'settled',
    ['纠纷化解率', 'Disputes settled'],
    {
      part: is('result', 'solved'),
      of: and(validCases, disputes, named(['有处理结果的', 'with a result'], known('result'))),
    },
    'reportedAt',
    { better: 'more' },
  ),
  rate('on_time', ['按期处置率', 'On time'], { part: is('onTime', true), of: closedCases }, 'reportedAt', {
    better: 'more',
  }),
  rate(
    'recurring',
    ['反复报警率', 'Recurring calls'],
    { part: is('answers.recurring', true), of: validCases },
    'reportedAt',
    { better: 'less' },
  ),
]
