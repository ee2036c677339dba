import {
  keepPreviousData,
  useInfiniteQuery,
  type InfiniteData,
  type UseInfiniteQueryOptions,
} from '@tanstack/react-query'
import { useMemo } from 'react'
import type { OutputOf, Query, SentTo } from '#kernel/operation'
import { ask, useStreet } from '#ui/operations'

type ItemOf<Q extends Query> = OutputOf<Q> extends { readonly items: readonly (infer T)[] } ? T : never

interface PagesOptions<Q extends Query> extends Partial<
  Pick<UseInfiniteQueryOptions<OutputOf<Q>, Error, InfiniteData<OutputOf<Q>>>, 'enabled' | 'refetchInterval'>
> {
  /** Asked with the first page alone. */
  readonly first?: Partial<SentTo<Q>>
}

/**
 * A list that loads on by its key as it is read, asked again when the live stream says that its engine changed. A line
 * that moved meanwhile comes in two pages: once is enough, where and as it was read last.
 */
export function usePages<Q extends Query>(query: Q, input: SentTo<Q>, { first, ...options }: PagesOptions<Q> = {}) {
  const street = useStreet()
  const list = useInfiniteQuery({
    queryKey: [street, query.name, input, 'pages'],
    queryFn: ({ pageParam, signal }) => {
      const part = pageParam === null ? first : { after: pageParam }
      return ask(street, query, { ...(input as object), ...(part as object) } as SentTo<Q>, signal)
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => (page as { next: string | null }).next,
    placeholderData: keepPreviousData,
    ...(options as object),
  })
  const { data } = list
  const items = useMemo(() => {
    const seen = new Map<unknown, ItemOf<Q>>()
    for (const page of data?.pages ?? [])
      for (const item of (page as { items: readonly (ItemOf<Q> & { id?: unknown })[] }).items)
        seen.set(item.id ?? item, item)
    return [...seen.values()]
  }, [data])
  return { ...list, items }
}
