import { sql, type RawBuilder } from 'kysely'

/**
 * Long lists as the one text in which they travel. The driver would look at every element twice to find what must be
 * escaped; of ids nothing is, and JSON holds no control character, so that one parts it.
 */
export const idsOf = (ids: Iterable<string | number | null>): string =>
  `{${Array.from(ids, (id) => id ?? 'NULL').join(',')}}`

export const textsOf = (texts: Iterable<string | null>): string =>
  `{${Array.from(texts, (text) => (text === null ? 'NULL' : `"${/["\\]/.test(text) ? text.replaceAll(/["\\]/g, String.raw`\$&`) : text}"`)).join(',')}}`

/** A list of text, each JSON or null. */
export const jsonsOf = (values: readonly unknown[]): RawBuilder<string[]> =>
  sql`string_to_array(${values.map((value) => (value === null ? '' : JSON.stringify(value))).join('\u001F')}, chr(31), '')`
