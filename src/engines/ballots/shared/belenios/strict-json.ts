import { parseDecimal } from './modular.ts'

export type Fields = Readonly<Record<string, unknown>>

/** Undefined where the text is no JSON: no text of JSON means undefined. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

/**
 * Without blanks, without a field twice and with no other escapes than necessary: two readers read the same. Ask only
 * when the shape is known: writing what is nested a hundred thousand deep overflows the stack, reading it does not.
 */
export function isCanonicalJson(text: string, parsed: unknown): boolean {
  return JSON.stringify(parsed) === text
}

/** What may be written again before its shape is known. */
export function isScalar(value: unknown): boolean {
  return value === null || typeof value !== 'object'
}

export function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0
}

export function asRecord(value: unknown): Fields | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : undefined
}

export function hasFields(value: Fields, required: readonly string[], optional: readonly string[]): boolean {
  const names = Object.keys(value)
  return (
    required.every((name) => names.includes(name)) &&
    names.every((name) => required.includes(name) || optional.includes(name))
  )
}

/** The values of exactly these fields in exactly this order. */
export function fieldsInOrder(value: unknown, names: readonly string[]): unknown[] | undefined {
  const given = asRecord(value)
  if (!given || Object.keys(given).join() !== names.join()) return undefined
  return names.map((name) => given[name])
}

/** A number below q as Belenios writes it, in base 10 in a string. */
export function parseScalar(text: string, q: bigint): bigint | undefined {
  const value = parseDecimal(text, 78)
  return value !== undefined && value < q ? value : undefined
}
