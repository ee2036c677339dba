import { addDays, shanghaiDate } from '#kernel/time'
import {
  earliestOpening,
  type LawOfDay,
  type ResultView,
  type VoteDraft,
  type VoteQuestion,
  type VoteTerms,
  type VoteView,
} from '#engines/ballots/shared'
import { serverNow } from '#ui/time'
import type { ChosenScope } from './scope-choice.tsx'

export interface DraftState {
  readonly title: string
  readonly scope: ChosenScope | null
  readonly mode: VoteDraft['mode']
  readonly group: VoteDraft['group']
  readonly revote: boolean
  readonly questions: readonly VoteQuestion[]
  readonly terms: VoteTerms
  /** Shanghai's clock, as the browser's field has it: 2026-11-18T09:00. */
  readonly opens: string
  readonly closes: string
  readonly documents: readonly { readonly file: string; readonly title: string }[]
  readonly trustees: readonly string[]
  readonly threshold: number
}

export const earliestDay = (law: LawOfDay) =>
  earliestOpening(serverNow().toISOString(), law.numberOf('ballots.notice.days'))
const local = (at: string) => new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(0, 16)
export const instant = (field: string) => new Date(`${field}:00+08:00`).toISOString()

export function blank(law: LawOfDay): DraftState {
  // A day in hand, so that a notice published tomorrow is still long enough.
  const opens = addDays(earliestDay(law), 1)
  return {
    title: '',
    scope: null,
    mode: 'named',
    group: 'ed25519',
    revote: false,
    questions: [{ kind: 'matter', article: 'use_fund', text: '' }],
    terms: {
      parkingCounts: false,
      invalidParticipates: false,
      notReturned: 'not_participating',
      clause: null,
      clauseFile: null,
      proxyCap: law.numberOf('ballots.proxy.cap'),
    },
    opens: `${opens}T09:00`,
    closes: `${addDays(opens, 14)}T18:00`,
    documents: [],
    trustees: [],
    threshold: 1,
  }
}

export function stateOf(view: VoteView): DraftState {
  return {
    title: view.title,
    scope: { ...view.scope, name: view.scopeName },
    mode: view.mode,
    group: view.group,
    revote: view.revote,
    questions: view.questions,
    terms: view.terms,
    opens: local(view.opensAt),
    closes: local(view.closesAt),
    documents: view.documents,
    trustees: view.trustees.map(({ staff }) => staff),
    threshold: view.threshold,
  }
}

/** Among those who missed, for the seats that are left. */
export function runOffOf(view: VoteView, result: ResultView, law: LawOfDay): DraftState {
  const questions = result.questions.flatMap((question, place): VoteQuestion[] => {
    const asked = view.questions[place]
    if (asked?.kind !== 'election' || question.outcome.runOff.length === 0) return []
    const seats = Math.max(1, asked.seats - question.outcome.elected.length)
    return [{ ...asked, candidates: question.outcome.runOff, seats, round: Math.min(3, asked.round + 1) }]
  })
  const { opens, closes } = blank(law)
  return {
    ...stateOf(view),
    opens,
    closes,
    title: `${view.title}（另行选举）`.slice(0, 100),
    questions: questions.length > 0 ? questions : view.questions,
  }
}

export const tidy = (question: VoteQuestion): VoteQuestion =>
  question.kind === 'election'
    ? { ...question, candidates: question.candidates.map((each) => each.trim()).filter(Boolean) }
    : question

/** What is still missing before the draft can be sent, in one sentence. */
export function missingIn(draft: DraftState): readonly [string, string] | null {
  if (draft.title.trim().length < 2) return ['请写标题。', 'Give it a title.']
  if (!draft.scope) return ['请选择表决范围。', 'Choose the scope.']
  for (const question of draft.questions.map(tidy)) {
    if (question.text.trim().length < 2) return ['请写明每一项的表决内容。', 'Word every question.']
    if (question.kind === 'election' && question.candidates.length < question.seats)
      return ['候选人少于应选名额。', 'Fewer candidates than seats.']
  }
  if (!draft.opens || !draft.closes || draft.closes <= draft.opens)
    return ['投票截止须晚于开始。', 'The close must come after the opening.']
  if (draft.terms.notReturned !== 'not_participating' && !draft.terms.clause?.trim())
    return ['请写明未返票条款的依据。', 'Name the clause for those not returned.']
  if (draft.trustees.length === 0) return ['请选择受托人。', 'Choose the trustees.']
  return null
}

export const today = () => shanghaiDate(serverNow())
