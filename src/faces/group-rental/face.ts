import { defineFace } from '../define-face.ts'
import { groupRental } from './case-type.ts'

export const face = defineFace({
  id: 'group-rental',
  name: ['群租整治', 'Group rental'],
  summary: [
    '群租线索上门核实，房管、公安、居委协同整改，复查，防止回潮。',
    'Reports of group rental verified at the door, rectified by housing, police and committee, and looked at again.',
  ],
  serves: ['duty', 'inspector', 'committee_worker', 'handler', 'checker', 'supervisor'],
  caseTypes: [groupRental],
})
