import type { Implementation } from '#platform/operations'
import { checkHandlers } from './checks.ts'
import { counterHandlers } from './counter.ts'
import type { CredentialsDeps } from './deps.ts'
import { mineHandlers } from './mine.ts'

/** What is asked by name; what wallets ask in the words of OpenID has routes of its own. */
export function credentialsHandlers(deps: Pick<CredentialsDeps, 'secret'>): readonly Implementation[] {
  return [...counterHandlers(), ...checkHandlers(deps), ...mineHandlers()]
}
