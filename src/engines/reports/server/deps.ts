import type { Text } from '#kernel/text'
import type { Definition, MeasureUnitId, Period } from '#model'
import type { Tx } from '#platform/db'
import type { Reading, ReportParagraph } from '#engines/reports/shared'
import type { Dimension } from '#engines/indicators/shared'

export interface Part {
  readonly dimension: Dimension
  readonly member: string
}

export interface KnownMeasure {
  readonly key: string
  readonly label: Text
  /** The face or kind that it is of. */
  readonly of: Text
  readonly sentence: Text
  readonly kind: Definition['kind']
  readonly unit: MeasureUnitId
}

export interface FigureAsk {
  readonly key: string
  readonly period: Period
  readonly where?: Part
}

/** What was counted, by which definition. */
export interface Reckoned extends Reading {
  readonly version: string
}

/** Where figures come from: measures of the records, now and as of a position of the ledger. */
export interface FigureSource {
  /** Every measure in force. */
  readonly measures: () => ReadonlyMap<string, KnownMeasure>
  /** Answers in the order asked, all as of one position; null of a measure that is still counted for the first time. */
  readonly valuesOf: (
    tx: Tx,
    street: string,
    asks: readonly FigureAsk[],
  ) => Promise<{ readonly position: string; readonly values: readonly (Reckoned | null)[] }>
  /** The measures that are still counted. */
  readonly counting: (tx: Tx, street: string) => Promise<ReadonlySet<string>>
  /** As it was at a position, by the definition of then; null where neither can be reckoned any more. */
  readonly valueAt: (
    tx: Tx,
    street: string,
    ask: FigureAsk & Pick<KnownMeasure, 'kind' | 'unit'> & { readonly version: string; readonly position: string },
  ) => Promise<Reading | null>
}

export interface FaceParagraph {
  readonly face: { readonly id: string; readonly name: Text }
  readonly paragraph: ReportParagraph
}

export interface ReportsDeps {
  readonly figures: FigureSource
  readonly paragraphs: readonly FaceParagraph[]
  /** The goal of a measure in the target book of a year, in the measure's unit. */
  readonly goalsOf?: (
    tx: Tx,
    street: string,
    year: number,
    keys: readonly string[],
  ) => Promise<ReadonlyMap<string, string>>
  /** Told of each seal in its transaction, so that someone else can vouch for when it was made. */
  readonly notary?: (
    tx: Tx,
    street: string,
    sealed: { readonly kind: 'report'; readonly id: string; readonly hash: string },
  ) => Promise<void>
}
