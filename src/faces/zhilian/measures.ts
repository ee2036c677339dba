import { and, count, is, rate } from '#model'
import { closedCases, validCases } from '#engines/cases/shared'

export const measures = [
  count('cases', ['平台推送案件', 'Cases from the platform'], validCases, 'reportedAt'),
  count(
    'historic_building',
    ['历史文化建筑案件', 'Historic-building cases'],
    and(validCases, is('answers.kind', 'historic_building')),
    'reportedAt',
  ),
  count(
    'property',
    ['物业管理案件', 'Property-management cases'],
    and(validCases, is('answers.kind', 'property')),
    'reportedAt',
  ),
  rate('closed', ['办结率', 'Closed'], { part: is('state', 'closed'), of: validCases }, 'reportedAt', {
    better: 'more',
  }),
  rate('on_time', ['按期办结率', 'On time'], { part: is('onTime', true), of: closedCases }, 'reportedAt', {
    better: 'more',
  }),
]
