import type { Counted, Measure } from '#model'
import type { Tx } from '#platform/db'
import { definitionAt, standingsIn, type Counting, type MeasuresDeps } from './definitions.ts'
import { changesSince, readPosition } from './position.ts'
import { figureOf, readFigures, type Where } from './read.ts'

interface Days {
  readonly from: string
  readonly to: string
}

export interface Ask {
  readonly key: string
  readonly period: Days
  readonly where?: Where | undefined
}

/** A number with all that is needed to come to it again. */
export interface SealedValue extends Counted {
  readonly key: string
  readonly version: string
  readonly position: string
  /** Reads it: unit and kind. */
  readonly measure: Measure
  readonly counted: true
}

/** Several numbers as they stand now, all at one moment; of a measure that is not whole yet how far it is, and no number. */
export async function valuesOf(
  deps: MeasuresDeps,
  tx: Tx,
  street: string,
  asks: readonly Ask[],
): Promise<readonly (SealedValue | Counting)[]> {
  const standing = await standingsIn(tx, street, deps)
  const found = asks.map(({ key }) => standing(key))
  const spans = asks.flatMap(({ period, where }, at) => {
    const of = found[at]!
    return of.counted ? [{ of, from: period.from, to: period.to, where }] : []
  })
  const { figures, position } = await readFigures(tx, street, spans)
  const valueAtPlace = figureOf(figures)
  let place = 0
  return found.map((of): SealedValue | Counting => {
    if (!of.counted) return of
    const { key, version, measure } = of
    return { key, version, measure, position, counted: true, ...valueAtPlace(place++) }
  })
}

/** The measures that are not whole yet. */
export async function countingIn(deps: MeasuresDeps, tx: Tx, street: string): Promise<ReadonlySet<string>> {
  const standing = await standingsIn(tx, street, deps)
  return new Set(deps.measures.map(({ key }) => key).filter((key) => !standing(key).counted))
}

export interface EarlierAsk extends Ask {
  readonly version: string
}

/** What was read at an earlier position, come to again from what was written since; null where that definition was not counted then. */
export async function valuesAt(
  tx: Tx,
  street: string,
  asks: readonly EarlierAsk[],
  position: string,
): Promise<readonly (Counted | null)[]> {
  const { at: then } = readPosition(position)
  const known = new Map<string, Awaited<ReturnType<typeof definitionAt>>>()
  for (const { key, version } of asks)
    if (!known.has(`${key}@${version}`))
      known.set(`${key}@${version}`, await definitionAt(tx, street, key, version, then))
  const of = asks.map(({ key, version }) => known.get(`${key}@${version}`))
  const spans = asks.flatMap(({ period, where }, at) => {
    const definition = of[at]
    return definition ? [{ of: definition, from: period.from, to: period.to, where }] : []
  })
  const { figures } = await readFigures(tx, street, spans, { less: changesSince(street, position) })
  const counted = figureOf(figures)
  let at = 0
  return of.map((definition) => (definition ? counted(at++) : null))
}

export async function valueAt(tx: Tx, street: string, ask: EarlierAsk, position: string): Promise<Counted | null> {
  return (await valuesAt(tx, street, [ask], position))[0]!
}
