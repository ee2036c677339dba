import { useInfiniteQuery, useQueryClient, type InfiniteData } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { OutputOf } from '#kernel/operation'
import { registers, type ImportRow, type ImportView, type Verdict } from '#engines/registers/shared'
import { ask, useStreet } from '#ui/operations'

type Page = OutputOf<typeof registers.importRows>

/**
 * The rows of one verdict, as they are read. Kept under a name of its own: after each mended row every page of a hundred
 * thousand would be asked again.
 */
export function useImportRows(view: ImportView, verdict: Verdict) {
  const street = useStreet()
  const client = useQueryClient()
  const key = [street, 'import rows', view.id, view.state, verdict]
  const list = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam, signal }) =>
      ask(street, registers.importRows, { id: view.id, verdict, after: pageParam, limit: 200 }, signal),
    initialPageParam: 0,
    getNextPageParam: (page) => page.next,
    staleTime: Infinity,
    gcTime: 0,
  })
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data])
  /** A row that was mended or decided stays where it is read, with its new verdict. */
  function replace(row: ImportRow): void {
    client.setQueryData<InfiniteData<Page, number>>(
      key,
      (data) =>
        data && {
          ...data,
          pages: data.pages.map((page) => ({
            ...page,
            items: page.items.map((each) => (each.no === row.no ? row : each)),
          })),
        },
    )
  }
  return { ...list, rows, replace }
}
