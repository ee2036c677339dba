import { randomInt } from 'node:crypto'
import { err, ok, type Result } from '#kernel/result'
import { implement, type Context, type Implementation } from '#platform/operations'
import { holderOf, namesOf, type KnownHolder } from '#engines/registers'
import {
  credentials,
  type CredentialKindId,
  type IssuedCredential,
  type OfferSheet,
  type RevocationReason,
} from '#engines/credentials/shared'
import { attest, holdingsOf, type AttestRefusal } from './attest.ts'
import {
  credentialsOfHolder,
  listCredentials,
  lockCredential,
  revokeCredential,
  type Credential,
} from './credentials.store.ts'
import { hashOf } from './hash-of.ts'
import { issuerAt } from './issuer.ts'
import { addOffer, lockOffer, withdrawEarlier, withdrawOffer } from './offers.store.ts'
import { endVotingKeys, votingKeysOf } from './voting-keys.store.ts'

/** At the counter the wallet is at hand; on paper the owner has to get home, and to find someone who helps. */
const offerLasts = { counter: 15 * 60_000, paper: 14 * 86_400_000 }
/** Without letters and digits that look alike. */
const alphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'
const newCode = () =>
  [0, 1, 2].map(() => Array.from({ length: 4 }, () => alphabet[randomInt(alphabet.length)]).join('')).join('-')
const newPin = () => String(randomInt(1_000_000)).padStart(6, '0')

export const clerkOf = ({ actor }: Context) => {
  if (actor.kind !== 'staff') throw new Error('Only staff issue credentials.')
  return actor
}

/** The registry works for the whole street; a clerk of one committee has to do with its people alone. */
async function holderFor({ tx, street, actor }: Context, id: string): Promise<KnownHolder | undefined> {
  const holder = await holderOf(tx, street, id)
  if (!holder || actor.kind !== 'staff') return undefined
  const { scope } = actor
  return scope.kind === 'street' || (scope.kind === 'committee' && scope.code === holder.committee) ? holder : undefined
}

async function present({ tx, street, now }: Context, found: readonly Credential[]): Promise<IssuedCredential[]> {
  const compounds = found.flatMap(({ compound }) => (compound === null ? [] : [compound]))
  const holders = found.map(({ holder }) => holder)
  const names = await namesOf(tx, street, [...holders, ...compounds])
  const [fast, slow] = [
    await votingKeysOf(tx, street, 'ed25519', holders),
    await votingKeysOf(tx, street, 'belenios-2048', holders),
  ]
  return found.map(({ issuer: _issuer, thumbprint: _thumbprint, ...each }) => ({
    ...each,
    holderName: names.get(each.holder) ?? '',
    compoundName: each.compound === null ? null : (names.get(each.compound) ?? ''),
    state: each.revokedAt !== null ? 'revoked' : each.expiresAt <= now ? 'expired' : 'valid',
    hasVotingKey: fast.has(each.holder) || slow.has(each.holder),
  }))
}

interface Wanted {
  readonly id: string
  readonly kind: CredentialKindId
  readonly holder: string
  readonly compound?: string | undefined
  readonly origin: string
  readonly onPaper: boolean
}

async function makeOffer(
  context: Context,
  wanted: Wanted,
): Promise<Result<OfferSheet, 'holder_not_found' | AttestRefusal>> {
  const { tx, street, now } = context
  const { id, kind, origin } = wanted
  const holder = await holderFor(context, wanted.holder)
  if (!holder) return err('holder_not_found')
  const compound = kind === 'age_band' ? null : (wanted.compound ?? null)
  const attested = await attest(context, kind, holder, compound)
  if (!attested.ok) return attested
  const { compoundName, ...claims } = attested.value
  const [code, pin] = [newCode(), newPin()]
  const issuer = issuerAt(origin, street)
  const until = new Date(Date.parse(now) + (wanted.onPaper ? offerLasts.paper : offerLasts.counter)).toISOString()
  await withdrawEarlier(tx, street, { kind, holder: holder.id, compound }, now)
  await addOffer(tx, street, {
    id,
    kind,
    holder: holder.id,
    compound,
    claims,
    issuer: origin,
    codeHash: hashOf(street, 'offer', code),
    pinHash: hashOf(street, `pin/${id}`, pin),
    issuedBy: clerkOf(context).id,
    at: now,
    until,
  })
  context.subject('entry', holder.id)
  context.changed({ kind, compound, until })
  const offer = {
    credential_issuer: issuer.url,
    credential_configuration_ids: [kind],
    grants: {
      'urn:ietf:params:oauth:grant-type:pre-authorized_code': {
        'pre-authorized_code': code,
        tx_code: { input_mode: 'numeric', length: 6, description: '窗口告知的六位数字' },
      },
    },
  }
  return ok({
    id,
    kind,
    holderName: holder.name,
    compoundName,
    ownerNo: typeof claims.kept['owner_no'] === 'string' ? claims.kept['owner_no'] : null,
    // In the fragment, which no server on the way and no log gets to see.
    link: `${origin}/vote#offer=${street}.${code}`,
    uri: `openid-credential-offer://?credential_offer=${encodeURIComponent(JSON.stringify(offer))}`,
    code,
    pin,
    until,
  })
}

/** Reasons for which whoever has the wallet must not vote with it either. */
const endsVotingKey: readonly RevocationReason[] = ['lost', 'stolen', 'deceased', 'mistaken']

async function revoke(context: Context, found: Credential, reason: RevocationReason): Promise<number> {
  const { tx, street, now } = context
  await revokeCredential(tx, street, found.id, { at: now, by: clerkOf(context).id, reason })
  const ended = endsVotingKey.includes(reason)
    ? await endVotingKeys(tx, street, found.holder, { at: now, because: reason })
    : 0
  context.subject('entry', found.holder)
  context.changed({ credential: found.id, reason, votingKeysEnded: ended })
  return ended
}

const cursor = (text: string): readonly [string, string] | undefined => {
  const [at = '', id = ''] = text.split('|')
  return /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(at) && /^[0-9a-f-]{36}$/.test(id) ? [at, id] : undefined
}

export function counterHandlers(): readonly Implementation[] {
  return [
    implement(credentials.holder, async (context, { id }) => {
      const holder = await holderFor(context, id)
      if (!holder) return err('holder_not_found')
      const { tx, street } = context
      return ok({
        id: holder.id,
        name: holder.name,
        register: holder.register,
        birthKnown: holder.birth !== null,
        holdings: await holdingsOf(context, holder.id),
        credentials: await present(context, await credentialsOfHolder(tx, street, holder.id)),
      })
    }),
    implement(credentials.issued, async (context, { after, limit, ...filter }) => {
      const from = after === undefined ? undefined : cursor(after)
      if (after !== undefined && !from) return err('cursor_invalid')
      const found = await listCredentials(
        context.tx,
        context.street,
        { ...filter, after: from, limit: limit + 1 },
        context.now,
      )
      const page = found.slice(0, limit)
      const last = page.at(-1)
      const next = found.length > limit && last ? `${last.issuedAt}|${last.id}` : null
      return ok({ items: await present(context, page), next })
    }),
    implement(credentials.offer, makeOffer),
    implement(credentials.withdrawOffer, async ({ tx, street, now, subject }, { id }) => {
      const found = await lockOffer(tx, street, { id })
      if (!found || found.withdrawnAt !== null) return err('offer_not_found')
      if (found.usedAt !== null) return err('offer_used')
      await withdrawOffer(tx, street, id, now)
      subject('entry', found.holder)
      return ok({ id })
    }),
    implement(credentials.revoke, async (context, { id, reason }) => {
      const found = await lockCredential(context.tx, context.street, id)
      if (!found) return err('credential_not_found')
      if (found.revokedAt !== null) return err('credential_revoked')
      return ok({ id, votingKeysEnded: await revoke(context, found, reason) })
    }),
    implement(credentials.reissue, async (context, { id, offer, reason, origin, onPaper }) => {
      const found = await lockCredential(context.tx, context.street, id)
      if (!found) return err('credential_not_found')
      if (found.revokedAt === null) await revoke(context, found, reason)
      const { kind, holder, compound } = found
      return makeOffer(context, { id: offer, kind, holder, origin, onPaper, ...(compound !== null && { compound }) })
    }),
  ]
}
