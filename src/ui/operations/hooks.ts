import { keepPreviousData, useMutation, useQuery, useQueryClient, type UseQueryOptions } from '@tanstack/react-query'
import { createContext, useContext, useEffect } from 'react'
import type { Command, OutputOf, Query, SentTo } from '#kernel/operation'
import { ask, perform } from './client.ts'

/** The street whose pages these are. */
export const StreetContext = createContext<string>('')
export const useStreet = () => useContext(StreetContext)

/** A query's answer, kept under [street, name, input] and asked again when the live stream says that its engine changed. */
export function useOperation<Q extends Query>(query: Q, input: SentTo<Q>, options: Partial<Pick<UseQueryOptions, 'enabled' | 'staleTime' | 'refetchInterval'>> = {}) {
  const street = useStreet()
  return useQuery<OutputOf<Q>>({
    queryKey: [street, query.name, input],
    queryFn: ({ signal }) => ask(street, query, input, signal),
    placeholderData: keepPreviousData,
    ...(options as object),
  })
}

export function useCommand<C extends Command>(command: C) {
  const street = useStreet()
  const client = useQueryClient()
  return useMutation({
    mutationFn: (input: SentTo<C>) => perform(street, command, input),
    onSettled: () => client.invalidateQueries({ queryKey: [street] }),
  })
}

/** One line of the live stream GET /api/{street}/live (server-sent events); the event id is the ledger position. */
export interface LiveAct {
  readonly operation: string
  readonly subject: string | null
}

/** Keeps every query of the street fresh: a change made by someone else shows within a second, also after a reconnect. */
export function useLive(onAct?: (act: LiveAct) => void): void {
  const street = useStreet()
  const client = useQueryClient()
  useEffect(() => {
    const source = new EventSource(`/api/${street}/live`)
    let timer: ReturnType<typeof setTimeout> | undefined
    source.addEventListener('act', event => {
      const act = JSON.parse(event.data as string) as LiveAct
      onAct?.(act)
      // Many acts in one breath ask for one refresh.
      timer ??= setTimeout(() => {
        timer = undefined
        void client.invalidateQueries({ queryKey: [street] })
      }, 150)
    })
    return () => {
      source.close()
      clearTimeout(timer)
    }
  }, [street, client, onAct])
}
