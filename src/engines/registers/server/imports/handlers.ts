import { sql } from 'kysely'
import { err, ok } from '#kernel/result'
import { shanghaiDate } from '#kernel/time'
import { implement, type Actor, type Context, type Implementation } from '#platform/operations'
import { registers as asked } from '#engines/registers/shared'
import { targetsOf } from '../../shared/importing/index.ts'
import type { RegistersDeps } from '../deps.ts'
import {
  addImport,
  listImports,
  patchImport,
  rememberMapping,
  unfinishedOf,
  type Import,
  type StoredSheet,
} from './imports.store.ts'
import { viewsOf } from './present.ts'
import { freeTargets, held, seen } from './own-imports.ts'
import { rowHandlers } from './row-handlers.ts'
import { isQueueable } from './rows.store.ts'

/** Files that one person may have under way at once. */
const mostUnfinished = 20

function committeeOf(actor: Actor): string | null {
  if (actor.kind !== 'staff' || actor.scope.kind === 'street') return null
  // Whoever has no committee has no address that a row could name.
  return actor.scope.kind === 'committee' ? actor.scope.code : '-'
}

const imports = implement(asked.imports, async ({ tx, street, actor, now }, { after, limit }) => {
  const cursor = after === undefined ? null : /^(\d{4}-[\d:.TZ-]{10,30})~([0-9a-f-]{36})$/.exec(after)
  if (after !== undefined && !cursor) return err('cursor_invalid')
  const by = actor.kind === 'staff' && actor.scope.kind !== 'street' ? actor.id : null
  const found = await listImports(tx, street, { by, after: cursor && [cursor[1]!, cursor[2]!], limit: limit + 1 })
  const page = found.slice(0, limit)
  const last = found.length > limit ? page.at(-1) : undefined
  return ok({ items: await viewsOf(tx, street, page, now), next: last ? `${last.createdAt}~${last.id}` : null })
})

const oneImport = implement(asked.import, async ({ tx, street, actor, now }, { id }) => {
  const found = await seen(tx, street, actor, id)
  if (!found) return err('import_not_found')
  const [view] = await viewsOf(tx, street, [found], now)
  return ok({ import: view!, sheets: [...found.sheets] })
})

const startImport = implement(asked.startImport, async (context, { id, kind, fileName, source, observedOn }) => {
  const { tx, street, actor, now } = context
  const today = shanghaiDate(new Date(now))
  if (observedOn && observedOn > today) return err('days_wrong')
  if (actor.id && (await unfinishedOf(tx, street, actor.id)) >= mostUnfinished) return err('import_too_many')
  await addImport(tx, street, {
    id,
    kind,
    fileName,
    source,
    observedOn: observedOn ?? today,
    committee: committeeOf(actor),
    madeBy: actor.id,
    madeByName: actor.name ?? '',
    now,
  })
  context.subject('import', id)
  context.changed({ kind, source })
  return ok({ id })
})

export function importHandlers(deps: RegistersDeps): readonly Implementation[] {
  const { registers, tags } = deps
  const known = (kind: Import['kind']) => targetsOf(kind, registers, tags)

  /** Wakes the work once it is on disk that there is some. */
  const wake = (context: Context, id: string) => context.afterCommit(() => deps.onImport?.(context.street, id))

  const importTargets = implement(asked.importTargets, async (_context, { kind }) =>
    ok({
      targets: known(kind)
        .filter((target) => target.id !== 'withhold')
        .map(({ id, label, group, required }) => ({
          id,
          label: [label[0], label[1]] as [string, string],
          group: [group[0], group[1]] as [string, string],
          required,
        })),
    }),
  )

  const mapImport = implement(asked.mapImport, async (context, { id, sheets }) => {
    const { tx, street, now } = context
    const found = await held(context, id, ['guessed', 'judged'])
    if (!found.ok) return found
    const targets = known(found.value.kind)
    const all = new Set(targets.map((target) => target.id))
    const needed = targets.filter((target) => target.required).map((target) => target.id)
    const confirmed: StoredSheet[] = []
    for (const sheet of found.value.sheets) {
      const said = sheets.find((each) => each.index === sheet.index)
      if (!said?.used) {
        confirmed.push({ ...sheet, skipped: sheet.skipped ?? ['未选用', 'Not chosen'] })
        continue
      }
      const chosen = sheet.columns.map((column) => ({
        ...column,
        // What is restricted cannot be chosen to be read.
        target:
          column.target === 'withhold'
            ? 'withhold'
            : (said.columns.find((each) => each.at === column.at)?.target ?? column.target),
      }))
      if (chosen.some(({ target }) => !all.has(target))) return err('target_unknown')
      const used = chosen.map(({ target }) => target).filter((target) => !freeTargets.has(target))
      if (new Set(used).size < used.length) return err('target_twice')
      if (needed.some((target) => !used.includes(target))) return err('target_missing')
      if (found.value.kind === 'home' && !used.includes('address') && !used.includes('field:room'))
        return err('target_missing')
      confirmed.push({ ...sheet, skipped: null, columns: chosen })
      const kept = Object.fromEntries(chosen.map(({ at, target }) => [String(at), target]))
      // A program takes the guesses as they are: nobody looked at them.
      if (sheet.signature !== '' && context.actor.kind === 'staff')
        await rememberMapping(tx, street, {
          kind: found.value.kind,
          signature: sheet.signature,
          targets: kept,
          by: context.actor.id,
          now,
        })
    }
    if (confirmed.every((sheet) => sheet.skipped !== null)) return err('target_missing')
    await sql`delete from register_import_rows where street = ${street} and import = ${id}`.execute(tx)
    await patchImport(tx, street, id, now, {
      state: 'judging',
      sheets: confirmed,
      cursor: 0,
      done: 0,
      share: null,
      worker: null,
      beatAt: now,
      problem: null,
    })
    context.subject('import', id)
    wake(context, id)
    return ok({ id })
  })

  const applyImport = implement(asked.applyImport, async (context, { id, doubtful }) => {
    const { tx, street, now } = context
    const found = await held(context, id, ['judged', 'applied'])
    if (!found.ok) return found
    if (found.value.purgedAt !== null) return err('import_not_ready')
    const { rows } = await sql<{ count: number }>`select count(*)::int as count from register_import_rows
      where street = ${street} and import = ${id} and (verdict in ('new', 'changes')
        or (verdict = 'doubtful' and ${doubtful === 'queue'} and ${isQueueable}))`.execute(tx)
    await patchImport(tx, street, id, now, {
      state: 'applying',
      doubtful,
      cursor: 0,
      done: 0,
      total: rows[0]!.count,
      beganAt: now,
      beganDone: 0,
      worker: null,
      beatAt: now,
    })
    context.subject('import', id)
    context.changed({ doubtful, rows: rows[0]!.count })
    wake(context, id)
    return ok({ id })
  })

  const pauseImport = implement(asked.pauseImport, async (context, { id }) => {
    const found = await held(context, id, ['judging', 'applying'])
    if (!found.ok) return found
    const { state } = found.value
    await patchImport(context.tx, context.street, id, context.now, {
      state: 'paused',
      pausedIn: state === 'judging' ? 'judging' : 'applying',
      worker: null,
    })
    context.subject('import', id)
    return ok({ id })
  })

  const resumeImport = implement(asked.resumeImport, async (context, { id }) => {
    const found = await held(context, id, ['paused'])
    if (!found.ok) return found
    await patchImport(context.tx, context.street, id, context.now, {
      state: found.value.pausedIn!,
      pausedIn: null,
      problem: null,
      worker: null,
      beatAt: context.now,
    })
    context.subject('import', id)
    wake(context, id)
    return ok({ id })
  })

  const cancelImport = implement(asked.cancelImport, async (context, { id }) => {
    const found = await held(context, id, ['received', 'guessed', 'judging', 'judged', 'failed', 'paused'])
    if (!found.ok) return found
    // What was written in part is undone, not forgotten.
    if (found.value.pausedIn === 'applying') return err('import_not_ready')
    await patchImport(context.tx, context.street, id, context.now, { state: 'cancelled', pausedIn: null, worker: null })
    context.subject('import', id)
    return ok({ id })
  })

  const undoImport = implement(asked.undoImport, async (context, { id }) => {
    const { tx, street, now } = context
    const found = await held(context, id, ['applied', 'applying', 'paused'])
    if (!found.ok) return found
    if (found.value.pausedIn === 'judging' || found.value.purgedAt !== null) return err('import_not_ready')
    const { rows } = await sql<{
      count: number
    }>`select count(distinct import_row)::int as count from register_statements
      where street = ${street} and import = ${id} and withdrawn_at is null`.execute(tx)
    await patchImport(tx, street, id, now, {
      state: 'undoing',
      pausedIn: null,
      cursor: 0,
      done: 0,
      total: rows[0]!.count,
      worker: null,
      beatAt: now,
    })
    context.subject('import', id)
    wake(context, id)
    return ok({ id })
  })

  return [
    ...rowHandlers(deps),
    imports,
    oneImport,
    importTargets,
    startImport,
    mapImport,
    applyImport,
    pauseImport,
    resumeImport,
    cancelImport,
    undoImport,
  ]
}
