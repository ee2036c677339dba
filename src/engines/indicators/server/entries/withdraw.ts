import { sql } from 'kysely'
import { newId } from '#kernel/new-id'
import { err, ok } from '#kernel/result'
import type { Tx } from '#platform/db'
import { idFrom, implement, type Implementation } from '#platform/operations'
import { indicators } from '#engines/indicators/shared'
import { moveOf } from '../measures/changes.ts'
import { rolledUp } from '../measures/definitions.ts'
import { seesStreet, type EntriesDeps } from './deps.ts'
import { definitionsOfLedger, entriesOf, holdMonth, measuredEntry, writeMoves, type Move } from './moves.ts'

export interface Withdrawal {
  readonly id: string
  readonly month: string
  readonly member: string
  readonly name: string
  readonly amounts: Readonly<Record<string, number>>
  readonly reason: string
  readonly by: string
  readonly at: string
}

/** What was withdrawn of some months, newest first. */
export async function withdrawalsOf(
  tx: Tx,
  street: string,
  ledger: string,
  { from, to, member }: { readonly from: string; readonly to: string; readonly member?: string | undefined },
): Promise<Withdrawal[]> {
  const { rows } = await sql<Withdrawal>`
    select id, to_char(month, 'YYYY-MM') as month, member, name, amounts, reason, by, at from ledger_withdrawals
    where street = ${street} and ledger = ${ledger} and month between ${from}::date and ${to}::date
      ${member === undefined ? sql`` : sql`and member = ${member}`}
    order by at desc, id desc limit 200`.execute(tx)
  return rows.map((row) => ({ ...row, at: new Date(row.at).toISOString() }))
}

export const withdrawHandler = (deps: EntriesDeps): Implementation =>
  implement(indicators.withdrawEntry, async (context, { ledger: id, month, member, reason }) => {
    const { tx, street, actor, now } = context
    if (!seesStreet(actor)) return err('out_of_scope')
    if (!deps.entryLedgers.some((ledger) => ledger.id === id)) return err('ledger_unknown')
    const first = `${month}-01`
    context.subject('ledger', idFrom('entries', street, id, first))
    const definitions = definitionsOfLedger((await rolledUp(tx, street, deps)).values(), id)
    await holdMonth(tx, street, id, month)
    const [entry] = await entriesOf(tx, street, id, { from: first, to: first, member })
    if (!entry) return err('ledger_row_not_found')
    await sql`update ledger_entries set withdrawn = true where street = ${street} and id = ${entry.id}`.execute(tx)
    await sql`
      insert into ledger_withdrawals (street, id, ledger, month, member, name, marks, amounts, reason, by, at)
      values (${street}, ${newId()}, ${id}, ${first}::date, ${entry.member}, ${entry.name}, ${JSON.stringify(entry.marks)},
        ${JSON.stringify(entry.amounts)}, ${reason}, ${actor.id}, ${now})`.execute(tx)
    const marks = moveOf(definitions, measuredEntry(entry), null)
    await writeMoves(tx, street, marks ? [{ subject: entry.id, marks } satisfies Move] : [])
    context.changed({ ledger: id, month, withdrawn: member })
    return ok({ member, month })
  })
