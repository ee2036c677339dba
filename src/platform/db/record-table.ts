import { sql, type RawBuilder } from 'kysely'
import type { Tx } from './pool.ts'

/** How a field is kept: as a plain column, as JSON, or as an instant. */
type Kept = 'plain' | 'json' | 'instant'

type Extra = Readonly<Record<string, unknown>>
type Statement = RawBuilder<unknown>

/**
 * A table whose rows are entities: the fields are the columns in camel case, and every statement names its street.
 * Identifiers come from the declaration alone; values are always parameters.
 */
export interface RecordTable<T extends object> {
  readonly name: string
  /** The select list, each column under its field's name; `alias` is the table's alias in the query. */
  columns(alias: string): Statement
  /** Trusted SQL of a field's column. */
  column(alias: string, field: keyof T & string): string
  /** Statements for `runTogether`; null when there is nothing to write. */
  insert(street: string, rows: readonly T[], extra?: Extra): Statement | null
  update(street: string, id: string, patch: Partial<T>, extra?: Extra): Statement | null
  /** Rows as one JSON array, ordered by id, so that several tables come in one round trip; `g` is the table's alias. */
  gathered(street: string, where: Statement): Statement
  /** Reads what `gathered` gave. */
  read(gathered: unknown): T[]
}

const snake = (field: string) => field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
const quoted = (name: string) => `"${name.replaceAll('"', '')}"`

export function recordTable<T extends object>(
  name: string,
  fields: Readonly<Record<keyof T & string, Kept>>,
): RecordTable<T> {
  const names = Object.keys(fields) as (keyof T & string)[]
  const instants = names.filter((field) => fields[field] === 'instant')
  const columnOf = new Map(names.map((field) => [field as string, quoted(snake(field))]))
  const lists = new Map<string, Statement>()
  const value = (field: string, raw: unknown) =>
    (fields as Record<string, Kept>)[field] === 'json' && raw !== null ? JSON.stringify(raw) : raw

  function columns(alias: string): Statement {
    const known = lists.get(alias)
    if (known) return known
    const made = sql.raw(names.map((field) => `${alias}.${columnOf.get(field)} as "${field}"`).join(', '))
    lists.set(alias, made)
    return made
  }

  return {
    name,
    columns,
    column: (alias, field) => `${alias}.${columnOf.get(field)}`,
    insert(street, rows, extra = {}) {
      if (rows.length === 0) return null
      const list = ['street', ...names.map((field) => columnOf.get(field)!), ...Object.keys(extra).map(quoted)]
      const tuples = rows.map(
        (row) =>
          sql`(${sql.join([street, ...names.map((field) => value(field, row[field])), ...Object.values(extra)])})`,
      )
      return sql`insert into ${sql.raw(`${name} (${list.join(', ')})`)} values ${sql.join(tuples)}`
    },
    update(street, id, patch, extra = {}) {
      const changes = [
        ...Object.entries(patch).map(([field, raw]) => sql`${sql.raw(columnOf.get(field)!)} = ${value(field, raw)}`),
        ...Object.entries(extra).map(([column, raw]) => sql`${sql.raw(quoted(column))} = ${raw}`),
      ]
      if (changes.length === 0) return null
      return sql`update ${sql.raw(name)} set ${sql.join(changes)} where street = ${street} and id = ${id}`
    },
    gathered: (street, where) =>
      sql`(select coalesce(json_agg(r order by r.id), '[]'::json) from (select ${columns('g')} from ${sql.raw(name)} g where g.street = ${street} and ${where}) r)`,
    read: (gathered) =>
      (gathered as Record<string, unknown>[]).map((row) => {
        // JSON gives instants in PostgreSQL's own form; entities hold ISO with milliseconds, which sorts.
        for (const field of instants) if (row[field] !== null) row[field] = new Date(row[field] as string).toISOString()
        return row as T
      }),
  }
}

/** Runs writes that do not depend on one another's results in one round trip. */
export async function runTogether(tx: Tx, writes: readonly (Statement | null)[]): Promise<void> {
  const all = writes.filter((write) => write !== null)
  const last = all.pop()
  if (!last) return
  const before = all.map((write, at) => sql`${sql.raw(`w${at}`)} as (${write})`)
  await (before.length > 0 ? sql`with ${sql.join(before)} ${last}` : last).execute(tx)
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
