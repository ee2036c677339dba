import { sql } from 'kysely'
import { err, ok } from '#kernel/result'
import { implement, type Context, type Implementation } from '#platform/operations'
import { registers, restrictedKeptBy } from '#engines/registers/shared'
import { overlap, without } from '../../shared/decide/periods.ts'
import { endAt } from '../../shared/decide/ties.ts'
import type { RegistersDeps } from '../deps.ts'
import { findTag, insertTags, supersedeTags, tagsOf, type HeldTag, type TagTable } from '../tags/tags.store.ts'
import { holdOwn } from './hold.ts'

/** Opens the restricted tags that this actor keeps, and no other, for this transaction. Returns which. */
async function openKept({ tx, actor }: Context, deps: RegistersDeps): Promise<readonly string[]> {
  const kept = actor.kind === 'staff' ? restrictedKeptBy(actor.roles, deps.tags) : []
  if (kept.length > 0) await sql`select set_config('app.restricted_tags', ${kept.join(',')}, true)`.execute(tx)
  return kept
}

const tagHandler = (deps: RegistersDeps) =>
  implement(registers.tag, async (context, { id, entry: of, tag, details, from, to, source }) => {
    const { tx, street, actor, now } = context
    const known = Object.hasOwn(deps.tags, tag) ? deps.tags[tag] : undefined
    if (!known) return err('tag_unknown')
    if (known.restricted && !(await openKept(context, deps)).includes(tag)) return err('tag_not_yours')
    const entry = await holdOwn(tx, street, actor, of)
    if (entry?.state !== 'standing' || (entry.register !== 'person' && entry.register !== 'home'))
      return err('entry_not_found')
    if (to !== undefined && to <= from) return err('days_wrong')
    const table: TagTable = known.restricted ? 'restricted_tags' : 'care_tags'
    const wanted: HeldTag = { id, entry: entry.id, tag, details, source, office: actor.unit, from, to: to ?? null }
    // What was held of the same tag gives way for that time and stays for the rest.
    const giving = (await tagsOf(tx, street, table, entry.id, tag)).filter((held) => overlap(held, wanted))
    const kept = giving.flatMap((held) =>
      without(held, wanted).map((left) => ({ ...held, ...left, id: context.newId() })),
    )
    await supersedeTags(
      tx,
      street,
      table,
      { now, by: id },
      giving.map((held) => held.id),
    )
    await insertTags(tx, street, table, { now, by: actor.id }, [...kept, wanted])
    // Who has a restricted tag is not told on the live stream.
    if (!known.restricted) context.subject('entry', entry.id)
    return ok({ id })
  })

const endTagHandler = (deps: RegistersDeps) =>
  implement(registers.endTag, async (context, { id, to }) => {
    const { tx, street, actor, now } = context
    await openKept(context, deps)
    const find = async () => {
      for (const table of ['care_tags', 'restricted_tags'] as const) {
        const held = await findTag(tx, street, table, id)
        if (held) return { held, table }
      }
      return undefined
    }
    const seen = await find()
    if (!seen || !(await holdOwn(tx, street, actor, seen.held.entry))) return err('tag_not_found')
    // Ended by another hand while we waited.
    const found = await find()
    if (!found) return err('tag_not_found')
    const { held, table } = found
    const ended = endAt(held, to)
    if (!ended.ok) return ended
    const by = context.newId()
    if (ended.value) await insertTags(tx, street, table, { now, by: actor.id }, [{ ...ended.value, id: by }])
    await supersedeTags(tx, street, table, { now, by }, [id])
    if (table === 'care_tags') context.subject('entry', held.entry)
    return ok({ id: ended.value ? by : id })
  })

export const tagCommands = (deps: RegistersDeps): readonly Implementation[] => [tagHandler(deps), endTagHandler(deps)]
