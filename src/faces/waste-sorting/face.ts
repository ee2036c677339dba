import { defineFace } from '../define-face.ts'
import { wasteSorting } from './case-type.ts'
import { paragraphs } from './paragraphs.ts'

export const face = defineFace({
  id: 'waste-sorting',
  name: ['垃圾分类', 'Waste sorting'],
  summary: [
    '箱房技防和检查发现分类问题，责任主体整改，一月三次约谈。',
    'Cameras and inspections find, the responsible party rectifies, three times a month means an interview.',
  ],
  serves: ['inspector', 'committee_worker', 'handler', 'checker'],
  caseTypes: [wasteSorting],
  paragraphs,
})
