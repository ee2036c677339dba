import { sql } from 'kysely'
import { shanghaiDate } from '#kernel/time'
import type { Tx } from '#platform/db'
import { lawOn, type AmendedRule, type Amendments, type LawOfDay } from '#engines/ballots/shared'

export interface AmendmentRow {
  readonly id: string
  readonly amended: AmendedRule
  readonly from: string
  readonly source: string
  readonly file: string | null
  readonly proposedBy: string
  readonly proposedName: string
  readonly proposedAt: string
  readonly confirmedBy: string | null
  readonly confirmedName: string | null
  readonly withdrawnReason: string | null
}

const columns = sql`id, amended, "from"::text as "from", source, file, proposed_by as "proposedBy", proposed_name as "proposedName",
  proposed_at as "proposedAt", confirmed_by as "confirmedBy", confirmed_name as "confirmedName", withdrawn_reason as "withdrawnReason"`

export async function amendmentsOf(tx: Tx, street: string): Promise<AmendmentRow[]> {
  const { rows } = await sql<AmendmentRow>`select ${columns} from vote_amendments where street = ${street}
    order by vote_amendments."from" desc, proposed_at desc, id`.execute(tx)
  return rows
}

export async function lockAmendment(tx: Tx, street: string, id: string): Promise<AmendmentRow | undefined> {
  const { rows } = await sql<AmendmentRow>`select ${columns} from vote_amendments
    where street = ${street} and id = ${id} for no key update`.execute(tx)
  return rows[0]
}

/** Answers whether it was added: not where the same rule is amended for that day already. */
export async function addAmendment(
  tx: Tx,
  street: string,
  row: Pick<AmendmentRow, 'id' | 'amended' | 'from' | 'source' | 'file' | 'proposedBy' | 'proposedName' | 'proposedAt'>,
): Promise<boolean> {
  const subject = row.amended.kind === 'rule' ? row.amended.matter : row.amended.key
  const { numAffectedRows } = await sql`
    insert into vote_amendments (street, id, subject, amended, "from", source, file, proposed_by, proposed_name, proposed_at)
    values (${street}, ${row.id}, ${subject}, ${JSON.stringify(row.amended)}, ${row.from}, ${row.source}, ${row.file}, ${row.proposedBy},
      ${row.proposedName}, ${row.proposedAt})
    on conflict (street, subject, "from") where withdrawn_by is null do nothing`.execute(tx)
  return numAffectedRows === 1n
}

export async function confirmAmendment(
  tx: Tx,
  street: string,
  id: string,
  by: { readonly id: string; readonly name: string; readonly at: string },
): Promise<void> {
  await sql`update vote_amendments set confirmed_by = ${by.id}, confirmed_name = ${by.name}, confirmed_at = ${by.at}
    where street = ${street} and id = ${id}`.execute(tx)
}

export async function withdrawAmendment(tx: Tx, street: string, id: string, by: string, reason: string): Promise<void> {
  await sql`update vote_amendments set withdrawn_by = ${by}, withdrawn_reason = ${reason}
    where street = ${street} and id = ${id}`.execute(tx)
}

/** What is in force, or will be: confirmed by a second person. */
function inForce(rows: readonly AmendmentRow[]): Amendments {
  const confirmed = rows.filter(({ confirmedBy }) => confirmedBy !== null)
  return {
    rules: confirmed.flatMap(({ amended, from, source }) =>
      amended.kind === 'rule'
        ? [{ matter: amended.matter, article: amended.article, source, confidence: 'sure' as const, validFrom: from, quorum: amended.quorum, majority: amended.majority }]
        : [],
    ), // prettier-ignore
    parameters: confirmed.flatMap(({ amended, from, source }) =>
      amended.kind === 'parameter' ? [{ key: amended.key, value: amended.value, from, source }] : [],
    ),
  }
}

export type LawBook = (day: string) => LawOfDay

export async function lawBookOf(tx: Tx, street: string): Promise<LawBook> {
  const amendments = inForce(await amendmentsOf(tx, street))
  return (day) => lawOn(day, amendments)
}

/** By what a vote is held: the law of the day of its notice; of a draft, of today. */
export const lawOfVote = (book: LawBook, { noticedAt }: { readonly noticedAt: string | null }, now: string): LawOfDay =>
  book(shanghaiDate(new Date(noticedAt ?? now)))

/** The same for one vote. Of several, the book is opened once. */
export const lawOf = async (
  { tx, street, now }: { readonly tx: Tx; readonly street: string; readonly now: string },
  vote: { readonly noticedAt: string | null },
): Promise<LawOfDay> => lawOfVote(await lawBookOf(tx, street), vote, now)
