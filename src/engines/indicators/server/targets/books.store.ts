import { sql, type RawBuilder } from 'kysely'
import { difference, runTogether, type RecordTable, type Tx } from '#platform/db'
import type { BookFile, ParameterVersion, TargetBook } from '#engines/indicators/shared'
import {
  bookTable,
  goalTable,
  milestoneTable,
  orderTable,
  reportTable,
  sheetTable,
  targetTable,
} from './books.table.ts'

type Gathered = Record<'_targets' | '_goals' | '_milestones' | '_reports' | '_sheets' | '_orders', unknown>

/** The whole of a book in one round trip. */
export async function findBook(tx: Tx, street: string, id: string): Promise<BookFile | undefined> {
  const of = sql`g.book = ${id}`
  const { rows } = await sql<TargetBook & Gathered>`
    select ${bookTable.columns('b')}, ${targetTable.gathered(street, of)} as "_targets", ${goalTable.gathered(street, of)} as "_goals",
      ${milestoneTable.gathered(street, of)} as "_milestones", ${reportTable.gathered(street, of)} as "_reports",
      ${sheetTable.gathered(street, of)} as "_sheets", ${orderTable.gathered(street, of)} as "_orders"
    from target_books b where b.street = ${street} and b.id = ${id}`.execute(tx)
  if (!rows[0]) return undefined
  const { _targets, _goals, _milestones, _reports, _sheets, _orders, ...book } = rows[0]
  const placed = <T extends { readonly position: number }>(list: T[]) =>
    list.toSorted((a, b) => a.position - b.position)
  const told = <T extends { readonly no: number }>(list: T[]) => list.toSorted((a, b) => a.no - b.no)
  return {
    book,
    targets: targetTable.read(_targets).toSorted((a, b) => a.level - b.level || a.no - b.no),
    goals: placed(goalTable.read(_goals)),
    milestones: placed(milestoneTable.read(_milestones)),
    reports: reportTable.read(_reports).toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)),
    sheets: told(sheetTable.read(_sheets)),
    orders: told(orderTable.read(_orders)),
  }
}

/** Holds the book: of two people at once, the second decides on what the first left. */
export async function lockBook(tx: Tx, street: string, id: string): Promise<BookFile | undefined> {
  const { rows } =
    await sql`select 1 from target_books where street = ${street} and id = ${id} for no key update`.execute(tx)
  return rows.length === 0 ? undefined : findBook(tx, street, id)
}

const partTables = {
  target: 'targets',
  goal: 'target_goals',
  milestone: 'target_milestones',
  report: 'target_reports',
  sheet: 'target_sheets',
  order: 'target_orders',
} as const

/** The book that something belongs to. */
export async function bookOf(
  tx: Tx,
  street: string,
  part: keyof typeof partTables,
  id: string,
): Promise<string | undefined> {
  const { rows } = await sql<{ book: string }>`
    select book from ${sql.raw(partTables[part])} where street = ${street} and id = ${id}`.execute(tx)
  return rows[0]?.book
}

/** Whether one of these ids is already in another book. */
export async function idsTaken(
  tx: Tx,
  street: string,
  book: string,
  ids: Readonly<Record<'targets' | 'target_goals' | 'target_milestones', readonly string[]>>,
): Promise<boolean> {
  for (const [table, list] of Object.entries(ids)) {
    const { rows } = await sql`
      select 1 from ${sql.raw(table)} where street = ${street} and id = any(${list}) and book <> ${book} limit 1`.execute(
      tx,
    )
    if (rows.length > 0) return true
  }
  return false
}

export async function titleTaken(
  tx: Tx,
  street: string,
  book: Pick<TargetBook, 'id' | 'year' | 'title'>,
): Promise<boolean> {
  const { rows } = await sql`
    select 1 from target_books where street = ${street} and year = ${book.year} and title = ${book.title} and id <> ${book.id}`.execute(
    tx,
  )
  return rows.length > 0
}

export async function insertBook(tx: Tx, street: string, book: TargetBook): Promise<void> {
  await bookTable.insert(street, [book])!.execute(tx)
}

function writesOf<T extends { readonly id: string }>(
  table: RecordTable<T>,
  street: string,
  before: readonly T[],
  after: readonly T[],
): (RawBuilder<unknown> | null)[] {
  const known = new Map(before.map((row) => [row.id, row]))
  const changed = after.flatMap((row) => {
    const old = known.get(row.id)
    return old && old !== row ? [table.update(street, row.id, difference(old, row))] : []
  })
  const fresh = after.filter((row) => !known.has(row.id))
  return [...changed, ...pieces(fresh, 200).map((rows) => table.insert(street, rows))]
}

/** PostgreSQL takes 65,535 parameters in one statement. */
function pieces<T>(list: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, at) => list.slice(at * size, (at + 1) * size))
}

async function runAll(tx: Tx, writes: readonly (RawBuilder<unknown> | null)[]): Promise<void> {
  for (const piece of pieces(
    writes.filter((write) => write !== null),
    15,
  ))
    await runTogether(tx, piece)
}

async function dropGone(
  tx: Tx,
  street: string,
  table: string,
  before: readonly { readonly id: string }[],
  after: readonly { readonly id: string }[],
): Promise<void> {
  const left = new Set(after.map((row) => row.id))
  const gone = before.flatMap((row) => (left.has(row.id) ? [] : [row.id]))
  if (gone.length > 0)
    await sql`delete from ${sql.raw(table)} where street = ${street} and id = any(${gone})`.execute(tx)
}

/** Writes what a decision changed, and nothing else. Sheets first: what they adjusted names them. */
export async function saveBook(
  tx: Tx,
  street: string,
  before: BookFile,
  after: BookFile,
): Promise<Partial<TargetBook>> {
  await dropGone(tx, street, 'target_goals', before.goals, after.goals)
  await dropGone(tx, street, 'target_milestones', before.milestones, after.milestones)
  await dropGone(tx, street, 'targets', before.targets, after.targets)
  const patch = difference(before.book, after.book)
  await runTogether(tx, [
    ...writesOf(sheetTable, street, before.sheets, after.sheets),
    bookTable.update(street, after.book.id, patch),
  ])
  await runAll(tx, writesOf(targetTable, street, before.targets, after.targets))
  await runAll(tx, [
    ...writesOf(goalTable, street, before.goals, after.goals),
    ...writesOf(milestoneTable, street, before.milestones, after.milestones),
    ...writesOf(reportTable, street, before.reports, after.reports),
    ...writesOf(orderTable, street, before.orders, after.orders),
  ])
  return patch
}

export interface BookCount {
  readonly firstLevel: number
  readonly secondLevel: number
  readonly waitingSheets: number
}

export async function listBooks(tx: Tx, street: string, year: number | null): Promise<(TargetBook & BookCount)[]> {
  const counts = (level: number) =>
    sql`(select count(*)::int from targets t where t.street = b.street and t.book = b.id and t.level = ${level})`
  const { rows } = await sql<TargetBook & BookCount>`
    select ${bookTable.columns('b')}, ${counts(1)} as "firstLevel", ${counts(2)} as "secondLevel",
      (select count(*)::int from target_sheets s where s.street = b.street and s.book = b.id and s.state = 'waiting') as "waitingSheets"
    from target_books b where b.street = ${street} and (${year}::int is null or b.year = ${year})
    order by b.year desc, b.title`.execute(tx)
  return rows
}

export async function parametersOf(tx: Tx, street: string): Promise<ParameterVersion[]> {
  const { rows } = await sql<ParameterVersion>`
    select key, "from", value, basis, confidence from target_parameters where street = ${street} order by key, "from" desc`.execute(
    tx,
  )
  return rows
}

export async function setParameter(tx: Tx, street: string, said: ParameterVersion, by: string): Promise<void> {
  await sql`
    insert into target_parameters (street, key, "from", value, basis, confidence, set_by)
    values (${street}, ${said.key}, ${said.from}, ${said.value}, ${said.basis}, ${said.confidence}, ${by})
    on conflict (street, key, "from") do update set value = excluded.value, basis = excluded.basis,
      confidence = excluded.confidence, set_by = excluded.set_by`.execute(tx)
}
