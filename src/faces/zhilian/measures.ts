import { and, count, is, isIn, not, rate } from '#model'

const valid = not(isIn('state', ['voided', 'rejected']))

export const measures = [
  count(
    'historic_building',
    ['历史文化建筑案件', 'Historic-building cases'],
    ['期内区平台推送的历史文化建筑类案件。', 'Historic-building cases from the district platform.'],
    and(valid, is('answers.kind', 'historic_building')),
    'reportedAt',
  ),
  count(
    'property',
    ['物业管理案件', 'Property-management cases'],
    ['期内区平台推送的物业管理类案件。', 'Property-management cases from the district platform.'],
    and(valid, is('answers.kind', 'property')),
    'reportedAt',
  ),
  rate(
    'closed',
    ['办结率', 'Closed'],
    ['期内推送的案件中已办结回复的占比。', 'Share of the cases that are closed and answered.'],
    { part: is('state', 'closed'), of: valid },
    'reportedAt',
  ),
  rate(
    'on_time',
    ['按期办结率', 'On time'],
    ['已办结的案件中，各项时限均未超过的占比。', 'Closed cases whose limits were all kept.'],
    { part: is('onTime', true), of: is('state', 'closed') },
    'reportedAt',
  ),
]
