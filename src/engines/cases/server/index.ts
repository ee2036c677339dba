import type { Implementation } from '#platform/operations'
import { handlingHandlers } from './commands/handling.ts'
import { hotlineHandlers } from './commands/hotline.ts'
import { intakeHandlers } from './commands/intake.ts'
import type { CasesDeps } from './deps.ts'
import { fileHandlers } from './queries/file.ts'
import { listHandlers } from './queries/list.ts'
import { overdueHandlers } from './queries/overdue.ts'
import { workHandlers } from './queries/work.ts'

export type { CasesDeps } from './deps.ts'
export { remindOfDue } from './remind.ts'
export { column as caseColumn, conditionSql } from './queries/filter.ts'
export { pageOf } from './queries/list.ts'
export { openCasesOf } from './queries/places.ts'
export { linesOfCases } from './queries/told.ts'
export { wordsOf } from './queries/words.ts'
export { forgetSettings } from './settings.ts'
export { mayFollow, maySee, seenBy } from './follow.ts'

export function casesHandlers(deps: CasesDeps): readonly Implementation[] {
  return [
    intakeHandlers,
    handlingHandlers,
    hotlineHandlers,
    listHandlers,
    fileHandlers,
    workHandlers,
    overdueHandlers,
  ].flatMap((handlers) => handlers(deps))
}
