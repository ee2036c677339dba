import { shanghaiDate } from '#kernel/time'
import { err, ok, type Result } from '#kernel/result'
import { implement, type Context, type Implementation } from '#platform/operations'
import {
  decideCountersign,
  decideIssue,
  decideReview,
  decideSendBack,
  decideSign,
  decideSubmit,
  figuresOf,
  reports,
  type EditionFile,
  type EditionState,
  type EditionStep,
  type Hand,
} from '#engines/reports/shared'
import type { ReportsDeps } from './deps.ts'
import { addStep, commentsOf, fileOf, findEdition, setState, stepsOf, type Edition } from './editions.store.ts'
import { reckon, type Reckoning } from './reckon.ts'
import { sealEdition } from './seal.ts'
import { unresolvedOf } from './unresolved.ts'

const staffOf = ({ actor }: Context) => {
  if (actor.kind !== 'staff') throw new Error('Only staff sign reports.')
  return actor
}

async function lockFile(
  { tx, street }: Context,
  id: string,
  unresolved = 0,
): Promise<{ edition: Edition; file: EditionFile } | undefined> {
  const edition = await findEdition(tx, street, id, true)
  if (!edition) return undefined
  const [steps, comments] = [await stepsOf(tx, street, id), await commentsOf(tx, street, id)]
  return { edition, file: fileOf(edition, steps, comments, unresolved) }
}

async function take(
  context: Context,
  edition: Edition,
  step: EditionStep,
  state: EditionState,
  note: string | null,
): Promise<void> {
  const { tx, street, now, newId } = context
  const { id: by, name } = staffOf(context)
  const { id, version } = edition
  if (state !== edition.state) await setState(tx, street, id, state)
  await addStep(tx, street, { id: newId(), edition: id, step, by, name, at: now, version, note })
  context.subject('report', id)
  context.changed({ step, state, version })
}

type Decide<E extends string> = (file: EditionFile, hand: Hand) => Result<EditionState, E>

/** Load, decide, write down: the same for every step before the seal. */
async function handOn<E extends string>(
  context: Context,
  asked: { readonly id: string; readonly version: number; readonly note?: string | undefined },
  decide: Decide<E>,
  step: EditionStep,
): Promise<Result<{ state: EditionState }, E | 'edition_not_found'>> {
  const found = await lockFile(context, asked.id)
  if (!found) return err('edition_not_found')
  const decided = decide(found.file, { id: staffOf(context).id, version: asked.version })
  if (!decided.ok) return decided
  await take(context, found.edition, step, decided.value, asked.note ?? null)
  return ok({ state: decided.value })
}

export function signOffHandlers(deps: ReportsDeps): readonly Implementation[] {
  const reckonAll = (context: Context, { year, blocks }: Edition): Promise<Reckoning> =>
    reckon(
      context.tx,
      deps,
      { street: context.street, year, today: shanghaiDate(new Date(context.now)) },
      figuresOf(blocks),
    )

  return [
    implement(reports.submit, (context, asked) => handOn(context, asked, decideSubmit, 'submitted')),
    implement(reports.review, (context, asked) => handOn(context, asked, decideReview, 'reviewed')),
    implement(reports.countersign, (context, asked) => handOn(context, asked, decideCountersign, 'countersigned')),
    implement(reports.sendBack, (context, { reason, ...asked }) =>
      handOn(context, { ...asked, note: reason }, decideSendBack, 'sent_back'),
    ),
    implement(reports.sign, async (context, { id, version, note, code }) => {
      const found = await lockFile(context, id)
      if (!found) return err('edition_not_found')
      const { edition, file } = found
      const reckoning = await reckonAll(context, edition)
      const unresolved = unresolvedOf(edition, reckoning).length
      const by = staffOf(context)
      const decided = decideSign({ ...file, unresolved }, { id: by.id, version })
      if (!decided.ok) return decided
      const sealed = await sealEdition(context, deps, edition, reckoning, { code, by: by.id })
      await take(context, edition, 'signed', decided.value, note ?? null)
      context.changed(sealed)
      return ok({ state: decided.value, ...sealed })
    }),
    implement(reports.issue, async (context, { id, step }) => {
      const found = await lockFile(context, id)
      if (!found) return err('edition_not_found')
      const decided = decideIssue(found.file, step)
      if (!decided.ok) return decided
      await take(context, found.edition, step, found.edition.state, null)
      return ok({ step })
    }),
  ]
}
