import type { ColumnType, Generated } from 'kysely'

type Instant = ColumnType<string, Date | string, Date | string>
type InstantOrNull = ColumnType<string | null, Date | string | null | undefined, Date | string | null>

interface AccountsTable {
  id: string
  username: string
  name: string
  created_at: Instant
  updated_at: Instant
  password_due_at: InstantOrNull
  last_sign_in_at: InstantOrNull
}

interface CredentialsTable {
  id: string
  user_id: string
  provider_id: string
  account_id: string
  password: string | null
  created_at: Instant
  updated_at: Instant
}

interface SessionsTable {
  id: string
  user_id: string
  token: string
  created_at: Instant
  updated_at: Instant
}

interface AttemptsTable {
  username: string
  failures: number
  last_at: Instant
  locked_until: InstantOrNull
}

interface PasswordHistoryTable {
  account_id: string
  at: Instant
  hash: string
}

interface EventsTable {
  id: string
  at: Instant
  account_id: string | null
  operation: string
  outcome: string
  address: string | null
}

interface StaffTable {
  street: string
  id: string
  account_id: string | null
  name: string
  post: string
  unit: string | null
  scope_kind: 'street' | 'committee' | 'grid' | 'unit'
  scope_code: string | null
  active: Generated<boolean>
  created_at: Instant
}

interface StaffRolesTable {
  street: string
  staff_id: string
  role: string
}

declare module '#platform/db' {
  interface Schema {
    auth_accounts: AccountsTable
    auth_credentials: CredentialsTable
    auth_sessions: SessionsTable
    auth_attempts: AttemptsTable
    auth_password_history: PasswordHistoryTable
    auth_events: EventsTable
    staff: StaffTable
    staff_roles: StaffRolesTable
  }
}
