import { and, atLeast, below, count, is, known, named, rate } from '#model'
import { closedCases, validCases } from '#engines/cases/shared'

const warned = and(validCases, named(['注明劝导次数的', 'where warnings were noted'], known('answers.warned')))

export const measures = [
  count('found', ['发现数', 'Found'], validCases, 'reportedAt'),
  count('filed', ['应立案处罚数', 'To be penalised'], and(validCases, atLeast('answers.warned', 2)), 'reportedAt', {
    remark: ['已劝导两次以上仍占道的，须立案处罚。', 'Warned twice or more and found again: a penalty case is filed.'],
  }),
  rate('first_time', ['首次发现占比', 'First time'], { part: below('answers.warned', 1), of: warned }, 'reportedAt'),
  rate('on_time', ['按期处置率', 'On time'], { part: is('onTime', true), of: closedCases }, 'reportedAt', {
    better: 'more',
  }),
]
