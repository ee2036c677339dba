import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { createContext, useContext } from 'react'
import type { Membership, Session } from '#kernel/session'
import type { Text } from '#kernel/text'
import { Refusal, Unreachable } from '../operations/index.ts'
import { platformErrors } from '#kernel/operation'

async function call<T>(path: string, method: string, body?: object): Promise<T | null> {
  let response: Response
  try {
    response = await fetch(path, {
      method,
      headers: {
        'accept-language': document.documentElement.lang,
        ...(body && { 'content-type': 'application/json' }),
      },
      ...(body && { body: JSON.stringify(body) }),
    })
  } catch (cause) {
    throw new Unreachable('offline', { cause })
  }
  const said: unknown = await response.json().catch(() => null)
  if (response.ok) return said as T
  if (said && typeof said === 'object' && 'code' in said) throw new Refusal(response.status, said as never)
  throw new Refusal(response.status, { code: 'failed', message: platformErrors.failed[0] })
}

export interface DemoAccount {
  readonly username: string
  readonly password: string
  readonly label: Text
  readonly street: string
}

/** Who is signed in; null for nobody. */
export function useSession() {
  return useQuery<Session | null>({
    queryKey: ['session'],
    staleTime: 60_000,
    retry: (count, error) => !(error instanceof Refusal) && count < 3,
    queryFn: async () => {
      try {
        return await call<Session>('/api/session', 'GET')
      } catch (thrown) {
        if (thrown instanceof Refusal && (thrown.status === 401 || thrown.status === 404)) return null
        throw thrown
      }
    },
  })
}

export function useSignIn() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (given: { username: string; password: string }) => call<Session>('/api/session', 'POST', given),
    onSuccess: (session) => client.setQueryData(['session'], session),
  })
}

export function useSignOut() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => call('/api/session', 'DELETE'),
    onSuccess: () => {
      client.clear()
      client.setQueryData(['session'], null)
    },
  })
}

export function useChangePassword() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (given: { current: string; next: string }) => call('/api/session/password', 'POST', given),
    onSuccess: () => client.invalidateQueries({ queryKey: ['session'] }),
  })
}

/** Accounts of the demo world; none where there is no demo world. */
export function useDemoAccounts() {
  return useQuery<readonly DemoAccount[]>({
    queryKey: ['demo'],
    staleTime: Infinity,
    retry: false,
    queryFn: async () => {
      try {
        return (await call<{ accounts: DemoAccount[] }>('/api/demo', 'GET'))?.accounts ?? []
      } catch {
        return []
      }
    },
  })
}

/** The membership under which the pages of a street are read. */
export const MembershipContext = createContext<Membership | null>(null)

export function useMembership(): Membership | null {
  return useContext(MembershipContext)
}

/** Null when the operation is permitted; otherwise the sentence that says why not. */
export function useBarrier(): (operation: string) => Text | null {
  const membership = useMembership()
  return (operation) => (membership?.can.includes(operation) ? null : platformErrors.forbidden)
}
