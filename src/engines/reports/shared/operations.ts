import { operations } from '#kernel/operation'
import { checkingOperations } from './operations/checking.ts'
import { editionOperations, signOffOperations } from './operations/editions.ts'

export const reports = operations('reports', {
  ...editionOperations,
  ...signOffOperations,
  ...checkingOperations,
})
