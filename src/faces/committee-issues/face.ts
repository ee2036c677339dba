import { defineFace } from '../define-face.ts'
import { committeeIssues } from './case-type.ts'
import { paragraphs } from './paragraphs.ts'

export const face = defineFace({
  id: 'committee-issues',
  name: ['业委会建设难题', "Problems of owners' committees"],
  summary: [
    '业委会建设专项工作专班：登记难题，分派，跟进，办结。',
    "The task group for owners' committees: problems entered, assigned, followed and closed.",
  ],
  serves: ['duty', 'committee_worker', 'handler', 'checker', 'supervisor'],
  caseTypes: [committeeIssues],
  paragraphs,
})
