import { z } from 'zod'
import { err, ok } from '#kernel/result'
import { implement, type Implementation } from '#platform/operations'
import { registers } from '#engines/registers/shared'
import type { RegistersDeps } from '../deps.ts'
import { addExport, decide, findExport, listExports } from './exports.store.ts'

/** How long a granted export may be taken. */
const lastsHours = 24
const untilOf = (now: string) => new Date(Date.parse(now) + lastsHours * 3_600_000).toISOString()

const Cursor = z.tuple([z.iso.datetime(), z.uuid()])

export function exportHandlers({ registers: known, tags }: RegistersDeps): readonly Implementation[] {
  const request = implement(registers.requestExport, async ({ tx, street, actor, now, subject, changed }, asked) => {
    if (actor.kind !== 'staff') throw new Error('Only staff ask for exports.')
    const fields = known[asked.filter.register].fields
    const named = [...(asked.columns ?? []), ...Object.keys(asked.filter.where ?? {})]
    if (named.some((name) => !Object.hasOwn(fields, name))) return err('field_unknown')
    if (asked.filter.tag !== undefined && !Object.hasOwn(tags, asked.filter.tag)) return err('tag_unknown')
    const state = asked.clear ? 'requested' : 'approved'
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

  return [request, decideExport, exports]
}
