import { isIP } from 'node:net'
import { APIError } from 'better-auth/api'
import { newId } from '#kernel/id'
import { err, ok, type Result } from '#kernel/result'
import type { Database } from '#platform/db'
import { normalizeUsername, rememberPassword } from './accounts.ts'
import { openAttempts } from './attempts.ts'
import { headersFor, sealedIn, type Auth } from './auth.ts'
import { openLimiter } from './limiter.ts'
import { usernamePattern } from './operations.ts'
import { isPassword, isStrong } from './passwords.ts'
import { policy } from './policy.ts'
import type { Sessions, SignedIn } from './sessions.ts'

export interface From {
  readonly address: string | null
  readonly userAgent: string | null
}

export interface Opened {
  readonly sealed: string
  readonly signedIn: SignedIn
}

type SignInError = 'wrong_credentials' | 'account_locked' | 'too_many_requests'
type ChangeError = 'password_wrong' | 'password_weak' | 'password_reused' | 'account_locked' | 'too_many_requests'

export function openSignIn(database: Database, auth: Auth, sessions: Sessions, now: () => Date) {
  const { kysely } = database
  const attempts = openAttempts(database)
  const addresses = openLimiter(policy.failuresPerAddress, policy.addressWindow)
  const oneByOne = serializer()

  async function note(operation: string, outcome: string, accountId: string | null, from: From): Promise<void> {
    const address = from.address && isIP(from.address) ? from.address : null
    await kysely
      .insertInto('auth_events')
      .values({ id: newId(), at: now(), account_id: accountId, operation: `identity.${operation}`, outcome, address })
      .execute()
  }

  /** Does the same work and gives the same answers whether or not there is such an account. */
  async function signIn(typed: string, password: string, from: From): Promise<Result<Opened, SignInError>> {
    const address = from.address ?? 'unknown'
    if (addresses.isFull(address)) return err('too_many_requests')
    const username = normalizeUsername(typed)
    const result = usernamePattern.test(username)
      ? await oneByOne(username, () => attempt(username, password, from))
      : err('wrong_credentials')
    if (!result.ok) addresses.take(address)
    return result
  }

  async function attempt(username: string, password: string, from: From): Promise<Result<Opened, SignInError>> {
    const account = await kysely
      .selectFrom('auth_accounts')
      .select('id')
      .where('username', '=', username)
      .executeTakeFirst()
    const accountId = account?.id ?? null
    if (await attempts.isLocked(username, now())) {
      await note('signIn', 'account_locked', accountId, from)
      return err('account_locked')
    }
    const opened = await open(username, password, from)
    if (!opened) {
      const code = (await attempts.fail(username, now())) ? 'account_locked' : 'wrong_credentials'
      await note('signIn', code, accountId, from)
      return err(code)
    }
    await attempts.clear(username)
    await sessions.trim(opened.signedIn.accountId)
    await kysely.updateTable('auth_accounts').set({ last_sign_in_at: now() }).where('username', '=', username).execute()
    await note('signIn', 'ok', opened.signedIn.accountId, from)
    return ok(opened)
  }

  async function open(username: string, password: string, from: From): Promise<Opened | null> {
    const headers = headersFor(null, from)
    const answer = await refusedAsNull(
      auth.quietly(() => auth.api.signInUsername({ body: { username, password }, headers, returnHeaders: true })),
    )
    const sealed = answer && sealedIn(answer.headers)
    const signedIn = sealed ? await sessions.find(sealed) : null
    if (!sealed || !signedIn) return null
    if (signedIn.session.memberships.length > 0) return { sealed, signedIn }
    // Deactivated everywhere: the account is as good as none.
    await sessions.end(signedIn.token, signedIn.accountId)
    return null
  }

  async function signOut(signedIn: SignedIn, from: From): Promise<void> {
    await sessions.end(signedIn.token, signedIn.accountId)
    await note('signOut', 'ok', signedIn.accountId, from)
  }

  /** Every other session of the account ends, and this one goes on under a new token. */
  async function changePassword(
    opened: Opened,
    said: { current: string; next: string },
    from: From,
  ): Promise<Result<Opened, ChangeError>> {
    const address = from.address ?? 'unknown'
    const { username } = opened.signedIn.session
    if (addresses.isFull(address)) return err('too_many_requests')
    const result = await oneByOne(username, () => change(opened, said, from))
    if (!result.ok && (result.error === 'password_wrong' || result.error === 'account_locked')) addresses.take(address)
    await note('changePassword', result.ok ? 'ok' : result.error, opened.signedIn.accountId, from)
    return result
  }

  async function change(
    { sealed, signedIn }: Opened,
    { current, next }: { current: string; next: string },
    from: From,
  ): Promise<Result<Opened, ChangeError>> {
    const { accountId, session } = signedIn
    if (await attempts.isLocked(session.username, now())) return err('account_locked')
    if (!(await isCurrent(accountId, current))) {
      return err((await attempts.fail(session.username, now())) ? 'account_locked' : 'password_wrong')
    }
    if (!isStrong(next)) return err('password_weak')
    if (await wasUsed(accountId, next)) return err('password_reused')
    const body = { currentPassword: current, newPassword: next, revokeOtherSessions: true }
    const headers = headersFor(sealed, from)
    const answer = await auth.quietly(() => auth.api.changePassword({ body, headers, returnHeaders: true }))
    await kysely.transaction().execute(async (tx) => {
      const due = new Date(now().getTime() + policy.passwordFor)
      await tx
        .updateTable('auth_accounts')
        .set({ password_due_at: due, updated_at: now() })
        .where('id', '=', accountId)
        .execute()
      const { password } = await credentialOf(accountId, tx)
      if (password) await rememberPassword(tx, accountId, password, now())
    })
    sessions.forget(accountId)
    const renewed = sealedIn(answer.headers)
    const found = renewed ? await sessions.find(renewed) : null
    if (!renewed || !found) throw new Error('The session was not renewed after the password was changed.')
    return ok({ sealed: renewed, signedIn: found })
  }

  function credentialOf(accountId: string, db = kysely) {
    return db
      .selectFrom('auth_credentials')
      .select('password')
      .where('user_id', '=', accountId)
      .where('provider_id', '=', 'credential')
      .executeTakeFirstOrThrow()
  }

  async function isCurrent(accountId: string, password: string): Promise<boolean> {
    const stored = (await credentialOf(accountId)).password
    return stored !== null && (await isPassword(stored, password))
  }

  async function wasUsed(accountId: string, password: string): Promise<boolean> {
    const rows = await kysely
      .selectFrom('auth_password_history')
      .select('hash')
      .where('account_id', '=', accountId)
      .orderBy('at', 'desc')
      .limit(policy.passwordHistory)
      .execute()
    for (const { hash } of rows) if (await isPassword(hash, password)) return true
    return false
  }

  return { signIn, signOut, changePassword }
}
export type SignIn = ReturnType<typeof openSignIn>

async function refusedAsNull<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked
  } catch (thrown) {
    if (thrown instanceof APIError && thrown.statusCode < 500) return null
    throw thrown
  }
}

/** Attempts on one name wait for each other: a hundred at once would all be made before the first was counted. */
function serializer() {
  const last = new Map<string, Promise<unknown>>()
  return <T>(key: string, run: () => Promise<T>): Promise<T> => {
    const next = (last.get(key) ?? Promise.resolve()).then(run, run)
    const tail = next.catch(() => {}).finally(() => last.get(key) === tail && last.delete(key))
    last.set(key, tail)
    return next
  }
}
