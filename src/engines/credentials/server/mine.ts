import { err, ok } from '#kernel/result'
import { implement, type Implementation } from '#platform/operations'
import { credentials } from '#engines/credentials/shared'
import { credentialsOfHolder } from './credentials.store.ts'
import { delegationsAround, revokeDelegation } from './delegations.store.ts'
import { sessionOf } from './sessions.store.ts'
import { keysOfHolder } from './voting-keys.store.ts'

export function mineHandlers(): readonly Implementation[] {
  return [
    implement(credentials.openMine, async ({ tx, street, subject }, { session }) => {
      const known = await sessionOf(tx, street, session)
      if (!known) return err('session_not_found')
      const { holder } = known
      subject('entry', holder)
      return ok({
        credentials: await credentialsOfHolder(tx, street, holder),
        votingKeys: await keysOfHolder(tx, street, holder),
        delegations: (await delegationsAround(tx, street, holder)).map((each) => ({
          ...each,
          isOwn: each.holder === holder,
        })),
      })
    }),
    implement(credentials.revokeDelegation, async ({ tx, street, now, subject }, { session, id }) => {
      const known = await sessionOf(tx, street, session)
      if (!known) return err('session_not_found')
      if (!(await revokeDelegation(tx, street, known.holder, id, now))) return err('delegation_not_found')
      subject('entry', known.holder)
      return ok({ id })
    }),
  ]
}
