import { defineFace } from '../define-face.ts'
import { hotline } from './case-type.ts'
import { paragraphs } from './paragraphs.ts'

export const face = defineFace({
  id: 'hotline-12345',
  name: ['12345 热线', '12345 hotline'],
  summary: [
    '市民热线工单：一个工作日先行联系，按诉求类型限时办结，街道自行回访后报送。',
    "City hotline tickets: contact in a working day, completion by kind of demand, the street's own return visit.",
  ],
  serves: ['duty', 'handler', 'committee_worker', 'visitor', 'supervisor'],
  caseTypes: [hotline],
  paragraphs,
})
