import { sql } from 'kysely'
import { err, ok } from '#kernel/result'
import type { Tx } from '#platform/db'
import { implement, type Actor, type Context, type Implementation } from '#platform/operations'
import {
  exportCellOf,
  registers as asked,
  type PushedStatement,
  type PushVerdict,
  type Register,
  type SourceId,
} from '#engines/registers/shared'
import { doubtful, interpret, wrong, type RowReason } from '../../shared/importing/index.ts'
import type { RegistersDeps } from '../deps.ts'
import { addImport, findImport, patchImport, type Import } from '../imports/imports.store.ts'
import { judgeRows, type ReadRow } from '../imports/judge.ts'
import { insertRows, listRows, rowsToWrite } from '../imports/rows.store.ts'
import { openJudging } from '../imports/run-import.ts'
import { writeRows } from '../imports/write-rows.ts'

interface Answer {
  readonly id: string
  readonly verdict: PushVerdict
  readonly entry: string | null
  readonly reasons: readonly { readonly code: string; readonly text: [string, string] }[]
}

const verdictOf = { new: 'new', changes: 'changed', same: 'same', doubtful: 'doubtful', wrong: 'wrong', skipped: 'wrong' } as const // prettier-ignore

/** What was said, in the words in which a file says it: from here on both go the same way. */
function givenOf(register: Register, { fields, address }: PushedStatement): Record<string, string> {
  const given: Record<string, string> = {}
  for (const [name, value] of Object.entries(fields)) {
    const known = Object.hasOwn(register.fields, name) ? register.fields[name] : undefined
    const text = value === null ? '' : known ? exportCellOf(known, value, false).text : String(value)
    if (text !== '') given[`field:${name}`] = text
  }
  return address ? { ...given, address } : given
}

function committeeOf({ scope }: Actor): string | null {
  if (scope?.kind === 'street') return null
  return scope?.kind === 'committee' ? scope.code : '-'
}

const text = ({ code, text: [zh, en] }: RowReason) => ({ code, text: [zh, en] as [string, string] })

/**
 * What another system says of people and places. It comes in as an import without a file, of one register and one day
 * each: matched, judged, written and undone by the same code, and what was doubtful or wrong waits on the same page.
 */
export function pushHandlers(deps: RegistersDeps): readonly Implementation[] {
  const push = implement(asked.push, async (context, { source, statements }) => {
    const { tx, street } = context
    const ids = statements.map(({ id }) => id)
    if (new Set(ids).size < ids.length) return err('statement_twice')
    // The same batch sent twice at once must find what the other has written.
    await sql`select pg_advisory_xact_lock(hashtextextended(${`${street}/push`}, 0))`.execute(tx)
    const before = await answered(tx, street, ids)
    const answers = new Map<string, Answer>(before.map((each) => [each.id, each]))
    const groups = new Map<string, PushedStatement[]>()
    for (const each of statements) {
      if (answers.has(each.id)) continue
      const group = `${each.register} ${each.observedOn}`
      groups.set(group, [...(groups.get(group) ?? []), each])
    }
    for (const group of groups.values())
      for (const answer of await pushGroup(context, source, group)) answers.set(answer.id, answer)
    const items = ids.map((id) => answers.get(id)!)
    const count = (verdict: PushVerdict) => items.filter((item) => item.verdict === verdict).length
    context.changed({
      source,
      pushed: items.length,
      known: before.length,
      new: count('new'),
      changed: count('changed'),
    })
    return ok({ items: items as never })
  })

  async function pushGroup(context: Context, source: SourceId, group: readonly PushedStatement[]): Promise<Answer[]> {
    const { tx, street, now, newId } = context
    const { register, observedOn } = group[0]!
    const imported = await anImport(context, { id: newId(), kind: register, source, observedOn }, group.length)
    const judging = await openJudging({ ...deps, now: () => new Date(now) }, tx, street, imported)
    const rows = group.map((statement, at): ReadRow => {
      const values = givenOf(deps.registers[register], statement)
      const reasons = observedOn > judging.today ? [observedTooLate] : []
      return {
        no: at + 1,
        sheet: 0,
        row: at + 1,
        part: 1,
        cells: Object.values(values),
        given: { values, reasons },
        mended: null,
        decision: null,
        reading: interpret(judging.how, values),
      }
    })
    await insertRows(tx, street, imported.id, await judgeRows(tx, judging, rows))
    // What is said twice of one thing is written one after the other.
    for (;;) {
      const found = await rowsToWrite(tx, street, imported.id, { after: 0, limit: group.length, withDoubtful: true })
      const { written } = await writeRows(tx, { ...judging, heads: new Map(), now }, found)
      if (written === 0) break
    }
    const judged = await listRows(tx, street, imported.id, { verdict: null, after: 0, limit: group.length })
    const answers = judged.map((row): Answer => {
      const verdict = verdictOf[row.verdict]
      const isKept = row.applied || verdict === 'same'
      // What a person must decide first is not written; it may be mended and sent again.
      return { id: group[row.no - 1]!.id, verdict, entry: isKept ? row.entry : null, reasons: row.reasons.map(text) }
    })
    await remember(context, imported.id, answers.filter(({ entry }) => entry !== null)) // prettier-ignore
    return answers
  }
  return [push]
}

const observedTooLate = wrong(null, 'observed_in_future', ['日期晚于今天', 'Observed after today'])

async function anImport(
  { tx, street, actor, now }: Context,
  said: Pick<Import, 'id' | 'kind' | 'source' | 'observedOn'>,
  total: number,
): Promise<Import> {
  await addImport(tx, street, {
    ...said,
    fileName: '数据交换推送',
    committee: committeeOf(actor),
    madeBy: actor.id,
    madeByName: actor.name ?? '',
    now,
  })
  await patchImport(tx, street, said.id, now, { state: 'applied', done: total, total })
  const found = await findImport(tx, street, said.id)
  if (!found) throw new Error(`The import ${said.id} was made and is not there.`)
  return found
}

async function answered(tx: Tx, street: string, ids: readonly string[]): Promise<Answer[]> {
  const { rows } = await sql<{ id: string; verdict: PushVerdict; entry: string | null }>`
    select x.id, x.verdict, e.root as entry from exchange_statements x
    left join register_entries e on e.street = x.street and e.id = x.entry
    where x.street = ${street} and x.id = any(${ids}::uuid[])`.execute(tx)
  return rows.map((row) => ({ ...row, reasons: row.verdict === 'doubtful' ? [text(waits)] : [] }))
}

const waits = doubtful(null, 'perhaps_same', [
  '疑似同一，待人工判定',
  'Perhaps the same as another; a person will judge',
])

async function remember({ tx, street, now }: Context, imported: string, answers: readonly Answer[]): Promise<void> {
  if (answers.length === 0) return
  await sql`insert into exchange_statements (street, id, import, entry, verdict, at)
    select ${street}, n.id, ${imported}, n.entry, n.verdict, ${now}
    from unnest(${answers.map(({ id }) => id)}::uuid[], ${answers.map(({ entry }) => entry)}::uuid[], ${answers.map(({ verdict }) => verdict)}::text[])
      as n (id, entry, verdict)`.execute(tx)
}
