import type { Implementation } from '#platform/operations'
import { counterHandlers } from './counter.ts'
import { mineHandlers } from './mine.ts'

/** What is asked by name; what wallets ask in the words of OpenID has routes of its own. */
export function credentialsHandlers(): readonly Implementation[] {
  return [...counterHandlers(), ...mineHandlers()]
}
