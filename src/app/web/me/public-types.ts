import { face as dataCorrection } from '#faces/data-correction'
import { face as residentSnapshot } from '#faces/resident-snapshot'
import type { CaseType } from '#engines/cases/shared'

/**
 * What a resident may report. Its faces are named one by one, so that an old phone loads none that it never shows;
 * the test beside this file notices one that is missing.
 */
export const publicTypes: readonly CaseType[] = [...residentSnapshot.caseTypes, ...dataCorrection.caseTypes].filter(
  (type) => type.public,
)
