import { sql, type RawBuilder } from 'kysely'
import type { Tx } from './pool.ts'

/** How a field is kept: as a plain column, or as JSON. */
type Kept = 'plain' | 'json'

/**
 * A table whose rows are entities: the fields are the columns in camel case, and every statement names its street.
 * Identifiers come from the declaration alone; values are always parameters.
 */
export interface RecordTable<T extends object> {
  readonly name: string
  /** The select list, each column under its field's name; `alias` is the table's alias in the query. */
  columns(alias: string): RawBuilder<unknown>
  /** Trusted SQL of a field's column. */
  column(alias: string, field: keyof T & string): string
  insert(tx: Tx, street: string, rows: readonly T[], extra?: Readonly<Record<string, unknown>>): Promise<void>
  /** Writes the fields that differ. Returns how many rows were there to write. */
  update(
    tx: Tx,
    street: string,
    id: string,
    patch: Partial<T>,
    extra?: Readonly<Record<string, unknown>>,
  ): Promise<number>
}

const snake = (field: string) => field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
const quoted = (name: string) => `"${name.replaceAll('"', '')}"`

export function recordTable<T extends object>(
  name: string,
  fields: Readonly<Record<keyof T & string, Kept>>,
): RecordTable<T> {
  const names = Object.keys(fields) as (keyof T & string)[]
  const columnOf = new Map(names.map((field) => [field as string, quoted(snake(field))]))
  const lists = new Map<string, RawBuilder<unknown>>()
  const value = (field: string, raw: unknown) =>
    (fields as Record<string, Kept>)[field] === 'json' && raw !== null ? JSON.stringify(raw) : raw
  const insertHead = (extra: readonly string[]) =>
    sql.raw(
      `insert into ${name} (street, ${[...names.map((field) => columnOf.get(field)!), ...extra.map(quoted)].join(', ')}) values `,
    )

  return {
    name,
    columns(alias) {
      const known = lists.get(alias)
      if (known) return known
      const made = sql.raw(names.map((field) => `${alias}.${columnOf.get(field)} as "${field}"`).join(', '))
      lists.set(alias, made)
      return made
    },
    column: (alias, field) => `${alias}.${columnOf.get(field)}`,
    async insert(tx, street, rows, extra = {}) {
      if (rows.length === 0) return
      const tuples = rows.map(
        (row) =>
          sql`(${sql.join([street, ...names.map((field) => value(field, row[field])), ...Object.values(extra)])})`,
      )
      await sql`${insertHead(Object.keys(extra))} ${sql.join(tuples)}`.execute(tx)
    },
    async update(tx, street, id, patch, extra = {}) {
      const changes = [
        ...Object.entries(patch).map(([field, raw]) => sql`${sql.raw(columnOf.get(field)!)} = ${value(field, raw)}`),
        ...Object.entries(extra).map(([column, raw]) => sql`${sql.raw(quoted(column))} = ${raw}`),
      ]
      if (changes.length === 0) return 0
      const { numAffectedRows } =
        await sql`update ${sql.raw(name)} set ${sql.join(changes)} where street = ${street} and id = ${id}`.execute(tx)
      return Number(numAffectedRows ?? 0n)
    },
  }
}

/** The fields in which two rows differ. */
export function difference<T extends object>(before: T, after: T): Partial<T> {
  const changed: Partial<T> = {}
  for (const field of Object.keys(after) as (keyof T)[]) {
    const [a, b] = [before[field], after[field]]
    if (a === b) continue
    if (typeof a === 'object' && typeof b === 'object' && JSON.stringify(a) === JSON.stringify(b)) continue
    changed[field] = after[field]
  }
  return changed
}
