import { err, ok } from '#kernel/result'
import { implement, type Context, type Implementation } from '#platform/operations'
import { sessionOf } from '#engines/credentials'
import { proofOf } from '#engines/notary'
import {
  ballots,
  isReached,
  type Fraction,
  type LawOfDay,
  type Participation,
  type VoteState,
} from '#engines/ballots/shared'
import { countingBallotsOf, findBallot } from './casting/ballots.store.ts'
import type { BallotsDeps } from './deps.ts'
import { convenerOf, trusteesOf } from './drafting/trustees-of-vote.store.ts'
import { toldSettlements } from './drafting/told-settlements.ts'
import { standingElectorate } from './electorate.ts'
import { ownersWithPaperWaiting } from './paper/papers.store.ts'
import { listRecord } from './record/public-record.ts'
import { voterOf } from './roll/keys.ts'
import { shownUnit, unitsByOwner } from './roll/letters.ts'
import { findOwners, turnoutOf, unitsOf, type OwnerRow } from './roll.store.ts'
import { addResultObjection } from './settlements.store.ts'
import { lettersOf, setupOf } from './setups.store.ts'
import { findVote, listVotes, type Vote } from './votes.store.ts'
import { lawOf } from './rules/amendments.store.ts'
import { rulesAsked, totalsOf } from './views.ts'

const shownStates: readonly VoteState[] = ['noticing', 'frozen', 'voting', 'closed', 'counted', 'published', 'filed']

/** A vote as far as anyone may see it: from the notice on, also when it was withdrawn afterwards. */
async function publicVote({ tx, street }: Pick<Context, 'tx' | 'street'>, id: string): Promise<Vote | undefined> {
  const vote = await findVote(tx, street, id)
  return vote && vote.noticedAt !== null ? vote : undefined
}

async function participationOf(
  { tx, street, now }: Pick<Context, 'tx' | 'street' | 'now'>,
  vote: Vote,
  law: LawOfDay,
): Promise<Participation | null> {
  const turnout = await turnoutOf(tx, street, vote.id)
  if (!turnout) return null
  const { owners, area, electronicOwners, electronicArea, paperOwners, paperArea } = turnout
  const quorums = rulesAsked(vote, law).map(({ quorum }) => quorum)
  // Of several matters with their own quorums, what all of them ask for.
  const [strictest] = quorums.map(({ heads }) => heads).toSorted((a, b) => b.numerator * a.denominator - a.numerator * b.denominator) as [Fraction] // prettier-ignore
  const [votedOwners, votedArea] = [electronicOwners + paperOwners, electronicArea + paperArea]
  return {
    owners,
    area,
    votedOwners,
    votedArea,
    electronic: electronicOwners,
    paper: paperOwners,
    quorum: {
      numerator: strictest.numerator,
      denominator: strictest.denominator,
      ownersReached: quorums.every(({ heads }) => isReached(heads, votedOwners, owners)),
      areaReached: quorums.every((each) => isReached(each.area, votedArea, area)),
    },
    asOf: now,
  }
}

const noticeLine = ({ id, title, scopeName, compound, mode, state, noticedAt, opensAt, closesAt }: Vote) => ({
  id,
  title,
  scopeName,
  compound,
  mode,
  state,
  noticedAt,
  opensAt,
  closesAt,
})

/** A key from before the freeze has no place here: there is none yet. */
const representsOfRow = (owner: OwnerRow) =>
  owner.keyFrom === 'letter' ||
  (owner.keyFrom === 'wallet' &&
    owner.kind !== 'co_owners' &&
    owner.holders.length === 1 &&
    owner.holders[0] === owner.voter)
    ? null
    : owner.no

async function entriesOf({ tx, street }: Pick<Context, 'tx' | 'street'>, vote: Vote, owners: readonly OwnerRow[]) {
  const nos = owners.map(({ no }) => no)
  const units = unitsByOwner(await unitsOf(tx, street, vote.id, nos))
  const cast = await countingBallotsOf(tx, street, vote.id, nos)
  const waiting = await ownersWithPaperWaiting(tx, street, vote.id, nos)
  return owners.map((owner) => {
    const ballot = cast.get(owner.no)
    return {
      no: owner.no,
      kind: owner.kind,
      area: owner.area,
      units: (units.get(owner.no) ?? []).map(shownUnit),
      key: owner.publicKey,
      printed: owner.keyFrom === 'letter',
      proxyFor: owner.keyFrom === 'proxy',
      represents: representsOfRow(owner),
      hasRepresentative: owner.representative !== null,
      state: owner.state,
      paperWaits: waiting.has(owner.no),
      ballot: ballot ? { tracker: ballot.tracker, at: ballot.at } : null,
    }
  })
}

export function boardHandlers(deps: BallotsDeps): readonly Implementation[] {
  const notices = implement(ballots.notices, async ({ tx, street }) => {
    const all = await listVotes(tx, street, { states: shownStates })
    return ok({ items: all.map(noticeLine) })
  })

  const notice = implement(ballots.notice, async (context, { id }) => {
    const { tx, street, now } = context
    const vote = await publicVote(context, id)
    if (!vote) return err('vote_not_found')
    const setup = await setupOf(tx, street, id)
    const law = await lawOf(context, vote)
    const trustees = await trusteesOf(tx, street, id)
    const frozen = await totalsOf(tx, street, vote)
    const counted = frozen ?? (await standingElectorate(tx, street, vote, now)).snapshot
    const totals =
      'totals' in counted
        ? { units: counted.units.length, owners: counted.owners.length, area: counted.totals.area }
        : counted
    return ok({
      ...noticeLine(vote),
      electionUuid: vote.electionUuid,
      scope: { kind: vote.scopeKind, entry: vote.scopeEntry },
      group: vote.group,
      revote: vote.revote,
      questions: [...vote.questions],
      terms: vote.terms,
      documents: vote.documents,
      rules: rulesAsked(vote, law),
      convener: await convenerOf(tx, street, vote.draftedBy),
      settlements: await toldSettlements(tx, street, vote, now),
      totals: { ...totals, printed: setup ? (await lettersOf(tx, street, id)).length : 0 },
      rollHash: setup?.rollHash ?? null,
      rulesHash: setup?.rulesHash ?? null,
      threshold: vote.threshold,
      trustees: trustees.map(({ index, post, output }) => ({ index, post, ready: output !== null })),
      objectionsUntil: vote.state === 'noticing' ? vote.opensAt : null,
      participation: setup ? await participationOf(context, vote, law) : null,
      publishedAt: vote.publishedAt,
      logOrigin: setup ? originOf(setup.receiptsKey) : null,
      withdrawnReason: vote.withdrawnReason,
    })
  })

  const participation = implement(ballots.participation, async (context, { id }) => {
    const vote = await publicVote(context, id)
    if (!vote) return err('vote_not_found')
    const law = await lawOf(context, vote)
    const found = await participationOf(context, vote, law)
    return found ? ok(found) : err('roll_not_frozen')
  })

  const myEntry = implement(ballots.myEntry, async (context, { id, proof }) => {
    const { tx, street, now } = context
    const vote = await publicVote(context, id)
    if (!vote) return err('vote_not_found')
    const shown = 'session' in proof ? await sessionOf(tx, street, proof.session) : undefined
    if ('session' in proof && !shown) return err('session_unknown')
    if (vote.frozenAt !== null) {
      const owners = await findOwners(
        tx,
        street,
        id,
        'key' in proof ? { publicKey: proof.key } : { holder: shown!.holder },
      )
      return owners.length > 0 ? ok({ items: await entriesOf(context, vote, owners) }) : err('owner_not_on_roll')
    }
    if (!shown) return err('owner_not_on_roll')
    const { snapshot } = await standingElectorate(tx, street, vote, now)
    const units = unitsByOwner(snapshot.units)
    const own = snapshot.owners.filter(
      ({ holders, representative }) => representative === shown.holder || holders.includes(shown.holder),
    )
    if (own.length === 0) return err('owner_not_on_roll')
    return ok({
      items: own.map((owner) => ({
        no: owner.no,
        kind: owner.kind,
        area: owner.area,
        units: (units.get(owner.no) ?? []).map(shownUnit),
        key: null,
        printed: false,
        proxyFor: false,
        represents: null,
        hasRepresentative: voterOf(owner) !== null,
        state: 'none' as const,
        paperWaits: false,
        ballot: null,
      })),
    })
  })

  const electionFiles = implement(ballots.electionFiles, async (context, { id }) => {
    if (!(await publicVote(context, id))) return err('vote_not_found')
    const setup = await setupOf(context.tx, context.street, id)
    if (!setup) return err('roll_not_frozen')
    const { election, trustees, roll, rules, receiptsKey } = setup
    return ok({ election, trustees, roll, rules, logKey: keyOf(receiptsKey), logOrigin: originOf(receiptsKey) })
  })

  const ballot = implement(ballots.ballot, async (context, { id, tracker }) => {
    const { tx, street } = context
    const setup = (await publicVote(context, id)) && (await setupOf(tx, street, id))
    if (!setup) return err('vote_not_found')
    const found = await findBallot(tx, street, id, tracker)
    if (!found) return err('ballot_not_found')
    const proof = await proofOf(tx, street, setup.log, found.receipt.index)
    return ok({
      tracker,
      seq: found.seq,
      at: found.at,
      replaced: !found.counts,
      receipt: found.receipt,
      inclusion: proof ? { leaf: proof.leaf, proof: [...proof.proof], checkpoint: proof.checkpoint } : null,
    })
  })

  const record = implement(ballots.record, async (context, { id }) => {
    const vote = await publicVote(context, id)
    if (!vote) return err('vote_not_found')
    const setup = await setupOf(context.tx, context.street, id)
    if (!setup) return err('roll_not_frozen')
    return ok({ electionUuid: vote.electionUuid, files: await listRecord(context, vote, setup) })
  })

  const objectToResult = implement(ballots.objectToResult, async (context, { id, objection, name, phone, words }) => {
    const vote = await publicVote(context, id)
    if (!vote) return err('vote_not_found')
    if (vote.publishedAt === null) return err('result_not_published')
    const said = { id: objection, vote: id, title: vote.title, place: vote.scopeName, name, phone, words }
    const number = (await deps.openCase?.(context, said)) ?? null
    if (number === null) return err('case_refused')
    await addResultObjection(context.tx, context.street, id, objection, context.now)
    context.subject('vote', id)
    return ok({ objection, number })
  })
  return [notices, notice, participation, myEntry, electionFiles, ballot, record, objectToResult]
}

const keyOf = (receiptsKey: string): string => (JSON.parse(receiptsKey) as { log: string }).log

/** A verifier key begins with the name of its log. */
const originOf = (receiptsKey: string): string => keyOf(receiptsKey).split('+')[0]!
