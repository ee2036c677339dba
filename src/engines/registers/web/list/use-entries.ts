import type { OutputOf } from '#kernel/operation'
import { registers, type RegisterId } from '#engines/registers/shared'
import { usePages } from '#ui/paged-list'
import { useToday } from '../use-today.ts'
import { askedOf, type EntryFilter } from './entry-filter.ts'

export type EntryLine = OutputOf<typeof registers.entries>['items'][number]

/** A register that loads on by its key as it is read. */
export function useEntries(register: RegisterId, filter: EntryFilter, isOn = true) {
  const list = usePages(
    registers.entries,
    { ...askedOf(register, filter, useToday()), limit: 60 },
    { first: { counted: true }, enabled: isOn },
  )
  return { ...list, total: list.data?.pages[0]?.total ?? null }
}
