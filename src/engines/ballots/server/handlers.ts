import type { Implementation } from '#platform/operations'
import { boardHandlers } from './board.ts'
import { castHandlers } from './casting/cast.ts'
import { spoilHandlers } from './casting/spoil.ts'
import { countingHandlers } from './counting/handlers.ts'
import type { BallotsDeps } from './deps.ts'
import { draftHandlers } from './drafting/draft.ts'
import { electorateHandlers } from './drafting/electorate-handlers.ts'
import { deliveryHandlers } from './paper/deliveries.ts'
import { paperHandlers } from './paper/handlers.ts'
import { amendingHandlers } from './rules/handlers.ts'
import { freezeHandlers } from './roll/freeze.ts'
import { rollHandlers } from './roll/letters.ts'
import { objectionHandlers } from './roll/objections.ts'
import { ceremonyHandlers } from './trustees/ceremony.ts'
import { factorHandlers } from './trustees/factors.ts'
import { viewHandlers } from './views.ts'

export function ballotsHandlers(deps: BallotsDeps): readonly Implementation[] {
  return [
    ...viewHandlers(),
    ...amendingHandlers(),
    ...draftHandlers(),
    ...electorateHandlers(),
    ...boardHandlers(deps),
    ...castHandlers(deps),
    ...spoilHandlers(deps),
    ...rollHandlers(),
    ...objectionHandlers(),
    ...freezeHandlers(),
    ...deliveryHandlers(),
    ...ceremonyHandlers(),
    ...factorHandlers(),
    ...paperHandlers(deps),
    ...countingHandlers(),
  ]
}
