import { err, ok, type Result } from '#kernel/result'
import { holds } from '#model'
import type { Answers } from '#model'
import { valueOf } from '../case-type.ts'
import type { Case, CaseFile, CaseId, Photo } from '../case.ts'
import type { Source } from '../vocabulary.ts'
import type { Deciding } from '../limits.ts'
import { draftOf, file, finished, keep, promise, type Draft } from './file.ts'

export interface Intake {
  readonly id: CaseId
  readonly number: string
  readonly source: Source
  readonly upstreamNo: string | null
  readonly title: string
  readonly description: string
  readonly category: string
  readonly answers: Answers
  readonly addressId: string | null
  readonly place: string
  readonly lng: number | null
  readonly lat: number | null
  readonly committee: string | null
  readonly grid: string | null
  readonly followCode: string
  /** The finder put it right on the spot (自行处置): what is left is that someone else checks it. */
  readonly selfDisposed: boolean
  readonly photos: readonly Photo[]
}

/** A new case, with the clock of its acceptance running. */
export function createCase(
  intake: Intake,
  deciding: Deciding,
): Result<CaseFile, 'photo_needed' | 'self_disposal_excluded'> {
  const { photos, ...told } = intake
  const { steps } = deciding.type
  // Contact and answer come before feedback, and 自行处置 has none.
  if (intake.selfDisposed && (steps.contact || steps.answer)) return err('self_disposal_excluded')
  if (intake.selfDisposed && deciding.type.proof !== 'none' && !photos.some((photo) => photo.purpose === 'after'))
    return err('photo_needed')
  const { now } = deciding
  const draft: Draft = {
    case: {
      type: deciding.type.id,
      typeVersion: deciding.type.version,
      state: 'reported',
      open: true,
      leadUnit: null,
      handler: null,
      createdBy: deciding.actor.id as Case['createdBy'],
      repeatGroup: null,
      returnedCount: 0,
      reworkCount: 0,
      extensionCount: 0,
      reopenCount: 0,
      supervised: 0,
      parked: false,
      difficult: false,
      namedUnit: null,
      factFinding: null,
      appealFinding: null,
      result: null,
      answerText: null,
      answeredAt: null,
      contactedAt: null,
      contactOnTime: null,
      onTime: null,
      contactedSay: null,
      solvedSay: null,
      satisfaction: null,
      nextKind: null,
      nextDue: null,
      nextHalf: null,
      nextOrange: null,
      toDisposeAt: null,
      disposedAt: null,
      disposedOnTime: null,
      toCloseAt: null,
      closedOnTime: null,
      verifiedOnTime: null,
      registeredOnTime: null,
      dispatchedOnTime: null,
      checkedOnTime: null,
      reportedAt: now,
      acceptedAt: null,
      verifiedAt: null,
      registeredAt: null,
      dispatchedAt: null,
      signedAt: null,
      fedBackAt: null,
      checkedAt: null,
      visitedAt: null,
      closedAt: null,
      checkedBy: null,
      version: 0,
      // Spread first, it would take a hundred times as long: every field after it would then change the object's shape.
      ...told,
    },
    tasks: [],
    deadlines: [],
    records: [],
  }
  const text = intake.description || intake.title
  if (photos.length > 0 && !intake.selfDisposed) file(draft, 'note', { text }, deciding, { photos })
  if (intake.selfDisposed) {
    file(draft, 'feedback', { text, answers: {} }, deciding, { photos })
    Object.assign(draft.case, {
      state: 'checking',
      acceptedAt: now,
      registeredAt: now,
      fedBackAt: now,
      handler: deciding.actor.id,
    })
    promise(draft, 'check', deciding)
  } else {
    promise(draft, 'accept', deciding)
  }
  return ok(finished(draft))
}

export function acceptCase(found: CaseFile, deciding: Deciding): Result<CaseFile, 'wrong_state'> {
  if (found.case.state !== 'reported') return err('wrong_state')
  const draft = draftOf(found)
  draft.case.acceptedAt = deciding.now
  keep(draft, 'accept', deciding.now)
  const { verify } = deciding.type.steps
  const asking = { now: deciding.now, me: null, myUnit: null }
  if (verify && holds(verify, (field) => valueOf(found.case, field), asking)) {
    draft.case.state = 'verifying'
    promise(draft, 'verify', deciding)
  } else {
    draft.case.state = 'accepted'
    promise(draft, 'register', deciding)
  }
  if (deciding.type.steps.contact) promise(draft, 'contact', deciding)
  promise(draft, 'complete', deciding)
  return ok(finished(draft))
}

export function rejectCase(found: CaseFile, reason: string, deciding: Deciding): Result<CaseFile, 'wrong_state'> {
  if (found.case.state !== 'reported' && found.case.state !== 'accepted' && found.case.state !== 'verifying')
    return err('wrong_state')
  const draft = draftOf(found)
  draft.case.state = 'rejected'
  file(draft, 'ending', { reason }, deciding)
  return ok(finished(draft))
}

/** On-site confirmation: what is not there is not registered. */
export function verifyCase(
  found: CaseFile,
  said: { passed: boolean; note: string; photos: readonly Photo[] },
  deciding: Deciding,
): Result<CaseFile, 'wrong_state'> {
  if (found.case.state !== 'verifying') return err('wrong_state')
  const draft = draftOf(found)
  keep(draft, 'verify', deciding.now)
  file(draft, 'verification', { passed: said.passed, note: said.note }, deciding, { photos: said.photos })
  draft.case.verifiedAt = deciding.now
  draft.case.state = said.passed ? 'accepted' : 'rejected'
  if (said.passed) promise(draft, 'register', deciding)
  return ok(finished(draft))
}

export function registerCase(found: CaseFile, deciding: Deciding): Result<CaseFile, 'wrong_state'> {
  if (found.case.state !== 'accepted') return err('wrong_state')
  const draft = draftOf(found)
  draft.case.state = 'registered'
  draft.case.registeredAt = deciding.now
  keep(draft, 'register', deciding.now)
  promise(draft, 'dispatch', deciding)
  return ok(finished(draft))
}

/** 作废: a wrong, test or doubled record, only before dispatch and only by a second person. */
export function voidCase(
  found: CaseFile,
  reason: string,
  deciding: Deciding,
): Result<CaseFile, 'wrong_state' | 'needs_second_person'> {
  if (!['reported', 'accepted', 'verifying', 'registered'].includes(found.case.state)) return err('wrong_state')
  if (found.case.dispatchedAt !== null) return err('wrong_state')
  if (found.case.createdBy !== null && found.case.createdBy === deciding.actor.id) return err('needs_second_person')
  const draft = draftOf(found)
  draft.case.state = 'voided'
  file(draft, 'ending', { reason }, deciding)
  return ok(finished(draft))
}

export type Amendment = Partial<
  Pick<
    Case,
    'title' | 'description' | 'category' | 'answers' | 'addressId' | 'place' | 'lng' | 'lat' | 'committee' | 'grid'
  >
>

/** What was taken down wrongly is mended before anyone is sent out; the limits already promised stay. */
export function amendCase(found: CaseFile, amendment: Amendment): Result<CaseFile, 'wrong_state'> {
  if (!['reported', 'accepted', 'verifying', 'registered'].includes(found.case.state)) return err('wrong_state')
  const draft = draftOf(found)
  Object.assign(draft.case, amendment)
  return ok(finished(draft))
}

/** Repeats are linked, never merged: each caller keeps an own ticket, clock and answer. */
export function linkCase(found: CaseFile, group: CaseId): Result<CaseFile, 'already_linked'> {
  if (found.case.repeatGroup === group) return err('already_linked')
  const draft = draftOf(found)
  draft.case.repeatGroup = group
  return ok(finished(draft))
}

export function unlinkCase(found: CaseFile): Result<CaseFile, 'not_linked'> {
  if (found.case.repeatGroup === null) return err('not_linked')
  const draft = draftOf(found)
  draft.case.repeatGroup = null
  return ok(finished(draft))
}
