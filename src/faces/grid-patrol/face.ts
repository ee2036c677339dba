import { defineFace } from '../define-face.ts'
import { gridPatrol } from './case-type.ts'
import { paragraphs } from './paragraphs.ts'

export const face = defineFace({
  id: 'grid-patrol',
  name: ['网格巡查', 'Grid patrol'],
  summary: [
    '网格员巡查发现问题，中心派单，队伍处置，另一人核查后结案。',
    'Inspectors find, the centre dispatches, a team handles, someone else checks.',
  ],
  serves: ['inspector', 'committee_worker', 'duty', 'handler', 'checker'],
  caseTypes: [gridPatrol],
  paragraphs,
})
