import { sql } from 'kysely'
import { newId } from '#kernel/new-id'
import type { Tx } from '#platform/db'
import { entryValue, type LedgerEntry } from '#engines/indicators/shared'
import { moveOf, type Measured } from '../measures/changes.ts'
import type { Rolled } from '../measures/definitions.ts'

/** What one entry does to measures. */
export interface Move {
  readonly subject: string
  readonly marks: object
}

/** An entry is of the whole street: it has no place. */
export const measuredEntry = (entry: LedgerEntry): Measured => ({
  place: ['', '', '', '', ''],
  valueOf: (field) => entryValue(entry, field),
})

/** The definitions that entries of a ledger can belong to. */
export const definitionsOfLedger = (rolled: Iterable<Rolled>, ledger: string): readonly Rolled[] =>
  [...rolled].filter(({ key, source }) => source === 'ledger' && key.startsWith(`${ledger}:`))

export const entryColumns = sql`id, month::text as month, member, name, marks, amounts`

export async function entriesOf(
  tx: Tx,
  street: string,
  ledger: string,
  { from, to, member }: { readonly from: string; readonly to: string; readonly member?: string | undefined },
): Promise<readonly LedgerEntry[]> {
  const { rows } = await sql<LedgerEntry>`
    select ${entryColumns} from ledger_entries
    where street = ${street} and ledger = ${ledger} and not withdrawn and month between ${from}::date and ${to}::date
      ${member === undefined ? sql`` : sql`and member = ${member}`}
    order by month, member`.execute(tx)
  return rows
}

/** Of two who change a month at once the second sees what the first did. */
export async function holdMonth(tx: Tx, street: string, ledger: string, month: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('entries'), hashtext(${`${street}/${ledger}/${month}`}))`.execute(tx)
}

/** What some entries of a ledger bring to some definitions. */
export function movesOf(definitions: readonly Rolled[], ledger: string, entries: readonly LedgerEntry[]): Move[] {
  const mine = definitionsOfLedger(definitions, ledger)
  return entries.flatMap((entry): Move[] => {
    const marks = moveOf(mine, null, measuredEntry(entry))
    return marks ? [{ subject: entry.id, marks }] : []
  })
}

/** What all entries there are bring to some definitions. */
export async function movesOfAll(tx: Tx, street: string, definitions: readonly Rolled[]): Promise<readonly Move[]> {
  const moves: Move[] = []
  for (const ledger of new Set(definitions.map(({ key }) => key.split(':')[0]!))) {
    const entries = await entriesOf(tx, street, ledger, { from: '2000-01-01', to: '2099-12-31' })
    moves.push(...movesOf(definitions, ledger, entries))
  }
  return moves
}

export async function writeMoves(tx: Tx, street: string, moves: readonly Move[]): Promise<void> {
  if (moves.length === 0) return
  const rows = JSON.stringify(moves.map((move) => ({ id: newId(), ...move })))
  await sql`
    insert into measure_changes (street, id, subject, marks)
    select ${street}, id, subject, marks from jsonb_to_recordset(${rows}::jsonb) as m (id uuid, subject uuid, marks jsonb)`.execute(
    tx,
  )
}
