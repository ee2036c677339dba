import { flag, integer } from '#model'
import { defineFace } from '../define-face.ts'
import { groupRental } from './case-type.ts'
import { paragraphs } from './paragraphs.ts'

export const face = defineFace({
  id: 'group-rental',
  name: ['群租整治', 'Group rental'],
  summary: [
    '群租线索上门核实，房管、公安、居委协同整改，复查，防止回潮。',
    'Reports of group rental verified at the door, rectified by housing, police and committee, and looked at again.',
  ],
  serves: ['duty', 'inspector', 'committee_worker', 'handler', 'checker', 'supervisor'],
  caseTypes: [groupRental],
  paragraphs,
  registers: {
    fields: {
      home: {
        letAsGroup: {
          field: flag(['群租线索', 'Group-rental lead'], { optional: true }),
          level: 3,
          heads: ['群租', '是否群租'],
        },
        lettingRooms: { field: integer(['出租间数', 'Rooms let'], { max: 50, optional: true }), level: 3 },
      },
    },
  },
})
