import { err, ok } from '#kernel/result'
import { implement, type Implementation } from '#platform/operations'
import { sessionOf } from '#engines/credentials'
import { ballots, freshRollRow, receive, trackerOf, type RollRefusal, type RollTerms } from '#engines/ballots/shared'
import type { BallotsDeps } from '../deps.ts'
import { tell } from '../log.ts'
import { giveWay } from '../paper/tell-paper.ts'
import { countBallot } from '../roll.store.ts'
import { setupOf } from '../setups.store.ts'
import { addBallot, holdForCast, lookBeforeCast, type CastFacts } from './ballots.store.ts'
import { keyOfBallot } from './key-of-ballot.ts'

const refusals = {
  vote_not_open: 'voting_not_open',
  vote_closed: 'voting_closed',
  already_on_paper: 'already_on_paper',
  already_voted: 'already_voted',
  ballot_known: 'already_voted',
  key_not_on_roll: 'owner_not_on_roll',
} as const satisfies Partial<Record<RollRefusal, string>>

const otherElection = new Set(['wrong_election_uuid', 'wrong_election_hash'])
const malformed = new Set([
  'ballot_too_large',
  'ballot_not_json',
  'ballot_not_canonical',
  'ballot_wrong_shape',
  'ballot_wrong_answers',
])

/** What is wrong with a ballot by itself, as its owner is told. */
export function refusalOfCheck(
  error: string,
): 'busy' | 'ballot_other_election' | 'ballot_malformed' | 'ballot_invalid' {
  if (error === 'busy') return 'busy'
  if (otherElection.has(error)) return 'ballot_other_election'
  return malformed.has(error) ? 'ballot_malformed' : 'ballot_invalid'
}

type CastRefusal = (typeof refusals)[keyof typeof refusals]

/** Whether the roll takes another ballot of this owner now. */
function decide(vote: string, key: string, tracker: string, facts: CastFacts, now: string): CastRefusal | null {
  if (facts.state !== 'voting' && facts.state !== 'frozen')
    return facts.state === 'noticing' ? 'voting_not_open' : 'voting_closed'
  const terms: RollTerms = {
    vote,
    key,
    state: facts.state,
    opensAt: facts.opensAt,
    closesAt: facts.closesAt,
    revote: facts.revote,
  }
  const row = { ...freshRollRow(facts.owner!), channel: facts.channel ?? 'none' }
  const received = receive(row, { kind: 'cast', tracker, key, at: now }, terms)
  return received.ok ? null : refusals[received.error as keyof typeof refusals]
}

/**
 * The same text again, also after the close: its answer was lost on the way. But a ballot that was replaced stands in
 * the public record for anyone to send once more: it must not look as if it were taken.
 */
const again = (tracker: string, { seq, receipt, counts }: NonNullable<CastFacts['known']>) =>
  counts ? ok({ tracker, seq, replaced: false, receipt }) : err('already_voted')

export function castHandlers(deps: BallotsDeps): readonly Implementation[] {
  const cast = implement(ballots.cast, async (context, { id, ballot, session }) => {
    const { tx, street } = context
    const setup = await setupOf(tx, street, id)
    const key = keyOfBallot(ballot)
    const tracker = trackerOf(ballot)
    const before = await lookBeforeCast(tx, street, id, key ?? '', tracker)
    if (!before || before.state === 'drafting') return err('vote_not_found')
    if (!setup) return err('voting_not_open')
    if (before.known) return again(tracker, before.known)
    if (before.spoiled) return err('ballot_spoiled')
    if (key === undefined) return err('ballot_malformed')
    if (before.owner === null) return err('owner_not_on_roll')
    const refused = decide(id, key, tracker, before, deps.now().toISOString())
    if (refused) return err(refused)
    if (before.voter !== null) {
      const shown = session === undefined ? undefined : await sessionOf(tx, street, session)
      if (!shown) return err('session_unknown')
      if (shown.holder !== before.voter) return err('session_not_owner')
    }
    const checked = await deps.verify({ election: setup.election, ballot })
    if (!checked.ok) return err(refusalOfCheck(checked.error))
    // The ballot's own credential, as the proofs were checked for it, is the key that was looked up.
    if (checked.value.credential !== key || checked.value.tracker !== tracker) return err('ballot_invalid')

    await holdForCast(tx, street, id, before.owner)
    const held = await lookBeforeCast(tx, street, id, key, tracker)
    if (held?.known) return again(tracker, held.known)
    if (held?.spoiled) return err('ballot_spoiled')
    const at = deps.now().toISOString()
    const late = held ? decide(id, key, tracker, held, at) : 'voting_closed'
    if (late) return err(late)
    const replaced = held!.channel === 'electronic'
    const seq = await countBallot(tx, street, id, replaced ? null : held!.area)
    if (held!.paperWaits) await giveWay(context, id, before.owner)
    const { receipt } = await tell(context, setup.log, 'ballot', { vote: id, seq, tracker })
    await addBallot(tx, street, id, { seq, tracker, owner: before.owner, ballot, at, receipt })
    context.subject('vote', id)
    return ok({ tracker, seq, replaced, receipt })
  })
  return [cast]
}
