import { createHash } from 'node:crypto'
import { must } from '#kernel/assert'
import { newId } from '#kernel/id'
import type { Database } from '#platform/db'
import { addAttachment } from '#platform/files'
import { anyone, perform, systemActor, type Actor, type Implementation } from '#platform/operations'
import { ballotsHandlers, fastGroupNamed, findVote, publicRecordOf, type BallotsDeps } from '#engines/ballots'
import {
  acceptShares,
  ballots,
  createSeededBallot,
  decodeCiphertexts,
  openDecryptionKey,
  openElection,
  openingFactors,
  parseElection,
  partialDecryption,
  polynomialOf,
  secretOfCode,
  startTrustee,
  type Choices,
  type ResultView,
  type VoteDraft,
  type VoteMode,
} from '#engines/ballots/shared'
import { cosignLogs, sealLogs } from '#engines/notary'
import { areaOf, street, type Compound } from './compound.ts'

const day = 86_400_000
const anOpening = '2026-11-18T01:00:00.000Z'
const daysLater = (at: string, days: number) => new Date(Date.parse(at) + days * day).toISOString()

export interface VoteOrder {
  readonly owners: number
  readonly group: VoteDraft['group']
  readonly kind: 'matter' | 'election'
  readonly mode: VoteMode
  readonly revotes: boolean
  readonly threshold: number
  /** Where a server votes by its own clock, an instant just past. */
  readonly opensAt?: string
}

export interface Clock {
  now: string
}

export interface SimulatedVote {
  readonly id: string
  /** Codes of the sealed letters, by owner's number. */
  readonly codes: ReadonlyMap<string, string>
  do<T>(actor: Actor, verb: keyof typeof ballots, input: object): Promise<T>
  ballotOf(owner: string, choices: Choices): string
  choicesOf(nth: number): Choices
  cast(ballot: string): Promise<{ readonly tracker: string; readonly receipt: object }>
  takePapers(owners: readonly string[]): Promise<() => Promise<void>>
  close(): Promise<void>
  decrypt(which: number): Promise<void>
  publish(): Promise<void>
  result(): Promise<ResultView>
  seal(): Promise<void>
  record(): Promise<ReadonlyMap<string, Uint8Array>>
}

const numberOf = (nth: number) => String(nth + 1).padStart(4, '0')
export const ownerNumbers = (count: number): string[] => Array.from({ length: count }, (_, nth) => numberOf(nth))

const questionsOf = (kind: VoteOrder['kind']): VoteDraft['questions'] =>
  kind === 'matter'
    ? [{ kind: 'matter', article: 'use_fund', text: '是否同意使用维修资金更换水泵？' }]
    : [{ kind: 'election', text: '选举业主委员会委员', candidates: ['候选人甲', '候选人乙', '候选人丙', '候选人丁'], seats: 3, round: 1 }] // prettier-ignore

/** Two of three agree, one in ten abstains: enough for every majority. */
function someChoices(kind: VoteOrder['kind'], nth: number): Choices {
  if (kind === 'election')
    return [[1, nth % 3 === 0 ? 0 : 1, nth % 5 === 0 ? 1 : 0, nth % 7 === 0 && nth % 5 !== 0 ? 1 : 0]]
  return [nth % 10 === 9 ? [0, 0, 1] : nth % 4 === 3 ? [0, 1, 0] : [1, 0, 0]]
}

/** A whole vote up to its opening, by the operations of the product and with the keys of trustees and owners. */
export async function openVote(
  world: {
    /** Asked anew for each act: it may be closed in between, and opened again. */
    readonly database: Database
    readonly compound: Compound
    readonly clock: Clock
    readonly deps: Pick<BallotsDeps, 'verify'>
  },
  order: VoteOrder,
  told: (what: string) => void = () => {},
): Promise<SimulatedVote> {
  const { compound, clock, deps } = world
  const { crew, entry } = compound
  const { opensAt = anOpening } = order
  const closesAt = daysLater(opensAt, 7)
  const group = fastGroupNamed(order.group === 'ed25519' ? 'Ed25519' : 'BELENIOS-2048')
  const now = () => new Date(clock.now)
  const handlers = new Map<string, Implementation>(ballotsHandlers({ now, ...deps }).map((each) => [each.operation.name, each])) // prettier-ignore
  async function act<T>(actor: Actor, verb: keyof typeof ballots, input: object): Promise<T> {
    const handler = must(handlers.get(ballots[verb].name), verb)
    const outcome = await perform({ database: world.database, now }, handler, {
      street,
      actor,
      input,
      command: newId(),
    })
    if (!outcome.ok) throw new Error(`${verb}: ${outcome.error} ${JSON.stringify(outcome.fields ?? '')}`)
    return outcome.value as T
  }
  async function aScan(): Promise<string> {
    const id = newId()
    const sha256 = createHash('sha256').update(id).digest('hex')
    await world.database.transaction(street, (tx) =>
      addAttachment(tx, { street, id, original_sha256: sha256, sha256, small_sha256: null, mime: 'application/pdf', bytes: 1000, width: null, height: null, taken_at: null, lng: null, lat: null, uploaded_by: null, uploaded_at: clock.now }),
    ) // prettier-ignore
    return id
  }

  const id = newId()
  clock.now = daysLater(opensAt, -16)
  await act(crew.convener, 'draftVote', {
    id,
    title: order.kind === 'matter' ? '使用维修资金更换水泵' : '业主委员会换届选举',
    scope: { kind: 'compound', entry },
    mode: order.mode,
    group: order.group,
    revote: order.revotes,
    questions: questionsOf(order.kind),
    opensAt,
    closesAt,
    trustees: crew.trustees.map((each) => each.id),
    threshold: order.threshold,
  })
  await act(crew.convener, 'publishNotice', { id, version: 1, guardReason: '模拟表决，无真实业主' })
  told('公告已发布 / notice published')

  const privates: string[] = []
  const look = (nth: number) =>
    act<{ trustees: { certificate: string }[]; input: string; sent: { output: string } }>(crew.trustees[nth]!, 'ceremony', { id }) // prettier-ignore
  for (const actor of crew.trustees) {
    const made = startTrustee(group)
    privates.push(made.private)
    await act(actor, 'certify', { id, certificate: made.certificate })
  }
  for (const [nth, actor] of crew.trustees.entries()) {
    const certificates = (await look(nth)).trustees.map(({ certificate }) => certificate)
    const made = await polynomialOf(group, { private: privates[nth]!, certificates, threshold: order.threshold })
    if (!made.ok) throw new Error(made.error)
    await act(actor, 'deal', { id, polynomial: made.value.polynomial })
  }
  for (const [nth, actor] of crew.trustees.entries()) {
    const { trustees, input } = await look(nth)
    const certificates = trustees.map(({ certificate }) => certificate)
    const made = await acceptShares(group, { private: privates[nth]!, certificates, vinput: input })
    if (!made.ok) throw new Error(made.error)
    await act(actor, 'confirm', { id, output: made.value.voutput })
  }
  told(`${crew.trustees.length} 名受托人已生成密钥，${order.threshold} 名即可解密 / trustees made their keys`)

  clock.now = daysLater(opensAt, -1)
  await act(crew.registry, 'freezeRoll', { id })
  const codes = new Map<string, string>()
  const numbers = ownerNumbers(order.owners)
  for (let from = 0; from < numbers.length; from += 200) {
    const printed = await act<{ letters: { owner: string; code: string }[] }>(crew.registry, 'printLetters', { id, owners: numbers.slice(from, from + 200) }) // prettier-ignore
    for (const { owner, code } of printed.letters) codes.set(owner, code)
  }
  told(`清册已冻结，${codes.size} 封密封信已打印 / roll frozen, letters printed`)
  clock.now = opensAt
  await act(systemActor([ballots.advance.name]), 'advance', { id })

  const { election: text } = await act<{ election: string }>(anyone, 'electionFiles', { id })
  const election = parseElection(text)
  if (!election.ok) throw new Error(election.error)
  const open = openElection(election.value, group)

  return {
    id,
    codes,
    do: act,
    choicesOf: (nth) => someChoices(order.kind, nth),
    ballotOf(owner, choices) {
      const code = must(codes.get(owner), `a letter of ${owner}`)
      const secret = must(secretOfCode(code, open.election.uuid, group.q), 'a secret')
      const made = createSeededBallot(open, secret, choices, crypto.getRandomValues(new Uint8Array(32)))
      if (!made.ok) throw new Error(made.error)
      return made.value.text
    },
    cast: (ballot) => act(anyone, 'cast', { id, ballot }),
    async takePapers(owners) {
      const { clerks } = crew
      for (const owner of owners) {
        const paper = newId()
        const chosen = (order.kind === 'matter' ? [[0]] : [[0, 1]]) as number[][]
        const content = order.mode === 'named' ? { content: { valid: true, choices: chosen } } : {}
        await act(clerks[0], 'enterPaper', { id, paper, owner, file: await aScan(), accepted: true, ...content })
        await act(clerks[1], 'confirmPaper', { id, paper, ...content })
      }
      return async () => {
        if (order.mode === 'named' || owners.length === 0) return
        const classes = new Map<number, number>()
        for (const owner of owners) {
          const area = areaOf(Number(owner) - 1)
          classes.set(area, (classes.get(area) ?? 0) + 1)
        }
        const rows = [...classes].map(([area, count]) => ({ area, counts: [order.kind === 'matter' ? [count, 0, 0] : [count, count, 0, 0]], invalid: 0 })) // prettier-ignore
        const sheet = newId()
        await act(clerks[0], 'enterSheet', { id, sheet, file: await aScan(), rows })
        await act(clerks[1], 'confirmSheet', { id, sheet, rows })
      }
    },
    async close() {
      clock.now = closesAt
      await act(systemActor([ballots.advance.name]), 'advance', { id })
    },
    async decrypt(which) {
      const actor = must(crew.trustees[which], 'a trustee')
      const what = await act<{ election: string; area: string; head: string; ballots: { tracker: string; ballot: string }[] }>(actor, 'toDecrypt', { id }) // prettier-ignore
      const sealed = (JSON.parse((await look(which)).sent.output) as { private_key: string }).private_key
      const key = must(await openDecryptionKey(group, privates[which]!, sealed), 'a decryption key')
      const answers = open.election.questions.map((each) => each.answers.length)
      const part = (said: string) =>
        JSON.stringify(partialDecryption(group, open.election.hash, key, must(decodeCiphertexts(group, answers, JSON.parse(said)), 'totals'))) // prettier-ignore
      const opened = what.ballots.map(({ tracker, ballot }) => ({
        tracker,
        choices: must(decodeCiphertexts(group, answers, (JSON.parse(ballot) as { answers: { choices: unknown }[] }).answers.map(({ choices }) => choices)), 'a ballot'),
      })) // prettier-ignore
      const factors = opened.length > 0 ? openingFactors(open.election, group, key, opened) : undefined
      const parts = factors?.ok ? factors.value.map((each) => JSON.stringify(each)) : []
      await act(actor, 'sendFactors', { id, area: part(what.area), head: part(what.head), ballots: parts })
    },
    async publish() {
      for (const clerk of crew.clerks) await act(clerk, 'signSheet', { id })
      await act(crew.convener, 'publishResult', { id })
    },
    result: () => act(anyone, 'result', { id }),
    async seal() {
      await sealLogs(world.database, street)
      await cosignLogs(world.database, street)
    },
    record: () =>
      world.database.transaction(street, async (tx) =>
        publicRecordOf({ tx, street }, must(await findVote(tx, street, id), 'a vote')),
      ),
  }
}
