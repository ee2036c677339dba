import { sql } from 'kysely'
import type { Tx } from '#platform/db'
import type { SourceId } from '#engines/registers/shared'

/** What votes and lifts are about: everything that stands in a compound, a building or at a staircase. */
export interface HomesScope {
  readonly kind: 'compound' | 'building' | 'staircase'
  readonly entry: string
}

/** An area as one source said it. In 0.01 m². */
export interface SaidArea {
  readonly area: number
  readonly source: SourceId
  readonly day: string
}

export interface HomeOwner {
  readonly id: string
  readonly kind: 'person' | 'enterprise'
  readonly share: readonly [number, number] | null
}

/** A home with what the electorate is made from; nobody's name is in it. */
export interface OwnedHome {
  readonly id: string
  readonly building: string
  readonly staircase: string
  readonly room: string
  readonly use: string | null
  readonly tenure: string | null
  readonly developerHeld: boolean
  /** The area that is believed, and who said it; then what each source said last. */
  readonly believed: SaidArea | null
  readonly said: readonly SaidArea[]
  readonly owners: readonly HomeOwner[]
}

const within = (street: string, scope: HomesScope) => sql`
  with recursive within as (
    select o.id, null::uuid as building, null::uuid as staircase from register_entries o where o.street = ${street} and o.id = ${scope.entry}
    union all
    select e.id, case when e.register = 'building' then e.id else w.building end, case when e.register = 'staircase' then e.id else w.staircase end
    from within w join register_entries e on e.street = ${street} and e.parent = w.id and e.state = 'standing'
      and e.register in ('building', 'staircase', 'home'))`

/** How a house is called: by its name, else by its address. */
const called = sql.raw(
  `coalesce(nullif(f.fields->>'name', ''), concat_ws('', f.fields->>'road', (f.fields->>'lane') || '弄', (f.fields->>'sublane') || '支弄', (f.fields->>'number') || '号'))`,
)

interface Row extends Omit<OwnedHome, 'building' | 'staircase' | 'room'> {
  readonly building: string | null
  readonly staircase: string | null
  readonly room: string | null
}

/**
 * The homes of a scope with their areas and their owners, as known on a day: titles that hold on it, and what was said of
 * areas up to it. Merged entries stand for what they were merged into.
 */
export async function homesOf(tx: Tx, street: string, scope: HomesScope, day: string): Promise<OwnedHome[]> {
  const { rows } = await sql<Row>`${within(street, scope)}, homes as (
      select e.id, e.parent, e.fields, e.origins, e.sort_key,
        coalesce(w.building, (select p.id from register_entries p where p.street = ${street} and p.register = 'building'
          and p.id in (e.parent, ${scope.entry}, (select s.parent from register_entries s where s.street = ${street} and s.id = e.parent)) limit 1)) as building,
        coalesce(w.staircase, (select p.id from register_entries p where p.street = ${street} and p.register = 'staircase' and p.id = e.parent)) as staircase
      from within w join register_entries e on e.street = ${street} and e.id = w.id
      where e.register = 'home' and e.state = 'standing'),
    owned as (
      select o.root as home, s.root as owner, max(p.register) as kind, max(t.share_part) as part, max(t.share_whole) as whole
      from register_ties t
      join register_entries o on o.street = t.street and o.id = t.object
      join homes h on h.id = o.root
      join register_entries s on s.street = t.street and s.id = t.subject
      join register_entries p on p.street = s.street and p.id = s.root and p.state = 'standing'
      where t.street = ${street} and t.kind = 'owns' and t.superseded_at is null and t.valid_from <= ${day} and (t.valid_to is null or t.valid_to > ${day})
      group by o.root, s.root),
    said as (
      select distinct on (o.root, s.source) o.root as home, s.source, s.observed_on as day, (s.fields->>'area')::bigint as area
      from register_statements s
      join register_entries o on o.street = s.street and o.id = s.entry
      join homes h on h.id = o.root
      where s.street = ${street} and s.withdrawn_at is null and s.observed_on <= ${day} and s.fields->>'area' is not null
      order by o.root, s.source, s.observed_on desc, s.recorded_at desc)
    select h.id,
      (select ${called} from register_entries f where f.street = ${street} and f.id = h.building) as building,
      (select ${called} from register_entries f where f.street = ${street} and f.id = h.staircase) as staircase,
      h.fields->>'room' as room, h.fields->>'use' as use, h.fields->>'tenure' as tenure, coalesce((h.fields->>'developerHeld')::boolean, false) as "developerHeld",
      case when h.fields->>'area' is null then null else jsonb_build_object('area', (h.fields->>'area')::bigint,
        'source', h.origins#>>'{area,source}', 'day', h.origins#>>'{area,observedOn}') end as believed,
      coalesce((select jsonb_agg(jsonb_build_object('area', d.area, 'source', d.source, 'day', d.day) order by d.source) from said d where d.home = h.id), '[]') as said,
      coalesce((select jsonb_agg(jsonb_build_object('id', w.owner, 'kind', w.kind,
        'share', case when w.part is null then null else jsonb_build_array(w.part, w.whole) end) order by w.owner) from owned w where w.home = h.id), '[]') as owners
    from homes h order by h.sort_key, h.id`.execute(tx)
  return rows.map((row) => ({
    ...row,
    building: row.building ?? '',
    staircase: row.staircase ?? '',
    room: row.room ?? '',
  }))
}

export interface ScopeLine extends HomesScope {
  readonly name: string
  readonly homes: number
  /** The compound that it stands in; a compound, itself. */
  readonly compound: string
}

/** A scope by its entry, with the compound around it; undefined where it is none. */
export async function findScope(tx: Tx, street: string, entry: string): Promise<ScopeLine | undefined> {
  const { rows } = await sql<ScopeLine>`
    with recursive up as (
      select e.id, e.parent, e.register, 0 as step from register_entries e where e.street = ${street} and e.id = ${entry} and e.state = 'standing'
      union all select e.id, e.parent, e.register, u.step + 1 from up u join register_entries e on e.street = ${street} and e.id = u.parent)
    select f.register as kind, f.id as entry, ${called} as name, 0 as homes,
      (select u.id from up u where u.register = 'compound' limit 1) as compound
    from register_entries f where f.street = ${street} and f.id = ${entry} and f.state = 'standing' and f.register in ('compound', 'building', 'staircase')`.execute(
    tx,
  )
  const found = rows[0]
  return found?.compound ? found : undefined
}

/** Compounds of the street, or what stands in a scope, with how many homes each has. */
export async function scopesOf(
  tx: Tx,
  street: string,
  { within: parent, words }: { readonly within?: string | undefined; readonly words?: string | undefined },
): Promise<Omit<ScopeLine, 'compound'>[]> {
  const { rows } = await sql<Omit<ScopeLine, 'compound'>>`
    select f.register as kind, f.id as entry, ${called} as name,
      (with recursive below as (
        select f.id union all select e.id from below b join register_entries e on e.street = ${street} and e.parent = b.id and e.state = 'standing')
        select count(*)::int from below b join register_entries e on e.street = ${street} and e.id = b.id where e.register = 'home') as homes
    from register_entries f
    where f.street = ${street} and f.state = 'standing'
      and ${parent ? sql`f.parent = ${parent} and f.register in ('building', 'staircase')` : sql`f.register = 'compound'`}
      and ${words ? sql`position(${words} in ${called}) > 0` : sql`true`}
    order by f.sort_key, f.id limit 200`.execute(tx)
  return rows
}
