import { is, holds } from '#model'
import { valueOf, type Case, type CaseType, type LimitStep, type Photo } from '#engines/cases/shared'

/** Which photo feedback still lacks, or null. The photo after must be new; one from before may be on record already. */
export function photoMissing(
  proof: CaseType['proof'],
  taken: readonly Pick<Photo, 'purpose'>[],
  onRecord: readonly Pick<Photo, 'purpose'>[],
): 'before' | 'after' | null {
  if (proof === 'none') return null
  const before = [...taken, ...onRecord].some((photo) => photo.purpose === 'before' || photo.purpose === 'scene')
  if (proof === 'before_after' && !before) return 'before'
  return taken.some((photo) => photo.purpose === 'after') ? null : 'after'
}

/** The handling steps of a case by its type, such as 停工, 处罚, 拆除; one where the type names none. */
export function handlingSteps(type: CaseType, seen: Partial<Case>, now: string): readonly LimitStep[] {
  const asking = { now, me: null, myUnit: null }
  const rule = type.limits.find(
    (each) => each.kind === 'dispose' && holds(each.when ?? is('open', true), (field) => valueOf(seen, field), asking),
  )
  return rule?.steps ?? []
}

/** The sentences offered for one use, filled with what the case says of itself. */
export function phrasesFor(
  type: CaseType | undefined,
  use: 'feedback' | 'answer',
  seen: Readonly<Record<string, unknown>>,
): string[] {
  const texts = type?.texts.filter((text) => text.use === use) ?? []
  return texts.map((text) =>
    text.body.replace(/\{(\w+)\}/g, (_, name: string) => {
      const value = seen[name]
      return typeof value === 'string' ? value : ''
    }),
  )
}
