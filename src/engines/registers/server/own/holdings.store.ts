import { sql } from 'kysely'
import type { Tx } from '#platform/db'
import type { Fields } from '#engines/registers/shared'
import { titleOf } from '../../shared/masking.ts'

/** Someone who can hold a credential: whoever asks must be entitled to the name. */
export interface KnownHolder {
  readonly id: string
  readonly register: 'person' | 'enterprise'
  readonly name: string
  readonly birth: string | null
  readonly numberTail: string | null
  readonly committee: string | null
}

const textOf = (fields: Fields, name: string) => {
  const value = fields[name]
  return typeof value === 'string' && value !== '' ? value : null
}

/** A person or an enterprise that stands; of one that was merged, what it became. */
export async function holderOf(tx: Tx, street: string, id: string): Promise<KnownHolder | undefined> {
  const { rows } = await sql<{
    id: string
    register: 'person' | 'enterprise'
    fields: Fields
    committee: string | null
  }>`select e.id, e.register, e.fields, e.committee from register_entries s
      join register_entries e on e.street = s.street and e.id = s.root
    where s.street = ${street} and s.id = ${id} and e.state = 'standing' and e.register in ('person', 'enterprise')`.execute(
    tx,
  )
  const [row] = rows
  if (!row) return undefined
  const { fields, ...entry } = row
  const number = textOf(fields, entry.register === 'person' ? 'idNumber' : 'uscc')
  return {
    ...entry,
    name: textOf(fields, 'name') ?? '',
    birth: textOf(fields, 'birth'),
    numberTail: number && number.length >= 6 ? number.slice(-4) : null,
  }
}

/** What entries are called, in clear. */
export async function namesOf(tx: Tx, street: string, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ id: string; name: string | null }>`
    select s.id, e.fields ->> 'name' as name from register_entries s join register_entries e on e.street = s.street and e.id = s.root
    where s.street = ${street} and s.id = any(${[...new Set(ids)]}::uuid[])`.execute(tx)
  return new Map(rows.map(({ id, name }) => [id, name ?? '']))
}

/** A home that someone owns or lives in, and the compound in which it lies. */
export interface HeldHome {
  readonly kind: 'owns' | 'lives'
  readonly home: string
  readonly label: string
  readonly building: string
  readonly compound: string
  readonly compoundName: string
  /** In 0.01 m². */
  readonly area: number | null
  readonly share: readonly [number, number] | null
}

interface Row extends Omit<HeldHome, 'label' | 'share' | 'area' | 'building'> {
  readonly fields: Fields
  readonly part: number | null
  readonly whole: number | null
  readonly building: string | null
}

/** The homes of someone on a day. A home that lies in no compound takes part in no vote, and is left out. */
export async function heldHomesOf(tx: Tx, street: string, holder: string, day: string): Promise<HeldHome[]> {
  const up = (alias: string, below: string) =>
    sql.raw(`left join register_entries ${alias}_said on ${alias}_said.street = h.street and ${alias}_said.id = ${below}.parent
      left join register_entries ${alias} on ${alias}.street = h.street and ${alias}.id = ${alias}_said.root`)
  const named = (register: string) =>
    sql.raw(
      `case '${register}' when a.register then a.fields ->> 'name' when b.register then b.fields ->> 'name' when c.register then c.fields ->> 'name' end`,
    )
  const { rows } = await sql<Row>`
    select distinct on (t.kind, h.id) t.kind, h.id as home, h.fields, ${named('building')} as building,
      case 'compound' when a.register then a.id when b.register then b.id when c.register then c.id end as compound,
      ${named('compound')} as "compoundName", t.share_part as part, t.share_whole as whole
    from register_entries e
      join register_ties t on t.street = e.street and t.subject = e.id and t.superseded_at is null and t.kind in ('owns', 'lives')
        and t.valid_from <= ${day} and (t.valid_to is null or t.valid_to > ${day})
      join register_entries o on o.street = t.street and o.id = t.object
      join register_entries h on h.street = o.street and h.id = o.root and h.register = 'home' and h.state = 'standing'
      ${up('a', 'h')} ${up('b', 'a')} ${up('c', 'b')}
    where e.street = ${street} and (e.id = ${holder} or (e.state = 'merged' and e.root = ${holder}))
      and 'compound' in (a.register, b.register, c.register)
    order by t.kind, h.id, t.valid_from desc`.execute(tx)
  return rows.map(({ fields, part, whole, building, ...row }) => ({
    ...row,
    building: building ?? '',
    label: titleOf('home', fields),
    area: typeof fields['area'] === 'number' ? fields['area'] : null,
    share: part !== null && whole !== null ? [part, whole] : null,
  }))
}
