import { rangeOf } from '#model'
import type { Tx } from '#platform/db'
import type { Reading } from '#engines/reports/shared'
import type { ReportsDeps } from './deps.ts'
import { sayReading } from './reckon.ts'
import { findSeal, hashOfSeal, sealedFiguresOf, type SealedFigure } from './seals.store.ts'

export interface RecomputedFigure {
  readonly sealed: SealedFigure
  readonly again: Reading | null
  readonly shown: string | null
  readonly same: boolean
}

export interface Recomputed {
  readonly title: string
  readonly position: string
  readonly hash: { readonly sealed: string; readonly now: string }
  readonly figures: readonly RecomputedFigure[]
}

/** Every number of a sealed edition reckoned again from the records as of its seal; undefined where nothing is sealed. */
export async function recompute(
  tx: Tx,
  deps: ReportsDeps,
  street: string,
  id: string,
): Promise<Recomputed | undefined> {
  const seal = await findSeal(tx, street, id)
  if (!seal) return undefined
  const sealed = await sealedFiguresOf(tx, street, id)
  const figures: RecomputedFigure[] = []
  for (const each of sealed) figures.push(await again(tx, deps, street, each))
  return {
    title: seal.title,
    position: seal.position,
    hash: { sealed: seal.hash, now: hashOfSeal(seal, sealed) },
    figures,
  }
}

async function again(tx: Tx, deps: ReportsDeps, street: string, sealed: SealedFigure): Promise<RecomputedFigure> {
  const { measure: key, where, position, now, base, goal, kind, unit } = sealed
  const valueOver = (from: string, to: string, version: string) =>
    deps.figures.valueAt(tx, street, {
      key,
      version,
      kind,
      unit,
      position,
      period: rangeOf(from, to),
      ...(where && { where }),
    })
  const reading = await valueOver(sealed.from, sealed.to, sealed.definition)
  const before = base && (await valueOver(base.from, base.to, base.definition))
  if (!reading || (base && !before)) return { sealed, again: reading, shown: null, same: false }
  const shown = sayReading(sealed, sealed, reading, before, goal)
  const same = shown === sealed.shown && isSame(reading, now) && (!base || isSame(before!, base))
  return { sealed, again: reading, shown, same }
}

const isSame = (a: Reading, b: Reading) => a.numerator === b.numerator && a.denominator === b.denominator
