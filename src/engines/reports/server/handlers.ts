import type { Implementation } from '#platform/operations'
import type { ReportsDeps } from './deps.ts'
import { linkClaimsHandlers } from './link-claims.ts'
import { readingHandlers } from './reading.ts'
import { signOffHandlers } from './sign-off.ts'
import { writingHandlers } from './writing.ts'

export function reportsHandlers(deps: ReportsDeps): readonly Implementation[] {
  return [readingHandlers, writingHandlers, signOffHandlers, linkClaimsHandlers].flatMap((handlers) => handlers(deps))
}
