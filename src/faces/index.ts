import type { CaseType } from '#engines/cases/shared'
import type { Face } from './define-face.ts'
import { face as gridPatrol } from './grid-patrol/face.ts'
import { face as hotline } from './hotline-12345/face.ts'

export type { Face } from './define-face.ts'

/** Every face of the platform, written out so that what a street runs can be read here. */
export const faces: readonly Face[] = [gridPatrol, hotline]

export const caseTypes: readonly CaseType[] = faces.flatMap((face) => face.caseTypes)
