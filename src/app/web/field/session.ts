import { Session } from '#kernel/session'
import { platformErrors } from '#kernel/operation'
import { Refusal, Unreachable } from '#ui/operations'
import { forgetKept } from './kept.ts'

const place = 'mofang.field.session'

async function call(method: string, path: string, body?: object): Promise<unknown> {
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
  const said: unknown = response.status === 204 ? null : await response.json().catch(() => null)
  if (response.ok) return said
  if (said && typeof said === 'object' && 'code' in said) throw new Refusal(response.status, said as never)
  throw response.status >= 500
    ? new Unreachable(`HTTP ${response.status}`)
    : new Refusal(response.status, { code: 'failed', message: platformErrors.failed[0] })
}

function remember(said: unknown): Session {
  const session = Session.parse(said)
  localStorage.setItem(place, JSON.stringify(session))
  return session
}

/** Who worked on this phone last: enough to go on working where there is no line. */
export function rememberedSession(): Session | null {
  try {
    return Session.parse(JSON.parse(localStorage.getItem(place) ?? 'null'))
  } catch {
    return null
  }
}

/** Who is signed in by the server's word, or null for nobody; throws when the server cannot be reached. */
export async function askSession(): Promise<Session | null> {
  try {
    return remember(await call('GET', '/api/session'))
  } catch (thrown) {
    if (thrown instanceof Refusal && thrown.status === 401) return null
    throw thrown
  }
}

export async function signIn(username: string, password: string): Promise<Session> {
  const session = remember(await call('POST', '/api/session', { username, password }))
  return session
}

export async function changePassword(current: string, next: string): Promise<Session> {
  return remember(await call('POST', '/api/session/password', { current, next }))
}

export async function signOut(): Promise<void> {
  await call('DELETE', '/api/session')
  localStorage.removeItem(place)
  await forgetKept()
}

export interface DemoAccount {
  readonly username: string
  readonly password: string
  readonly label: readonly [string, string]
}

/** The accounts of the demo world; none where there is none. */
export async function askDemoAccounts(): Promise<readonly DemoAccount[]> {
  try {
    return ((await call('GET', '/api/demo')) as { accounts?: DemoAccount[] } | null)?.accounts ?? []
  } catch {
    return []
  }
}
