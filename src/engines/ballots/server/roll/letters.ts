import { must } from '#kernel/assert'
import { err, ok } from '#kernel/result'
import { implement, type Implementation } from '#platform/operations'
import { decryptSecret } from '#engines/notary'
import { ballots } from '#engines/ballots/shared'
import { fastGroupNamed } from '../crypto/fast-group.ts'
import { staffOf } from '../log.ts'
import { findOwners, ownersOf, unitsOf, type OwnerRow, type UnitRow } from '../roll.store.ts'
import { destroyLetters, lettersOf, lockLetters, markEscrow, serverKeyOf, setupOf } from '../setups.store.ts'
import { findVote, lockVote } from '../votes.store.ts'
import { standingElectorate } from '../electorate.ts'
import { serverKeyFor } from './freeze.ts'
import { groupOf, sealedFor } from './keys.ts'

/** Units by the number of their owner. */
export function unitsByOwner(units: readonly UnitRow[]): ReadonlyMap<string, UnitRow[]> {
  const found = new Map<string, UnitRow[]>()
  for (const unit of units) found.set(unit.owner, [...(found.get(unit.owner) ?? []), unit])
  return found
}

export const shownUnit = ({ no, building, staircase, label, area, source }: UnitRow) => ({
  no,
  building,
  staircase,
  label,
  area,
  source,
})

export function rollHandlers(): readonly Implementation[] {
  const roll = implement(ballots.roll, async ({ tx, street, now }, { id, state, after, limit }) => {
    const vote = await findVote(tx, street, id)
    if (!vote) return err('vote_not_found')
    if (vote.noticedAt === null) return err('roll_not_published')
    const line = (owner: OwnerRow, units: readonly UnitRow[]) => ({
      no: owner.no,
      kind: owner.kind,
      area: owner.area,
      units: units.map(shownUnit),
      holders: [...owner.holders],
      representative: owner.representative,
      keyFrom: owner.keyFrom,
      proxy: owner.keyFrom === 'proxy' ? owner.voter : null,
      state: owner.state,
      delivered: owner.delivery !== null,
    })
    if (vote.frozenAt !== null) {
      const owners = await ownersOf(tx, street, id, { after, limit: limit + 1, state })
      const page = owners.slice(0, limit)
      const units = unitsByOwner(await unitsOf(tx, street, id, page.map(({ no }) => no))) // prettier-ignore
      const next = owners.length > limit ? page.at(-1)!.no : null
      return ok({ items: page.map((owner) => line(owner, units.get(owner.no) ?? [])), next })
    }
    const { snapshot } = await standingElectorate(tx, street, vote, now)
    const all = snapshot.owners.filter(({ no }) => after === undefined || no > after)
    const page = state === undefined || state === 'none' ? all.slice(0, limit) : []
    const units = unitsByOwner(snapshot.units)
    const items = page.map((owner) => ({
      no: owner.no,
      kind: owner.kind,
      area: owner.area,
      units: (units.get(owner.no) ?? []).map(shownUnit),
      holders: [...owner.holders],
      representative: owner.representative,
      keyFrom: 'none' as const,
      proxy: null,
      state: 'none' as const,
      delivered: false,
    }))
    return ok({ items, next: all.length > page.length && page.length > 0 ? page.at(-1)!.no : null })
  })

  const letters = implement(ballots.letters, async ({ tx, street }, { id }) => {
    const vote = await findVote(tx, street, id)
    if (!vote) return err('vote_not_found')
    if (vote.frozenAt === null) return err('roll_not_frozen')
    const rows = await lettersOf(tx, street, id)
    const units = unitsByOwner(await unitsOf(tx, street, id, rows.map(({ owner }) => owner))) // prettier-ignore
    const items = rows.map((row) => {
      const homes = units.get(row.owner) ?? []
      const { building, staircase } = must(homes[0], 'a home of an owner on the roll')
      return { ...row, units: homes.map(({ label }) => label), building, staircase }
    })
    return ok({ items })
  })

  const printLetters = implement(ballots.printLetters, async (context, { id, owners }) => {
    const { tx, street, now } = context
    const vote = await lockVote(tx, street, id)
    if (!vote) return err('vote_not_found')
    if (vote.state !== 'frozen' && vote.state !== 'voting') return err('step_not_due')
    const wanted = [...new Set(owners)]
    const rows = await lockLetters(tx, street, id, wanted)
    if (rows.length !== wanted.length) return err('letter_not_found')
    if (rows.some(({ code }) => code === null)) return err('letter_printed')
    const units = unitsByOwner(await unitsOf(tx, street, id, wanted))
    const printed = []
    for (const { owner, code } of rows) {
      const [row] = await findOwners(tx, street, id, { no: owner })
      printed.push({
        owner,
        units: (units.get(owner) ?? []).map(({ label }) => label),
        code: decryptSecret(code!, sealedFor(id, owner)).toString(),
        publicKey: must(row, 'the owner of a letter').publicKey,
      })
    }
    await destroyLetters(tx, street, id, wanted, staffOf(context).id, now)
    context.subject('vote', id)
    return ok({ letters: printed })
  })

  const printEscrow = implement(ballots.printEscrow, async (context, { id }) => {
    const { tx, street, now } = context
    const vote = await lockVote(tx, street, id)
    if (!vote) return err('vote_not_found')
    const setup = await setupOf(tx, street, id)
    if (!setup || (vote.state !== 'frozen' && vote.state !== 'voting')) return err('step_not_due')
    if (!(await markEscrow(tx, street, id, staffOf(context).id, now))) return err('escrow_printed')
    const { key } = await serverKeyOf(tx, street, id)
    const secret = decryptSecret(key, serverKeyFor(id)).toString()
    const group = fastGroupNamed(groupOf(vote))
    context.subject('vote', id)
    return ok({ electionUuid: vote.electionUuid, publicKey: group.encode(group.powerOfG(BigInt(secret))), secret })
  })
  return [roll, letters, printLetters, printEscrow]
}
