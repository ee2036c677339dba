import { operations } from '#kernel/operation'
import { measureOperations } from './operations/measures.ts'

export const indicators = operations('indicators', {
  ...measureOperations,
})
