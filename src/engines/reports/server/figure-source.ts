import { valueOfCounted, type Counted, type Definition } from '#model'
import { countingIn, positionOf, valueAt, valuesOf, type MeasureHandlersDeps } from '#engines/indicators'
import type { Reading } from '#engines/reports/shared'
import type { FigureSource, KnownMeasure } from './deps.ts'

const readingOf = ({ kind, unit }: Pick<KnownMeasure, 'kind' | 'unit'>, counted: Counted): Reading => ({
  numerator: counted.numerator,
  denominator: counted.denominator,
  value: valueOfCounted({ definition: { kind } as Definition, unit }, counted),
})

/** The measures of the records as reports ask for them. */
export function figureSourceOf(deps: MeasureHandlersDeps): FigureSource {
  const measures = new Map(
    deps.measures.map((placed): [string, KnownMeasure] => {
      const { key, of, measure } = placed
      const { label, definition, unit } = measure
      return [key, { key, label, of, sentence: deps.explain(placed), kind: definition.kind, unit }]
    }),
  )
  return {
    measures: () => measures,
    async valuesOf(tx, street, asks) {
      if (asks.length === 0) return { position: await positionOf(tx), values: [] }
      const values = await valuesOf(deps, tx, street, asks)
      return {
        position: values.find((each) => each.counted)?.position ?? (await positionOf(tx)),
        values: values.map((value) => {
          if (!value.counted) return null
          const { version, measure } = value
          return { version, ...readingOf({ kind: measure.definition.kind, unit: measure.unit }, value) }
        }),
      }
    },
    counting: (tx, street) => countingIn(deps, tx, street),
    async valueAt(tx, street, { position, kind, unit, ...ask }) {
      const counted = await valueAt(tx, street, ask, position)
      return counted && readingOf({ kind, unit }, counted)
    },
  }
}
