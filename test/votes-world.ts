import { createHash } from 'node:crypto'
import { newId, StaffId } from '#kernel/id'
import { anyone, perform, systemActor, type Actor, type Implementation, type Outcome } from '#platform/operations'
import { ballotsHandlers, findVote, publicRecordOf, verifyHere, type BallotsDeps } from '#engines/ballots'
import {
  acceptShares,
  ballotRoles,
  ballots,
  createSeededBallot,
  groupNamed,
  openDecryptionKey,
  openElection,
  openingFactors,
  parseElection,
  partialDecryption,
  polynomialOf,
  secretOfCode,
  startTrustee,
  type VoteDraft,
} from '#engines/ballots/shared'
import { deriveElectionSecret } from '#engines/credentials/shared'
import { openNotary } from '#engines/notary'
import { insertTies, sayAll, type Saying } from '#engines/registers'
import { decodeCiphertexts } from '../src/engines/ballots/shared/belenios/tally.ts'
import { freshDatabase, onOwner, type TestDatabase } from './db.ts'
import { onServer } from './db-server.ts'
import { countedId } from './people.ts'

export const street = '310107015'
/** Under which the world keeps its keys. */
export const votesSecret = 'a secret that is of this test only, and long enough'
const day = 86_400_000
/** The notice goes up on this morning, and voting is from the 16th day after to the 23rd. */
export const noticeAt = '2026-11-02T01:00:00.000Z'
export const opensAt = '2026-11-18T01:00:00.000Z'
export const closesAt = '2026-11-25T01:00:00.000Z'

const group = groupNamed('Ed25519')

export type Staff = Actor & { kind: 'staff' }
let people = 0
const aStaff = (name: string, role: string): Staff => {
  const id = StaffId.parse(countedId(++people, 0xe0))
  const verbs = ballotRoles.filter((each) => each.id === role).flatMap(({ may }) => may)
  const can = new Set(verbs.map((verb) => ballots[verb].name))
  return {
    kind: 'staff',
    id,
    accountId: id,
    name,
    unit: null,
    scope: { kind: 'street' },
    roles: [role],
    can,
  } as unknown as Staff
}

export const yewei = aStaff('业委会周', 'convener')
export const fangguan = aStaff('房管吴', 'registry')
export const tuo = [aStaff('居委郑', 'trustee'), aStaff('律师冯', 'trustee'), aStaff('代表陈', 'trustee')] as const
export const clerks = [aStaff('经办褚', 'clerk'), aStaff('经办卫', 'clerk')] as const
export const zizhi = aStaff('自治办蒋', 'autonomy')
const everyone = [yewei, fangguan, ...tuo, ...clerks, zizhi]

export interface Owner {
  readonly holder: string
  readonly home: string
  /** Undefined: no wallet, so a letter. */
  readonly secret: bigint | undefined
  readonly chainCode: string
  readonly session: string
}

type Answer = Record<string, never>

export interface VotesWorld extends TestDatabase {
  now: string
  readonly compound: string
  readonly owners: readonly Owner[]
  ask(actor: Actor, verb: keyof typeof ballots, input?: unknown, command?: string): Promise<Outcome>
  do<T = Answer>(actor: Actor, verb: keyof typeof ballots, input?: unknown): Promise<T>
  refusal(actor: Actor, verb: keyof typeof ballots, input?: unknown): Promise<string | null>
  rows<Row extends object>(sql: string): Promise<Row[]>
  /** An attachment that has arrived. */
  file(): Promise<string>
  draft(said?: Partial<VoteDraft>): Promise<string>
  ceremony(id: string): Promise<void>
  /** Draft, notice, keys, freeze, opening. */
  open(said?: Partial<VoteDraft>): Promise<string>
  ballotOf(id: string, owner: Owner, choices: readonly (readonly number[])[], code?: string): Promise<string>
  cast(id: string, owner: Owner, choices: readonly (readonly number[])[], code?: string): Promise<Outcome>
  decrypt(id: string, which: number): Promise<Outcome>
  finish(id: string): Promise<void>
  record(id: string): Promise<ReadonlyMap<string, Uint8Array>>
  advance(id: string): Promise<string>
}

const sha = (text: string) => createHash('sha256').update(text).digest('base64url')

/** A compound of one building: as many homes as areas are given, each of one owner with a wallet, the last without. */
export async function aVotesWorld(areas: readonly number[], deps: Partial<BallotsDeps> = {}): Promise<VotesWorld> {
  const at = await freshDatabase()
  const clock = { now: noticeAt }
  openNotary({ secret: votesSecret, now: () => new Date(clock.now) })
  await onOwner(
    at,
    `insert into streets (code, name, district, lng, lat, phone) values ('${street}', '["测试街道","Test"]', '["测试区","Test"]', 121.4, 31.2, '021-00000000');
    ${everyone.map((each) => `insert into staff (street, id, name, post, scope_kind, created_at) values ('${street}', '${each.id}', '${each.name}', '${each.name.slice(0, 2)}', 'street', now()); insert into staff_roles (street, staff_id, role) values ('${street}', '${each.id}', '${each.roles[0]}');`).join('\n')}`,
  )
  const [compound, building, staircase] = [countedId(1, 0xc1), countedId(1, 0xc2), countedId(1, 0xc3)]
  let statements = 0
  const saying = (entry: string, register: string, parent: string | null, fields: object): Saying =>
    ({
      statement: countedId(++statements, 0x5a),
      entry,
      makes: {
        register,
        parent,
        place: { committee: null, grid: null, microGrid: null, homeKey: null, lng: 121.4, lat: 31.2 },
      },
      source: 'real_estate',
      observedOn: '2026-01-01',
      fields,
    }) as unknown as Saying
  const owners = areas.map((_, nth): Owner => ({
    holder: countedId(nth + 1, 0xd1),
    home: countedId(nth + 1, 0xc4),
    secret: nth === areas.length - 1 ? undefined : 1000n + BigInt(nth),
    chainCode: `chain-${nth}`,
    session: `session-of-owner-${nth}-${'x'.repeat(10)}`,
  }))
  const at1 = { recordedAt: '2026-01-02T00:00:00.000Z' }
  await at.database.transaction(street, async (tx) => {
    const sayings = [
      saying(compound, 'compound', null, { name: '梅川苑' }),
      saying(building, 'building', compound, { name: '5号楼', road: '梅川路', lane: '100', number: '5' }),
      saying(staircase, 'staircase', building, { road: '梅川路', lane: '100', number: '5' }),
      ...owners.map(({ home }, nth) => saying(home, 'home', staircase, { road: '梅川路', lane: '100', number: '5', room: `${nth + 1}01`, use: 'residential', tenure: 'commodity', area: areas[nth] })),
      ...owners.map(({ holder }, nth) => saying(holder, 'person', null, { name: `业主${nth}` })),
    ] // prettier-ignore
    await sayAll(tx, street, { rules: new Map(), now: at1.recordedAt, by: null, entries: [] }, sayings)
    await insertTies(
      tx,
      street,
      { now: at1.recordedAt, by: null },
      owners.map(({ holder, home }) => ({ id: newId(), kind: 'owns' as const, subject: holder, object: home, details: {}, share: [1, 1], from: '2020-01-01', to: null, source: 'real_estate' as const })),
    ) // prettier-ignore
  })
  const rowsOfOwner = ({ holder, secret, chainCode, session }: Owner) => {
    const credential = newId()
    return secret === undefined
      ? ''
      : `insert into credentials (street, id, kind, holder, compound, owner_no, area, issuer, thumbprint, status_list, status_index, offer, issued_by, issued_at, expires_at)
          values ('${street}', '${credential}', 'owner', '${holder}', '${compound}', '0001', 1, 'x', 'x', 0, ${secret}, '${newId()}', '${fangguan.id}', '2026-01-01', '2036-01-01');
        insert into credential_sessions (street, token_hash, credential, holder, claims, presented_at, until)
          values ('${street}', '${sha(`${street}/session/${session}`)}', '${credential}', '${holder}', '{}', now(), now() + interval '1 day');
        insert into voting_keys (street, id, holder, voting_group, public_key, chain_code, credential, registered_at)
          values ('${street}', '${newId()}', '${holder}', 'ed25519', '${group.encode(group.powerOfG(secret))}', '${chainCode}', '${credential}', '2026-01-01');`
  }
  await onOwner(at, `set session_replication_role = replica; ${owners.map(rowsOfOwner).join('\n')}`)

  const handlers = new Map<string, Implementation>(
    ballotsHandlers({ now: () => new Date(clock.now), verify: verifyHere, ...deps }).map((each) => [
      each.operation.name,
      each,
    ]),
  )
  const secrets = new Map<string, { private: string }>()

  const world: VotesWorld = {
    ...at,
    get now() {
      return clock.now
    },
    set now(value) {
      clock.now = value
    },
    compound,
    owners,
    async ask(actor, verb, input = {}, command = newId()) {
      const handler = handlers.get(ballots[verb].name)
      if (!handler) throw new Error(`no operation ${verb}`)
      return await perform({ database: at.database, now: () => new Date(clock.now) }, handler, {
        street,
        actor,
        input,
        command,
      })
    },
    async do(actor, verb, input) {
      const outcome = await world.ask(actor, verb, input)
      if (!outcome.ok) throw new Error(`${verb} refused: ${outcome.error} ${JSON.stringify(outcome.fields ?? '')}`)
      return outcome.value as never
    },
    async refusal(actor, verb, input) {
      const outcome = await world.ask(actor, verb, input)
      return outcome.ok ? null : outcome.error
    },
    rows: async (sql) => [...(await onServer(at.ownerUrl, sql))] as never,
    async file() {
      const id = newId()
      const hash = createHash('sha256').update(id).digest('hex')
      await onOwner(at, `insert into attachments (street, id, original_sha256, sha256, mime, bytes, uploaded_at) values ('${street}', '${id}', '${hash}', '${hash}', 'application/pdf', 10, now())`) // prettier-ignore
      return id
    },
    async draft(said = {}) {
      const id = newId()
      await world.do(yewei, 'draftVote', {
        id,
        title: '使用维修资金更换水泵',
        scope: { kind: 'compound', entry: compound },
        mode: 'named',
        questions: [{ kind: 'matter', article: 'use_fund', text: '是否同意使用维修资金更换水泵？' }],
        opensAt,
        closesAt,
        trustees: tuo.map((each) => each.id),
        threshold: 2,
        ...said,
      })
      return id
    },
    async ceremony(id) {
      const look = async (nth: number) =>
        (await world.do<{ trustees: { certificate: string; polynomial: string }[]; input: string }>(
          tuo[nth]!,
          'ceremony',
          { id },
        ))!
      for (const [nth, actor] of tuo.entries()) {
        const made = startTrustee(group)
        secrets.set(`${id}/${nth}`, { private: made.private })
        await world.do(actor, 'certify', { id, certificate: made.certificate })
      }
      for (const [nth, actor] of tuo.entries()) {
        const certificates = (await look(nth)).trustees.map(({ certificate }) => certificate)
        const made = await polynomialOf(group, {
          private: secrets.get(`${id}/${nth}`)!.private,
          certificates,
          threshold: 2,
        })
        if (!made.ok) throw new Error(made.error)
        await world.do(actor, 'deal', { id, polynomial: made.value.polynomial })
      }
      for (const [nth, actor] of tuo.entries()) {
        const { trustees, input } = await look(nth)
        const certificates = trustees.map(({ certificate }) => certificate)
        const made = await acceptShares(group, {
          private: secrets.get(`${id}/${nth}`)!.private,
          certificates,
          vinput: input,
        })
        if (!made.ok) throw new Error(made.error)
        await world.do(actor, 'confirm', { id, output: made.value.voutput })
      }
    },
    async open(said) {
      world.now = noticeAt
      const id = await world.draft(said)
      await world.do(yewei, 'publishNotice', { id, version: 1, guardReason: '测试需要' })
      await world.ceremony(id)
      world.now = new Date(Date.parse(opensAt) - day).toISOString()
      await world.do(fangguan, 'freezeRoll', { id })
      world.now = opensAt
      await world.advance(id)
      return id
    },
    async advance(id) {
      return (await world.do<{ did: string }>(systemActor([ballots.advance.name]), 'advance', { id })).did
    },
    async ballotOf(id, owner, choices, code) {
      const { election: text } = await world.do<{ election: string }>(anyone, 'electionFiles', { id })
      const election = parseElection(text)
      if (!election.ok) throw new Error(election.error)
      const electionUuid = election.value.uuid
      const secret =
        code === undefined
          ? deriveElectionSecret(group, owner.secret!, { electionUuid, chainCode: owner.chainCode })
          : secretOf(code, electionUuid)
      const made = createSeededBallot(
        openElection(election.value, group),
        secret,
        choices,
        crypto.getRandomValues(new Uint8Array(32)),
      )
      if (!made.ok) throw new Error(made.error)
      return made.value.text
    },
    async cast(id, owner, choices, code) {
      const ballot = await world.ballotOf(id, owner, choices, code)
      return await world.ask(anyone, 'cast', { id, ballot, ...(code === undefined && { session: owner.session }) })
    },
    async decrypt(id, which) {
      const actor = tuo[which]!
      const what = await world.do<{
        election: string
        area: string
        head: string
        ballots: { tracker: string; ballot: string }[]
      }>(actor, 'toDecrypt', { id })
      const { sent } = await world.do<{ sent: { output: string } }>(actor, 'ceremony', { id })
      const sealed = (JSON.parse(sent.output) as { private_key: string }).private_key
      const key = await openDecryptionKey(group, secrets.get(`${id}/${which}`)!.private, sealed)
      if (key === undefined) throw new Error('cannot open the key')
      const election = parseElection(what.election)
      if (!election.ok) throw new Error(election.error)
      const answers = election.value.questions.map((each) => each.answers.length)
      const part = (text: string) =>
        JSON.stringify(
          partialDecryption(group, election.value.hash, key, decodeCiphertexts(group, answers, JSON.parse(text))!),
        )
      const open = what.ballots.map(({ tracker, ballot }) => ({
        tracker,
        choices: decodeCiphertexts(group, answers, (JSON.parse(ballot) as { answers: { choices: unknown }[] }).answers.map(({ choices }) => choices))!,
      })) // prettier-ignore
      const factors = open.length > 0 ? openingFactors(election.value, group, key, open) : undefined
      const parts = factors?.ok ? factors.value.map((each) => JSON.stringify(each)) : []
      return await world.ask(actor, 'sendFactors', { id, area: part(what.area), head: part(what.head), ballots: parts })
    },
    async finish(id) {
      world.now = closesAt
      await world.advance(id)
      for (const which of [0, 2]) {
        const outcome = await world.decrypt(id, which)
        if (!outcome.ok) throw new Error(outcome.error)
      }
      await world.do(clerks[0], 'signSheet', { id })
      await world.do(clerks[1], 'signSheet', { id })
      await world.do(yewei, 'publishResult', { id })
    },
    record: (id) =>
      at.database.transaction(street, async (tx) => publicRecordOf({ tx, street }, (await findVote(tx, street, id))!)),
  }
  return world
}

function secretOf(code: string, electionUuid: string): bigint {
  const secret = secretOfCode(code, electionUuid, group.q)
  if (secret === undefined) throw new Error('not a code')
  return secret
}
