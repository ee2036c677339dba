import { defineFace } from '../define-face.ts'
import { dataCorrection } from './case-type.ts'
import { paragraphs } from './paragraphs.ts'

export const face = defineFace({
  id: 'data-correction',
  name: ['信息更正', 'Data correction'],
  summary: [
    '居民查看本人登记信息后申请更正，居委会核实、更正、答复。',
    'Residents look at what is held about them and ask for a correction; the committee checks, corrects and answers.',
  ],
  serves: ['duty', 'committee_worker', 'handler', 'checker'],
  caseTypes: [dataCorrection],
  paragraphs,
})
