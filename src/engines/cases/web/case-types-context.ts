import { createContext, useContext } from 'react'
import type { CaseType, CaseTypes } from '#engines/cases/shared'

/** The case types of all faces; the app alone knows the faces, and hands them down. */
export const CaseTypesContext = createContext<CaseTypes>(new Map())

export function useCaseTypes(): CaseTypes {
  return useContext(CaseTypesContext)
}

export function useCaseType(id: string | undefined): CaseType | undefined {
  const types = useCaseTypes()
  return id === undefined ? undefined : types.get(id)
}
