import { keepPreviousData, useMutation, useQuery, useQueryClient, type UseQueryOptions } from '@tanstack/react-query'
import { createContext, useContext, useEffect, useRef } from 'react'
import { newId } from '#kernel/id'
import type { Command, OutputOf, Query, SentTo } from '#kernel/operation'
import { ask, perform, Unreachable } from './client.ts'

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

/**
 * Performs a command. Pressed again after the line broke, the same input goes out under the same id, so that the server,
 * which may have performed it, does not perform it twice; any answer ends that.
 */
export function useCommand<C extends Command>(command: C) {
  const street = useStreet()
  const client = useQueryClient()
  const pending = useRef<{ id: string; said: string } | null>(null)
  return useMutation({
    mutationFn: async (input: SentTo<C>) => {
      const said = JSON.stringify([street, input])
      if (pending.current?.said !== said) pending.current = { id: newId(), said }
      try {
        const answer = await perform(street, command, input, { id: pending.current.id })
        pending.current = null
        return answer
      } catch (thrown) {
        if (!(thrown instanceof Unreachable)) pending.current = null
        throw thrown
      }
    },
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
