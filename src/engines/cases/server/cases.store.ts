import { sql } from 'kysely'
import { difference, runTogether, type RecordTable, type Tx } from '#platform/db'
import type { Case, CaseFile, CaseId } from '#engines/cases/shared'
import { caseTable, deadlineTable, recordsTable, storedTaskTable, taskTable, type StoredTask } from './cases.table.ts'
import type { CasesDeps } from './deps.ts'

const storedTasks = (file: CaseFile): StoredTask[] => file.tasks.map((task) => ({ ...task, caseOpen: file.case.open }))

/** What the search looks in: everything but who called. */
export function wordsOf(found: Pick<Case, 'number' | 'upstreamNo' | 'title' | 'place' | 'description'>): string {
  return [found.number, found.upstreamNo, found.title, found.place, found.description.slice(0, 1000)]
    .filter(Boolean)
    .join(' ')
    .toLowerCase()
}

async function fileOf(tx: Tx, street: string, id: CaseId): Promise<CaseFile | undefined> {
  const ofCase = sql`g.case_id = ${id}`
  const { rows } = await sql<Case & { _tasks: unknown; _deadlines: unknown; _records: unknown }>`
    select ${caseTable.columns('c')}, ${taskTable.gathered(street, ofCase)} as "_tasks", ${deadlineTable.gathered(street, ofCase)} as "_deadlines",
      ${recordsTable.gathered(street, ofCase)} as "_records"
    from cases c where c.street = ${street} and c.id = ${id}`.execute(tx)
  if (!rows[0]) return undefined
  const { _tasks, _deadlines, _records, ...found } = rows[0]
  return {
    case: found,
    tasks: taskTable.read(_tasks),
    deadlines: deadlineTable.read(_deadlines),
    records: recordsTable.read(_records),
  }
}

/**
 * Holds the case for this transaction: of two people acting at once, the second decides on what the first left.
 * Locked first and read in a second statement: one statement's sub-queries would still see the state before the wait.
 */
export async function lockCase(tx: Tx, street: string, id: CaseId): Promise<CaseFile | undefined> {
  const { rows } = await sql`select 1 from cases where street = ${street} and id = ${id} for no key update`.execute(tx)
  return rows.length === 0 ? undefined : fileOf(tx, street, id)
}

export const findCase = fileOf

/** The next number of the day, taken last before the rows are written: the counter stays locked until the commit. */
export async function nextNumber(tx: Tx, street: string, day: string, letter: string): Promise<string> {
  const date = day.replaceAll('-', '')
  const { rows } = await sql<{ n: number }>`
    insert into counters (street, name, n) values (${street}, ${`case:${date}`}, 1)
    on conflict (street, name) do update set n = counters.n + 1 returning n`.execute(tx)
  return `${date}${street}${letter}${String(rows[0]!.n).padStart(5, '0')}`
}

/** Kept apart from the case, for it is read only by those who state a purpose. */
export interface Caller {
  readonly name: string | null
  readonly phone: string | null
}

/** Whoever counts cases writes what a change means for the figures together with it, or not at all. */
type Measuring = Pick<CasesDeps, 'measured'>

export async function insertCase(
  tx: Tx,
  street: string,
  file: CaseFile,
  { name, phone }: Caller,
  { measured }: Measuring,
): Promise<void> {
  const isKnown = name !== null || phone !== null
  await runTogether(tx, [
    isKnown
      ? sql`insert into case_callers (street, case_id, name, phone) values (${street}, ${file.case.id}, ${name}, ${phone})`
      : null,
    storedTaskTable.insert(street, storedTasks(file)),
    deadlineTable.insert(street, file.deadlines),
    recordsTable.insert(street, file.records),
    sql`insert into case_words (street, case_id, reported_at, words, created_by) values (${street}, ${file.case.id}, ${file.case.reportedAt}, ${wordsOf(file.case)}, ${file.case.createdBy})`,
    (await measured?.(tx, street, null, file.case)) ?? null,
    caseTable.insert(street, [file.case]),
  ])
}

function writesOf<T extends { readonly id: string }>(
  table: RecordTable<T>,
  street: string,
  before: readonly T[],
  after: readonly T[],
) {
  const known = new Map(before.map((row) => [row.id, row]))
  const changed = after.flatMap((row) => {
    const old = known.get(row.id)
    return old ? [table.update(street, row.id, difference(old, row))] : []
  })
  return [
    ...changed,
    table.insert(
      street,
      after.filter((row) => !known.has(row.id)),
    ),
  ]
}

/** Writes what a decision changed, and nothing else, in one round trip. Returns the changes for the act. */
export async function saveCase(
  tx: Tx,
  street: string,
  before: CaseFile,
  after: CaseFile,
  { measured }: Measuring,
): Promise<Partial<Case>> {
  const patch = difference(before.case, after.case)
  const retold = ['title', 'place', 'description', 'upstreamNo'].some((field) => field in patch)
  await runTogether(tx, [
    ...writesOf(storedTaskTable, street, storedTasks(before), storedTasks(after)),
    ...writesOf(deadlineTable, street, before.deadlines, after.deadlines),
    ...writesOf(recordsTable, street, before.records, after.records),
    retold
      ? sql`update case_words set words = ${wordsOf(after.case)} where street = ${street} and case_id = ${after.case.id}`
      : null,
    (await measured?.(tx, street, before.case, after.case)) ?? null,
    caseTable.update(street, after.case.id, patch),
  ])
  return patch
}
