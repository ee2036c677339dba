import { err, ok } from '#kernel/result'
import { implement, type Implementation } from '#platform/operations'
import { ballots } from '#engines/ballots/shared'
import { areFactors, countVote, toDecrypt } from '../counting/tally.ts'
import { trusteesOf } from '../drafting/trustees-of-vote.store.ts'
import { setupOf } from '../setups.store.ts'
import { findVote, lockVote } from '../votes.store.ts'
import { addFactors, resultOf, tallyOf } from './factors.store.ts'

export function factorHandlers(): readonly Implementation[] {
  const look = implement(ballots.toDecrypt, async (context, { id }) => {
    const { tx, street, actor } = context
    const vote = await findVote(tx, street, id)
    if (!vote) return err('vote_not_found')
    if (!(await trusteesOf(tx, street, id)).some(({ staff }) => staff === actor.id)) return err('not_trustee')
    const [setup, tally] = [await setupOf(tx, street, id), await tallyOf(tx, street, id)]
    if (!setup || !tally) return err('step_not_due')
    const { ballots: open } = vote.mode === 'named' ? await toDecrypt(context, vote) : { ballots: [] }
    return ok({
      election: setup.election,
      trustees: setup.trustees,
      area: tally.area,
      head: tally.head,
      ballots: open.map(({ tracker, ballot }) => ({ tracker, ballot })),
    })
  })

  const send = implement(ballots.sendFactors, async (context, { id, area, head, ballots: parts }) => {
    const { tx, street, actor, now } = context
    const vote = await lockVote(tx, street, id)
    if (!vote) return err('vote_not_found')
    const mine = (await trusteesOf(tx, street, id)).find(({ staff }) => staff === actor.id)
    if (!mine) return err('not_trustee')
    if (vote.state !== 'closed') return err('step_not_due')
    if (mine.decrypted) return err('already_sent')
    // Enough decrypted already: more would change the archives that people have downloaded.
    if (await resultOf(tx, street, id)) return err('step_not_due')
    const what = await toDecrypt(context, vote)
    if (parts.length !== what.ballots.length) return err('factors_missing')
    // The server's key comes first in trustees.json.
    const row = { trustee: mine.index + 1, area, head, ballots: parts }
    if (!(await areFactors(vote, what, row))) return err('trustee_data_invalid')
    await addFactors(tx, street, id, { ...row, at: now })
    const counted = await countVote(context, vote, what)
    context.subject('vote', id)
    return ok({ id, counted })
  })
  return [look, send]
}
