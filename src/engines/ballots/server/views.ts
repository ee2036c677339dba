import type { Text } from '#kernel/text'
import { addDays, startOfDay } from '#kernel/time'
import type { Tx } from '#platform/db'
import { implement, type Actor, type Implementation } from '#platform/operations'
import { err, ok } from '#kernel/result'
import {
  ballots,
  clocksOf,
  earliestOpening,
  isFiled,
  keepingOf,
  matterOf,
  type LawOfDay,
  type VoteState,
} from '#engines/ballots/shared'
import { signaturesOf } from './counting/sheets.store.ts'
import { trusteesOf } from './drafting/trustees-of-vote.store.ts'
import { voteFactsOf } from './drafting/vote-facts.ts'
import { turnoutOf, unitsOf } from './roll.store.ts'
import { lawBookOf, lawOf, lawOfVote } from './rules/amendments.store.ts'
import { ruleLine } from './rules/handlers.ts'
import { escrowPrintedAt, setupOf } from './setups.store.ts'
import { resultOf } from './trustees/factors.store.ts'
import { listVotes, type ListedVote, type Vote } from './votes.store.ts'

type Verb = keyof typeof ballots

/** Which verbs belong to which state; whether one would pass all its checks is told when it is tried. */
const verbsOf: Readonly<Record<VoteState, readonly Verb[]>> = {
  drafting: [
    'editVote',
    'settleElectorate',
    'undoSettlement',
    'publishNotice',
    'withdraw',
    'certify',
    'deal',
    'confirm',
    'restartCeremony',
  ],
  noticing: [
    'withdraw',
    'takeObjection',
    'decideObjection',
    'correctRoll',
    'decideSettlement',
    'freezeRoll',
    'certify',
    'deal',
    'confirm',
    'restartCeremony',
  ],
  frozen: ['withdraw', 'printLetters', 'printEscrow', 'recordDelivery', 'advance'],
  voting: ['printLetters', 'printEscrow', 'recordDelivery', 'enterPaper', 'confirmPaper', 'voidPaper', 'advance'],
  closed: ['sendFactors', 'confirmPaper', 'voidPaper', 'enterSheet', 'confirmSheet', 'signSheet'],
  counted: ['publishResult'],
  published: ['fileVote'],
  filed: [],
  withdrawn: [],
}

const endOfDay = (day: string) => startOfDay(addDays(day, 1)).toISOString()

/** What has to be done next, and by when. */
function dueOf(vote: Vote, law: LawOfDay, now: string): { what: [string, string]; by: string | null } | null {
  const due = (text: Text, by: string | null) => ({ what: [...text] as [string, string], by })
  const clocks = clocksOf(voteFactsOf(vote, law), now)
  const clock = (name: 'publish' | 'file') => clocks.find((each) => each.clock === name && !each.done)
  switch (vote.state) {
    case 'drafting':
      return due(['发布公告', 'Publish the notice'], null)
    case 'noticing':
      return due(['冻结名册', 'Freeze the roll'], vote.opensAt)
    case 'frozen':
      return due(['开始投票', 'Opening'], vote.opensAt)
    case 'voting':
      return due(['投票截止', 'Close'], vote.closesAt)
    case 'closed':
      return due(
        ['受托人解密、监票人签署', 'Decrypt and sign'],
        clock('publish') ? endOfDay(clock('publish')!.due) : null,
      )
    case 'counted':
      return due(['公布结果', 'Publish the result'], clock('publish') ? endOfDay(clock('publish')!.due) : null)
    case 'published':
      return clock('file') ? due(['备案', 'File'], endOfDay(clock('file')!.due)) : null
    case 'filed':
    case 'withdrawn':
      return null
  }
}

export const lineOf = (vote: ListedVote, law: LawOfDay, now: string) => ({
  id: vote.id,
  title: vote.title,
  scopeName: vote.scopeName,
  mode: vote.mode,
  state: vote.state,
  opensAt: vote.opensAt,
  closesAt: vote.closesAt,
  owners: vote.owners,
  voted: vote.voted,
  due: dueOf(vote, law, now),
})

export async function totalsOf(tx: Tx, street: string, vote: Vote) {
  const turnout = await turnoutOf(tx, street, vote.id)
  return turnout
    ? { units: (await unitsOf(tx, street, vote.id)).length, owners: turnout.owners, area: turnout.area }
    : null
}

export function earliestOf({ noticedAt }: Pick<Vote, 'noticedAt'>, law: LawOfDay): string | null {
  return noticedAt === null
    ? null
    : startOfDay(earliestOpening(noticedAt, law.numberOf('ballots.notice.days'))).toISOString()
}

/** Quorum and majority of what is asked, by the law of the vote's day. */
export const rulesAsked = ({ questions }: Pick<Vote, 'questions'>, law: LawOfDay) =>
  [...new Set(questions.map(matterOf))].flatMap((matter) => {
    const rule = law.rules.get(matter)
    return rule ? [ruleLine(rule)] : []
  })

const may = (vote: Vote, actor: Actor) =>
  verbsOf[vote.state].filter(
    (verb) => actor.can.has(ballots[verb].name) && (verb !== 'fileVote' || vote.questions.some(isFiled)),
  )

export function viewHandlers(): readonly Implementation[] {
  const votes = implement(ballots.votes, async ({ tx, street, now }, { state }) => {
    const all = await listVotes(tx, street, state === undefined ? {} : { states: [state] })
    const book = await lawBookOf(tx, street)
    return ok({ items: all.map((vote) => lineOf(vote, lawOfVote(book, vote, now), now)) })
  })

  const vote = implement(ballots.vote, async ({ tx, street, now, actor }, { id }) => {
    const [found] = await listVotes(tx, street, { of: [id] })
    if (!found) return err('vote_not_found')
    const law = await lawOf({ tx, street, now }, found)
    const setup = await setupOf(tx, street, id)
    const trustees = await trusteesOf(tx, street, id)
    const counted = (await resultOf(tx, street, id)) !== undefined
    return ok({
      ...lineOf(found, law, now),
      version: found.version,
      electionUuid: found.electionUuid,
      scope: { kind: found.scopeKind, entry: found.scopeEntry },
      group: found.group,
      revote: found.revote,
      questions: [...found.questions],
      terms: found.terms,
      documents: found.documents,
      threshold: found.threshold,
      trustees: trustees.map(({ index, staff, name, post, certificate, polynomial, output, decrypted }) => ({
        index,
        staff,
        name,
        post,
        certified: certificate !== null,
        dealt: polynomial !== null,
        confirmed: output !== null,
        decrypted,
      })),
      noticedAt: found.noticedAt,
      earliestOpening: earliestOf(found, law),
      rules: rulesAsked(found, law),
      frozenAt: found.frozenAt,
      openedAt: found.openedAt,
      closedAt: found.closedAt,
      countedAt: found.countedAt,
      publishedAt: found.publishedAt,
      filedAt: found.filedAt,
      filing: found.filing,
      keeping: keepingOf(found.publishedAt, law.numberOf('ballots.keep.years')),
      escrowPrintedAt: await escrowPrintedAt(tx, street, id),
      withdrawnReason: found.withdrawnReason,
      rollHash: setup?.rollHash ?? null,
      rulesHash: setup?.rulesHash ?? null,
      totals: await totalsOf(tx, street, found),
      signedBy: (await signaturesOf(tx, street, id)).map(({ name, at }) => ({ name, at })),
      may: may(found, actor).filter((verb) => verb !== 'signSheet' || counted),
    })
  })
  return [votes, vote]
}
