import { randomBytes } from 'node:crypto'
import { err, ok, type Result } from '#kernel/result'
import { attachmentsExist } from '#platform/files'
import { implement, type Context, type Implementation } from '#platform/operations'
import { findScope, scopesOf } from '#engines/registers'
import { areDifferentPersons, ballots, base58, takeStep, type VoteDraft } from '#engines/ballots/shared'
import { staffOf } from '../log.ts'
import { addVote, lockVote, moveVote, saveDraft, type Placed } from '../votes.store.ts'
import { lawOf } from '../rules/amendments.store.ts'
import { setTrustees, trusteeStaff } from './trustees-of-vote.store.ts'
import { isMotionBlocked, needsClause, voteFactsOf } from './vote-facts.ts'

/** 22 characters of Base58, as Belenios names its elections. */
export function newElectionUuid(): string {
  let uuid = ''
  // 232 = 4 · 58: a byte above it would favour the first characters.
  while (uuid.length < 22)
    for (const byte of randomBytes(32)) if (byte < 232 && uuid.length < 22) uuid += base58[byte % 58]
  return uuid
}

const longestPeriod = 60 * 86_400_000

type DraftRefusal =
  | 'scope_not_found'
  | 'period_wrong'
  | 'trustees_wrong'
  | 'clause_needed'
  | 'motion_blocked'
  | 'file_not_found'
  | 'question_wrong'

interface Fit extends Placed {
  readonly trustees: readonly { readonly staff: string; readonly name: string; readonly post: string }[]
}

/** Whether what the convener wrote can ever be voted on. */
async function fitDraft(context: Context, draft: VoteDraft): Promise<Result<Fit, DraftRefusal>> {
  const { tx, street } = context
  const length = Date.parse(draft.closesAt) - Date.parse(draft.opensAt)
  if (length <= 0 || length > longestPeriod) return err('period_wrong')
  for (const question of draft.questions)
    if (
      question.kind === 'election' &&
      (question.seats > question.candidates.length || new Set(question.candidates).size !== question.candidates.length)
    )
      return err('question_wrong')
  const { terms } = draft
  if (
    needsClause(terms, await lawOf(context, { noticedAt: null })) &&
    (terms.clause === null || terms.clauseFile === null)
  )
    return err('clause_needed')
  // 跟随多数 is never for the choice of people.
  if (terms.notReturned === 'follow_majority' && draft.questions.some(({ kind }) => kind === 'election'))
    return err('question_wrong')
  const files = [...draft.documents.map(({ file }) => file), ...(terms.clauseFile ? [terms.clauseFile] : [])]
  if (!(await attachmentsExist(tx, street, files))) return err('file_not_found')
  const wanted = new Set(draft.trustees)
  const found = await trusteeStaff(tx, street, draft.trustees)
  if (
    wanted.size !== draft.trustees.length ||
    !areDifferentPersons(found.map(({ staff: id, name }) => ({ id, name }))) ||
    found.length !== wanted.size ||
    draft.threshold > wanted.size
  )
    return err('trustees_wrong')
  const trustees = draft.trustees.map((id) => found.find(({ staff }) => staff === id)!)
  const scope = await findScope(tx, street, draft.scope.entry)
  if (!scope || scope.kind !== draft.scope.kind) return err('scope_not_found')
  const around = scope.kind === 'compound' ? undefined : await findScope(tx, street, scope.compound)
  if (await isMotionBlocked(tx, street, { kind: scope.kind, compound: scope.compound, questions: draft.questions }))
    return err('motion_blocked')
  return ok({ scopeName: around ? `${around.name} ${scope.name}` : scope.name, compound: scope.compound, trustees })
}

export function draftHandlers(): readonly Implementation[] {
  return [
    implement(ballots.scopes, async ({ tx, street }, { within, words }) =>
      ok({ items: await scopesOf(tx, street, { within, words }) }),
    ),
    implement(ballots.trusteeChoices, async ({ tx, street }) => ok({ items: await trusteeStaff(tx, street) })),
    implement(ballots.draftVote, async (context, { id, ...draft }) => {
      const { tx, street, now } = context
      const fit = await fitDraft(context, draft)
      if (!fit.ok) return fit
      await addVote(
        tx,
        street,
        { id, electionUuid: newElectionUuid(), by: staffOf(context).id, at: now },
        draft,
        fit.value,
      )
      await setTrustees(tx, street, id, 1, fit.value.trustees)
      context.subject('vote', id)
      return ok({ id, version: 1 })
    }),
    implement(ballots.editVote, async (context, { id, version, ...draft }) => {
      const { tx, street } = context
      const vote = await lockVote(tx, street, id)
      if (!vote) return err('vote_not_found')
      if (vote.state !== 'drafting') return err('step_not_due')
      if (vote.version !== version) return err('vote_changed_meanwhile')
      const fit = await fitDraft(context, draft)
      if (!fit.ok) return fit
      const next = await saveDraft(tx, street, id, draft, fit.value)
      await setTrustees(tx, street, id, vote.ceremony + 1, fit.value.trustees)
      context.subject('vote', id)
      return ok({ id, version: next })
    }),
    implement(ballots.withdraw, async (context, { id, reason }) => {
      const { tx, street, now } = context
      const vote = await lockVote(tx, street, id)
      if (!vote) return err('vote_not_found')
      const step = takeStep('withdraw', voteFactsOf(vote, await lawOf({ tx, street, now }, vote)), 'convener', now)
      if (!step.ok) return err('step_not_due')
      await moveVote(tx, street, id, step.value, { withdrawn_reason: reason })
      context.subject('vote', id)
      return ok({ id })
    }),
  ]
}
