import { err, ok } from '#kernel/result'
import { implement, type Context, type Implementation } from '#platform/operations'
import { registers as asked } from '#engines/registers/shared'
import { interpret, registerOf, targetsOf } from '../../shared/importing/index.ts'
import { mayWriteAt } from '../commands/hold.ts'
import type { RegistersDeps } from '../deps.ts'
import { findEntries } from '../entries/entries.store.ts'
import type { Import } from './imports.store.ts'
import { judgeRows } from './judge.ts'
import { freeTargets, held, seen } from './own-imports.ts'
import { presentRows } from './present.ts'
import { listRows, saveJudgements, type Decision, type StoredRow } from './rows.store.ts'
import { openJudging } from './run-import.ts'

/** The rows of an import: shown, mended in place, decided upon. */
export function rowHandlers(deps: RegistersDeps): readonly Implementation[] {
  const { registers, tags } = deps
  const known = (kind: Import['kind']) => targetsOf(kind, registers, tags)

  const importRows = implement(asked.importRows, async ({ tx, street, actor }, { id, verdict, after, limit }) => {
    const found = await seen(tx, street, actor, id)
    if (!found) return err('import_not_found')
    const rows = await listRows(tx, street, id, { verdict: verdict ?? null, after, limit: limit + 1 })
    const page = rows.slice(0, limit)
    const items = await presentRows(tx, street, { imported: found, registers, tags }, page)
    return ok({ items, next: rows.length > limit ? page.at(-1)!.no : null })
  })

  /** Judges one row again, with what was typed or decided. */
  async function judgeOne(
    context: Context,
    imported: Import,
    row: StoredRow,
    patch: Pick<StoredRow, 'mended' | 'decision'>,
  ) {
    const { tx, street } = context
    const judging = await openJudging({ registers, tags, now: () => new Date(context.now) }, tx, street, imported)
    const given = { ...row.given.values, ...patch.mended }
    const isRecord = row.part > 0 || given['field:name'] !== undefined
    const [judged] = await judgeRows(tx, judging, [
      { ...row, ...patch, reading: isRecord ? interpret(judging.how, given) : null },
    ])
    await saveJudgements(tx, street, imported.id, [judged!])
    const [presented] = await presentRows(tx, street, { imported, registers, tags }, [{ ...judged!, applied: false }])
    context.subject('import', imported.id)
    return presented!
  }

  async function unwritten({ tx, street }: Context, id: string, no: number): Promise<StoredRow | undefined> {
    const [row] = await listRows(tx, street, id, { verdict: null, after: no - 1, limit: 1 })
    return row?.no === no && !row.applied ? row : undefined
  }

  const mendRow = implement(asked.mendRow, async (context, { id, no, values }) => {
    const found = await held(context, id, ['judged', 'applied'])
    if (!found.ok) return found
    const all = new Set(known(found.value.kind).map((target) => target.id))
    if (Object.keys(values).some((target) => !all.has(target) || freeTargets.has(target))) return err('target_unknown')
    const row = await unwritten(context, id, no)
    if (!row) return err('row_not_found')
    const shown = await judgeOne(context, found.value, row, {
      mended: { ...row.mended, ...values },
      decision: row.decision,
    })
    return ok({ row: shown })
  })

  const decideRow = implement(asked.decideRow, async (context, { id, no, decision }) => {
    const { tx, street, actor } = context
    const found = await held(context, id, ['judged', 'applied'])
    if (!found.ok) return found
    const row = await unwritten(context, id, no)
    if (!row) return err('row_not_found')
    if (decision && typeof decision === 'object') {
      const [entry] = await findEntries(tx, street, [decision.take])
      const isRight = entry
        ? entry.state === 'standing' && entry.register === registerOf(found.value.kind) && mayWriteAt(actor, entry)
        : row.candidates.some((candidate) => candidate.id === decision.take)
      if (!isRight) return err('decision_wrong')
    }
    if (decision === 'new' && found.value.kind === 'tags') return err('decision_wrong')
    if (decision !== null && decision !== 'skip' && row.part === 0) return err('decision_wrong')
    return ok({
      row: await judgeOne(context, found.value, row, { mended: row.mended, decision: decision as Decision | null }),
    })
  })

  return [importRows, mendRow, decideRow]
}
