import { sql } from 'kysely'
import { err, ok } from '#kernel/result'
import { implement, type Implementation } from '#platform/operations'
import { ballots, trackerOf } from '#engines/ballots/shared'
import type { BallotsDeps } from '../deps.ts'
import { setupOf } from '../setups.store.ts'
import { holdForCast, lookBeforeCast } from './ballots.store.ts'
import { refusalOfCheck } from './cast.ts'
import { keyOfBallot } from './key-of-ballot.ts'

/** Whoever audits does it a few times; more would fill the table in the name of one owner. */
const mostSpoiled = 30

/**
 * A ballot that is about to be opened for an audit: whoever scans it could otherwise cast it, signed as it is. Only who
 * holds the owner's key can make one that is taken here.
 */
export function spoilHandlers(deps: BallotsDeps): readonly Implementation[] {
  const spoil = implement(ballots.spoil, async (context, { id, ballot }) => {
    const { tx, street } = context
    const setup = await setupOf(tx, street, id)
    const key = keyOfBallot(ballot)
    const tracker = trackerOf(ballot)
    const before = await lookBeforeCast(tx, street, id, key ?? '', tracker)
    if (!before || before.state === 'drafting') return err('vote_not_found')
    if (!setup || before.state === 'noticing' || before.state === 'frozen') return err('voting_not_open')
    if (before.state !== 'voting') return err('voting_closed')
    if (key === undefined) return err('ballot_malformed')
    if (before.owner === null) return err('owner_not_on_roll')
    if (before.spoiled) return ok({ tracker })
    const checked = await deps.verify({ election: setup.election, ballot })
    if (!checked.ok) return err(refusalOfCheck(checked.error))
    if (checked.value.credential !== key || checked.value.tracker !== tracker) return err('ballot_invalid')
    // With the owner's row held a cast of the very same ballot has either been or finds it spoiled.
    await holdForCast(tx, street, id, before.owner)
    const held = await lookBeforeCast(tx, street, id, key, tracker)
    if (held?.known) return err('ballot_cast_already')
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from vote_spoiled
      where street = ${street} and vote = ${id} and owner = ${before.owner}`.execute(tx)
    if (rows[0]!.n >= mostSpoiled) return err('spoiled_many')
    await sql`insert into vote_spoiled (street, vote, tracker, owner, at)
      values (${street}, ${id}, ${tracker}, ${before.owner}, ${deps.now().toISOString()}) on conflict do nothing`.execute(
      tx,
    )
    context.subject('vote', id)
    return ok({ tracker })
  })
  return [spoil]
}
