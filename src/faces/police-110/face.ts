import { defineFace } from '../define-face.ts'
import { police110 } from './case-type.ts'
import { paragraphs } from './paragraphs.ts'

export const face = defineFace({
  id: 'police-110',
  name: ['110 非警情', '110 non-police'],
  summary: [
    '110 转来的纠纷、噪声和求助，街道先行联系、调处并答复。',
    'Quarrels, noise and calls for help that 110 hands to the street.',
  ],
  serves: ['duty', 'handler', 'committee_worker', 'checker'],
  caseTypes: [police110],
  paragraphs,
})
