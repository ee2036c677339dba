import { operations } from '#kernel/operation'
import { boardOperations } from './operations/board.ts'
import { countingOperations } from './operations/counting.ts'
import { draftingOperations } from './operations/drafting.ts'
import { paperOperations } from './operations/paper.ts'
import { deliveryOperations, rollOperations } from './operations/roll.ts'
import { trusteeOperations } from './operations/trustees.ts'

export const ballots = operations('ballots', {
  ...draftingOperations,
  ...boardOperations,
  ...rollOperations,
  ...deliveryOperations,
  ...trusteeOperations,
  ...paperOperations,
  ...countingOperations,
})
