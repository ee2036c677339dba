import { err, ok } from '#kernel/result'
import { must } from '#kernel/assert'
import { attachmentsExist, findAttachment } from '#platform/files'
import { implement, type Implementation } from '#platform/operations'
import { ballots } from '#engines/ballots/shared'
import { staffOf, tell } from '../log.ts'
import { unitsOf } from '../roll.store.ts'
import { setupOf } from '../setups.store.ts'
import { findVote, shareVote } from '../votes.store.ts'
import { addDelivery, deliveriesOf } from './papers.store.ts'

export function deliveryHandlers(): readonly Implementation[] {
  const deliveries = implement(ballots.deliveries, async ({ tx, street }, { id, building }) => {
    const vote = await findVote(tx, street, id)
    if (!vote) return err('vote_not_found')
    if (vote.frozenAt === null) return err('roll_not_frozen')
    return ok({ items: await deliveriesOf(tx, street, id, building) })
  })

  const record = implement(ballots.recordDelivery, async (context, { id, delivery, units, way, file, at }) => {
    const { tx, street, now } = context
    const vote = await shareVote(tx, street, id)
    if (!vote) return err('vote_not_found')
    if (vote.state !== 'frozen' && vote.state !== 'voting') return err('step_not_due')
    const known = new Set((await unitsOf(tx, street, id)).map(({ no }) => no))
    if (units.some((unit) => !known.has(unit))) return err('unit_not_found')
    if (!(await attachmentsExist(tx, street, [file]))) return err('file_not_found')
    const by = staffOf(context)
    const brought = at && at < now ? new Date(at).toISOString() : now
    const added = await addDelivery(tx, street, id, {
      id: delivery,
      units: [...new Set(units)],
      way,
      file,
      at: brought,
      by: by.id,
      name: by.name,
    })
    const { log } = must(await setupOf(tx, street, id), 'files of a vote that was frozen')
    const proof = must(await findAttachment(tx, street, file), 'the proof of a delivery').originalSha256
    const doors = [...new Set(units)].toSorted()
    await tell(context, log, 'delivery', { vote: id, delivery, way, units: doors, proof, at: brought })
    context.subject('vote', id)
    return ok({ delivery, units: added })
  })

  const doors = implement(ballots.doors, async ({ tx, street }, { id, want }) => {
    const vote = await findVote(tx, street, id)
    if (!vote) return err('vote_not_found')
    if (vote.frozenAt === null) return err('roll_not_frozen')
    const rows = (await deliveriesOf(tx, street, id)).filter(({ way, state }) =>
      want === 'not_delivered' ? way === null : state === 'none',
    )
    const items = new Map<
      string,
      {
        building: string
        staircase: string
        doors: { unit: string; label: string; owner: string; delivered: boolean }[]
      }
    >()
    for (const { unit, building, staircase, label, owner, way } of rows) {
      const key = `${building}\u001f${staircase}`
      const place = items.get(key) ?? { building, staircase, doors: [] }
      place.doors.push({ unit, label, owner, delivered: way !== null })
      items.set(key, place)
    }
    return ok({ items: [...items.values()], total: rows.length })
  })
  return [deliveries, record, doors]
}
