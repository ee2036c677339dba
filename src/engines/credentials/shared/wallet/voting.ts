import { err, ok, type Result } from '#kernel/result'
import type { VotingGroup } from '../credential-kinds.ts'
import { deriveElectionKey, deriveElectionSecret, type ElectionKeyOf, type KeyGroup } from '../election-key.ts'
import { bindingOf, proveVotingKey } from '../voting-key-proof.ts'
import { openScalar, randomScalar, sealScalar, type Sealed } from './device-keys.ts'
import { showCredential, type Refused, type Showing } from './show.ts'
import type { Wallet } from './wallet.ts'

/** A long-term voting key: its secret is sealed, the chain code is known to the registry as well. */
export interface StoredVotingKey {
  readonly street: string
  readonly group: VotingGroup
  readonly publicKey: string
  readonly chainCode: string
  readonly sealed: Sealed
  readonly registeredAt: string
}

const nameOf = (street: string, group: VotingGroup, publicKey: string) => `voting/${street}/${group}/${publicKey}`

export async function keepVotingKey(
  wallet: Wallet,
  key: Omit<StoredVotingKey, 'sealed'>,
  secret: bigint,
): Promise<void> {
  const name = nameOf(key.street, key.group, key.publicKey)
  await wallet.store.put(name, { ...key, sealed: await sealScalar(wallet.store, secret, name) })
}

export async function votingKeysIn({ store }: Pick<Wallet, 'store'>): Promise<readonly StoredVotingKey[]> {
  const names = await store.names('voting/')
  const all = (await Promise.all(names.map((name) => store.get(name)))) as (StoredVotingKey | undefined)[]
  // Without the registry's answer a key is of no use: it may not have been registered at all.
  return all.filter((each) => each !== undefined && each.chainCode !== '') as StoredVotingKey[]
}

/**
 * Registered, and the answer was lost on the way: rolls are frozen with the key, so the wallet must come to know its chain
 * code. Answers how many keys became whole.
 */
export async function completeVotingKeys(
  { store }: Pick<Wallet, 'store'>,
  registered: readonly { readonly publicKey: string; readonly chainCode: string }[],
): Promise<number> {
  let completed = 0
  for (const name of await store.names('voting/')) {
    const kept = (await store.get(name)) as StoredVotingKey | undefined
    const known = registered.find(({ publicKey }) => publicKey === kept?.publicKey)
    if (kept?.chainCode !== '' || !known) continue
    await store.put(name, { ...kept, chainCode: known.chainCode })
    completed += 1
  }
  return completed
}

export const secretOf = ({ store }: Pick<Wallet, 'store'>, { street, group, publicKey, sealed }: StoredVotingKey) =>
  openScalar(store, sealed, nameOf(street, group, publicKey))

/** Makes a voting key and registers it with a showing for this purpose. What was registered before is replaced. */
export async function registerVotingKey<E>(
  wallet: Wallet,
  showing: Showing,
  group: KeyGroup<E>,
): Promise<Result<StoredVotingKey, 'refused'> & { readonly refused?: Refused; readonly replaced?: boolean }> {
  const secret = randomScalar(group.q)
  const binding = bindingOf(showing.nonce, showing.audience)
  const claim = proveVotingKey(group, secret, binding, randomScalar(group.q))
  const { street } = showing.credential
  const key = {
    street,
    group: claim.group as VotingGroup,
    publicKey: claim.public_key,
    chainCode: '',
    registeredAt: wallet.now().toISOString(),
  }
  // Kept before it is sent: registered and then lost, it would be worth nothing to anyone.
  await keepVotingKey(wallet, key, secret)
  const answer = await showCredential(wallet, showing, { voting_key: claim })
  if (!answer.ok) {
    if (answer.error.code !== 'offline') await wallet.store.remove(nameOf(street, key.group, key.publicKey))
    return { ...err('refused'), refused: answer.error }
  }
  await keepVotingKey(wallet, { ...key, chainCode: String(answer.value['chainCode']) }, secret)
  const [kept] = (await votingKeysIn(wallet)).filter((each) => each.publicKey === key.publicKey)
  return { ...ok(kept!), replaced: answer.value['replaced'] === true }
}

/** The secret for one election, of the key that the roll was frozen with. */
export async function electionSecret<E>(
  wallet: Wallet,
  key: StoredVotingKey,
  group: KeyGroup<E>,
  of: Omit<ElectionKeyOf, 'chainCode'>,
): Promise<bigint> {
  return deriveElectionSecret(group, await secretOf(wallet, key), { ...of, chainCode: key.chainCode })
}

export interface ElectionKey {
  readonly publicKey: string
  readonly secret: bigint
}

/** Of the keys in this wallet the one with which the roll was frozen, be it registered, replaced since, or restored. */
export async function findElectionKey<E>(
  wallet: Wallet,
  group: KeyGroup<E>,
  of: Omit<ElectionKeyOf, 'chainCode'>,
  isOnRoll: (publicKey: string) => boolean,
): Promise<ElectionKey | undefined> {
  for (const key of await votingKeysIn(wallet)) {
    if (key.group !== group.name.toLowerCase()) continue
    const publicKey = deriveElectionKey(group, key.publicKey, { ...of, chainCode: key.chainCode })
    if (publicKey !== undefined && isOnRoll(publicKey))
      return { publicKey, secret: await electionSecret(wallet, key, group, of) }
  }
  return undefined
}
