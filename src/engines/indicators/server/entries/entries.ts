import { sql } from 'kysely'
import { err, ok } from '#kernel/result'
import { addDays, shanghaiDate } from '#kernel/time'
import { holds, recordsOf } from '#model'
import { idFrom, implement, type Implementation } from '#platform/operations'
import { compareEntries, entryValue, indicators, type EntryLedger, type LedgerEntry } from '#engines/indicators/shared'
import { moveOf } from '../measures/changes.ts'
import { rolledUp } from '../measures/definitions.ts'
import { seesStreet, type EntriesDeps } from './deps.ts'
import { definitionsOfLedger, entriesOf, holdMonth, measuredEntry, writeMoves, type Move } from './moves.ts'
import { withdrawalsOf, withdrawHandler } from './withdraw.ts'

const mostTold = 3000
const never = { now: '', me: null, myUnit: null }

const named = (texts: EntryLedger['marks']) =>
  Object.entries(texts).map(([id, label]) => ({ id, label: [...label] as [string, string] }))

const lastDayOf = (month: string) => {
  const next = addDays(`${month}-01`, 31)
  return addDays(`${next.slice(0, 7)}-01`, -1)
}

const told = ({ month, member, name, marks, amounts }: LedgerEntry) => ({
  month: month.slice(0, 7),
  member,
  name,
  marks: [...marks],
  amounts: { ...amounts },
})

const same = (a: LedgerEntry, b: LedgerEntry) =>
  a.name === b.name &&
  JSON.stringify(a.marks) === JSON.stringify(b.marks) &&
  Object.keys({ ...a.amounts, ...b.amounts }).every((name) => a.amounts[name] === b.amounts[name])

export function entryHandlers(deps: EntriesDeps): readonly Implementation[] {
  const ledgers = new Map(deps.entryLedgers.map((ledger) => [ledger.id, ledger]))
  return [
    implement(indicators.entryLedgers, async ({ tx, street }) => {
      const { rows } = await sql<{ ledger: string; last: string }>`
        select ledger, to_char(max(month), 'YYYY-MM') as last from ledger_entries where street = ${street} group by ledger`.execute(
        tx,
      )
      return ok({
        items: deps.entryLedgers.map(({ id, label, summary, member, marks, amounts }) => ({
          id,
          label: [...label] as [string, string],
          summary: [...summary] as [string, string],
          member: [...member] as [string, string],
          marks: named(marks),
          amounts: named(amounts),
          last: rows.find((row) => row.ledger === id)?.last ?? null,
        })),
      })
    }),

    implement(indicators.entries, async ({ tx, street, actor }, { ledger: id, measure: key, part, ...asked }) => {
      if (!seesStreet(actor)) return err('out_of_scope')
      const ledger = ledgers.get(id)
      if (!ledger) return err('ledger_unknown')
      const measure = ledger.measures.find((each) => `${id}:${each.id}` === key)
      if (key !== undefined && !measure) return err('measure_unknown')
      const counted = measure && recordsOf(measure, part ?? 'numerator')
      const entries = (await entriesOf(tx, street, id, asked)).filter(
        (entry) => !counted || holds(counted, (field) => entryValue(entry, field), never),
      )
      const sum = (name: string) => entries.reduce((total, entry) => total + (entry.amounts[name] ?? 0), 0)
      return ok({
        rows: entries
          .toSorted((a, b) => (a.month === b.month ? (a.member < b.member ? -1 : 1) : a.month < b.month ? 1 : -1))
          .slice(0, mostTold)
          .map(told),
        count: entries.length,
        sums: Object.fromEntries(Object.keys(ledger.amounts).map((name) => [name, sum(name)])),
        withdrawn: counted ? [] : await withdrawalsOf(tx, street, id, asked),
      })
    }),

    implement(indicators.entriesCompared, async ({ tx, street, actor }, { ledger: id, month, amount, mark }) => {
      if (!seesStreet(actor)) return err('out_of_scope')
      const ledger = ledgers.get(id)
      if (!ledger) return err('ledger_unknown')
      if (!Object.hasOwn(ledger.amounts, amount) || (mark !== null && !Object.hasOwn(ledger.marks, mark)))
        return err('entry_field_unknown')
      const year = Number(month.slice(0, 4))
      const entries = await entriesOf(tx, street, id, { from: `${year - 1}-01-01`, to: lastDayOf(month) })
      const compared = compareEntries(entries, { year, month: Number(month.slice(5)), amount, mark })
      return ok({ ...compared, rows: compared.rows.slice(0, mostTold) })
    }),

    implement(indicators.enterEntries, async (context, { ledger: id, month, rows }) => {
      const { tx, street, actor, now } = context
      if (!seesStreet(actor)) return err('out_of_scope')
      const ledger = ledgers.get(id)
      if (!ledger) return err('ledger_unknown')
      if (month > shanghaiDate(new Date(now)).slice(0, 7)) return err('month_ahead')
      if (new Set(rows.map(({ member }) => member)).size < rows.length) return err('entry_twice')
      const isKnown = rows.every(
        ({ marks, amounts }) =>
          marks.every((mark) => Object.hasOwn(ledger.marks, mark)) &&
          Object.keys(amounts).every((name) => Object.hasOwn(ledger.amounts, name)),
      )
      if (!isKnown) return err('entry_field_unknown')
      const first = `${month}-01`
      context.subject('ledger', idFrom('entries', street, id, first))
      // Before what was entered is read: a first count sees all of it or none.
      const definitions = definitionsOfLedger((await rolledUp(tx, street, deps)).values(), id)
      await holdMonth(tx, street, id, month)
      const before = new Map(
        (await entriesOf(tx, street, id, { from: first, to: first })).map((entry) => [entry.member, entry]),
      )
      const entered = rows.map(({ member, name, marks, amounts }): LedgerEntry => ({
        id: idFrom('entry', street, id, first, member),
        month: first,
        member,
        name,
        marks: Object.keys(ledger.marks).filter((mark) => marks.includes(mark)),
        amounts,
      }))
      const unlike = entered.filter((entry) => {
        const known = before.get(entry.member)
        return !known || !same(known, entry)
      })
      await sql`
        insert into ledger_entries as known (street, id, ledger, month, member, name, marks, amounts, entered_by, entered_at)
        select ${street}, id, ${id}, month, member, name, marks, amounts, ${actor.id}, ${now}
        from jsonb_to_recordset(${JSON.stringify(unlike)}::jsonb) as e (id uuid, month date, member text, name text, marks jsonb, amounts jsonb)
        on conflict (street, id) do update set name = excluded.name, marks = excluded.marks, amounts = excluded.amounts,
          entered_by = excluded.entered_by, entered_at = excluded.entered_at, withdrawn = false`.execute(tx)
      const moves = unlike.flatMap((entry): Move[] => {
        const known = before.get(entry.member)
        const marks = moveOf(definitions, known ? measuredEntry(known) : null, measuredEntry(entry))
        return marks ? [{ subject: entry.id, marks }] : []
      })
      await writeMoves(tx, street, moves)
      const added = unlike.filter(({ member }) => !before.has(member)).length
      if (unlike.length > 0) context.changed({ ledger: id, month })
      return ok({ added, changed: unlike.length - added, same: rows.length - unlike.length })
    }),

    withdrawHandler(deps),
  ]
}
