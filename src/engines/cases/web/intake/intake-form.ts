import { phonePattern, type Answers } from '#model'
import type { CaseType, Source } from '#engines/cases/shared'

/** What is typed while a call is taken; one object, so that it is kept and sent whole. */
export interface Intake {
  readonly source: Source
  readonly upstreamNo: string
  readonly callerName: string
  readonly callerPhone: string
  readonly place: string
  readonly addressId: string | null
  readonly lng: number | null
  readonly lat: number | null
  readonly type: string
  readonly category: string | null
  readonly title: string
  /** The title made of place and category; one that somebody wrote differs from it. */
  readonly suggested: string
  /** What the place is called in a title. */
  readonly placeName: string
  readonly description: string
  readonly answers: Answers
  readonly scene: readonly string[]
  readonly repeatOf: string | null
}

export function emptyIntake(source: Source, type: CaseType | undefined): Intake {
  return {
    source,
    upstreamNo: '',
    callerName: '',
    callerPhone: '',
    place: '',
    addressId: null,
    lng: null,
    lat: null,
    type: type?.id ?? '',
    category: null,
    title: '',
    suggested: '',
    placeName: '',
    description: '',
    answers: {},
    scene: [],
    repeatOf: null,
  }
}

/** The command's input; the schema of the operation checks it. */
export function createInput(intake: Intake, caseId: string) {
  const orNull = (said: string) => said.trim() || null
  return {
    caseId,
    type: intake.type,
    source: intake.source,
    upstreamNo: orNull(intake.upstreamNo),
    title: intake.title.trim(),
    description: intake.description.trim(),
    category: intake.category ?? '',
    answers: intake.answers,
    addressId: intake.addressId,
    place: intake.place.trim(),
    lng: intake.lng,
    lat: intake.lat,
    callerName: orNull(intake.callerName),
    callerPhone: orNull(intake.callerPhone),
    photos: intake.scene.map((id) => ({ id, purpose: 'scene' as const })),
    repeatOf: intake.repeatOf,
  }
}

export function knownPhone(said: string): string | null {
  return phonePattern.test(said.trim()) ? said.trim() : null
}
