import { err, ok } from '#kernel/result'
import { implement, type Implementation } from '#platform/operations'
import { namesOf } from '#engines/registers'
import { credentials } from '#engines/credentials/shared'
import { askWallet, compareNumber, requestMinutes } from './asking.ts'
import { addCheck, findCheck } from './checks.store.ts'
import type { CredentialsDeps } from './deps.ts'
import { issuerAt } from './issuer.ts'
import { clerkOf } from './counter.ts'

/** A question on a screen, answered by a phone: whoever asked, and nobody else, sees the answer. */
export function checkHandlers({ secret }: Pick<CredentialsDeps, 'secret'>): readonly Implementation[] {
  return [
    implement(credentials.askHolder, async (context, { id, check, origin }) => {
      const { tx, street, now } = context
      const issuer = issuerAt(origin, street)
      const at = new Date(now)
      await askWallet(tx, secret, issuer, { id, purpose: check, group: null }, at)
      const until = new Date(at.getTime() + requestMinutes * 60_000).toISOString()
      await addCheck(tx, street, { id, check, askedBy: clerkOf(context).id, askedAt: now, until })
      const query = new URLSearchParams({ client_id: issuer.clientId, request_uri: `${issuer.url}/requests/${id}` })
      return ok({
        id,
        check,
        link: `${origin}/vote/${street}/show#${id}`,
        uri: `openid4vp://?${query}`,
        compare: compareNumber(secret, street, id),
        until,
      })
    }),
    implement(credentials.checkAnswer, async (context, { id }) => {
      const { tx, street, now } = context
      const found = await findCheck(tx, street, id, clerkOf(context).id)
      if (!found) return err('check_not_found')
      const { check, isSo, answeredAt, until, compound } = found
      const names = compound === null ? null : await namesOf(tx, street, [compound])
      const state = answeredAt !== null ? 'answered' : until <= now ? 'expired' : 'waiting'
      return ok({ id, check, state, isSo, answeredAt, compoundName: names?.get(compound!) ?? null })
    }),
  ]
}
