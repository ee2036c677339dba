import { newId } from '#kernel/id'
import { fastGroupNamed } from '#engines/ballots'
import { localFetch, type CredentialsDeps } from '#engines/credentials'
import {
  credentials,
  delegateCard,
  giveDelegation,
  memoryStore,
  openWallet,
  prepareShowing,
  readDelegateCard,
  readOffer,
  receiveCredential,
  registerVotingKey,
  showCredential,
  type StoredCredential,
  type Wallet,
} from '#engines/credentials/shared'
import type { Actor } from '#platform/operations'
import { actAt } from '../clock.ts'
import type { Player } from '../player.ts'

/** No port is open yet: the wallets of invented owners are in this process. */
const origin = 'http://127.0.0.1'
const group = fastGroupNamed('Ed25519')

/** An owner with a wallet in which a credential and a voting key lie. */
export interface Holder {
  readonly holder: string
  readonly wallet: Wallet
  readonly credential: StoredCredential
}

export interface Wallets {
  receive(holder: string, compound: string, at: Date): Promise<Holder>
  /** Lets someone else vote for this owner, in every vote of the compound for the time. */
  delegate(from: Holder, to: Holder, at: Date, until: Date): Promise<void>
  /** Opens a session as it would be opened this minute. */
  session(of: Holder): Promise<string>
}

const unwelcome = (what: string, why: string) => new Error(`A wallet of the demonstration was refused ${what}: ${why}.`)

/** The whole way at the counter and in the wallet: offer, receipt, a voting key bound to the credential. */
export async function openWallets(player: Player, clerk: Actor, deps: CredentialsDeps): Promise<Wallets> {
  const clock = { at: new Date() }
  const now = () => clock.at
  const fetch = await localFetch({ database: player.database, now }, deps)
  const played = <T>(at: Date, run: () => Promise<T>) => {
    clock.at = at
    return actAt(at, run)
  }
  return {
    receive: (holder, compound, at) =>
      played(at, async () => {
        const asked = { id: newId(), kind: 'owner' as const, holder, compound, origin }
        const { link, pin } = await player.play(credentials.offer, clerk, asked, at)
        const wallet = openWallet(memoryStore(), { fetch, now })
        const credential = await receiveCredential(wallet, readOffer(link, { origin })!, pin)
        if (!credential.ok) throw unwelcome('a credential', credential.error)
        const showing = await prepareShowing(wallet, credential.value, 'voting_key', { origin, group: 'ed25519' })
        if (!showing.ok) throw unwelcome('a showing', showing.error)
        const registered = await registerVotingKey(wallet, showing.value, group)
        if (!registered.ok) throw unwelcome('a voting key', registered.refused?.code ?? registered.error)
        return { holder, wallet, credential: credential.value }
      }),
    delegate: ({ wallet, credential }, to, at, until) =>
      played(at, async () => {
        const showing = await prepareShowing(wallet, credential, 'delegation', { origin })
        if (!showing.ok) throw unwelcome('a delegation', showing.error)
        const card = await readDelegateCard(await delegateCard(to.wallet))
        const given = await giveDelegation(wallet, showing.value, card!, { election: null, from: at, until })
        if (!given.ok) throw unwelcome('a delegation', given.error.code)
      }),
    session: ({ wallet, credential }) =>
      played(new Date(), async () => {
        const showing = await prepareShowing(wallet, credential, 'session', { origin })
        if (!showing.ok) throw unwelcome('a session', showing.error)
        const shown = await showCredential(wallet, showing.value)
        if (!shown.ok) throw unwelcome('a session', shown.error.code)
        return String(shown.value['session'])
      }),
  }
}
