import { useEffect } from 'react'
import { cases } from '#engines/cases/shared'
import { useOperation } from '#ui/operations'
import { usePages } from '#ui/paged-list'
import { noteServerTime } from '#ui/time'
import type { Filter, SortOrder } from '../list-filter.ts'

/** Time alone makes a case overdue: nobody acts, so the live stream says nothing. */
const everyMinute = 60_000

/** A list that loads on by its key as it is read. */
export function useCaseList(filter: Filter, sort: SortOrder) {
  const list = usePages(cases.list, { ...filter, sort, limit: 60 }, { refetchInterval: everyMinute })
  const now = list.data?.pages[0]?.now
  useEffect(() => {
    if (now) noteServerTime(now)
  }, [now])
  return list
}

export function useQueueCounts() {
  return useOperation(cases.counts, {}, { refetchInterval: everyMinute })
}
