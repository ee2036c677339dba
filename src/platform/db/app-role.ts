import pg from 'pg'

export const appRole = 'mofang_app'

/** The address of the same database for the role that serves requests. */
export function appUrlOf(ownerUrl: string, appPassword: string): string {
  const url = new URL(ownerUrl)
  url.username = appRole
  url.password = appPassword
  return url.href
}

/** The role that serves requests exists, can log in with this password, and is held by row-level security. */
export async function ensureAppRole(client: pg.Client, password: string): Promise<void> {
  const denied = await createOrAlter(client, password)
  const { rows } = await client.query<{ unbound: boolean }>(
    'select rolsuper or rolbypassrls as unbound from pg_roles where rolname = $1',
    [appRole],
  )
  const role = rows[0]
  if (!role) {
    throw new Error(
      `The database role ${appRole} is missing and this login may not create it (${denied?.message}). ` +
        `Let an administrator run: create role ${appRole} login password '<the password set for the application>';`,
    )
  }
  if (role.unbound) {
    throw new Error(
      `The database role ${appRole} would see every street. ` +
        `Let an administrator run: alter role ${appRole} nosuperuser nobypassrls;`,
    )
  }
}

/** Answers why it was not allowed to, or nothing. */
async function createOrAlter(client: pg.Client, password: string, attempts = 20): Promise<Error | undefined> {
  const { rowCount } = await client.query('select from pg_roles where rolname = $1', [appRole])
  const verb = rowCount === 0 ? 'create' : 'alter'
  try {
    await client.query(`${verb} role ${appRole} login password ${pg.escapeLiteral(password)}`)
    return undefined
  } catch (thrown) {
    if (!(thrown instanceof pg.DatabaseError)) throw thrown
    if (thrown.code === '42501') return thrown
    // Roles belong to the whole server: migrations of another of its databases may be doing the same right now.
    const collided = ['42710', '23505', 'XX000'].includes(thrown.code ?? '')
    if (!collided || attempts <= 1) throw thrown
    await new Promise((resolve) => setTimeout(resolve, 25))
    return await createOrAlter(client, password, attempts - 1)
  }
}
