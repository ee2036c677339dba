import { defineFace } from '../define-face.ts'
import { ledger } from './ledger.ts'

export const face = defineFace({
  id: 'enterprise-tax',
  name: ['税收监测', 'Tax and its targets'],
  summary: [
    '按企业按月登记税收，自动汇总规模企业税收、区级税收，对照任务书目标，列出同比升降企业。',
    'Tax by enterprise and month, added up by itself, held against the target book; who rose and who fell.',
  ],
  serves: ['leader', 'supervisor'],
  caseTypes: [],
  entryLedgers: [ledger],
})
