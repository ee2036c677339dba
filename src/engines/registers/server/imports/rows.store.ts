import { sql } from 'kysely'
import type { Tx } from '#platform/db'
import type { Verdict } from '#engines/registers/shared'
import type { Reading, RowReason } from '../../shared/importing/index.ts'
import { idsOf, jsonsOf } from '../entries/packed.ts'

export type Decision = { readonly take: string } | 'new' | 'skip'

export interface FieldChange {
  readonly field: string
  readonly from: string | null
  readonly to: string
}

export interface FoundCandidate {
  readonly id: string
  readonly score: number
  readonly reasons: readonly (readonly [string, string])[]
}

/** A row as it stands in the file, and what it was given for the cells that are read. */
export interface PlainRow {
  readonly no: number
  readonly sheet: number
  readonly row: number
  readonly part: number
  readonly cells: readonly string[]
  readonly given: { readonly values: Readonly<Record<string, string>>; readonly reasons: readonly RowReason[] }
  readonly mended: Readonly<Record<string, string>> | null
  readonly decision: Decision | null
}

/** What is to become of it. */
export interface Judgement {
  readonly reading: Reading | null
  readonly verdict: Verdict
  readonly reasons: readonly RowReason[]
  readonly changes: readonly FieldChange[]
  readonly entry: string | null
  readonly candidates: readonly FoundCandidate[]
}

export type StoredRow = PlainRow & Judgement

/** What writing a row asks of it. */
export type RowToWrite = Pick<StoredRow, 'no' | 'decision' | 'reading' | 'verdict' | 'reasons' | 'entry' | 'candidates'>

const columns = sql`r.no, r.sheet, r.row, r.part, r.cells, r.given, r.mended, r.decision, r.reading, r.verdict, r.reasons,
  coalesce(r.changes, '[]') as changes, r.entry, coalesce(r.candidates, '[]') as candidates`

const json = (value: unknown) => (value === null ? null : JSON.stringify(value))
const filled = (value: readonly unknown[]) => (value.length === 0 ? null : value)
const unlessEmpty = (value: readonly unknown[]) => json(filled(value))

export async function insertRows(tx: Tx, street: string, id: string, rows: readonly StoredRow[]): Promise<void> {
  if (rows.length === 0) return
  const column = <T>(valueOf: (row: StoredRow) => T) => rows.map(valueOf)
  await sql`insert into register_import_rows (street, import, no, sheet, row, part, cells, given, reading, verdict, reasons, changes, entry, candidates)
    select ${street}, ${id}, n.* from unnest(${idsOf(column((row) => row.no))}::int[], ${idsOf(column((row) => row.sheet))}::int[], ${idsOf(column((row) => row.row))}::int[], ${idsOf(column((row) => row.part))}::int[],
      ${jsonsOf(column((row) => row.cells))}::json[], ${jsonsOf(column((row) => row.given))}::json[], ${jsonsOf(column((row) => row.reading))}::json[], ${idsOf(column((row) => row.verdict))}::text[],
      ${jsonsOf(column((row) => row.reasons))}::json[], ${jsonsOf(column((row) => filled(row.changes)))}::json[], ${idsOf(column((row) => row.entry))}::uuid[], ${jsonsOf(column((row) => filled(row.candidates)))}::json[])
      as n`.execute(tx)
}

export async function saveJudgements(tx: Tx, street: string, id: string, rows: readonly StoredRow[]): Promise<void> {
  for (const row of rows)
    await sql`update register_import_rows set mended = ${json(row.mended)}, decision = ${json(row.decision)}, reading = ${json(row.reading)}, verdict = ${row.verdict},
      reasons = ${json(row.reasons)}, changes = ${unlessEmpty(row.changes)}, entry = ${row.entry}, candidates = ${unlessEmpty(row.candidates)}
      where street = ${street} and import = ${id} and no = ${row.no}`.execute(tx)
}

/** Whole rows by their numbers, in their order. */
export async function findRows(tx: Tx, street: string, id: string, nos: readonly number[]): Promise<StoredRow[]> {
  if (nos.length === 0) return []
  const { rows } = await sql<StoredRow>`select ${columns} from register_import_rows r
    where r.street = ${street} and r.import = ${id} and r.no = any(${nos}::int[]) order by r.no`.execute(tx)
  return rows
}

export type ReadableRow = Pick<StoredRow, 'no' | 'verdict'> & { readonly entry: string; readonly reading: Reading }

/** Whether a row may come to something. */
export const isReadable = (row: StoredRow): row is StoredRow & ReadableRow =>
  row.reading !== null && row.entry !== null && row.verdict !== 'wrong' && row.verdict !== 'skipped'

/** What was read in rows that may come to something, by their numbers. */
export async function findReadings(tx: Tx, street: string, id: string, nos: readonly number[]): Promise<ReadableRow[]> {
  if (nos.length === 0) return []
  const { rows } = await sql<ReadableRow>`select r.no, r.entry, r.verdict, r.reading
    from register_import_rows r where r.street = ${street} and r.import = ${id} and r.no = any(${nos}::int[])
      and r.reading is not null and r.entry is not null and r.verdict not in ('wrong', 'skipped')`.execute(tx)
  return rows
}

export async function listRows(
  tx: Tx,
  street: string,
  id: string,
  { verdict, after, limit }: { verdict: Verdict | null; after: number; limit: number },
): Promise<(StoredRow & { applied: boolean })[]> {
  const { rows } = await sql<StoredRow & { applied: boolean }>`select ${columns}, ${isWritten} as applied
    from register_import_rows r where r.street = ${street} and r.import = ${id} and r.no > ${after}
      and (${verdict}::text is null or r.verdict = ${verdict}) order by r.no limit ${limit}`.execute(tx)
  return rows
}

/** A doubtful row that becomes a pair for a person to judge: nothing else about it is doubtful (see `canQueue`). */
export const isQueueable = sql`(candidates is not null and not exists (
  select 1 from json_array_elements(reasons) reason where reason ->> 'gravity' = 'doubtful' and reason ->> 'code' <> 'perhaps_same'))`

/**
 * A row is written when its statement is there: one of each row, and withdrawn when the import is undone. `offset 0` lets each
 * row ask for its own statement: joined, all that was written would be gone through for each row whenever the statistics are
 * older than the import.
 */
const isWritten = sql`exists (select 1 from register_statements s where s.street = r.street and s.import = r.import and s.import_row = r.no and s.withdrawn_at is null offset 0)`

/** The next rows that may be written, and have not been. */
export async function rowsToWrite(
  tx: Tx,
  street: string,
  id: string,
  { after, limit, withDoubtful }: { after: number; limit: number; withDoubtful: boolean },
): Promise<RowToWrite[]> {
  const { rows } =
    await sql<RowToWrite>`select r.no, r.decision, r.reading, r.verdict, r.reasons, r.entry, coalesce(r.candidates, '[]') as candidates from register_import_rows r
    where r.street = ${street} and r.import = ${id} and r.no > ${after}
      and (r.verdict in ('new', 'changes') or (r.verdict = 'doubtful' and ${withDoubtful}))
      and not ${isWritten}
    order by r.no limit ${limit}`.execute(tx)
  return rows
}

export interface Totals {
  readonly verdicts: Readonly<Record<Verdict, number>>
  readonly applied: number
}

export async function totalsOf(tx: Tx, street: string, id: string): Promise<Totals> {
  const { rows } = await sql<{ verdict: Verdict; count: number }>`select verdict, count(*)::int as count
    from register_import_rows where street = ${street} and import = ${id} group by verdict`.execute(tx)
  const written = await sql<{ count: number }>`select count(distinct import_row)::int as count from register_statements
    where street = ${street} and import = ${id} and import_row > 0 and withdrawn_at is null`.execute(tx)
  const verdicts = { new: 0, changes: 0, same: 0, doubtful: 0, wrong: 0, skipped: 0 }
  for (const { verdict, count } of rows) verdicts[verdict] = count
  return { verdicts, applied: written.rows[0]!.count }
}
