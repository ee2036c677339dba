import Fastify, { type FastifyInstance } from 'fastify'
import { newId, type StaffId } from '#kernel/id'
import { groupNamed } from '#engines/ballots/shared'
import { credentialRoutes, credentialsHandlers, type CredentialsDeps } from '#engines/credentials'
import {
  credentials,
  memoryStore,
  openWallet,
  prepareShowing,
  readOffer,
  receiveCredential,
  showCredential,
  type KeyGroup,
  type OfferSheet,
  type OwnPurpose,
  type Showing,
  type StoredCredential,
  type VotingGroup,
  type Wallet,
} from '#engines/credentials/shared'
import { anyone, perform, type Actor, type Outcome } from '#platform/operations'
import { countedId } from './people.ts'
import { aRegistersWorld, street, type RegistersWorld } from './registers-world.ts'

export const groupOf = (group: VotingGroup): KeyGroup<unknown> =>
  groupNamed(group === 'ed25519' ? 'Ed25519' : 'BELENIOS-2048')

const secret = 'a secret of this test, 32 or longer'

/** A street with owners, its counter, and a web server that wallets reach. */
export interface CredentialsWorld extends RegistersWorld {
  readonly app: FastifyInstance
  readonly origin: string
  readonly deps: CredentialsDeps
  readonly failures: unknown[]
  /** The clock of server and wallets; moved by hand. */
  now: Date
  ask(verb: keyof typeof credentials, input: unknown, actor?: Actor): Promise<Outcome>
  /** Asks what must be granted. */
  do<T>(verb: keyof typeof credentials, input: unknown, actor?: Actor): Promise<T>
  /** Nth owner of a home: the even ones of the sixteen residents. */
  owner(nth: number): string
  aWallet(): Wallet
  offer(holder: string, kind?: string, more?: object): Promise<OfferSheet>
  /** A wallet with a credential in it. */
  holding(holder: string, kind?: string): Promise<{ wallet: Wallet; credential: StoredCredential }>
  showing(wallet: Wallet, credential: StoredCredential, purpose?: OwnPurpose, group?: VotingGroup): Promise<Showing>
  /** Opens a session and answers its token. */
  session(wallet: Wallet, credential: StoredCredential): Promise<string>
  close(): Promise<void>
}

export const clerk: Actor & { readonly id: StaffId } = {
  kind: 'staff',
  id: countedId(1, 0xfa) as StaffId,
  accountId: countedId(1, 0xfa),
  name: '房管窗口',
  unit: null,
  scope: { kind: 'street' },
  roles: ['registry'],
  can: new Set(Object.values(credentials).map((each) => each.name)),
}

export async function aCredentialsWorld(): Promise<CredentialsWorld> {
  const registers = await aRegistersWorld()
  const deps: CredentialsDeps = { secret, groups: groupOf }
  const handlers = new Map(credentialsHandlers(deps).map((each) => [each.operation.name, each]))
  const app = Fastify()
  const failures: unknown[] = []
  const http = {
    database: registers.database,
    now: () => world.now,
    refusals: {},
    streetExists: (code: string) => code === street,
    actorOf: async () => null,
    onFailure: (_operation: string, cause: unknown) => void failures.push(cause),
  }
  await credentialRoutes(app, http, deps)
  const origin = await app.listen({ port: 0, host: '127.0.0.1' })

  const world: CredentialsWorld = {
    ...registers,
    app,
    origin,
    deps,
    failures,
    now: new Date(),
    ask: (verb, input, actor = credentials[verb].audience === 'anyone' ? anyone : clerk) =>
      perform(http, handlers.get(`credentials.${verb}`)!, { street, actor, input, command: newId() }),
    async do<T>(verb: keyof typeof credentials, input: unknown, actor?: Actor) {
      const outcome = await world.ask(verb, input, actor)
      if (!outcome.ok)
        throw new Error(`credentials.${verb} refused: ${outcome.error} ${JSON.stringify(outcome.fields)}`)
      return outcome.value as T
    },
    owner: (nth) => registers.residents[nth * 2]!.id,
    aWallet: () => openWallet(memoryStore(), { now: () => world.now }),
    offer: (holder, kind = 'owner', more = {}) => {
      const committee = registers.residents.find((each) => each.id === holder)?.committee ?? 0
      const compound = registers.entries[`compound${committee}`]
      return world.do('offer', { id: newId(), holder, kind, compound, origin, ...more })
    },
    async holding(holder, kind) {
      const sheet = await world.offer(holder, kind)
      const wallet = world.aWallet()
      const received = await receiveCredential(wallet, readOffer(sheet.link, { origin })!, sheet.pin)
      if (!received.ok) throw new Error(`not received: ${received.error}`)
      return { wallet, credential: received.value }
    },
    async showing(wallet, credential, purpose = 'session', group) {
      const asked = await prepareShowing(wallet, credential, purpose, { origin, ...(group && { group }) })
      if (!asked.ok) throw new Error(`not asked: ${asked.error}`)
      return asked.value
    },
    async session(wallet, credential) {
      const shown = await showCredential(wallet, await world.showing(wallet, credential))
      if (!shown.ok) throw new Error(`not shown: ${shown.error.code}`)
      return String(shown.value['session'])
    },
    async close() {
      await app.close()
      await registers.drop()
    },
  }
  return world
}
