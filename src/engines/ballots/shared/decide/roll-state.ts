import { err, ok, type Result } from '#kernel/result'
import { addUp, type Measures } from '../rules/measures.ts'
import type { DeliveryWay, RollState } from '../vote.ts'

export type Delivery =
  | { readonly state: 'not_delivered' }
  | { readonly state: 'delivered'; readonly way: DeliveryWay; readonly at: string; readonly evidence: string }

/** An owner's row of the roll while the vote runs, changed only under its lock. */
export interface RollRow {
  readonly owner: string
  /** Through which channel the vote was validly received; the first receipt decides. */
  readonly channel: RollState
  readonly delivery: Delivery
  /** Trackers of the accepted online ballots, oldest first; the last one counts. */
  readonly ballots: readonly string[]
  /** The received paper. Whether it is valid is found question by question, of a secret one only when it is opened. */
  readonly paper: PaperReceipt | null
  /** Sheets entered here by mistake and struck out again. */
  readonly struck: readonly string[]
}

export interface PaperReceipt {
  readonly sheet: string
  readonly receivedAt: string
  /** Two different clerks. */
  readonly clerks: readonly [string, string]
}

/** Under whose authority a ballot came: the owner's own key, or the key a delegate holds for that owner. */
export type RollEvent =
  | { readonly kind: 'cast'; readonly tracker: string; readonly key: string; readonly at: string }
  | {
      readonly kind: 'paper'
      readonly sheet: string
      readonly at: string
      readonly clerks: readonly [string, string]
      /** The vote the sheet was printed for. */
      readonly vote: string
    }
  /** A sheet entered for the wrong owner: two clerks strike the entry out, with the reason on record. */
  | {
      readonly kind: 'strike'
      readonly sheet: string
      readonly at: string
      readonly clerks: readonly [string, string]
      readonly reason: string
    }
  | { readonly kind: 'deliver'; readonly way: DeliveryWay; readonly at: string; readonly evidence: string }

/** What is fixed at freeze and does not change with the row. */
export interface RollTerms {
  readonly vote: string
  /** The one key on the roll for this owner. */
  readonly key: string
  readonly opensAt: string
  readonly closesAt: string
  /** 'voting' while ballots are taken. Paper handed in before the close may be entered until counting begins. */
  readonly state: 'frozen' | 'voting' | 'closed' | 'counted'
  readonly revote: boolean
}

export type RollRefusal =
  | 'vote_not_open'
  | 'vote_closed'
  | 'already_on_paper'
  | 'already_online'
  | 'already_voted'
  | 'ballot_known'
  | 'key_not_on_roll'
  | 'second_clerk_needed'
  | 'sheet_of_other_vote'
  | 'sheet_struck'
  | 'sheet_not_here'
  | 'reason_needed'
  | 'already_delivered'

export function freshRollRow(owner: string): RollRow {
  return { owner, channel: 'none', delivery: { state: 'not_delivered' }, ballots: [], paper: null, struck: [] }
}

function receiveOnline(
  row: RollRow,
  event: Extract<RollEvent, { kind: 'cast' }>,
  terms: RollTerms,
): Result<RollRow, RollRefusal> {
  if (event.key !== terms.key) return err('key_not_on_roll')
  if (terms.state === 'frozen' || event.at < terms.opensAt) return err('vote_not_open')
  // The clock closes a vote, not the job that notes it: between the two no ballot slips in.
  if (terms.state !== 'voting' || event.at >= terms.closesAt) return err('vote_closed')
  if (row.channel === 'paper') return err('already_on_paper')
  if (row.ballots.includes(event.tracker)) return err('ballot_known')
  if (row.channel === 'electronic' && !terms.revote) return err('already_voted')
  return ok({ ...row, channel: 'electronic', ballots: [...row.ballots, event.tracker] })
}

function receivePaper(
  row: RollRow,
  event: Extract<RollEvent, { kind: 'paper' }>,
  terms: RollTerms,
): Result<RollRow, RollRefusal> {
  if (event.vote !== terms.vote) return err('sheet_of_other_vote')
  if (event.clerks[0] === event.clerks[1]) return err('second_clerk_needed')
  if (terms.state === 'frozen' || event.at < terms.opensAt) return err('vote_not_open')
  if (terms.state === 'counted' || event.at >= terms.closesAt) return err('vote_closed')
  if (row.channel === 'electronic') return err('already_online')
  if (row.channel === 'paper') return err('already_on_paper')
  if (row.struck.includes(event.sheet)) return err('sheet_struck')
  const { sheet, at: receivedAt, clerks } = event
  return ok({ ...row, channel: 'paper', paper: { sheet, receivedAt, clerks } })
}

function strikePaper(
  row: RollRow,
  event: Extract<RollEvent, { kind: 'strike' }>,
  terms: RollTerms,
): Result<RollRow, RollRefusal> {
  if (event.reason.trim() === '') return err('reason_needed')
  if (event.clerks[0] === event.clerks[1]) return err('second_clerk_needed')
  // Afterwards the owner could no longer vote in its stead.
  if (terms.state !== 'voting' || event.at >= terms.closesAt) return err('vote_closed')
  if (row.paper?.sheet !== event.sheet) return err('sheet_not_here')
  return ok({ ...row, channel: 'none', paper: null, struck: [...row.struck, event.sheet] })
}

/** The row after an event, or why the event changes nothing. */
export function receive(row: RollRow, event: RollEvent, terms: RollTerms): Result<RollRow, RollRefusal> {
  if (event.kind === 'cast') return receiveOnline(row, event, terms)
  if (event.kind === 'paper') return receivePaper(row, event, terms)
  if (event.kind === 'strike') return strikePaper(row, event, terms)
  if (terms.state === 'closed' || terms.state === 'counted' || event.at >= terms.closesAt) return err('vote_closed')
  if (row.delivery.state === 'delivered') return err('already_delivered')
  const { way, at, evidence } = event
  return ok({ ...row, delivery: { state: 'delivered', way, at, evidence } })
}

/** What a row adds to the count: exactly one of these, whatever happened to it. */
export type Counted =
  | { readonly as: 'online'; readonly tracker: string }
  | { readonly as: 'paper'; readonly sheet: string }
  | { readonly as: 'not_returned'; readonly way: DeliveryWay }
  | { readonly as: 'absent' }

export function countedAs(row: RollRow): Counted {
  const last = row.ballots.at(-1)
  if (last !== undefined) return { as: 'online', tracker: last }
  if (row.paper) return { as: 'paper', sheet: row.paper.sheet }
  return row.delivery.state === 'delivered' ? { as: 'not_returned', way: row.delivery.way } : { as: 'absent' }
}

/** Owners and area by what became of their ballots. */
export interface Turnout {
  readonly totals: Measures
  readonly online: Measures
  readonly paper: Measures
  /** Delivered in a way that the rules accept, and neither returned nor voted online. */
  readonly notReturned: Measures
  readonly absent: Measures
  /** Whether the ballot reached the owner in any way, however it came back. */
  readonly delivered: Measures
}

/** The participation that everyone may see while the vote runs: who takes part, never how. */
export function turnoutOf(
  rows: readonly { readonly row: RollRow; readonly area: number }[],
  ways: readonly DeliveryWay[],
): Turnout {
  const of = (belongs: (row: RollRow) => boolean): Measures =>
    addUp(...rows.filter(({ row }) => belongs(row)).map(({ area }) => ({ area, heads: 1 })))
  const proven = (row: RollRow): boolean => {
    const counted = countedAs(row)
    return counted.as === 'not_returned' && ways.includes(counted.way)
  }
  return {
    totals: of(() => true),
    online: of((row) => row.channel === 'electronic'),
    paper: of((row) => row.channel === 'paper'),
    notReturned: of(proven),
    absent: of((row) => row.channel === 'none' && !proven(row)),
    delivered: of((row) => row.delivery.state === 'delivered'),
  }
}
