import { err, ok, type Result } from '#kernel/result'
import { issuingSteps, type EditionState, type EditionStep, type IssuingStep } from '../edition.ts'

/** What decides whether an edition goes on: how far it is, who wrote it, who signed what. */
export interface EditionFile {
  readonly state: EditionState
  readonly version: number
  readonly writers: readonly string[]
  /** In the order in which they were taken. */
  readonly steps: readonly { readonly step: EditionStep; readonly by: string }[]
  readonly openComments: number
  readonly unresolved: number
}

/** Whose hand it is, and which text was before him. */
export interface Hand {
  readonly id: string
  readonly version: number
}

type Common = 'edition_changed_meanwhile' | 'wrong_edition_step'

function isDue(file: EditionFile, hand: Hand, states: readonly EditionState[]): Result<null, Common> {
  if (!states.includes(file.state)) return err('wrong_edition_step')
  return hand.version === file.version ? ok(null) : err('edition_changed_meanwhile')
}

/** Who has signed since it was last handed in: a step of an earlier round, which was sent back, binds nobody. */
function signersOf(file: EditionFile): ReadonlySet<string> {
  const since = file.steps.findLastIndex(({ step }) => step === 'submitted')
  return new Set(
    file.steps
      .slice(since + 1)
      .filter(({ step }) => step === 'reviewed' || step === 'countersigned')
      .map(({ by }) => by),
  )
}

export function decideSubmit(file: EditionFile, hand: Hand): Result<EditionState, Common> {
  const due = isDue(file, hand, ['drafting'])
  return due.ok ? ok('reviewing') : due
}

export function decideReview(
  file: EditionFile,
  hand: Hand,
): Result<EditionState, Common | 'own_draft' | 'comments_open'> {
  const due = isDue(file, hand, ['reviewing'])
  if (!due.ok) return due
  if (file.writers.includes(hand.id)) return err('own_draft')
  return file.openComments > 0 ? err('comments_open') : ok('countersigning')
}

export function decideCountersign(
  file: EditionFile,
  hand: Hand,
): Result<EditionState, Common | 'own_draft' | 'signed_before'> {
  const due = isDue(file, hand, ['countersigning'])
  if (!due.ok) return due
  if (file.writers.includes(hand.id)) return err('own_draft')
  return signersOf(file).has(hand.id) ? err('signed_before') : ok('signing')
}

/** Nobody signs what he wrote or passed himself; and no number goes out that nobody answers for. */
export function decideSign(
  file: EditionFile,
  hand: Hand,
): Result<EditionState, Common | 'own_draft' | 'signed_before' | 'figures_unresolved'> {
  const due = isDue(file, hand, ['signing'])
  if (!due.ok) return due
  if (file.writers.includes(hand.id)) return err('own_draft')
  if (signersOf(file).has(hand.id)) return err('signed_before')
  return file.unresolved > 0 ? err('figures_unresolved') : ok('sealed')
}

export function decideSendBack(file: EditionFile, hand: Hand): Result<EditionState, Common | 'own_draft'> {
  const due = isDue(file, hand, ['reviewing', 'countersigning', 'signing'])
  if (!due.ok) return due
  return file.writers.includes(hand.id) ? err('own_draft') : ok('drafting')
}

/** 用印, then 印发, then 归档: each once, in this order. */
export function decideIssue(
  file: Pick<EditionFile, 'state' | 'steps'>,
  step: IssuingStep,
): Result<null, 'wrong_edition_step'> {
  return file.state === 'sealed' && nextIssuing(file.steps.map((each) => each.step)) === step
    ? ok(null)
    : err('wrong_edition_step')
}

export function nextIssuing(steps: readonly EditionStep[]): IssuingStep | null {
  return issuingSteps.find((step) => !steps.includes(step)) ?? null
}
