import { err, ok, type Result } from '#kernel/result'
import type { RegisterId } from '../register.ts'
import { residenceKinds, tieKinds, type TieKindId } from '../ties.ts'
import { overlap, without, type Period } from './periods.ts'
import { sharesFit } from './shares.ts'

/** A tie as it is held to be true now; subject and object are the entries that stand. */
export interface HeldTie extends Period {
  readonly id: string
  readonly kind: TieKindId
  readonly subject: string
  readonly object: string
  /** Of whom it was said, where one of them has been merged since. */
  readonly said?: { readonly subject: string; readonly object: string }
  readonly details: Readonly<Record<string, unknown>>
  readonly share: readonly [part: number, whole: number] | null
  readonly source: string
}

export type WantedTie = Omit<HeldTie, 'id'>

/** What changes: ties that are no longer held, each replaced by what is left of it, and the new one. */
export interface TieChange {
  readonly superseded: readonly string[]
  readonly kept: readonly WantedTie[]
}

export const isHead = ({ relation }: Readonly<Record<string, unknown>>) =>
  typeof relation === 'string' && /^(户主|本人|head)$/.test(relation)

/** Ties that must not begin in the future: nobody lives anywhere from next month. */
const isOfNow = new Set<TieKindId>(['lives', 'hukou'])

export function daysFit(kind: TieKindId, { from, to }: Period, today: string): boolean {
  return (to === null || to > from) && !(isOfNow.has(kind) && from > today) && from > '1840-01-01'
}

/**
 * Joins two entries for a time. What was held of the same two in the same way gives way for that time and stays for the
 * rest: a share that was sold in part, a stay whose beginning was wrong.
 */
export function joinByTie(
  wanted: WantedTie,
  registers: { readonly subject: RegisterId; readonly object: RegisterId },
  held: readonly HeldTie[],
  today: string,
): Result<TieChange, 'tie_wrong' | 'days_wrong' | 'shares_exceed' | 'head_taken'> {
  const { subject, object } = tieKinds[wanted.kind]
  const fits = (allowed: readonly RegisterId[], register: RegisterId) => allowed.includes(register)
  if (!fits(subject, registers.subject) || !fits(object, registers.object)) return err('tie_wrong')
  if (wanted.subject === wanted.object || (wanted.share && wanted.kind !== 'owns')) return err('tie_wrong')
  const residence = wanted.details['residence']
  if (residence !== undefined && !(typeof residence === 'string' && Object.hasOwn(residenceKinds, residence)))
    return err('tie_wrong')
  if (!daysFit(wanted.kind, wanted, today)) return err('days_wrong')
  if (wanted.share && wanted.share[0] > wanted.share[1]) return err('shares_exceed')

  const isSame = (tie: HeldTie) =>
    tie.kind === wanted.kind && tie.subject === wanted.subject && tie.object === wanted.object && overlap(tie, wanted)
  const giving = held.filter(isSame)
  const kept = giving.flatMap((tie) => without(tie, wanted).map(({ from, to }) => ({ ...tie, from, to })))
  const after: WantedTie[] = [...held.filter((tie) => !isSame(tie)), ...kept, wanted]
  const inObject = after.filter((tie) => tie.object === wanted.object && tie.kind === wanted.kind)
  if (wanted.kind === 'owns' && !sharesFit(sharesOf(inObject))) return err('shares_exceed')
  if (wanted.kind === 'lives' && isHead(wanted.details)) {
    const others = inObject.filter((tie) => tie.subject !== wanted.subject && isHead(tie.details))
    if (others.some((tie) => overlap(tie, wanted))) return err('head_taken')
  }
  return ok({
    superseded: giving.map((tie) => tie.id),
    kept: kept.map(({ id: _, ...tie }) => tie),
  })
}

export const sharesOf = (ties: readonly WantedTie[]) =>
  ties.flatMap(({ kind, share, from, to }) =>
    kind === 'owns' && share ? [{ part: share[0], whole: share[1], from, to }] : [],
  )

/** Ends a tie. One that ends on the day when it began never was, and leaves nothing. */
export function endAt<T extends Period>(tie: T, to: string): Result<T | null, 'days_wrong'> {
  if (to < tie.from || (tie.to !== null && to > tie.to)) return err('days_wrong')
  return ok(to === tie.from ? null : { ...tie, to })
}
