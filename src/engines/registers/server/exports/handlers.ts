import { sql } from 'kysely'
import { z } from 'zod'
import { err, ok } from '#kernel/result'
import { implement, type Implementation } from '#platform/operations'
import { exportColumnsOf, registers } from '#engines/registers/shared'
import { writeLook } from '../access/looks.store.ts'
import { parameterOn } from '../access/parameters.store.ts'
import { readerOf, withRestricted } from '../access/reader.ts'
import type { RegistersDeps } from '../deps.ts'
import { countUpTo, filterOf } from '../queries/filter.ts'
import { columnsOf } from './export-rows.ts'
import { addExport, decide, findExport, listExports } from './exports.store.ts'

/** How long a granted export may be taken. */
const lastsHours = 24
const untilOf = (now: string) => new Date(Date.parse(now) + lastsHours * 3_600_000).toISOString()

/** So many rows leave at once, unless the street has set another number. */
const mostRows = 50_000

const Cursor = z.tuple([z.iso.datetime(), z.uuid()])

export function exportHandlers(deps: RegistersDeps): readonly Implementation[] {
  const request = implement(registers.requestExport, async (context, asked) => {
    const { tx, street, actor, now, subject, changed } = context
    if (actor.kind !== 'staff') throw new Error('Only staff ask for exports.')
    const columns = new Set(exportColumnsOf(deps.registers[asked.filter.register]).map(({ id }) => id))
    if (asked.columns?.some((id) => !columns.has(id))) return err('field_unknown')
    const filtered = filterOf(await readerOf(context, deps.tags), deps, asked.filter)
    if (!filtered.ok) return filtered
    const { where, restricted } = filtered.value
    // Who is on a restricted list leaves with leave only, masked or not.
    const state = asked.clear || restricted !== null ? 'requested' : 'approved'
    await addExport(
      tx,
      street,
      {
        id: asked.id,
        register: asked.filter.register,
        filter: asked.filter,
        columns: asked.columns ?? null,
        clear: asked.clear,
        purpose: asked.purpose,
        note: asked.note,
        state,
        requestedBy: actor.id,
        until: state === 'approved' ? untilOf(now) : null,
        // How many have a restricted tag is not for who grants exports.
        expected: restricted === null ? await countUpTo(tx, where, mostRows) : null,
      },
      now,
    )
    subject('export', asked.id)
    changed({ register: asked.filter.register, clear: asked.clear, state })
    return ok({ id: asked.id, state })
  })

  const decideExport = implement(
    registers.decideExport,
    async ({ tx, street, actor, now, subject, changed }, { id, granted, reason }) => {
      if (actor.kind !== 'staff') throw new Error('Only staff decide on exports.')
      const found = await findExport(tx, street, id, true)
      if (!found || found.state !== 'requested') return err('export_not_found')
      if (found.requestedBy === actor.id) return err('own_export')
      if (!granted && !reason) return err('reason_needed')
      const state = granted ? 'approved' : 'refused'
      await decide(tx, street, id, {
        state,
        by: actor.id,
        at: now,
        reason: reason ?? null,
        until: granted ? untilOf(now) : null,
      })
      subject('export', id)
      changed({ state })
      return ok({ state })
    },
  )

  const take = implement(registers.takeExport, async (context, { id }) => {
    const { tx, street, actor, now, newId } = context
    const found = await findExport(tx, street, id)
    if (!found || found.requestedBy !== actor.id) return err('export_not_found')
    if (found.state !== 'approved' || found.until === null || found.until <= now) return err('export_not_open')
    const reader = await readerOf(context, deps.tags)
    // Asked anew: the reader's area or tags may be others than when the export was granted.
    const filtered = filterOf(reader, deps, found.filter)
    if (!filtered.ok) return filtered
    const { where, restricted } = filtered.value
    const most = await parameterOn(tx, street, 'export_rows', reader.today, mostRows)
    const wanted = { tags: restricted ? [restricted] : [], note: '导出' }
    const entries = await withRestricted(context, reader, wanted, async () => {
      const { rows } = await sql<{ id: string }>`select e.id from register_entries e where ${where} limit ${most + 1}`.execute(tx) // prettier-ignore
      const ids = rows.map((row) => row.id)
      return { value: ids, entries: ids, registers: [found.register] }
    })
    if (entries.length > most) return err('export_too_large')
    const look = newId()
    await writeLook(tx, street, {
      id: look,
      who: { kind: 'staff', staff: actor.id, name: actor.name },
      kind: 'export',
      purpose: found.purpose,
      note: id,
      fields: columnsOf(deps.registers, found).map((column) => column.id),
      registers: [found.register],
      entries,
      until: null,
      at: now,
    })
    context.subject('export', id)
    context.changed({ rows: entries.length, clear: found.clear })
    return ok({ look, rows: entries.length })
  })

  const exports = implement(registers.exports, async ({ tx, street, actor }, { waiting, after, limit }) => {
    let place: { at: string; id: string } | null = null
    if (after !== undefined) {
      const parsed = Cursor.safeParse(after.split('/'))
      if (!parsed.success) return err('cursor_invalid')
      place = { at: parsed.data[0], id: parsed.data[1] }
    }
    const isJudge = actor.can.has(registers.decideExport.name)
    const items = await listExports(tx, street, {
      of: isJudge ? null : actor.id,
      waiting,
      after: place,
      limit: limit + 1,
    })
    const page = items.slice(0, limit)
    const last = page.at(-1)
    return ok({
      items: page,
      next: items.length > limit && last ? `${last.requestedAt}/${last.id}` : null,
    })
  })

  return [request, decideExport, take, exports]
}
