import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import { cases, type CaseLine } from '#engines/cases/shared'
import { ask, useOperation, useStreet } from '#ui/operations'
import { noteServerTime } from '#ui/time'
import type { Filter, SortOrder } from '../list-filter.ts'

/** Time alone makes a case overdue: nobody acts, so the live stream says nothing. */
const everyMinute = 60_000

/** A list that loads on by its key as it is read. */
export function useCaseList(filter: Filter, sort: SortOrder) {
  const street = useStreet()
  const input = { ...filter, sort }
  const list = useInfiniteQuery({
    queryKey: [street, cases.list.name, input, 'pages'],
    queryFn: ({ pageParam, signal }) =>
      ask(street, cases.list, { ...input, limit: 60, ...(pageParam && { after: pageParam }) }, signal),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
    refetchInterval: everyMinute,
  })
  const now = list.data?.pages[0]?.now
  useEffect(() => {
    if (now) noteServerTime(now)
  }, [now])
  // A case that moved while the list was read may come twice: once is enough.
  const rows = useMemo(() => {
    const seen = new Map<string, CaseLine>()
    for (const page of list.data?.pages ?? []) for (const line of page.items) seen.set(line.id, line)
    return [...seen.values()]
  }, [list.data])
  return { ...list, rows }
}

export function useQueueCounts() {
  return useOperation(cases.counts, {}, { refetchInterval: everyMinute })
}
