import { defineFace } from '../define-face.ts'
import { residentSnapshot } from './case-type.ts'
import { paragraphs } from './paragraphs.ts'

export const face = defineFace({
  id: 'resident-snapshot',
  name: ['居民随手拍', 'Resident snapshot'],
  summary: [
    '居民不用注册即可拍照上报，凭查询码查看进度并评价。',
    'No account needed: report with a photo, follow and rate by a code.',
  ],
  serves: ['duty', 'handler', 'committee_worker', 'checker'],
  caseTypes: [residentSnapshot],
  paragraphs,
})
