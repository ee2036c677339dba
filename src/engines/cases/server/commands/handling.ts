import { err } from '#kernel/result'
import { implement, type Implementation } from '#platform/operations'
import {
  addNote,
  addUnit,
  answerCase,
  applyForExtension,
  applyForParking,
  cases,
  checkCase,
  completeStep,
  consultOn,
  decideApplication,
  dispatchCase,
  feedBack,
  recordContact,
  reopenCase,
  replyToSupervision,
  returnTask,
  signTask,
  superviseCase,
  unparkCase,
  urgeCase,
  visitCase,
} from '#engines/cases/shared'
import type { CasesDeps } from '../deps.ts'
import { changerOf, withoutPhotos } from '../engine.ts'
import type { StreetSettings } from '../settings.ts'
import { answersFit } from './intake.ts'

const areKnown = (settings: StreetSettings, units: readonly string[]) =>
  units.every((id) => settings.units.some((unit) => unit.id === id))

export function handlingHandlers(deps: CasesDeps): readonly Implementation[] {
  const change = changerOf(deps)
  return [
    implement(cases.dispatch, async (context, { caseId, unit, assist, rule }) => {
      if (rule !== null) context.changed({ rule })
      return withoutPhotos(
        await change(context, caseId, (file, deciding, settings) =>
          areKnown(settings, [unit, ...assist]) ? dispatchCase(file, { unit, assist }, deciding) : err('unit_unknown'),
        ),
      )
    }),
    implement(cases.addUnit, async (context, { caseId, unit }) =>
      withoutPhotos(
        await change(context, caseId, (file, deciding, settings) =>
          areKnown(settings, [unit]) ? addUnit(file, unit, deciding) : err('unit_unknown'),
        ),
      ),
    ),
    implement(cases.sign, async (context, { caseId, taskId }) =>
      withoutPhotos(await change(context, caseId, (file, deciding) => signTask(file, taskId, deciding))),
    ),
    implement(cases.contact, async (context, { caseId, ...said }) =>
      withoutPhotos(await change(context, caseId, (file, deciding) => recordContact(file, said, deciding))),
    ),
    implement(cases.completeStep, (context, { caseId, taskId, ...said }) =>
      change(context, caseId, (file, deciding) => completeStep(file, taskId, said, deciding), said.photos),
    ),
    implement(cases.answer, (context, { caseId, ...said }) =>
      change(context, caseId, (file, deciding) => answerCase(file, said, deciding), said.photos),
    ),
    implement(cases.feedback, (context, { caseId, taskId, ...said }) =>
      change(
        context,
        caseId,
        (file, deciding) => {
          const answers = answersFit(deciding.type.feedbackForm, said.answers)
          return answers ? feedBack(file, taskId, { ...said, answers }, deciding) : err('answers_invalid')
        },
        said.photos,
      ),
    ),
    implement(cases.returnOrder, (context, { caseId, taskId, ...said }) =>
      change(
        context,
        caseId,
        (file, deciding, settings) => {
          if (said.suggestedUnit !== null && !areKnown(settings, [said.suggestedUnit])) return err('unit_unknown')
          return returnTask(file, taskId, said, deciding)
        },
        said.photos,
      ),
    ),
    implement(cases.check, (context, { caseId, ...said }) =>
      change(context, caseId, (file, deciding) => checkCase(file, said, deciding), said.photos),
    ),
    implement(cases.visit, async (context, { caseId, ...said }) =>
      withoutPhotos(await change(context, caseId, (file, deciding) => visitCase(file, said, deciding))),
    ),
    implement(cases.applyExtension, async (context, { caseId, ...said }) =>
      withoutPhotos(await change(context, caseId, (file, deciding) => applyForExtension(file, said, deciding))),
    ),
    implement(cases.applyParking, async (context, { caseId, ...said }) =>
      withoutPhotos(await change(context, caseId, (file, deciding) => applyForParking(file, said, deciding))),
    ),
    implement(cases.decide, async (context, { caseId, recordId, approved }) =>
      withoutPhotos(
        await change(context, caseId, (file, deciding) => decideApplication(file, recordId, { approved }, deciding)),
      ),
    ),
    implement(cases.unpark, async (context, { caseId, note }) =>
      withoutPhotos(await change(context, caseId, (file, deciding) => unparkCase(file, note, deciding))),
    ),
    implement(cases.supervise, async (context, { caseId, ...said }) =>
      withoutPhotos(await change(context, caseId, (file, deciding) => superviseCase(file, said, deciding))),
    ),
    implement(cases.replySupervision, async (context, { caseId, recordId, reply }) =>
      withoutPhotos(
        await change(context, caseId, (file, deciding) => replyToSupervision(file, recordId, reply, deciding)),
      ),
    ),
    implement(cases.consult, async (context, { caseId, ...said }) =>
      withoutPhotos(
        await change(context, caseId, (file, deciding, settings) =>
          areKnown(settings, said.units) ? consultOn(file, said, deciding) : err('unit_unknown'),
        ),
      ),
    ),
    implement(cases.reopen, async (context, { caseId, reason }) =>
      withoutPhotos(await change(context, caseId, (file, deciding) => reopenCase(file, reason, deciding))),
    ),
    implement(cases.urge, async (context, { caseId, text }) =>
      withoutPhotos(await change(context, caseId, (file, deciding) => urgeCase(file, text, deciding))),
    ),
    implement(cases.note, (context, { caseId, text, photos }) =>
      change(context, caseId, (file, deciding) => addNote(file, text, photos, deciding), photos),
    ),
  ]
}
