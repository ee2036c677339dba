import { newId } from '#kernel/id'
import { must } from '#kernel/assert'
import { shanghaiDate } from '#kernel/time'
import { fastGroupNamed } from '#engines/ballots'
import {
  ballots,
  createSeededBallot,
  openElection,
  parseElection,
  type Choices,
  type OpenElection,
  type VoteDraft,
} from '#engines/ballots/shared'
import { credentialsHandlers } from '#engines/credentials'
import {
  credentials,
  findElectionKey,
  memoryStore,
  openWallet,
  prepareShowing,
  readOffer,
  receiveCredential,
  registerVotingKey,
  showCredential,
  type OfferSheet,
  type StoredCredential,
  type Wallet,
} from '#engines/credentials/shared'
import { homesOf, namesOf } from '#engines/registers'
import { anyone, perform, type Actor } from '#platform/operations'
import { street } from '../../simulation/compound.ts'
import type { SimulatedVote } from '../../simulation/vote.ts'
import type { SimulatedWorld } from '../../simulation/world.ts'
import type { Line } from './line.ts'

type GroupId = VoteDraft['group']

/** An owner with a phone. */
export interface PhoneOwner {
  readonly wallet: Wallet
  readonly credential: StoredCredential
}

/** Owners in the order of their homes, which is that of their numbers on the roll. */
async function ownersOf({ database, compound, clock }: SimulatedWorld): Promise<string[]> {
  return database.transaction(street, async (tx) => {
    const day = shanghaiDate(new Date(clock.now))
    const homes = await homesOf(tx, street, { kind: 'compound', entry: compound.entry }, day)
    const ids = [...new Set(homes.flatMap(({ owners }) => owners.map(({ id }) => id)))]
    const names = await namesOf(tx, street, ids)
    const nth = (id: string) => Number(/\d+$/.exec(names.get(id) ?? '')?.[0])
    return ids.toSorted((a, b) => nth(a) - nth(b))
  })
}

/** At the counter: the last owners get a credential each, and register a voting key of the group (voting.md §4.4). */
export async function equipOwners(
  world: SimulatedWorld,
  { origin, atCounter, fromHome }: Line,
  { count, group }: { readonly count: number; readonly group: GroupId },
): Promise<PhoneOwner[]> {
  const { database, compound, clock } = world
  const now = () => new Date(clock.now)
  const handler = must(
    credentialsHandlers(world).find(({ operation }) => operation.name === credentials.offer.name),
    'an operation',
  )
  const clerk: Actor = { ...compound.crew.registry, can: new Set([credentials.offer.name]) }
  const equipped: PhoneOwner[] = []
  const owners = count === 0 ? [] : (await ownersOf(world)).slice(-count)
  for (const holder of owners) {
    const input = { id: newId(), kind: 'owner', holder, compound: compound.entry, origin }
    const offered = await perform({ database, now }, handler, { street, actor: clerk, input, command: newId() })
    if (!offered.ok) throw new Error(`offer: ${offered.error}`)
    const { link, pin } = offered.value as OfferSheet
    const store = memoryStore()
    const wallet = openWallet(store, { fetch: atCounter, now })
    const received = await receiveCredential(wallet, must(readOffer(link, { origin }), 'an offer'), pin)
    if (!received.ok) throw new Error(`receive: ${received.error}`)
    const showing = await prepareShowing(wallet, received.value, 'voting_key', { origin, group })
    if (!showing.ok) throw new Error(`voting key: ${showing.error}`)
    const registered = await registerVotingKey(wallet, showing.value, fastGroupOf(group))
    if (!registered.ok) throw new Error(`voting key: ${registered.refused?.code ?? registered.error}`)
    equipped.push({ wallet: openWallet(store, { fetch: fromHome, now }), credential: received.value })
  }
  return equipped
}

const fastGroupOf = (group: GroupId) => fastGroupNamed(group === 'ed25519' ? 'Ed25519' : 'BELENIOS-2048')

/** The election as the public files say, and which keys are on its roll. */
export interface Opened {
  readonly open: OpenElection
  readonly isOnRoll: (publicKey: string) => boolean
}

export async function openedFor(vote: SimulatedVote, group: GroupId): Promise<Opened> {
  const files = await vote.do<{ election: string; roll: string }>(anyone, 'electionFiles', { id: vote.id })
  const election = parseElection(files.election)
  if (!election.ok) throw new Error(election.error)
  const { owners } = JSON.parse(files.roll) as { owners: readonly { readonly key: string }[] }
  const keys = new Set(owners.map(({ key }) => key))
  return { open: openElection(election.value, fastGroupOf(group)), isOnRoll: (key) => keys.has(key) }
}

/** A ballot with the key that the wallet derives for this election; registry and wallet came to it each alone. */
export async function ballotOfWallet({ open, isOnRoll }: Opened, { wallet }: PhoneOwner, choices: Choices) {
  const key = await findElectionKey(wallet, open.group, { electionUuid: open.election.uuid }, isOnRoll)
  const { secret } = must(key, `a key of this wallet on the roll that ${ballots.freezeRoll.name} froze`)
  const made = createSeededBallot(open, secret, choices, crypto.getRandomValues(new Uint8Array(32)))
  if (!made.ok) throw new Error(made.error)
  return made.value.text
}

/** Shows the credential as the booth does before a ballot; answers the session that stands for it. */
export async function sessionOfWallet({ origin }: Line, { wallet, credential }: PhoneOwner): Promise<string> {
  const showing = await prepareShowing(wallet, credential, 'session', { origin })
  if (!showing.ok) throw new Error(`session: ${showing.error}`)
  const shown = await showCredential(wallet, showing.value)
  if (!shown.ok) throw new Error(`session: ${shown.error.code}`)
  return String(shown.value['session'])
}
