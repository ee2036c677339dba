import type { FastifyRequest } from 'fastify'
import type { Database } from '#platform/db'
import type { Actor, Implementation } from '#platform/operations'
import { administrationOf } from './administration.ts'
import { acts } from './audit.ts'
import { openAuth } from './auth.ts'
import { sealedOf } from './cookie.ts'
import { administrators, permitter, type Role } from './roles.ts'
import { openSessions, type SignedIn } from './sessions.ts'
import { openSignIn, type SignIn } from './sign-in.ts'

export interface IdentityOptions {
  readonly database: Database
  /** The roles of the engines; the three administrators come by themselves. */
  readonly roles: readonly Role[]
  /** What the audit administrator may read of the engines: who looked at what kind of thing, never the thing. */
  readonly audits?: readonly string[]
  /** Signs session cookies: at least 32 random characters, kept for as long as sessions shall last. */
  readonly secret: string
  readonly now: () => Date
}

type Asking = Pick<FastifyRequest, 'headers' | 'protocol'>

export interface Identity extends SignIn {
  readonly roles: readonly Role[]
  readonly implementations: readonly Implementation[]
  /** The account behind a request, whichever street it asks for. */
  signedIn(request: Asking): Promise<SignedIn | null>
  /** The member of staff of this street behind a request; null for who is not signed in or does not serve here. */
  actorOf(request: Asking, street: string): Promise<Actor | null>
  /** Drops what this process believes about an account that was changed by other means. */
  forget(accountId: string): void
}

export function createIdentity({ database, roles: ofEngines, audits = [], secret, now }: IdentityOptions): Identity {
  if (secret.length < 32) throw new Error('The session secret is too short. Give at least 32 random characters.')
  const ownRoles = administrators.map((role) =>
    role.id === 'audit_admin' ? { ...role, may: [...role.may, ...audits] } : role,
  )
  const roles = [...ofEngines, ...ownRoles]
  const auth = openAuth(database, secret, now)
  const sessions = openSessions(database, auth, permitter(roles), now)

  async function signedIn(request: Asking): Promise<SignedIn | null> {
    const sealed = sealedOf(request)
    return sealed ? await sessions.find(sealed) : null
  }

  return {
    ...openSignIn(database, auth, sessions, now),
    roles,
    implementations: [...administrationOf(new Set(roles.map((role) => role.id)), sessions.forget), acts],
    signedIn,
    actorOf: async (request, street) => (await signedIn(request))?.actors.get(street) ?? null,
    forget: sessions.forget,
  }
}
