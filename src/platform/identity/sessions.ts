import { sql } from 'kysely'
import { LRUCache } from 'lru-cache'
import type { StaffId, StreetCode, UnitId } from '#kernel/id'
import type { Membership, Scope, Session } from '#kernel/session'
import type { Database } from '#platform/db'
import type { Actor } from '#platform/operations'
import { scopeOf } from './accounts.ts'
import { headersFor, type Auth } from './auth.ts'
import { policy } from './policy.ts'

/** An account that is signed in, as the database had it at most ten seconds ago. */
export interface SignedIn {
  readonly accountId: string
  readonly token: string
  readonly session: Session
  readonly actors: ReadonlyMap<string, Actor>
}

interface Known extends SignedIn {
  readonly openedAt: number
  readonly readAt: number
  readonly passwordDueAt: number | null
  usedAt: number
}

interface MembershipRow {
  readonly username: string
  readonly password_due_at: string | null
  readonly street: string | null
  readonly id: string
  readonly name: string
  readonly post: string
  readonly unit: string | null
  readonly scope_kind: Scope['kind']
  readonly scope_code: string | null
  readonly roles: readonly string[]
}

const nobody = { address: null, userAgent: null }

export function openSessions(
  database: Database,
  auth: Auth,
  permitted: (roles: readonly string[]) => ReadonlySet<string>,
  now: () => Date,
) {
  const known = new LRUCache<string, Known>({ max: 5000 })
  const loading = new Map<string, Promise<Known | null>>()
  // What is being changed may not be committed yet: for a while such an account is read anew each time.
  const changing = new LRUCache<string, true>({ max: 5000, ttl: 2 * policy.believeFor })

  function isOver(session: Pick<Known, 'openedAt' | 'usedAt'>, at: number): boolean {
    return at - session.openedAt >= policy.sessionFor || at - session.usedAt >= policy.idleFor
  }

  /** Who holds this signed token. Every call counts as activity. */
  async function find(sealed: string): Promise<SignedIn | null> {
    const at = now().getTime()
    const found = known.get(sealed)
    const isFresh = found && Math.abs(at - found.readAt) < policy.believeFor
    if (found && isFresh && !isOver(found, at) && !isDue(found, at)) {
      found.usedAt = at
      return found
    }
    known.delete(sealed)
    const running = loading.get(sealed)
    if (running) return await running
    const run = load(sealed, at).finally(() => loading.get(sealed) === run && loading.delete(sealed))
    loading.set(sealed, run)
    return await run
  }

  const isDue = (session: Known, at: number) =>
    !session.session.mustChangePassword && session.passwordDueAt !== null && session.passwordDueAt <= at

  async function load(sealed: string, at: number): Promise<Known | null> {
    const headers = headersFor(sealed, nobody)
    const found = await auth.quietly(() => auth.api.getSession({ headers, query: { disableRefresh: true } }))
    if (!found) return null
    const { token, userId, createdAt, updatedAt } = found.session
    const times = { openedAt: createdAt.getTime(), usedAt: updatedAt.getTime() }
    if (isOver(times, at)) {
      await end(token, userId)
      return null
    }
    const read = await readAccount(userId, at)
    if (!read) return null
    if (at - times.usedAt >= policy.touchEvery) {
      await database.kysely
        .updateTable('auth_sessions')
        .set({ updated_at: new Date(at) })
        .where('token', '=', token)
        .execute()
    }
    const session: Known = { accountId: userId, token, ...read, openedAt: times.openedAt, usedAt: at, readAt: at }
    if (!changing.has(userId)) known.set(sealed, session)
    return session
  }

  async function readAccount(
    accountId: string,
    at: number,
  ): Promise<Pick<Known, 'session' | 'actors' | 'passwordDueAt'> | null> {
    const { rows } = await sql<MembershipRow>`
      select a.username, a.password_due_at, m.*
      from auth_accounts a left join memberships_of(a.id) m on true where a.id = ${accountId}`.execute(database.kysely)
    const first = rows[0]
    if (!first) return null
    const passwordDueAt = first.password_due_at === null ? null : Date.parse(first.password_due_at)
    const mustChangePassword = passwordDueAt !== null && passwordDueAt <= at
    const nothing: ReadonlySet<string> = new Set()
    const actors = new Map<string, Actor>()
    const memberships: Membership[] = []
    for (const row of rows) {
      if (row.street === null) continue
      const can = permitted(row.roles)
      const unit = row.unit as UnitId | null
      const common = { name: row.name, unit, scope: scopeOf(row), roles: [...row.roles] }
      const id = row.id as StaffId
      memberships.push({ street: row.street as StreetCode, staffId: id, post: row.post, ...common, can: [...can] })
      actors.set(row.street, { kind: 'staff', id, accountId, ...common, can: mustChangePassword ? nothing : can })
    }
    return { session: { username: first.username, mustChangePassword, memberships }, actors, passwordDueAt }
  }

  /** What this process believed about an account no longer holds. */
  function forget(accountId: string): void {
    changing.set(accountId, true)
    loading.clear()
    for (const [sealed, session] of known.entries()) if (session.accountId === accountId) known.delete(sealed)
  }

  async function end(token: string, accountId: string): Promise<void> {
    await database.kysely.deleteFrom('auth_sessions').where('token', '=', token).execute()
    forget(accountId)
  }

  /** Ends what has run out of an account's sessions, and the oldest of too many. */
  async function trim(accountId: string): Promise<void> {
    const at = now().getTime()
    const kept = database.kysely
      .selectFrom('auth_sessions')
      .select('token')
      .where('user_id', '=', accountId)
      .where('created_at', '>', new Date(at - policy.sessionFor).toISOString())
      .where('updated_at', '>', new Date(at - policy.idleFor).toISOString())
      .orderBy('created_at', 'desc')
      .limit(policy.sessionsAtOnce)
    await database.kysely
      .deleteFrom('auth_sessions')
      .where('user_id', '=', accountId)
      .where('token', 'not in', kept)
      .execute()
  }

  return { find, forget, end, trim }
}
export type Sessions = ReturnType<typeof openSessions>
