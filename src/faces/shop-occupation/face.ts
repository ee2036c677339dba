import { day, flag } from '#model'
import { defineFace } from '../define-face.ts'
import { shopOccupation } from './case-type.ts'
import { paragraphs } from './paragraphs.ts'

export const face = defineFace({
  id: 'shop-occupation',
  name: ['沿街商铺占道', 'Shops occupying the road'],
  summary: [
    '巡查和视频发现商铺占道，按此前劝导次数逐级处置。',
    'Patrols and cameras find shops on the road; how often they were warned decides the steps.',
  ],
  serves: ['inspector', 'handler', 'checker', 'supervisor'],
  caseTypes: [shopOccupation],
  paragraphs,
  registers: {
    fields: {
      premises: {
        frontageSigned: {
          field: flag(['门责制签约', 'Frontage duty signed'], { optional: true }),
          level: 2,
          heads: ['门责', '责任书'],
        },
        frontageUntil: { field: day(['门责制到期', 'Frontage duty until'], { optional: true }), level: 2 },
      },
    },
  },
})
