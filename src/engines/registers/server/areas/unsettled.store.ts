import { sql } from 'kysely'
import type { StaffId, UnitId } from '#kernel/id'
import type { Tx } from '#platform/db'
import type { AreaKind, Unsettled } from '#engines/registers/shared'

interface Line<Id, Kind> {
  readonly id: Id
  readonly name: string
  readonly post: string
  readonly kind: Kind
  readonly code: string
}

/**
 * Units and staff that point to areas which are closed, or would be by a change in preparation. Whose they become is
 * for a person to say.
 */
export async function unsettledOf(
  tx: Tx,
  street: string,
  closing: readonly { readonly kind: AreaKind; readonly code: string }[] = [],
): Promise<Unsettled> {
  const codes = (kind: AreaKind) => closing.filter((each) => each.kind === kind).map((each) => each.code)
  const [committees, comprehensive, grids] = [codes('committee'), codes('comprehensive'), codes('grid')]
  const units = await sql<Line<UnitId, 'committee' | 'comprehensive'>>`
    select u.id, u.name, 'committee' as kind, c.code, u.code as place from units u
      join committees c on c.street = u.street and c.code = u.committee
      where u.street = ${street} and (c.valid_to is not null or c.code = any (${committees}::text[]))
    union all select u.id, u.name, 'comprehensive', c.code, u.code from units u
      join comprehensive_grids c on c.street = u.street and c.code = u.comprehensive
      where u.street = ${street} and (c.valid_to is not null or c.code = any (${comprehensive}::text[]))
    order by place`.execute(tx)
  const staff = await sql<Line<StaffId, 'committee' | 'grid'>>`
    select s.id, s.name, s.post, 'committee' as kind, c.code from staff s
      join committees c on c.street = s.street and c.code = s.scope_code
      where s.street = ${street} and s.active and s.scope_kind = 'committee' and (c.valid_to is not null or c.code = any (${committees}::text[]))
    union all select s.id, s.name, s.post, 'grid', g.code from staff s
      join grids g on g.street = s.street and g.code = s.scope_code
      where s.street = ${street} and s.active and s.scope_kind = 'grid' and (g.valid_to is not null or g.code = any (${grids}::text[]))
    order by name, id`.execute(tx)
  const entries = await sql<{ count: number }>`
    select count(*)::int as count from register_entries e
    where e.street = ${street} and e.state = 'standing' and (e.lng is null or e.lat is null)
      and e.committee in (select code from committees where street = ${street} and (valid_to is not null or code = any (${committees}::text[])))`.execute(
    tx,
  )
  return {
    entries: entries.rows[0]!.count,
    units: units.rows.map(({ id, name, kind, code }) => ({ id, name, kind, code })),
    staff: staff.rows.map(({ id, name, post, kind, code }) => ({ id, name, post, kind, code })),
  }
}
