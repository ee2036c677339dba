import { createContext, useContext, type ComponentType } from 'react'

/** What other engines show in a file; the registers know none of them, the shell fills it in. */
export interface FileSlots {
  readonly CasesAt?: ComponentType<{ readonly place: string }>
}

export const FileSlotsContext = createContext<FileSlots>({})

export const useFileSlots = (): FileSlots => useContext(FileSlotsContext)
