import type { Text } from '#kernel/text'
import { sayAnswer, type Answer } from '#model'
import { sources, type RegisterField, type Tags } from '#engines/registers/shared'

export type Value = Answer | null | undefined

const hundredths = '0.01 m²'

export const isArea = ({ field }: RegisterField): boolean => field.kind === 'integer' && field.unit?.[0] === hundredths

const as = (said: string): Text => [said, said]

/** A value as it is read; areas are kept in 0.01 m² and read in m². A masked value is read as it came. */
export function sayValue(known: RegisterField | undefined, value: Value): Text {
  if (value === null || value === undefined || value === '') return ['—', '—']
  if (!known) return as(String(value))
  if (isArea(known) && typeof value === 'number') return as(`${(value / 100).toFixed(2)} m²`)
  if (known.field.kind === 'integer' && typeof value === 'number' && value >= 10_000) {
    const unit = known.field.unit ?? ['', '']
    const number = value.toLocaleString('en-US')
    return [`${number} ${unit[0]}`.trim(), `${number} ${unit[1]}`.trim()]
  }
  return sayAnswer(known.field, value)
}

export const sayTag = (tags: Tags, tag: string): Text => tags[tag]?.label ?? [tag, tag]

export const saySource = (source: string): Text =>
  (sources as Readonly<Record<string, Text>>)[source] ?? [source, source]

/** Whole years on a day; null where the birth is masked or not known. */
export function ageOn(birth: Value, day: string): number | null {
  if (typeof birth !== 'string') return null
  const [, year, rest] = /^(\d{4})-(\d{2}-\d{2})$/.exec(birth) ?? []
  if (year === undefined || rest === undefined) return null
  return Number(day.slice(0, 4)) - Number(year) - (day.slice(5) < rest ? 1 : 0)
}

/** The last day of birth of those who are that old on a day. */
export function bornUntil(age: number, day: string): string {
  const born = `${Number(day.slice(0, 4)) - age}${day.slice(4)}`
  return born.endsWith('-02-29') ? born.replace('-29', '-28') : born
}
