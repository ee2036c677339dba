import type { Implementation } from '#platform/operations'
import { comparablesHandlers } from './comparables.ts'
import type { ReportsDeps } from './deps.ts'
import { readingHandlers } from './reading.ts'
import { signOffHandlers } from './sign-off.ts'
import { writingHandlers } from './writing.ts'

export function reportsHandlers(deps: ReportsDeps): readonly Implementation[] {
  return [readingHandlers, writingHandlers, signOffHandlers, comparablesHandlers].flatMap((handlers) => handlers(deps))
}
