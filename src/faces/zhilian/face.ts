import { defineFace } from '../define-face.ts'
import { zhilian } from './case-type.ts'
import { paragraphs } from './paragraphs.ts'

export const face = defineFace({
  id: 'zhilian',
  name: ['智联普陀', 'Zhilian Putuo'],
  summary: [
    '区平台推送的历史文化建筑和物业管理案件，街道受理、处置、回复。',
    'Historic-building and property-management cases that the district sends, handled and answered.',
  ],
  serves: ['duty', 'handler', 'checker'],
  caseTypes: [zhilian],
  paragraphs,
})
