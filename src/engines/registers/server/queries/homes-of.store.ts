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

/** Everything below a scope. Step by step along the parents: at most four steps. */
const within = (street: string, scope: HomesScope) => sql`
  with recursive within as (
    select ${scope.entry}::uuid as id
    union
    select e.id from within w join register_entries e on e.street = ${street} and e.parent = w.id and e.state = 'standing'
      and e.register in ('building', 'staircase', 'home'))`

/** How a house is called: by its name, else by its address. */
const called = sql.raw(
  `coalesce(nullif(f.fields->>'name', ''), concat_ws('', f.fields->>'road', (f.fields->>'lane') || '弄', (f.fields->>'sublane') || '支弄', (f.fields->>'number') || '号'))`,
)

interface Row {
  readonly id: string
  readonly buildingName: string | null
  readonly staircaseName: string | null
  readonly fields: Readonly<Record<string, unknown>>
  readonly origins: Readonly<Record<string, { readonly source: SourceId; readonly observedOn: string } | undefined>>
}

/** Of each home what stands, with the names of the houses around it: few, so that they are looked up apart. */
async function standingHomes(tx: Tx, street: string, scope: HomesScope): Promise<Row[]> {
  const { rows: around } = await sql<{ id: string; register: string; parent: string | null; name: string }>`
    ${within(street, scope)}
    select f.id, f.register, f.parent, ${called} as name from register_entries f
    where f.street = ${street} and f.register in ('building', 'staircase')
      and (f.id in (select w.id from within w) or f.id in (select s.parent from register_entries s where s.street = ${street} and s.id = ${scope.entry}))`.execute(
    tx,
  )
  const known = new Map(around.map((each) => [each.id, each]))
  const { rows } = await sql<Pick<Row, 'id' | 'fields' | 'origins'> & { parent: string }>`
    ${within(street, scope)}
    select e.id, e.parent, e.fields, e.origins from register_entries e
    where e.street = ${street} and e.register = 'home' and e.state = 'standing' and e.id in (select w.id from within w)
    order by e.sort_key, e.id`.execute(tx)
  return rows.map(({ parent, ...row }) => {
    const direct = known.get(parent)
    const staircase = direct?.register === 'staircase' ? direct : undefined
    const building = direct?.register === 'building' ? direct : known.get(staircase?.parent ?? '')
    const isBuilding = building?.register === 'building'
    return { ...row, buildingName: isBuilding ? building.name : null, staircaseName: staircase?.name ?? null }
  })
}

/** Ids as these homes were called before they were merged, with their own. */
async function spokenOf(tx: Tx, street: string, homes: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ id: string; root: string }>`select id, root from register_entries
    where street = ${street} and state = 'merged' and root = any(${[...homes]}::uuid[])`.execute(tx)
  return new Map([...homes.map((id) => [id, id] as const), ...rows.map(({ id, root }) => [id, root] as const)])
}

function grouped<T extends { readonly of: string }>(
  rows: readonly T[],
  rootOf: ReadonlyMap<string, string>,
): Map<string, T[]> {
  const found = new Map<string, T[]>()
  for (const row of rows) {
    const root = rootOf.get(row.of) ?? row.of
    const known = found.get(root)
    if (known) known.push(row)
    else found.set(root, [row])
  }
  return found
}

/**
 * The homes of a scope with their areas and their owners, as known on a day: titles that hold on it, and what was said of
 * areas up to it. Merged entries stand for what they were merged into.
 */
export async function homesOf(tx: Tx, street: string, scope: HomesScope, day: string): Promise<OwnedHome[]> {
  const homes = await standingHomes(tx, street, scope)
  const rootOf = await spokenOf(tx, street, homes.map(({ id }) => id)) // prettier-ignore
  const ids = [...rootOf.keys()]
  const { rows: ties } = await sql<{ of: string; owner: string; part: number | null; whole: number | null }>`
    select t.object as of, s.root as owner, t.share_part as part, t.share_whole as whole
    from register_ties t join register_entries s on s.street = t.street and s.id = t.subject
    where t.street = ${street} and t.object = any(${ids}::uuid[]) and t.kind = 'owns' and t.superseded_at is null
      and t.valid_from <= ${day} and (t.valid_to is null or t.valid_to > ${day}) order by t.id`.execute(tx)
  const { rows: standing } = await sql<{
    id: string
    register: 'person' | 'enterprise'
  }>`select id, register from register_entries
    where street = ${street} and id = any(${[...new Set(ties.map(({ owner }) => owner))]}::uuid[]) and state = 'standing'`.execute(
    tx,
  )
  const { rows: statements } = await sql<SaidArea & { of: string }>`
    select s.entry as of, s.source, s.observed_on as day, (s.fields->>'area')::bigint as area from register_statements s
    where s.street = ${street} and s.entry = any(${ids}::uuid[]) and s.withdrawn_at is null and s.observed_on <= ${day}
      and s.fields->>'area' is not null order by s.observed_on, s.recorded_at`.execute(tx)
  const kinds = new Map(standing.map(({ id, register }) => [id, register]))
  const [owners, said] = [grouped(ties, rootOf), grouped(statements, rootOf)]
  return homes.map(({ id, fields, origins, buildingName, staircaseName }) => {
    const origin = origins['area']
    const area = fields['area']
    const text = (name: string) => (typeof fields[name] === 'string' ? fields[name] : null)
    // Of each source what it said last.
    const last = new Map((said.get(id) ?? []).map(({ of: _, ...each }) => [each.source, each]))
    const shares = new Map((owners.get(id) ?? []).map(({ owner, part, whole }) => [owner, { part, whole }]))
    return {
      id,
      building: buildingName ?? '',
      staircase: staircaseName ?? '',
      room: text('room') ?? '',
      use: text('use'),
      tenure: text('tenure'),
      developerHeld: fields['developerHeld'] === true,
      believed: typeof area === 'number' && origin ? { area, source: origin.source, day: origin.observedOn } : null,
      said: [...last.values()].toSorted((a, b) => (a.source < b.source ? -1 : 1)),
      owners: [...shares].toSorted(([a], [b]) => (a < b ? -1 : 1)).flatMap(([owner, { part, whole }]) => {
        const kind = kinds.get(owner)
        return kind ? [{ id: owner, kind, share: part !== null && whole !== null ? ([part, whole] as const) : null }] : []
      }),
    } // prettier-ignore
  })
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
