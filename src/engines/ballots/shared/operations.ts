import { operations } from '#kernel/operation'
import { amendingOperations } from './operations/amending.ts'
import { boardOperations } from './operations/board.ts'
import { countingOperations } from './operations/counting.ts'
import { draftingOperations } from './operations/drafting.ts'
import { paperOperations } from './operations/paper.ts'
import { deliveryOperations, rollOperations } from './operations/roll.ts'
import { trusteeOperations } from './operations/trustees.ts'

export const ballots = operations('ballots', {
  ...amendingOperations,
  ...draftingOperations,
  ...boardOperations,
  ...rollOperations,
  ...deliveryOperations,
  ...trusteeOperations,
  ...paperOperations,
  ...countingOperations,
})
