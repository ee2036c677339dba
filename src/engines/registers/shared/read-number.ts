import type { Field } from '#model'

type Integer = Extract<Field, { kind: 'integer' }>

/** How much of what people write one unit of a field is: 89.53 平方米 are 8,953 hundredths, 500万元 are 5,000,000 元. */
const scales: Readonly<Record<string, number>> = { '0.01 m²': 100, 万元: 1 / 10_000 }
const multiples: Readonly<Record<string, number>> = { '': 1, 百: 100, 千: 1000, 万: 10_000, 亿: 100_000_000 }

/**
 * A number as it was written or as it is kept. A number is taken as kept; of a text, the words beside the digits count, and
 * a bare one is in the unit that people use (m², and 万元 where the field is in 万元).
 */
export function readInteger(field: Integer, written: string | number): number | null {
  if (typeof written === 'number') return Number.isInteger(written) ? written : null
  const plain = written.normalize('NFKC').replaceAll(/[\s,]/g, '')
  const found = /^约?(?<number>-?\d+(?:\.\d+)?)(?<multiple>[百千万亿]?)(?<unit>(?:\D|m2){0,6})$/.exec(plain)?.groups
  if (!found) return null
  const unit = field.unit?.[0]
  const multiple = multiples[found['multiple']!]!
  const isWhole = multiple === 1 && found['unit'] === ''
  const scale = unit === undefined || (unit === '万元' && isWhole) ? 1 : (scales[unit] ?? 1)
  const value = Number(found['number']) * multiple * scale
  const rounded = Math.round(value)
  // 89.53 × 100 is not quite whole in floating point; 2.5 people are no number of people.
  return Math.abs(value - rounded) < 1e-6 ? rounded : null
}
