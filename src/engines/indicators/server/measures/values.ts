import { must } from '#kernel/assert'
import type { Counted, Measure } from '#model'
import type { Tx } from '#platform/db'
import { definitionAt, rolledUp, type MeasuresDeps, type Rolled } from './definitions.ts'
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
}

/** What is rolled up under a key; a bug where there is none, for the start of the program counts all that is declared. */
export function mustBeRolled(rolled: ReadonlyMap<string, Rolled>, key: string, street: string): Rolled {
  return must(rolled.get(key), `the measure ${key}, counted in ${street} (start the program anew to count it)`)
}

/** Several numbers as they stand now, all at one moment. */
export async function valuesOf(
  deps: MeasuresDeps,
  tx: Tx,
  street: string,
  asks: readonly Ask[],
): Promise<readonly SealedValue[]> {
  const rolled = await rolledUp(tx, street, deps)
  const spans = asks.map(({ key, period, where }) => ({
    of: mustBeRolled(rolled, key, street),
    from: period.from,
    to: period.to,
    where,
  }))
  const { figures, position } = await readFigures(tx, street, spans)
  const counted = figureOf(figures)
  return spans.map(({ of }, at) => ({
    key: of.key,
    version: of.version,
    measure: of.measure,
    position,
    ...counted(at),
  }))
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
