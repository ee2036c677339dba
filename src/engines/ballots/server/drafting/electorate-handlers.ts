import { canonicalJson } from '#kernel/canonical-json'
import type { Text } from '#kernel/text'
import { err, ok, type Result } from '#kernel/result'
import { attachmentsExist } from '#platform/files'
import { implement, type Context, type Implementation } from '#platform/operations'
import { delegationsOf, votingKeysOf } from '#engines/credentials'
import { openLog, originOf } from '#engines/notary'
import {
  ballots,
  earliestOpening,
  guard,
  needsRegistry,
  sha256Hex,
  squareMetres,
  takeStep,
  type AreaClass,
  type CorrectionFault,
  type LawOfDay,
  type Settlement,
} from '#engines/ballots/shared'
import { electorateOf, mostHomes, standingElectorate, type Electorate } from '../electorate.ts'
import { staffOf, tell } from '../log.ts'
import { lawOf } from '../rules/amendments.store.ts'
import { addSettlement, undoSettlement, type SettlementRow } from '../settlements.store.ts'
import { findVote, lockVote, moveVote, type Vote } from '../votes.store.ts'
import { homesOfSettlements } from './told-settlements.ts'
import { isMotionBlocked, needsClause, voteFactsOf } from './vote-facts.ts'

export type SettleRefusal = 'unit_not_found' | 'owner_not_found' | 'holder_not_owner'
const refusals: Readonly<Record<CorrectionFault, SettleRefusal>> = {
  home_unknown: 'unit_not_found',
  owner_unknown: 'owner_not_found',
  holder_unknown: 'holder_not_owner',
  reason_needed: 'unit_not_found',
  area_wrong: 'unit_not_found',
}

/** The log of the property area: one for all its votes. */
export function logOfVote({ tx, street }: Pick<Context, 'tx' | 'street'>, vote: Vote): Promise<string> {
  const name = vote.scopeName.split(' ')[0]!
  return openLog(tx, street, {
    origin: originOf('vote', `${street}/${vote.compound}`),
    title: [`${name}业主表决`, `Votes of ${name}`],
  })
}

/** Puts the electorate right, if it still stands afterwards; from the notice on the log keeps that it was done. */
export async function settle(
  context: Context,
  vote: Vote,
  said: { id: string; settlement: Settlement; reason: string; file?: string | undefined; objection?: string },
): Promise<Result<Electorate, SettleRefusal>> {
  const { tx, street, now } = context
  const by = staffOf(context)
  // In a draft everything is the convener's, also of one who may correct a roll besides.
  const byRegistry = vote.noticedAt !== null && context.actor.can.has(ballots.correctRoll.name)
  const row = {
    id: said.id,
    settlement: said.settlement,
    reason: said.reason,
    objection: said.objection ?? null,
    staff: by.id,
    by: by.name,
    at: now,
    undoneAt: null,
    confirmedBy: byRegistry ? by.name : null,
  }
  const made = await electorateOf(tx, street, vote, now, [row])
  if (!made.ok) return err(refusals[made.error])
  await addSettlement(tx, street, vote.id, { ...row, file: said.file ?? null, byRegistry })
  if (vote.noticedAt !== null) await tellSettlement(context, vote, await logOfVote(context, vote), row)
  return ok(made.value)
}

export async function tellSettlement(
  context: Context,
  vote: Vote,
  log: string,
  { id, settlement, reason }: Pick<SettlementRow, 'id' | 'settlement' | 'reason'>,
  decision?: 'confirmed' | 'undone',
) {
  const sha256 = sha256Hex(canonicalJson({ ...settlement, reason }))
  await tell(context, log, 'correction', { vote: vote.id, settlement: id, kind: decision ?? settlement.kind, sha256 })
}

async function present({ tx, street, now }: Context, vote: Vote) {
  const electorate = await standingElectorate(tx, street, vote, now)
  const { homes, day, settlements, snapshot } = electorate
  const homesOf = homesOfSettlements(vote, electorate)
  const home = new Map(homes.map((each) => [each.id, each]))
  const keyOf = new Map(snapshot.owners.map(({ no, key }) => [no, key]))
  const voters = snapshot.owners.flatMap(
    ({ representative, holders }) => representative ?? (holders.length === 1 ? holders[0]! : []),
  )
  const keys = await votingKeysOf(tx, street, vote.group, voters)
  const given = new Set((await delegationsOf(tx, street, voters, now)).map(({ holder }) => holder))
  const unitHome = new Map(snapshot.units.map((unit) => [unit.no, unit.home]))
  const excluded = snapshot.leftOut.map(({ home: id, label }) => ({
    home: id,
    building: home.get(id)?.building ?? '',
    staircase: home.get(id)?.staircase ?? '',
    label,
    area: 0,
    source: 'missing' as const,
    said: null,
    owner: '—',
    excluded: true,
  }))
  return {
    asOf: day,
    units: [
      ...snapshot.units.map(({ home: id, building, staircase, label, area, source, owner }) => ({
        home: id,
        building,
        staircase,
        label,
        area,
        source,
        said: home.get(id)?.said ?? null,
        owner: keyOf.get(owner) ?? '—',
        excluded: false,
      })),
      ...excluded,
    ],
    owners: snapshot.owners.map(({ key, kind, units, area, holders, representative }) => {
      const voter = representative ?? (holders.length === 1 ? holders[0]! : '')
      return {
        key,
        kind,
        units: units.length,
        area,
        holders: [...holders],
        representative,
        hasKey: keys.has(voter),
        proxyFor: given.has(voter),
      }
    }),
    totals: { units: snapshot.units.length, owners: snapshot.owners.length, area: snapshot.totals.area },
    warnings: snapshot.warnings.map(({ code, unit, owners, text, blocking }) => ({
      code,
      text: [...text] as [string, string],
      homes: unit === null ? [] : [unitHome.get(unit)!],
      owners: owners.map((no) => keyOf.get(no)!),
      blocking,
    })),
    guard: guardOf(vote, snapshot, await lawOf({ tx, street, now }, vote)),
    settlements: settlements.map(({ id, settlement, reason, by, at, undoneAt, confirmedBy }) => ({
      id,
      settlement,
      homes: homesOf(settlement),
      reason,
      by,
      at,
      undone: undoneAt !== null,
      confirmedBy,
      waits: needsRegistry(settlement.kind) && undoneAt === null && confirmedBy === null,
    })),
  }
}

const mostListed = 12

/** Secret papers are counted by exact area: of whom nobody has the like, the paper tells the vote. */
function paperWarning({ mode }: Vote, few: readonly AreaClass[]): readonly Text[] {
  if (mode !== 'secret' || few.length === 0) return []
  const areas = few.slice(0, mostListed).map(({ area }) => squareMetres(area))
  const more = few.length > mostListed
  return [
    [
      `纸质票按面积计票：面积为 ${areas.join('、')}${more ? ' 等' : ''} 平方米的业主人数少，其纸质票不能保密，请提前告知其使用手机或密封信。`,
      `Papers are counted by area: of ${areas.join(', ')}${more ? ', …' : ''} m² there are few owners, whose papers cannot be secret. Tell them in time to use the phone or the letter.`,
    ],
  ]
}

export function guardOf(vote: Vote, snapshot: Electorate['snapshot'], law: LawOfDay) {
  const areas = snapshot.owners.map(({ area }) => area)
  const { verdict, sentences, smallClasses } = guard(
    areas,
    vote.mode,
    vote.scopeKind,
    law.numberOf('ballots.guard.class'),
  )
  const said = [...sentences, ...paperWarning(vote, smallClasses)]
  return { verdict, reasons: said.map((text) => [...text] as [string, string]) }
}

export function electorateHandlers(): readonly Implementation[] {
  return [
    implement(ballots.electorate, async (context, { id }) => {
      const vote = await findVote(context.tx, context.street, id)
      return vote ? ok(await present(context, vote)) : err('vote_not_found')
    }),
    implement(ballots.settleElectorate, async (context, { id, settlementId, settlement, reason, file }) => {
      const { tx, street } = context
      const vote = await lockVote(tx, street, id)
      if (!vote) return err('vote_not_found')
      // Once it is announced, the roll is the registry's to put right.
      if (vote.state !== 'drafting') return err('step_not_due')
      if (file && !(await attachmentsExist(tx, street, [file]))) return err('file_not_found')
      const settled = await settle(context, vote, { id: settlementId, settlement, reason, file })
      if (!settled.ok) return settled
      context.subject('vote', id)
      return ok({ id: settlementId })
    }),
    implement(ballots.undoSettlement, async (context, { id, settlementId }) => {
      const { tx, street, now } = context
      const vote = await lockVote(tx, street, id)
      if (!vote) return err('vote_not_found')
      if (vote.state !== 'drafting') return err('step_not_due')
      if (!(await undoSettlement(tx, street, id, settlementId, now))) return err('settlement_not_found')
      context.subject('vote', id)
      return ok({ id: settlementId })
    }),
    implement(ballots.publishNotice, async (context, { id, version, guardReason }) => {
      const { tx, street, now } = context
      const vote = await lockVote(tx, street, id)
      if (!vote) return err('vote_not_found')
      if (vote.state !== 'drafting') return err('step_not_due')
      if (vote.version !== version) return err('vote_changed_meanwhile')
      const law = await lawOf({ tx, street, now }, vote)
      const motionBlocked = await isMotionBlocked(tx, street, {
        kind: vote.scopeKind,
        compound: vote.compound,
        questions: vote.questions,
      })
      const step = takeStep('notice', voteFactsOf(vote, law, { motionBlocked }), 'convener', now)
      if (!step.ok) {
        if (step.error === 'notice_too_short' || step.error === 'motion_blocked') return err(step.error)
        return err('step_not_due')
      }
      if (needsClause(vote.terms, law) && vote.terms.clause === null) return err('clause_needed')
      const { homes, snapshot, settlements } = await standingElectorate(tx, street, vote, now)
      if (homes.length > mostHomes) return err('electorate_too_large')
      if (snapshot.units.length === 0) return err('electorate_empty')
      const judged = guardOf(vote, snapshot, law)
      if (judged.verdict !== 'safe' && guardReason === undefined) return err('guard_reason_needed')
      await moveVote(tx, street, id, step.value, {
        noticed_at: now,
        facts: JSON.stringify(homes),
        guard: JSON.stringify(judged),
        guard_reason: guardReason ?? null,
      })
      // What the convener put right alone, before anyone looked on: merged owners, named representatives.
      const log = await logOfVote(context, vote)
      for (const each of settlements) if (each.undoneAt === null) await tellSettlement(context, vote, log, each)
      context.subject('vote', id)
      return ok({ id, earliestOpening: earliestOpening(now, law.numberOf('ballots.notice.days')) })
    }),
  ]
}
