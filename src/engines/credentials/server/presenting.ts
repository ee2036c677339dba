import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { err, ok, type Result } from '#kernel/result'
import { implement, type Context, type Implementation } from '#platform/operations'
import {
  bindingOf,
  checks,
  isCheck,
  isVotingKeyProven,
  protocol,
  type CheckId,
  type VotingGroup,
} from '#engines/credentials/shared'
import { answerCheck } from './checks.store.ts'
import { addDelegation, findDelegation } from './delegations.store.ts'
import type { CredentialsDeps } from './deps.ts'
import { hashOf, isSameHash } from './hash-of.ts'
import { answerRequest, lockRequest, type PresentationRequest } from './requests.store.ts'
import { addSession } from './sessions.store.ts'
import { addVotingKey, endVotingKeys, isKeyKnown } from './voting-keys.store.ts'
import { verifyDelegation, type DelegationRefusal } from './verify-delegation.ts'
import { verifyPresentation, type Presentation } from './verify-presentation.ts'

const sessionMinutes = 30

const VotingKey = z.object({
  group: z.string(),
  public_key: z.string().max(1000),
  proof: z.object({ challenge: z.string().max(100), response: z.string().max(100) }),
})

async function openSession({ tx, street, now }: Context, { credential, claims }: Presentation) {
  const session = randomBytes(32).toString('base64url')
  const until = new Date(Date.parse(now) + sessionMinutes * 60_000).toISOString()
  const { id, holder } = credential
  await addSession(tx, street, { token: session, holder, credential: id, claims, at: now, until })
  return { session, until }
}

async function registerKey(
  context: Context,
  deps: CredentialsDeps,
  group: VotingGroup,
  asked: PresentationRequest,
  { credential, binding }: Presentation,
): Promise<Result<{ chainCode: string; replaced: boolean }, 'voting_key_unproven' | 'voting_key_taken'>> {
  const { tx, street, now, newId } = context
  const claim = VotingKey.safeParse(binding['voting_key'])
  const isProven =
    claim.success &&
    claim.data.group === group &&
    isVotingKeyProven(deps.groups(group), claim.data, bindingOf(asked.nonce, asked.audience))
  if (!isProven) return err('voting_key_unproven')
  const publicKey = claim.data.public_key
  if (await isKeyKnown(tx, street, group, publicKey)) return err('voting_key_taken')
  const { id, holder } = credential
  // What a frozen roll took from the key before stays what it was: rolls keep the keys themselves.
  const ended = await endVotingKeys(tx, street, holder, { at: now, because: 'replaced', group })
  const chainCode = randomBytes(32).toString('base64url')
  await addVotingKey(tx, street, {
    id: newId(),
    holder,
    group,
    publicKey,
    chainCode,
    credential: id,
    registeredAt: now,
  })
  context.changed({ votingKey: publicKey, group, replaced: ended })
  return ok({ chainCode, replaced: ended > 0 })
}

async function registerDelegation(
  context: Context,
  presentation: Presentation,
): Promise<Result<{ delegation: string }, DelegationRefusal | 'delegation_known'>> {
  const { tx, street, now } = context
  const token = presentation.binding['delegation']
  const verified = await verifyDelegation(tx, street, presentation, token, now)
  if (!verified.ok) return verified
  const { delegate, ...made } = verified.value
  if (await findDelegation(tx, street, made.id)) return err('delegation_known')
  const { id, holder, ownerNo } = presentation.credential
  await addDelegation(tx, street, {
    ...made,
    holder,
    credential: id,
    delegate: delegate.holder,
    ownerNo: ownerNo ?? '',
    token: String(token),
    registeredAt: now,
  })
  context.changed({ delegation: made.id, delegate: delegate.holder, election: made.election, until: made.until })
  return ok({ delegation: made.id })
}

/** Neither the answer nor the act says who it was: the counter asked for one thing, and got one. */
async function answered({ tx, street, now, changed }: Context, id: string, check: CheckId, { claims }: Presentation) {
  const { claim } = checks[check]
  const compound = typeof claims['compound'] === 'string' ? claims['compound'] : null
  await answerCheck(tx, street, id, { at: now, isSo: claim === null || claims[claim] === true, compound })
  changed({ purpose: check })
  return ok({})
}

export function presentingHandlers(deps: CredentialsDeps): readonly Implementation[] {
  return [
    implement(protocol.present, async (context, { request, state, vpToken }) => {
      const { tx, street, now } = context
      const asked = await lockRequest(tx, street, request)
      if (!asked) return err('request_not_found')
      if (asked.answeredAt !== null) return err('nonce_replayed')
      if (asked.until <= now) return err('request_expired')
      if (!isSameHash(hashOf(street, 'state', state), asked.stateHash)) return err('state_wrong')
      const shown = await verifyPresentation(tx, street, vpToken, asked, now)
      if (!shown.ok) return shown
      await answerRequest(tx, street, request, now)
      if (isCheck(asked.purpose)) return answered(context, request, asked.purpose, shown.value)
      context.subject('entry', shown.value.credential.holder)
      context.changed({ credential: shown.value.credential.id, purpose: asked.purpose })
      if (asked.purpose === 'session') return ok(await openSession(context, shown.value))
      return asked.purpose === 'delegation'
        ? registerDelegation(context, shown.value)
        : registerKey(context, deps, asked.group ?? 'ed25519', asked, shown.value)
    }),
  ]
}
