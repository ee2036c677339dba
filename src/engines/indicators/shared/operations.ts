import { operations } from '#kernel/operation'
import { entryOperations } from './operations/entries.ts'
import { kpiOperations } from './operations/kpi.ts'
import { ledgerOperations } from './operations/ledgers.ts'
import { measureOperations } from './operations/measures.ts'
import { supervisionOperations } from './operations/supervision.ts'
import { targetOperations } from './operations/targets.ts'

export const indicators = operations('indicators', {
  ...measureOperations,
  ...kpiOperations,
  ...ledgerOperations,
  ...entryOperations,
  ...targetOperations,
  ...supervisionOperations,
})
