import { canonicalJson } from '#kernel/canonical-json'
import { must } from '#kernel/assert'
import { err, ok } from '#kernel/result'
import { findAttachment } from '#platform/files'
import { implement, type Context, type Implementation } from '#platform/operations'
import { encryptSecret, logKeyOf } from '#engines/notary'
import {
  ballots,
  checkRules,
  instanceOf,
  matterOf,
  needsRegistry,
  onBallot,
  rollOf,
  rollText,
  sha256Hex,
  takeStep,
  writeElection,
  type FrozenRules,
  type LawOfDay,
  type OwnerKeyOnRoll,
  type Snapshot,
  type VoteRefusal,
} from '#engines/ballots/shared'
import { credentialsText } from '../../shared/belenios/archive-credentials.ts'
import { combineThreshold } from '../../shared/belenios/threshold-server.ts'
import { checkTrustees, trusteesText } from '../../shared/belenios/trustees.ts'
import { newTrusteeKey } from '../../shared/belenios/trustees-key.ts'
import { fastGroupNamed } from '../crypto/fast-group.ts'
import { logOfVote } from '../drafting/electorate-handlers.ts'
import { trusteesOf, type TrusteeRow } from '../drafting/trustees-of-vote.store.ts'
import { voteFactsOf } from '../drafting/vote-facts.ts'
import { standingElectorate } from '../electorate.ts'
import { tell } from '../log.ts'
import { lawBookOf, lawOfVote } from '../rules/amendments.store.ts'
import { insertRoll } from '../roll.store.ts'
import { openObjections } from '../settlements.store.ts'
import { addLetters, addSetup } from '../setups.store.ts'
import { lockVote, moveVote, type Vote } from '../votes.store.ts'
import { groupOf, keysOfRoll, type RollKey } from './keys.ts'

export const serverKeyFor = (vote: string) => `server key ${vote}`

async function rulesOf({ tx, street }: Context, vote: Vote, law: LawOfDay): Promise<FrozenRules> {
  const { questions, revote } = vote
  // A clause that names its document is not to be told with the name twice.
  const [, title = '业主大会议事规则', clause = vote.terms.clause] =
    /^《(.+?)》(.+)$/.exec(vote.terms.clause ?? '') ?? []
  const terms = { ...vote.terms, clause }
  const file = terms.clauseFile === null ? undefined : await findAttachment(tx, street, terms.clauseFile)
  const instance = instanceOf({
    day: law.day,
    matters: questions.map(matterOf),
    terms,
    revote,
    document: file ? { title, sha256: file.originalSha256 } : null,
    rules: law.rules,
    numberOf: law.numberOf,
  })
  const checked = checkRules(instance, questions.map(matterOf))
  if (!checked.ok) throw new Error(`The vote ${vote.id} cannot be counted by its rules: ${checked.error}.`)
  return { ...instance, questions, period: { opensAt: vote.opensAt, closesAt: vote.closesAt } }
}

/** Who a proxy is on the public roll: an owner by number, or someone from outside. */
function ownerKeys(snapshot: Snapshot, keys: ReadonlyMap<string, RollKey>): ReadonlyMap<string, OwnerKeyOnRoll> {
  return new Map(
    [...keys].map(([no, { publicKey, from, voter }]) => {
      const own = snapshot.owners.find(({ holders }) => holders.length === 1 && holders[0] === voter)
      return [
        no,
        { key: publicKey, printed: from === 'letter', ...(from === 'proxy' && { proxy: own?.no ?? 'other' }) },
      ]
    }),
  )
}

interface Keys {
  readonly trustees: string
  readonly publicKey: string
  readonly serverKey: Buffer
}

function trusteeKeys(vote: Vote, trustees: readonly TrusteeRow[]): Keys | null {
  const group = fastGroupNamed(groupOf(vote))
  const sent = trustees.map(({ certificate, polynomial, output }) => ({ certificate, polynomial, output }))
  if (!sent.every((each) => each.certificate !== null && each.polynomial !== null && each.output !== null)) return null
  const members = { certificates: sent.map(({ certificate }) => certificate!), threshold: vote.threshold }
  const combined = combineThreshold(group, members, sent.map(({ polynomial }) => polynomial!), sent.map(({ output }) => output!)) // prettier-ignore
  if (!combined.ok) return null
  const server = newTrusteeKey(group)
  const text = trusteesText([
    ['Single', server.publicKey],
    ['Pedersen', combined.value.parameters],
  ])
  const checked = checkTrustees(group, text)
  if (!checked.ok) throw new Error(`The trustees of ${vote.id} do not check: ${checked.error}.`)
  return {
    trustees: text,
    publicKey: group.encode(checked.value.publicKey),
    serverKey: encryptSecret(Buffer.from(server.privateKey.toString()), serverKeyFor(vote.id)),
  }
}

type FreezeRefusal =
  | 'step_not_due'
  | 'objections_open'
  | 'warnings_open'
  | 'trustees_not_ready'
  | 'too_late_to_freeze'
  | 'proxy_cap_exceeded'

const refusals: Partial<Record<VoteRefusal, FreezeRefusal>> = {
  objections_open: 'objections_open',
  warnings_open: 'warnings_open',
  trustees_incomplete: 'trustees_not_ready',
  too_late: 'too_late_to_freeze',
}

async function freeze(context: Context, vote: Vote) {
  const { tx, street, now } = context
  const trustees = await trusteesOf(tx, street, vote.id)
  const { snapshot, settlements } = await standingElectorate(tx, street, vote, now)
  const book = await lawBookOf(tx, street)
  const facts = voteFactsOf(vote, lawOfVote(book, vote, now), {
    openObjections: await openObjections(tx, street, vote.id),
    blockingWarnings: snapshot.warnings.filter(({ blocking }) => blocking).length,
    trusteesComplete: trustees.every(({ output }) => output !== null),
  })
  const waits = settlements.some((each) => needsRegistry(each.settlement.kind) && each.undoneAt === null && each.confirmedBy === null) // prettier-ignore
  const step = takeStep('freeze', facts, 'registry', now)
  if (!step.ok) return err<FreezeRefusal>(refusals[step.error] ?? 'step_not_due')
  if (waits) return err('settlements_open')
  const keys = await keysOfRoll(tx, street, vote, snapshot.owners, now)
  if (!keys.ok) return keys
  const held = trusteeKeys(vote, trustees)
  if (!held) return err('trustees_not_ready')
  const roll = rollOf(snapshot, { id: vote.id, electionUuid: vote.electionUuid }, ownerKeys(snapshot, keys.value))
  if (!roll.ok) {
    if (roll.error === 'warnings_open') return err('warnings_open')
    throw new Error(`The roll of ${vote.id} cannot be made: ${roll.error}.`)
  }
  const texts = { roll: rollText(roll.value), rules: canonicalJson(await rulesOf(context, vote, book(snapshot.day))) }
  const [rollHash, rulesHash] = [sha256Hex(texts.roll), sha256Hex(texts.rules)]
  const group = fastGroupNamed(groupOf(vote))
  const election = writeElection({
    uuid: vote.electionUuid,
    name: vote.title,
    description: canonicalJson({ v: 1, mode: vote.mode, roll: rollHash, rules: rulesHash, vote: vote.id }),
    group: groupOf(vote),
    publicKey: held.publicKey,
    questions: vote.questions.map(onBallot),
    administrator: vote.scopeName,
    credentialAuthority: '房管办',
  })
  const keyed = roll.value.owners.map(({ key, area }) => ({ key, weight: area }))
  const log = await logOfVote(context, vote)
  const setup = {
    vote: vote.id,
    archiveTime: Math.floor(Date.parse(now) / 1000),
    election,
    trustees: held.trustees,
    ...texts,
    rollHash,
    rulesHash,
    credentialsArea: credentialsText(group, keyed),
    credentialsHead: credentialsText(
      group,
      keyed.map(({ key }) => ({ key })),
    ),
    receiptsKey: canonicalJson({ v: 1, log: await logKeyOf(tx, street, log) }),
    log,
  }
  const frozen = await tell(context, log, 'roll_frozen', {
    vote: vote.id,
    electionUuid: vote.electionUuid,
    roll: rollHash,
    rules: rulesHash,
  })
  await tell(context, log, 'setup', {
    vote: vote.id,
    electionUuid: vote.electionUuid,
    election: sha256Hex(election),
    trustees: sha256Hex(held.trustees),
    credentialsArea: sha256Hex(setup.credentialsArea),
    credentialsHead: sha256Hex(setup.credentialsHead),
  })
  await addSetup(tx, street, setup, held.serverKey)
  await insertRoll(
    tx,
    street,
    vote.id,
    snapshot.owners.map((owner) => {
      const { publicKey, from, voter } = must(keys.value.get(owner.no), 'a key for every owner')
      const { no, key, kind, area, holders, representative } = owner
      return { no, key, kind, area, holders, representative, publicKey, keyFrom: from, voter }
    }),
    snapshot.units,
  )
  const letters = [...keys.value].flatMap(([owner, { code }]) => (code === null ? [] : [{ owner, code }]))
  await addLetters(tx, street, vote.id, letters)
  await moveVote(tx, street, vote.id, step.value, { frozen_at: now })
  context.subject('vote', vote.id)
  context.changed({ rollHash, rulesHash })
  return ok({ rollHash, rulesHash, owners: snapshot.owners.length, printed: letters.length, leaf: frozen.index })
}

export function freezeHandlers(): readonly Implementation[] {
  return [
    implement(ballots.freezeRoll, async (context, { id }) => {
      const vote = await lockVote(context.tx, context.street, id)
      return vote ? await freeze(context, vote) : err('vote_not_found')
    }),
  ]
}
