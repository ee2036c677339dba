import { newId } from '#kernel/new-id'
import { makeDelegation, type DelegationScope } from '../delegation-token.ts'
import { didJwkOf, resolveDid } from '../jose/did.ts'
import { asP256, type PublicJwk } from '../jose/jws.ts'
import { deviceKeyOf } from './device-keys.ts'
import { showCredential, type Shown, type Showing } from './show.ts'
import type { Wallet } from './wallet.ts'

/** What the delegate lets the owner scan: the delegate's public key, and nothing else. */
export const delegateCard = async (wallet: Wallet): Promise<string> => didJwkOf((await deviceKeyOf(wallet.store)).jwk)

export async function readDelegateCard(text: string): Promise<PublicJwk | undefined> {
  const written = text.trim()
  return written.startsWith('did:jwk:') ? asP256((await resolveDid(written))?.keys[0]?.jwk) : undefined
}

/** Signs a delegation and registers it with a showing for this purpose. */
export async function giveDelegation(
  wallet: Wallet,
  showing: Showing,
  delegate: PublicJwk,
  scope: Omit<DelegationScope, 'compound'>,
): Promise<Shown> {
  const compound = showing.credential.compound
  if (compound === null) throw new Error('Only an owner of a compound delegates.')
  const owner = await deviceKeyOf(wallet.store)
  const delegation = await makeDelegation(owner, delegate, { ...scope, compound }, newId())
  return showCredential(wallet, showing, { delegation })
}
