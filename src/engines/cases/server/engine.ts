import { must } from '#kernel/assert'
import { err, ok, type Result } from '#kernel/result'
import type { Context } from '#platform/operations'
import type { CaseFile, CaseId, CaseType, Deciding, Photo } from '#engines/cases/shared'
import { lockCase, saveCase } from './cases.store.ts'
import type { CasesDeps } from './deps.ts'
import { canSee } from './scope.ts'
import { decidingOf, settingsOf, type StreetSettings } from './settings.ts'

export interface Changed {
  caseId: CaseId
  number: string
  state: CaseFile['case']['state']
  version: number
}

type RefusalOf<R> = R extends { readonly ok: false; readonly error: infer E extends string } ? E : never

export function typeOf(deps: CasesDeps, file: CaseFile): CaseType {
  return must(deps.caseTypes.get(file.case.type), `case type ${file.case.type}`)
}

/** Load, decide, save: one act on one case, decided while the case is held. */
export function changerOf(deps: CasesDeps) {
  return async function changeCase<R extends Result<CaseFile>>(
    context: Context,
    caseId: CaseId,
    decide: (file: CaseFile, deciding: Deciding, settings: StreetSettings) => R | Promise<R>,
    photos: readonly Photo[] = [],
  ): Promise<Result<Changed, RefusalOf<R> | 'case_not_found' | 'attachment_not_found'>> {
    const { tx, street, actor, now } = context
    const file = await lockCase(tx, street, caseId)
    // Someone from outside must not learn that the case exists.
    if (!file || (actor.kind === 'staff' && !canSee(actor, file))) return err('case_not_found')
    if (
      photos.length > 0 &&
      !(await deps.files.claim(
        tx,
        street,
        photos.map((photo) => photo.id),
        caseId,
      ))
    )
      return err('attachment_not_found')
    const settings = await settingsOf(tx, deps.database, street)
    const decided = await decide(file, decidingOf(settings, typeOf(deps, file), actor, now), settings)
    if (!decided.ok) return err(decided.error as RefusalOf<R>)
    const patch = await saveCase(tx, street, file, decided.value, deps)
    context.subject('case', caseId)
    const { description: _, answers: __, answerText: ___, ...told } = patch
    context.changed(told)
    const { id, number, state, version } = decided.value.case
    return ok({ caseId: id, number, state, version })
  }
}

/** Commands that carry no photo cannot be refused for one. */
export function withoutPhotos<T, E extends string>(
  result: Result<T, E | 'attachment_not_found'>,
): Result<T, Exclude<E, 'attachment_not_found'>> {
  return result as Result<T, Exclude<E, 'attachment_not_found'>>
}
