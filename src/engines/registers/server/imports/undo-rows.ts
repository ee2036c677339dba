import { sql, type RawBuilder } from 'kysely'
import type { Tx } from '#platform/db'
import type { Rules } from '../entries/entries.store.ts'
import type { Place } from '../entries/entry.ts'
import { settleAgain } from '../entries/settle-entries.ts'
import { placeEntries } from '../entries/write-entries.ts'
import { placeByTies, placePeople } from '../ties/ties.store.ts'

export interface Undoing {
  readonly street: string
  readonly id: string
  readonly rules: Rules
  readonly now: string
}

interface Said {
  readonly id: string
  readonly row: number
  readonly entry: string
  readonly root: string
}

/**
 * Takes back what the next rows of an import wrote: its statements are withdrawn, its ties and tags superseded, what they
 * had superseded stands again. What hands wrote since stays, and so does a thing in which hands have put their own work.
 * Returns the last row that was looked at; null when there is none left.
 */
export async function undoRows(
  tx: Tx,
  undoing: Undoing,
  after: number,
  limit: number,
): Promise<{ upTo: number; rows: number } | null> {
  const { street, id, rules, now } = undoing
  const { rows: range } = await sql<{
    up_to: number | null
    rows: number
  }>`select max(import_row) as up_to, count(*)::int as rows from (
      select distinct import_row from register_statements where street = ${street} and import = ${id} and import_row > ${after} order by import_row limit ${limit}) n`.execute(
    tx,
  )
  const upTo = range[0]?.up_to
  if (upTo === null || upTo === undefined) return null
  const { rows: said } = await sql<Said>`select s.id, s.import_row as row, s.entry, e.root from register_statements s
    join register_entries e on e.street = s.street and e.id = s.entry
    where s.street = ${street} and s.import = ${id} and s.import_row > ${after} and s.import_row <= ${upTo} and s.withdrawn_at is null`.execute(
    tx,
  )
  const roots = [...new Set(said.map((each) => each.root))]
  await sql`select 1 from register_entries e where e.street = ${street} and e.id = any(${roots}::uuid[]) order by e.id for no key update`.execute(
    tx,
  )
  await takeBack(tx, undoing, 'register_ties', 'subject', 'kind', roots)
  await takeBack(tx, undoing, 'register_ties', 'object', 'kind', roots, sql`and t.kind = 'owns'`)
  await takeBack(tx, undoing, 'care_tags', 'entry', 'tag', roots)
  await sql`delete from register_doubts where street = ${street} and import = ${id} and state = 'open'
    and (entry = any(${roots}::uuid[]) or other = any(${roots}::uuid[]))`.execute(tx)
  await sql`update register_statements s set withdrawn_at = ${now} where s.street = ${street} and s.id = any(${said.map((each) => each.id)}::uuid[])
    and not (${ownWork(undoing)} and ${saidByImportAlone(undoing)})`.execute(tx)
  await putBack(tx, undoing, after, upTo)
  await settleAgain(tx, street, { rules, now }, roots)
  return { upTo, rows: range[0]!.rows }
}

/** Whether hands have joined or marked the thing that a statement `s` is about. */
const ownWork = ({ id }: Undoing) => sql`(
  exists (select 1 from register_ties t where t.street = s.street and (t.subject = s.entry or t.object = s.entry) and t.superseded_at is null and t.import is distinct from ${id})
  or exists (select 1 from care_tags t where t.street = s.street and t.entry = s.entry and t.superseded_at is null and t.import is distinct from ${id})
  or exists (select 1 from register_entries c where c.street = s.street and c.parent = s.entry and c.state = 'standing'
    and exists (select 1 from register_statements o where o.street = c.street and o.entry = c.id and o.withdrawn_at is null and o.import is distinct from ${id})))`

const saidByImportAlone = ({ id }: Undoing) => sql`not exists (select 1 from register_statements o
  where o.street = s.street and o.entry = s.entry and o.withdrawn_at is null and o.import is distinct from ${id})`

/** Supersedes what the import tied or tagged and restores what gave way to it, unless a hand has decided since. */
async function takeBack(
  tx: Tx,
  { street, id, now }: Undoing,
  table: 'register_ties' | 'care_tags',
  of: 'subject' | 'object' | 'entry',
  by: 'kind' | 'tag',
  roots: readonly string[],
  which: RawBuilder<unknown> = sql``,
): Promise<void> {
  const [name, whose, what] = [sql.table(table), sql.ref(`t.${of}`), sql.ref(`t.${by}`)]
  const trees = sql`(select e.id from register_entries e where e.street = ${street} and (e.id = any(${roots}::uuid[]) or (e.state = 'merged' and e.root = any(${roots}::uuid[]))))`
  const decidedSince = sql`exists (select 1 from ${name} h where h.street = t.street and h.${sql.ref(of)} = ${whose} and h.${sql.ref(by)} = ${what}
    and h.import is distinct from ${id} and h.superseded_at is null
    and h.recorded_at > (select min(x.recorded_at) from ${name} x where x.street = t.street and x.${sql.ref(of)} = ${whose} and x.import = ${id}))`
  // An ended copy of what gave way stays when a hand has decided since: the thing that it tells of did end.
  await sql`update ${name} t set superseded_at = ${now}, superseded_by = ${id}
    where t.street = ${street} and ${whose} in ${trees} and t.import = ${id} and t.superseded_at is null ${which}
      and not (t.valid_to is not null and ${decidedSince})`.execute(tx)
  await sql`update ${name} t set superseded_at = null, superseded_by = null
    where t.street = ${street} and ${whose} in ${trees} and t.superseded_by = ${id} and t.import is distinct from ${id} and not ${decidedSince} ${which}`.execute(
    tx,
  )
}

/** People whom the import moved are where they were; those whom a hand has moved since are where that puts them. */
async function putBack(tx: Tx, { street, id, now }: Undoing, after: number, upTo: number): Promise<void> {
  const { rows } = await sql<{ root: string; place: Place; by_hand: boolean }>`select e.root, r.moved_from as place,
      exists (select 1 from register_ties t where t.street = e.street and t.subject = e.root and t.kind in ('lives', 'hukou', 'occupies') and t.superseded_at is null
        and t.import is distinct from ${id} and t.recorded_at > i.created_at) as by_hand
    from register_import_rows r join register_entries e on e.street = r.street and e.id = r.entry
    join register_imports i on i.street = r.street and i.id = r.import
    where r.street = ${street} and r.import = ${id} and r.no > ${after} and r.no <= ${upTo} and r.moved_from is not null`.execute(
    tx,
  )
  await placeEntries(
    tx,
    street,
    rows.filter((row) => !row.by_hand).map(({ root, place }) => ({ id: root, ...place })),
  )
  await placePeople(
    tx,
    street,
    now,
    rows.filter((row) => row.by_hand).map(({ root }) => root),
  )
  await placeByTies(
    tx,
    street,
    now,
    'enterprise',
    rows.flatMap((row) => (row.by_hand ? [row.root] : [])),
  )
}
