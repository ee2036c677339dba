import { operations } from '#kernel/operation'
import { measureOperations } from './operations/measures.ts'
import { supervisionOperations } from './operations/supervision.ts'
import { targetOperations } from './operations/targets.ts'

export const indicators = operations('indicators', {
  ...measureOperations,
  ...targetOperations,
  ...supervisionOperations,
})
