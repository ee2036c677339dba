import { sql } from 'kysely'
import { StaffId, UnitId } from '#kernel/id'
import { err, ok } from '#kernel/result'
import type { Tx } from '#platform/db'
import { implement, type Implementation } from '#platform/operations'
import { addStaff, columnsOf, createAccount, grantRoles, normalizeUsername, scopeOf } from './accounts.ts'
import { identity } from './operations.ts'
import { hashPassword, isStrong } from './passwords.ts'
import { areInConflict } from './roles.ts'

/** What the three administrators do. `forget` drops what this process believes about an account. */
export function administrationOf(
  knownRoles: ReadonlySet<string>,
  forget: (accountId: string) => void,
): readonly Implementation[] {
  const open = implement(identity.createAccount, async ({ tx, street, now, subject }, asked) => {
    if (!isStrong(asked.password)) return err('password_weak')
    const username = normalizeUsername(asked.username)
    const taken = await tx.selectFrom('auth_accounts').select('id').where('username', '=', username).executeTakeFirst()
    if (taken) return err('username_taken')
    const [at, passwordHash] = [new Date(now), await hashPassword(asked.password)]
    const { name, post, unit, staffId } = asked
    const accountId = await createAccount(tx, { username, name, passwordHash, mustChangePassword: true, now: at })
    // No rights yet, and nothing in sight: that is the security administrator's to give.
    await addStaff(tx, {
      street,
      id: staffId,
      accountId,
      name,
      post,
      unit,
      scope: { kind: 'unit' },
      roles: [],
      now: at,
    })
    subject('staff', staffId)
    return ok({ staffId })
  })

  const unlock = implement(identity.unlock, async ({ tx, street, subject }, { staffId }) => {
    const found = await lockStaff(tx, street, staffId)
    if (!found) return err('staff_not_found')
    const accounts = tx.selectFrom('auth_accounts').select('username').where('id', '=', found.account_id)
    await tx.deleteFrom('auth_attempts').where('username', 'in', accounts).execute()
    subject('staff', staffId)
    return ok({ staffId })
  })

  const deactivate = implement(identity.deactivate, async ({ tx, street, actor, subject, changed }, { staffId }) => {
    if (staffId === actor.id) return err('own_account')
    const found = await lockStaff(tx, street, staffId)
    if (!found) return err('staff_not_found')
    await setActive(tx, street, staffId, false)
    if (found.account_id) {
      // Sessions go on only for who still serves elsewhere.
      await sql`delete from auth_sessions where user_id = ${found.account_id}
        and not exists (select from memberships_of(${found.account_id}))`.execute(tx)
      forget(found.account_id)
    }
    subject('staff', staffId)
    changed({ active: false })
    return ok({ staffId })
  })

  const reactivate = implement(identity.reactivate, async ({ tx, street, subject, changed }, { staffId }) => {
    const found = await lockStaff(tx, street, staffId)
    if (!found) return err('staff_not_found')
    await setActive(tx, street, staffId, true)
    if (found.account_id) forget(found.account_id)
    subject('staff', staffId)
    changed({ active: true })
    return ok({ staffId })
  })

  const setRoles = implement(
    identity.setRoles,
    async ({ tx, street, actor, subject, changed }, { staffId, roles, scope }) => {
      if (staffId === actor.id) return err('own_account')
      if (roles.some((role) => !knownRoles.has(role))) return err('role_unknown')
      if (areInConflict(roles)) return err('roles_conflict')
      const found = await lockStaff(tx, street, staffId)
      if (!found) return err('staff_not_found')
      const held = await tx
        .deleteFrom('staff_roles')
        .where('street', '=', street)
        .where('staff_id', '=', staffId)
        .returning('role')
        .execute()
      await grantRoles(tx, street, staffId, roles)
      if (scope) {
        await tx
          .updateTable('staff')
          .set(columnsOf(scope))
          .where('street', '=', street)
          .where('id', '=', staffId)
          .execute()
      }
      if (found.account_id) forget(found.account_id)
      subject('staff', staffId)
      changed({
        roles: { from: held.map((row) => row.role).sort(), to: [...new Set(roles)].sort() },
        ...(scope && { scope }),
      })
      return ok({ staffId })
    },
  )

  const listStaff = implement(identity.listStaff, async ({ tx, street, now }, { words, after, limit }) => {
    const { rows } = await sql<StaffRow>`
      select s.id, a.username, s.name, s.post, s.unit, s.scope_kind, s.scope_code, s.active,
        coalesce(t.locked_until > ${now}, false) as locked, coalesce(a.password_due_at <= ${now}, false) as due, a.last_sign_in_at,
        coalesce((select array_agg(r.role order by r.role) from staff_roles r where r.street = s.street and r.staff_id = s.id), '{}') as roles
      from staff s left join auth_accounts a on a.id = s.account_id left join auth_attempts t on t.username = a.username
      where s.street = ${street} and s.id > ${after ?? '00000000-0000-0000-0000-000000000000'}
        and (${words ?? ''} = '' or position(lower(${words ?? ''}) in lower(s.name || ' ' || s.post || ' ' || coalesce(a.username, ''))) > 0)
      order by s.id limit ${limit + 1}`.execute(tx)
    const items = rows.slice(0, limit).map((row) => ({
      staffId: StaffId.parse(row.id),
      username: row.username,
      name: row.name,
      post: row.post,
      unit: row.unit === null ? null : UnitId.parse(row.unit),
      scope: scopeOf(row),
      roles: row.roles,
      active: row.active,
      locked: row.locked,
      mustChangePassword: row.due,
      lastSignInAt: row.last_sign_in_at,
    }))
    return ok({ items, next: rows.length > limit ? (items.at(-1)?.staffId ?? null) : null })
  })

  return [open, unlock, deactivate, reactivate, setRoles, listStaff]
}

interface StaffRow {
  readonly id: string
  readonly username: string | null
  readonly name: string
  readonly post: string
  readonly unit: string | null
  readonly scope_kind: 'street' | 'committee' | 'grid' | 'unit'
  readonly scope_code: string | null
  readonly active: boolean
  readonly locked: boolean
  readonly due: boolean
  readonly last_sign_in_at: string | null
  readonly roles: string[]
}

function lockStaff(tx: Tx, street: string, staffId: StaffId) {
  return tx
    .selectFrom('staff')
    .select(['id', 'account_id'])
    .where('street', '=', street)
    .where('id', '=', staffId)
    .forUpdate()
    .executeTakeFirst()
}

async function setActive(tx: Tx, street: string, staffId: StaffId, active: boolean): Promise<void> {
  await tx.updateTable('staff').set({ active }).where('street', '=', street).where('id', '=', staffId).execute()
}
