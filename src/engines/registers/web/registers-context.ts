import { createContext, useContext } from 'react'
import { baseRegisters, baseTags, type Registers, type Tags } from '#engines/registers/shared'

export interface KnownRegisters {
  readonly registers: Registers
  readonly tags: Tags
}

/** The registers and tags with what the faces add; filled by the shell. */
export const RegistersContext = createContext<KnownRegisters>({ registers: baseRegisters, tags: baseTags })

export const useRegisters = (): KnownRegisters => useContext(RegistersContext)
