import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { OutputOf } from '#kernel/operation'
import { registers, type RegisterId } from '#engines/registers/shared'
import { ask, useStreet } from '#ui/operations'
import { useToday } from '../use-today.ts'
import { askedOf, type EntryFilter } from './entry-filter.ts'

export type EntryLine = OutputOf<typeof registers.entries>['items'][number]

/** A register that loads on by its key as it is read. */
export function useEntries(register: RegisterId, filter: EntryFilter, isOn = true) {
  const street = useStreet()
  const input = askedOf(register, filter, useToday())
  const list = useInfiniteQuery({
    queryKey: [street, registers.entries.name, input, 'pages'],
    queryFn: ({ pageParam, signal }) =>
      ask(
        street,
        registers.entries,
        { ...input, limit: 60, ...(pageParam ? { after: pageParam } : { counted: true }) },
        signal,
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
    enabled: isOn,
  })
  const rows = useMemo(() => {
    const seen = new Map<string, EntryLine>()
    for (const page of list.data?.pages ?? []) for (const line of page.items) seen.set(line.id, line)
    return [...seen.values()]
  }, [list.data])
  return { ...list, rows, total: list.data?.pages[0]?.total ?? null }
}
