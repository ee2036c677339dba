import type { EntryLedger } from '#engines/indicators/shared'
import { measures } from './measures.ts'

export const ledger: EntryLedger = {
  id: 'enterprise-tax',
  label: ['企业税收', 'Tax by enterprise'],
  summary: [
    '税务部门按月提供的企业入库税收，一户一月一行。',
    'What each enterprise paid in a month, as the tax office tells it: one row for an enterprise and month.',
  ],
  member: ['企业', 'Enterprise'],
  marks: {
    scale: ['规模企业', 'Above scale'],
    fresh: ['新增企业', 'New this year'],
    stock: ['非房存量企业', 'Existing, not real estate'],
    project: ['重点项目', 'Key project'],
  },
  amounts: {
    total: ['综合税收', 'Tax in all'],
    district: ['区级税收', 'District tax'],
  },
  measures,
}
