import { QueryCache, QueryClient, useQuery } from '@tanstack/react-query'
import { createContext, useContext, useSyncExternalStore } from 'react'
import { must } from '#kernel/assert'
import type { OutputOf, Query, SentTo } from '#kernel/operation'
import type { Membership } from '#kernel/session'
import { ask, Refusal, Unreachable } from '#ui/operations'
import { noteServerTime } from '#ui/time'
import { keep, readKept, type KeptAnswer } from './kept.ts'

export interface Working {
  readonly street: string
  readonly username: string
  readonly membership: Membership
}

export const WorkingContext = createContext<Working | null>(null)

/** In which street and as whom the person works. */
export function useWorking(): Working {
  return must(useContext(WorkingContext), 'somebody at work')
}

export interface Heard<T> {
  readonly value: T
  readonly at: number
  /** False when there was no line and this is what was kept. */
  readonly fresh: boolean
}

let expired = false
const onExpiry = new Set<() => void>()

export function noteExpired(is: boolean): void {
  expired = is
  for (const listener of onExpiry) listener()
}

/** The server no longer knows the session: what is kept can be worked with, but must not pass for the present. */
export function useExpired(): boolean {
  return useSyncExternalStore(
    (listener) => {
      onExpiry.add(listener)
      return () => onExpiry.delete(listener)
    },
    () => expired,
  )
}

export const queries = new QueryClient({
  queryCache: new QueryCache({
    onError: (thrown) => {
      if (thrown instanceof Refusal && thrown.status === 401) noteExpired(true)
    },
  }),
  // Offline is a way of working here, not a reason to hold a question back.
  defaultOptions: {
    queries: {
      networkMode: 'always',
      retry: false,
      staleTime: 15_000,
      refetchOnWindowFocus: true,
      refetchOnReconnect: true,
    },
  },
})

const keyOf = (name: string, input: unknown) => `${name}?${JSON.stringify(input)}`
const prefixOf = (working: Pick<Working, 'street' | 'username'>) => `${working.username}/${working.street}/`

/** Puts what was kept where the pages look first, so that they open at once and without a line; with one, it is asked again. */
export async function wakeKept(working: Working): Promise<void> {
  for (const [key, answer] of await readKept(prefixOf(working))) {
    const at = [working.street, key]
    if (queries.getQueryData(at) === undefined) queries.setQueryData(at, { ...answer, fresh: false }, { updatedAt: 1 })
  }
}

async function hear<Q extends Query>(
  working: Working,
  query: Q,
  input: SentTo<Q>,
  signal?: AbortSignal,
): Promise<Heard<OutputOf<Q>>> {
  const key = keyOf(query.name, input)
  const at = Date.now()
  try {
    const value = await ask(working.street, query, input, signal)
    const now = (value as { now?: unknown } | null)?.now
    if (typeof now === 'string') noteServerTime(now)
    void keep(prefixOf(working) + key, { value, at })
    return { value, at, fresh: true }
  } catch (thrown) {
    const before = queries.getQueryData<KeptAnswer>([working.street, key])
    if (thrown instanceof Unreachable && before)
      return { value: before.value as OutputOf<Q>, at: before.at, fresh: false }
    throw thrown
  }
}

/** What the server says, or said when it could last be heard. */
export function useHeard<Q extends Query>(
  query: Q,
  input: SentTo<Q>,
  options: { enabled?: boolean; every?: number } = {},
) {
  const working = useWorking()
  return useQuery<Heard<OutputOf<Q>>>({
    queryKey: [working.street, keyOf(query.name, input)],
    queryFn: ({ signal }) => hear(working, query, input, signal),
    enabled: options.enabled ?? true,
    refetchInterval: options.every ?? false,
  })
}

const aWhile = 600_000

/** Asks ahead for what will be needed without a line, unless it was asked a while ago. */
export async function prefetch<Q extends Query>(working: Working, query: Q, input: SentTo<Q>): Promise<void> {
  const queryKey = [working.street, keyOf(query.name, input)]
  const before = queries.getQueryData<KeptAnswer>(queryKey)
  if (before && Date.now() - before.at < aWhile) return
  await queries.prefetchQuery({ queryKey, queryFn: () => hear(working, query, input) })
}

/** What an act changed is asked for again. */
export function askAgain(street: string): void {
  void queries.invalidateQueries({
    predicate: ({ queryKey }) => queryKey[0] === street && String(queryKey[1]).startsWith('cases.'),
  })
}

/** After signing in again everything may be different. */
export function askAllAgain(): void {
  void queries.invalidateQueries()
}
