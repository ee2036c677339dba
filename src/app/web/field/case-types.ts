import { caseTypesOf, type CaseType } from '#engines/cases/shared'
import { caseTypes } from '#faces'

const types = caseTypesOf(caseTypes)

export function findCaseType(id: string | undefined): CaseType | undefined {
  return id === undefined ? undefined : types.get(id)
}
