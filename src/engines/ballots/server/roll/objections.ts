import { err, ok } from '#kernel/result'
import { attachmentsExist } from '#platform/files'
import { implement, type Context, type Implementation } from '#platform/operations'
import { linesOfCases } from '#engines/cases'
import { sessionOf } from '#engines/credentials'
import { ballots, needsRegistry, secondHandFault } from '#engines/ballots/shared'
import { logOfVote, settle, tellSettlement } from '../drafting/electorate-handlers.ts'
import { standingElectorate } from '../electorate.ts'
import { staffOf } from '../log.ts'
import {
  addObjection,
  confirmSettlement,
  decideObjection,
  findObjection,
  objectionsOf,
  openObjections,
  resultObjectionsOf,
  settlementsOf,
  undoSettlement,
} from '../settlements.store.ts'
import { findVote, lockVote, type Vote } from '../votes.store.ts'

/** One owner can hardly have more to say at a time; whoever floods the registry is stopped. */
const mostOpen = 3

async function take(
  { tx, street, now }: Context,
  vote: Vote,
  said: { objection: string; ownerKey: string | null; words: string; takenBy: string | null },
) {
  if (said.ownerKey !== null && (await openObjections(tx, street, vote.id, said.ownerKey)) >= mostOpen)
    return err('objections_many')
  await addObjection(tx, street, vote.id, {
    id: said.objection,
    ownerKey: said.ownerKey,
    words: said.words,
    at: now,
    takenBy: said.takenBy,
  })
  return ok({ objection: said.objection })
}

export function objectionHandlers(): readonly Implementation[] {
  return [
    implement(ballots.objectToRoll, async (context, { id, objection, proof, words }) => {
      const { tx, street, now } = context
      const vote = await findVote(tx, street, id)
      if (!vote || vote.state === 'drafting') return err('vote_not_found')
      if (vote.state !== 'noticing') return err('step_not_due')
      const shown = await sessionOf(tx, street, proof.session)
      if (!shown) return err('session_unknown')
      const { snapshot } = await standingElectorate(tx, street, vote, now)
      const owner = snapshot.owners.find(
        ({ holders, representative }) => representative === shown.holder || holders.includes(shown.holder),
      )
      if (!owner) return err('owner_not_on_roll')
      context.subject('vote', id)
      return take(context, vote, { objection, ownerKey: owner.key, words, takenBy: null })
    }),
    implement(ballots.takeObjection, async (context, { id, objection, owner, words }) => {
      const { tx, street, now } = context
      const vote = await findVote(tx, street, id)
      if (!vote) return err('vote_not_found')
      if (vote.state !== 'noticing') return err('step_not_due')
      const { snapshot } = await standingElectorate(tx, street, vote, now)
      const found = owner === null ? null : snapshot.owners.find(({ no }) => no === owner)
      if (found === undefined) return err('owner_not_on_roll')
      context.subject('vote', id)
      return take(context, vote, { objection, ownerKey: found?.key ?? null, words, takenBy: staffOf(context).id })
    }),
    implement(ballots.objections, async ({ tx, street, now }, { id }) => {
      const vote = await findVote(tx, street, id)
      if (!vote) return err('vote_not_found')
      const rows = await objectionsOf(tx, street, id)
      const { snapshot } = await standingElectorate(tx, street, vote, now)
      const nos = new Map(snapshot.owners.map(({ key, no }) => [key, no]))
      return ok({
        items: rows.map(({ ownerKey, ...row }) => ({ ...row, owner: (ownerKey && nos.get(ownerKey)) ?? null })),
      })
    }),
    implement(ballots.resultObjections, async ({ tx, street, actor }, { id }) => {
      if (!(await findVote(tx, street, id))) return err('vote_not_found')
      return ok({ items: [...(await linesOfCases(tx, street, actor, await resultObjectionsOf(tx, street, id)))] })
    }),
    implement(ballots.decideObjection, async (context, { id, objection, decision, reason, correction }) => {
      const { tx, street, now } = context
      const vote = await lockVote(tx, street, id)
      if (!vote) return err('vote_not_found')
      if (vote.state !== 'noticing') return err('step_not_due')
      const found = await findObjection(tx, street, id, objection)
      if (!found) return err('objection_not_found')
      if (found.decision !== 'open') return err('objection_decided')
      if (decision === 'upheld' && correction) {
        // A convener is an owner too: who upholds an objection of his own must not put the roll right by it.
        if (!context.actor.can.has(ballots.correctRoll.name)) return err('correction_not_yours')
        const settled = await settle(context, vote, { id: objection, settlement: correction, reason, objection })
        if (!settled.ok) return settled
        if (settled.value.snapshot.units.length === 0) return err('electorate_empty')
      }
      const by = staffOf(context)
      await decideObjection(tx, street, id, objection, { decision, reason, by: by.id, name: by.name, at: now })
      context.subject('vote', id)
      return ok({ objection })
    }),
    implement(ballots.decideSettlement, async (context, { id, settlementId, decision, reason }) => {
      const { tx, street, now } = context
      const vote = await lockVote(tx, street, id)
      if (!vote) return err('vote_not_found')
      // While it is drafted the convener may still change everything around it.
      if (vote.state !== 'noticing') return err('step_not_due')
      const found = (await settlementsOf(tx, street, id)).find((each) => each.id === settlementId)
      if (!found) return err('settlement_not_found')
      if (!needsRegistry(found.settlement.kind) || found.undoneAt !== null || found.confirmedBy !== null)
        return err('settlement_decided')
      const by = staffOf(context)
      const fault = secondHandFault({ id: found.staff, name: found.by }, by)
      if (fault) return err(fault)
      if (decision === 'confirmed') await confirmSettlement(tx, street, id, settlementId, { ...by, at: now })
      else {
        await undoSettlement(tx, street, id, settlementId, now)
        const { snapshot } = await standingElectorate(tx, street, vote, now)
        if (snapshot.units.length === 0) return err('electorate_empty')
      }
      await tellSettlement(context, vote, await logOfVote(context, vote), { ...found, reason }, decision)
      context.subject('vote', id)
      context.changed({ settlementId, decision })
      return ok({ id: settlementId })
    }),
    implement(ballots.correctRoll, async (context, { id, settlementId, correction, reason, file }) => {
      const { tx, street } = context
      const vote = await lockVote(tx, street, id)
      if (!vote) return err('vote_not_found')
      if (vote.state !== 'noticing') return err('step_not_due')
      if (file && !(await attachmentsExist(tx, street, [file]))) return err('file_not_found')
      const settled = await settle(context, vote, { id: settlementId, settlement: correction, reason, file })
      if (!settled.ok) return settled
      if (settled.value.snapshot.units.length === 0) return err('electorate_empty')
      context.subject('vote', id)
      return ok({ id: settlementId })
    }),
  ]
}
