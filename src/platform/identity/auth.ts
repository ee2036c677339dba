import { betterAuth } from 'better-auth'
import { username } from 'better-auth/plugins/username'
import type { KyselyPlugin } from 'kysely'
import { newId } from '#kernel/id'
import type { Database } from '#platform/db'
import { normalizeUsername } from './accounts.ts'
import { usernamePattern } from './operations.ts'
import { hashPassword, isPassword } from './passwords.ts'
import { policy } from './policy.ts'
import { openQuiet } from './quiet.ts'

/** The library reckons with Date where the rest of the program keeps instants as text. */
const instantsAsDates: KyselyPlugin = {
  transformQuery: ({ node }) => node,
  async transformResult({ result }) {
    return { ...result, rows: result.rows.map((row) => Object.fromEntries(Object.entries(row).map(asDate))) }
  },
}

function asDate([column, value]: [string, unknown]): [string, unknown] {
  return [column, column.endsWith('_at') && typeof value === 'string' ? new Date(value) : value]
}

export type Auth = Pick<ReturnType<typeof openLibrary>, 'api'> & {
  /** Each call of `api` goes through this. */
  readonly quietly: ReturnType<typeof openQuiet>
}

export function openAuth(database: Database, secret: string, now: () => Date): Auth {
  const { api } = openLibrary(database, secret, now)
  return { api, quietly: openQuiet() }
}

/** better-auth over our tables. Its routes are not mounted: only its functions are called, from here. */
function openLibrary(database: Database, secret: string, now: () => Date) {
  const times = { createdAt: 'created_at', updatedAt: 'updated_at' }
  return betterAuth({
    appName: 'mofang',
    secret,
    // Names the origin of its own routes, which nobody can reach.
    baseURL: 'http://localhost',
    database: { db: database.kysely.withPlugin(instantsAsDates), type: 'postgres', transaction: true },
    logger: { disabled: true },
    telemetry: { enabled: false },
    rateLimit: { enabled: false },
    advanced: { useSecureCookies: false, database: { generateId: () => newId() } },
    user: { modelName: 'auth_accounts', fields: { emailVerified: 'email_verified', ...times } },
    account: {
      modelName: 'auth_credentials',
      fields: {
        userId: 'user_id',
        providerId: 'provider_id',
        accountId: 'account_id',
        accessToken: 'access_token',
        refreshToken: 'refresh_token',
        idToken: 'id_token',
        accessTokenExpiresAt: 'access_token_expires_at',
        refreshTokenExpiresAt: 'refresh_token_expires_at',
        ...times,
      },
    },
    session: {
      modelName: 'auth_sessions',
      expiresIn: policy.sessionFor / 1000,
      disableSessionRefresh: true,
      fields: {
        userId: 'user_id',
        expiresAt: 'expires_at',
        ipAddress: 'ip_address',
        userAgent: 'user_agent',
        ...times,
      },
    },
    verification: { modelName: 'auth_verifications', fields: { expiresAt: 'expires_at', ...times } },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: policy.passwordLength,
      maxPasswordLength: policy.passwordLengthMost,
      password: { hash: hashPassword, verify: ({ hash, password }) => isPassword(hash, password) },
    },
    plugins: [
      username({
        displayUsername: false,
        minUsernameLength: 2,
        maxUsernameLength: 64,
        usernameNormalization: normalizeUsername,
        usernameValidator: (name) => usernamePattern.test(name),
      }),
    ],
    databaseHooks: {
      session: {
        // Both time-outs are reckoned from these, by the clock of the program.
        create: { before: async (session) => ({ data: { ...session, createdAt: now(), updatedAt: now() } }) },
      },
    },
  })
}

const cookieName = 'better-auth.session_token'

/** How the library wants to be asked: as if by a browser that has its cookie. */
export function headersFor(sealed: string | null, from: { address: string | null; userAgent: string | null }): Headers {
  const headers = new Headers()
  if (sealed) headers.set('cookie', `${cookieName}=${sealed}`)
  if (from.address) headers.set('x-forwarded-for', from.address)
  if (from.userAgent) headers.set('user-agent', from.userAgent)
  return headers
}

/** The signed token out of the cookie that the library wanted to set. */
export function sealedIn(headers: Headers): string | null {
  for (const cookie of headers.getSetCookie()) {
    const [pair = ''] = cookie.split(';')
    if (pair.startsWith(`${cookieName}=`)) return pair.slice(cookieName.length + 1) || null
  }
  return null
}
