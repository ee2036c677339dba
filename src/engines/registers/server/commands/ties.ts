import { must } from '#kernel/assert'
import { err, ok } from '#kernel/result'
import { shanghaiDate } from '#kernel/time'
import type { Tx } from '#platform/db'
import { implement, type Actor, type Implementation } from '#platform/operations'
import { registers } from '#engines/registers/shared'
import { endAt, joinByTie, type HeldTie } from '../../shared/decide/ties.ts'
import { doubtsAbout, writeDoubts } from '../doubts/doubts.store.ts'
import { findEntries } from '../entries/entries.store.ts'
import type { Entry } from '../entries/entry.ts'
import {
  findTie,
  insertTies,
  placeByTies,
  places,
  rewriteTies,
  supersedeTies,
  tiesOfObjects,
} from '../ties/ties.store.ts'
import { holdRoots, mayWriteAt } from './hold.ts'

/** A worker joins what lies in the own area; someone who lived nowhere so far may move in. */
const mayJoin = (actor: Actor, subject: Entry, object: Entry) =>
  mayWriteAt(actor, object) &&
  (mayWriteAt(actor, subject) || (subject.committee === null && subject.grid === null && actor.scope?.kind !== 'unit'))

/** Who moves in may be known there already, under a number or a name that was written otherwise. */
async function doubtNeighbours(tx: Tx, street: string, now: string, { id, register }: Entry): Promise<void> {
  const entry = must((await findEntries(tx, street, [id]))[0], 'an entry that is held')
  await writeDoubts(tx, street, { now, register }, await doubtsAbout(tx, street, entry))
}

const tie = implement(
  registers.tie,
  async (context, { id, kind, subject, object, details, share, from, to, source }) => {
    const { tx, street, actor, now } = context
    const entries = await holdRoots(tx, street, [subject, object])
    const [one, two] = [entries.get(subject), entries.get(object)]
    if (!one || !two || !mayJoin(actor, one, two)) return err('entry_not_found')
    if (one.state !== 'standing' || two.state !== 'standing') return err('entry_not_found')
    const wanted: HeldTie = {
      id,
      kind,
      subject: one.id,
      object: two.id,
      details,
      share: share ?? null,
      from,
      to: to ?? null,
      source,
    }
    const held = await tiesOfObjects(tx, street, [two.id], kind)
    const joined = joinByTie(wanted, { subject: one.register, object: two.register }, held, shanghaiDate(new Date(now)))
    if (!joined.ok) return joined
    const hand = { now, by: actor.id }
    await rewriteTies(tx, street, hand, id, joined.value)
    await insertTies(tx, street, hand, [wanted])
    if (places(one.register, kind)) {
      await placeByTies(tx, street, now, one.register, [one.id])
      await doubtNeighbours(tx, street, now, one)
    }
    context.subject('entry', one.id)
    context.changed({ kind, object: two.id })
    return ok({ id })
  },
)

/** The tie with what it joins, held; undefined when it is not there for this actor. */
async function holdTie(tx: Tx, street: string, actor: Actor, id: string): Promise<HeldTie | undefined> {
  const found = await findTie(tx, street, id)
  if (!found) return undefined
  const entries = await holdRoots(tx, street, [found.said!.subject, found.said!.object])
  const [one, two] = [entries.get(found.said!.subject)!, entries.get(found.said!.object)!]
  if (!mayWriteAt(actor, one) && !mayWriteAt(actor, two)) return undefined
  // Ended by another hand while we waited.
  return findTie(tx, street, id)
}

const endTie = implement(registers.endTie, async (context, { id, to }) => {
  const { tx, street, actor, now } = context
  const found = await holdTie(tx, street, actor, id)
  if (!found) return err('tie_not_found')
  const ended = endAt(found, to)
  if (!ended.ok) return ended
  const by = context.newId()
  if (ended.value) await insertTies(tx, street, { now, by: actor.id }, [{ ...ended.value, id: by }])
  await supersedeTies(tx, street, { now, by }, [id])
  const { register } = must((await findEntries(tx, street, [found.subject]))[0], 'the subject of a tie')
  if (places(register, found.kind)) await placeByTies(tx, street, now, register, [found.subject])
  context.subject('entry', found.subject)
  context.changed({ kind: found.kind, to })
  return ok({ id: ended.value ? by : id })
})

export const tieCommands = (): readonly Implementation[] => [tie, endTie]
