import { operations } from '#kernel/operation'
import { checkOperations } from './operations/checks.ts'
import { counterOperations } from './operations/counter.ts'
import { walletOperations } from './operations/wallet.ts'

export const credentials = operations('credentials', { ...counterOperations, ...checkOperations, ...walletOperations })
