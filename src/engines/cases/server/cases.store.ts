import { sql } from 'kysely'
import { difference, type RecordTable, type Tx } from '#platform/db'
import type { Case, CaseFile, CaseId, CaseRecord, Deadline, Task } from '#engines/cases/shared'
import { caseTable, deadlineTable, recordsTable, taskTable } from './cases.table.ts'

/** What the search looks in: everything but who called. */
export function wordsOf(found: Pick<Case, 'number' | 'upstreamNo' | 'title' | 'place' | 'description'>): string {
  return [found.number, found.upstreamNo, found.title, found.place, found.description.slice(0, 1000)].filter(Boolean).join(' ').toLowerCase()
}

async function rowsOf<T extends object>(tx: Tx, table: RecordTable<T>, street: string, caseId: string): Promise<T[]> {
  const { rows } = await sql<T>`
    select ${table.columns('t')} from ${sql.raw(table.name)} t where t.street = ${street} and t.case_id = ${caseId} order by t.id`.execute(tx)
  return rows
}

async function fileOf(tx: Tx, street: string, found: Case): Promise<CaseFile> {
  const tasks = await rowsOf<Task>(tx, taskTable, street, found.id)
  const deadlines = await rowsOf<Deadline>(tx, deadlineTable, street, found.id)
  const records = await rowsOf<CaseRecord>(tx, recordsTable, street, found.id)
  return { case: found, tasks, deadlines, records }
}

/** Holds the case for this transaction: of two people acting at once, the second decides on what the first left. */
export async function lockCase(tx: Tx, street: string, id: CaseId): Promise<CaseFile | undefined> {
  const { rows } = await sql<Case>`select ${caseTable.columns('c')} from cases c where c.street = ${street} and c.id = ${id} for no key update`.execute(tx)
  return rows[0] && fileOf(tx, street, rows[0])
}

export async function findCase(tx: Tx, street: string, id: CaseId): Promise<CaseFile | undefined> {
  const { rows } = await sql<Case>`select ${caseTable.columns('c')} from cases c where c.street = ${street} and c.id = ${id}`.execute(tx)
  return rows[0] && fileOf(tx, street, rows[0])
}

/** The next number of the day, taken last before the rows are written: the counter stays locked until the commit. */
export async function nextNumber(tx: Tx, street: string, day: string, letter: string): Promise<string> {
  const date = day.replaceAll('-', '')
  const { rows } = await sql<{ n: number }>`
    insert into counters (street, name, n) values (${street}, ${`case:${date}`}, 1)
    on conflict (street, name) do update set n = counters.n + 1 returning n`.execute(tx)
  return `${date}${street}${letter}${String(rows[0]!.n).padStart(5, '0')}`
}

export async function insertCase(tx: Tx, street: string, file: CaseFile): Promise<void> {
  await caseTable.insert(tx, street, [file.case], { words: wordsOf(file.case) })
  await taskTable.insert(tx, street, file.tasks)
  await deadlineTable.insert(tx, street, file.deadlines)
  await recordsTable.insert(tx, street, file.records)
}

async function saveRows<T extends { readonly id: string }>(tx: Tx, table: RecordTable<T>, street: string, before: readonly T[], after: readonly T[]): Promise<void> {
  const known = new Map(before.map(row => [row.id, row]))
  await table.insert(tx, street, after.filter(row => !known.has(row.id)))
  for (const row of after) {
    const old = known.get(row.id)
    if (old) await table.update(tx, street, row.id, difference(old, row))
  }
}

/** Writes what a decision changed, and nothing else. Returns the changes for the act. */
export async function saveCase(tx: Tx, street: string, before: CaseFile, after: CaseFile): Promise<Partial<Case>> {
  const patch = difference(before.case, after.case)
  const retold = ['title', 'place', 'description', 'upstreamNo'].some(field => field in patch)
  await caseTable.update(tx, street, after.case.id, patch, retold ? { words: wordsOf(after.case) } : {})
  await saveRows(tx, taskTable, street, before.tasks, after.tasks)
  await saveRows(tx, deadlineTable, street, before.deadlines, after.deadlines)
  await saveRows(tx, recordsTable, street, before.records, after.records)
  return patch
}
