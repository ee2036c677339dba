import type { CaseType } from '#engines/cases/shared'
import type { EntryLedger } from '#engines/indicators/shared'
import type { RegisterAdditions } from '#engines/registers/shared'
import type { Face } from './define-face.ts'
import { face as committeeIssues } from './committee-issues/face.ts'
import { face as dataCorrection } from './data-correction/face.ts'
import { face as enterpriseTax } from './enterprise-tax/face.ts'
import { face as gridPatrol } from './grid-patrol/face.ts'
import { face as groupRental } from './group-rental/face.ts'
import { face as hotline } from './hotline-12345/face.ts'
import { face as police110 } from './police-110/face.ts'
import { face as residentSnapshot } from './resident-snapshot/face.ts'
import { face as shopOccupation } from './shop-occupation/face.ts'
import { face as wasteSorting } from './waste-sorting/face.ts'
import { face as zhilian } from './zhilian/face.ts'

export type { Face } from './define-face.ts'
export { kpiSets } from './kpi-sets.ts'
export { ledgers } from './ledgers.ts'

/** Every face of the platform, written out so that what a street runs can be read here. */
export const faces: readonly Face[] = [
  gridPatrol,
  hotline,
  residentSnapshot,
  police110,
  wasteSorting,
  shopOccupation,
  zhilian,
  groupRental,
  committeeIssues,
  dataCorrection,
  enterpriseTax,
]

export const caseTypes: readonly CaseType[] = faces.flatMap((face) => face.caseTypes)

export const registerAdditions: readonly RegisterAdditions[] = faces.flatMap((face) => face.registers ?? [])

export const entryLedgers: readonly EntryLedger[] = faces.flatMap((face) => face.entryLedgers ?? [])

/** What the faces have to say in reports, each under the name of its face. */
export const reportParagraphs = faces.flatMap((face) =>
  (face.paragraphs ?? []).map((paragraph) => ({ face: { id: face.id, name: face.name }, paragraph })),
)
