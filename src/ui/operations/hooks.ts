import { keepPreviousData, useMutation, useQuery, useQueryClient, type UseQueryOptions } from '@tanstack/react-query'
import { createContext, useContext, useEffect, useRef, useState } from 'react'
import { newId } from '#kernel/id'
import { engineOf, type Command, type OutputOf, type Query, type SentTo } from '#kernel/operation'
import { ask, perform, Unreachable } from './client.ts'

/** The street whose pages these are. */
export const StreetContext = createContext<string>('')
export const useStreet = () => useContext(StreetContext)

/** A query's answer, kept under [street, name, input] and asked again when the live stream says that its engine changed. */
export function useOperation<Q extends Query>(
  query: Q,
  input: SentTo<Q>,
  options: Partial<Pick<UseQueryOptions, 'enabled' | 'staleTime' | 'refetchInterval'>> = {},
) {
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
    onSettled: () =>
      client.invalidateQueries({
        queryKey: [street],
        predicate: ({ queryKey: [, name] }) => engineOf(String(name)) === engineOf(command.name),
      }),
  })
}

/** One line of the live stream GET /api/{street}/live (server-sent events); the event id is the ledger position. */
export interface LiveAct {
  readonly operation: string
  readonly subject: string | null
}

const soonest = 150
const between = 800

/**
 * Keeps the queries of the street fresh: a change made by someone else shows within a second, also after a reconnect.
 * True while the line stands. Only queries of the engines that changed, and of those that `follows` them, are asked again, and
 * a storm of acts (a replay) asks about once a second.
 */
export function useLive(isOn: boolean, follows: Readonly<Record<string, readonly string[]>>): boolean {
  const street = useStreet()
  const client = useQueryClient()
  const [isLive, setLive] = useState(false)
  useEffect(() => {
    if (!isOn) return
    const source = new EventSource(`/api/${street}/live`)
    const changed = new Set<string>()
    let timer: ReturnType<typeof setTimeout> | undefined
    let last = 0
    function refresh(): void {
      timer = undefined
      last = Date.now()
      const engines = [...changed]
      changed.clear()
      void client.invalidateQueries({
        queryKey: [street],
        predicate: ({ queryKey: [, name] }) =>
          engines.some(
            (engine) => engine === '*' || engineOf(String(name)) === engine || follows[engine]?.includes(String(name)),
          ),
      })
    }
    function note(engine: string): void {
      changed.add(engine)
      timer ??= setTimeout(refresh, Math.max(soonest, between - (Date.now() - last)))
    }
    source.addEventListener('act', (event) => {
      note(engineOf((JSON.parse(event.data as string) as LiveAct).operation))
    })
    source.addEventListener('open', () => {
      setLive(true)
      // Also the first time: what was done between the first answers and this line would stay unseen.
      note('*')
    })
    source.addEventListener('error', () => {
      setLive(false)
    })
    return () => {
      source.close()
      clearTimeout(timer)
    }
  }, [street, client, isOn, follows])
  return isLive
}
