import type { Text } from '#kernel/text'
import type { Measure } from '#model'
import { centreMeasures, ofType, type CaseTypes } from '#engines/cases/shared'
import { dimensionIds, type PlacedMeasure } from './measuring.ts'

const centre: Text = ['城运中心', 'The centre']

/** The centre's measures of all cases, then each type's of its own. */
export function caseMeasures(types: CaseTypes): readonly PlacedMeasure[] {
  const place = (key: string, measure: Measure, of: Text): PlacedMeasure => ({
    key,
    measure,
    source: 'cases',
    of,
    dimensions: dimensionIds,
  })
  return [
    ...centreMeasures.map((measure) => place(measure.id, measure as Measure, centre)),
    ...[...types.values()].flatMap((type) =>
      type.measures.map((measure) => place(`${type.id}:${measure.id}`, ofType(type.id, measure), type.label)),
    ),
  ]
}
