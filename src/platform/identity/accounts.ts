import { newId, type StaffId, type UnitId } from '#kernel/id'
import type { Scope } from '#kernel/session'
import type { Kysely, Transaction } from 'kysely'
import type { Schema } from '#platform/db'
import './identity.table.ts'
import { usernamePattern } from './operations.ts'
import { policy } from './policy.ts'
import { areInConflict } from './roles.ts'

type Db = Kysely<Schema> | Transaction<Schema>

export interface NewAccount {
  readonly username: string
  readonly name: string
  /** From hashPassword; one hash may serve many demonstration accounts. */
  readonly passwordHash: string
  /** False for demonstration accounts only: their password never falls due. */
  readonly mustChangePassword: boolean
  readonly now: Date
}

export interface NewStaff {
  readonly street: string
  readonly id: StaffId
  /** Null for someone who does not sign in. */
  readonly accountId: string | null
  readonly name: string
  readonly post: string
  readonly unit: UnitId | null
  readonly scope: Scope
  readonly roles: readonly string[]
  readonly now: Date
}

export function normalizeUsername(username: string): string {
  return username.normalize('NFKC').trim().toLowerCase()
}

/** Opens an account, in the transaction given. A name that is taken violates a constraint. Returns its id. */
export async function createAccount(db: Db, account: NewAccount): Promise<string> {
  const { name, passwordHash, mustChangePassword, now } = account
  const username = normalizeUsername(account.username)
  if (!usernamePattern.test(username))
    throw new Error(`${username} cannot be a user name: 2 to 64 letters, digits, _ . @ -`)
  const id = newId()
  const times = { created_at: now, updated_at: now }
  await db
    .insertInto('auth_accounts')
    .values({ id, username, name, ...times, password_due_at: mustChangePassword ? now : null })
    .execute()
  await db
    .insertInto('auth_credentials')
    .values({ id: newId(), user_id: id, provider_id: 'credential', account_id: id, password: passwordHash, ...times })
    .execute()
  await db.insertInto('auth_password_history').values({ account_id: id, at: now, hash: passwordHash }).execute()
  return id
}

/** Makes someone a member of staff of a street, in a transaction of that street. */
export async function addStaff(db: Db, staff: NewStaff): Promise<void> {
  const { street, id, accountId, name, post, unit, scope, roles, now } = staff
  if (areInConflict(roles))
    throw new Error(`${name} cannot be ${roles.join(' and ')}: an administrator is nothing else.`)
  await db
    .insertInto('staff')
    .values({ street, id, account_id: accountId, name, post, unit, ...columnsOf(scope), created_at: now })
    .execute()
  await grantRoles(db, street, id, roles)
}

export async function grantRoles(db: Db, street: string, staffId: string, roles: readonly string[]): Promise<void> {
  const rows = [...new Set(roles)].map((role) => ({ street, staff_id: staffId, role }))
  if (rows.length > 0) await db.insertInto('staff_roles').values(rows).execute()
}

/** For the operator's command line: a new initial password, which ends all sessions and every lock. */
export async function resetPassword(
  db: Db,
  said: { username: string; passwordHash: string; now: Date },
): Promise<boolean> {
  const username = normalizeUsername(said.username)
  const account = await db
    .updateTable('auth_accounts')
    .set({ password_due_at: said.now, updated_at: said.now })
    .where('username', '=', username)
    .returning('id')
    .executeTakeFirst()
  if (!account) return false
  await db
    .updateTable('auth_credentials')
    .set({ password: said.passwordHash, updated_at: said.now })
    .where('user_id', '=', account.id)
    .where('provider_id', '=', 'credential')
    .execute()
  await rememberPassword(db, account.id, said.passwordHash, said.now)
  await db.deleteFrom('auth_sessions').where('user_id', '=', account.id).execute()
  await db.deleteFrom('auth_attempts').where('username', '=', username).execute()
  return true
}

/** Adds to the passwords that may not come back, and forgets those that may. */
export async function rememberPassword(db: Db, accountId: string, hash: string, now: Date): Promise<void> {
  await db
    .insertInto('auth_password_history')
    .values({ account_id: accountId, at: now, hash })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const kept = db
    .selectFrom('auth_password_history')
    .select('at')
    .where('account_id', '=', accountId)
    .orderBy('at', 'desc')
    .limit(policy.passwordHistory)
  await db.deleteFrom('auth_password_history').where('account_id', '=', accountId).where('at', 'not in', kept).execute()
}

export function columnsOf(scope: Scope) {
  return { scope_kind: scope.kind, scope_code: 'code' in scope ? scope.code : null }
}

export function scopeOf(row: { scope_kind: Scope['kind']; scope_code: string | null }): Scope {
  if (row.scope_kind === 'street' || row.scope_kind === 'unit') return { kind: row.scope_kind }
  return { kind: row.scope_kind, code: row.scope_code ?? '' }
}
