import { sql } from 'kysely'
import type { Tx } from '#platform/db'
import type { DeliveryWay, PaperContent, RollState, SheetRow } from '#engines/ballots/shared'

export interface PaperRow {
  readonly id: string
  readonly owner: string
  readonly file: string
  /** That the owner signed for being counted in a class where few papers come. */
  readonly accepted: boolean
  readonly state: 'received' | 'differing' | 'confirmed' | 'void'
  readonly firstBy: string
  readonly firstName: string
  readonly firstAt: string
  readonly firstContent: PaperContent | null
  readonly secondBy: string | null
  readonly secondName: string | null
  readonly secondContent: PaperContent | null
}

const paperColumns = sql`id, owner, file, accepted, state, first_by as "firstBy", first_name as "firstName", first_at as "firstAt", first_content as "firstContent",
  second_by as "secondBy", second_name as "secondName", second_content as "secondContent"`

export async function papersOf(tx: Tx, street: string, vote: string): Promise<PaperRow[]> {
  const { rows } =
    await sql<PaperRow>`select ${paperColumns} from vote_papers where street = ${street} and vote = ${vote}
    order by first_at, id`.execute(tx)
  return rows
}

export async function lockPaper(tx: Tx, street: string, vote: string, id: string): Promise<PaperRow | undefined> {
  const { rows } =
    await sql<PaperRow>`select ${paperColumns} from vote_papers where street = ${street} and vote = ${vote} and id = ${id}
    for no key update`.execute(tx)
  return rows[0]
}

export async function findPaper(tx: Tx, street: string, vote: string, id: string): Promise<PaperRow | undefined> {
  const { rows } =
    await sql<PaperRow>`select ${paperColumns} from vote_papers where street = ${street} and vote = ${vote} and id = ${id}`.execute(
      tx,
    )
  return rows[0]
}

/** The paper of an owner that one hand entered, and a second has not made count. */
export async function waitingPaper(tx: Tx, street: string, vote: string, owner: string): Promise<PaperRow | undefined> {
  const { rows } = await sql<PaperRow>`select ${paperColumns} from vote_papers
    where street = ${street} and vote = ${vote} and owner = ${owner}
    and state <> 'void' and state in ('received', 'differing')`.execute(tx)
  return rows[0]
}

export async function ownersWithPaperWaiting(
  tx: Tx,
  street: string,
  vote: string,
  owners: readonly string[],
): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{
    owner: string
  }>`select owner from vote_papers where street = ${street} and vote = ${vote}
    and owner = any(${[...owners]}::text[]) and state in ('received', 'differing')`.execute(tx)
  return new Set(rows.map(({ owner }) => owner))
}

export async function isScanUsed(tx: Tx, street: string, file: string): Promise<boolean> {
  const { rows } =
    await sql`select 1 from vote_papers where street = ${street} and file = ${file} and state <> 'void'`.execute(tx)
  return rows.length > 0
}

export async function addPaper(
  tx: Tx,
  street: string,
  vote: string,
  row: Pick<PaperRow, 'id' | 'owner' | 'file' | 'accepted' | 'firstBy' | 'firstName' | 'firstAt' | 'firstContent'>,
): Promise<void> {
  await sql`insert into vote_papers (street, vote, id, owner, file, accepted, state, first_by, first_name, first_at, first_content)
    values (${street}, ${vote}, ${row.id}, ${row.owner}, ${row.file}, ${row.accepted}, 'received', ${row.firstBy}, ${row.firstName}, ${row.firstAt},
      ${row.firstContent && JSON.stringify(row.firstContent)})`.execute(tx)
}

/** A second hand has read it: when both agree, it is the owner's vote from now on. */
export async function confirmPaper(
  tx: Tx,
  street: string,
  vote: string,
  { id, owner }: Pick<PaperRow, 'id' | 'owner'>,
  said: { state: 'confirmed' | 'differing'; by: string; name: string; at: string; content: PaperContent | null },
): Promise<void> {
  await sql`update vote_papers set state = ${said.state}, second_by = ${said.by}, second_name = ${said.name}, second_at = ${said.at},
      second_content = ${said.content && JSON.stringify(said.content)}
    where street = ${street} and vote = ${vote} and id = ${id}`.execute(tx)
  if (said.state === 'confirmed')
    await sql`update vote_owners set state = 'paper', paper = ${id} where street = ${street} and vote = ${vote} and no = ${owner}`.execute(
      tx,
    )
}

export async function voidPaper(
  tx: Tx,
  street: string,
  vote: string,
  row: Pick<PaperRow, 'id'>,
  by: string | null,
  reason: string,
): Promise<void> {
  await sql`update vote_papers set state = 'void', void_by = ${by}, void_reason = ${reason}
    where street = ${street} and vote = ${vote} and id = ${row.id}`.execute(tx)
}

/** Papers in hand by area class. */
export async function classesOf(tx: Tx, street: string, vote: string): Promise<{ area: number; papers: number }[]> {
  const { rows } = await sql<{ area: number; papers: number }>`select o.area, count(*)::int as papers
    from vote_papers p join vote_owners o on o.street = p.street and o.vote = p.vote and o.no = p.owner
    where p.street = ${street} and p.vote = ${vote} and p.state <> 'void' group by o.area order by o.area`.execute(tx)
  return rows
}

/** By area, how many owners there are and how many of their papers are in hand. */
export async function areasOf(
  tx: Tx,
  street: string,
  vote: string,
): Promise<{ area: number; owners: number; papers: number }[]> {
  const { rows } = await sql<{ area: number; owners: number; papers: number }>`
    select o.area, count(*)::int as owners, count(p.id)::int as papers from vote_owners o
    left join vote_papers p on p.street = o.street and p.vote = o.vote and p.owner = o.no and p.state <> 'void'
    where o.street = ${street} and o.vote = ${vote} group by o.area order by o.area`.execute(tx)
  return rows
}

export interface SheetOfPapers {
  readonly id: string
  readonly rows: readonly SheetRow[]
  readonly file: string
  readonly state: 'received' | 'confirmed' | 'void'
  readonly firstBy: string
  readonly firstName: string
  readonly secondName: string | null
}

export async function sheetOf(tx: Tx, street: string, vote: string): Promise<SheetOfPapers | undefined> {
  const { rows } =
    await sql<SheetOfPapers>`select id, rows, file, state, first_by as "firstBy", first_name as "firstName", second_name as "secondName"
    from vote_sheets where street = ${street} and vote = ${vote} and state <> 'void' for no key update`.execute(tx)
  return rows[0]
}

export async function addSheet(
  tx: Tx,
  street: string,
  vote: string,
  row: Pick<SheetOfPapers, 'id' | 'rows' | 'file' | 'firstBy' | 'firstName'> & { readonly at: string },
): Promise<void> {
  await sql`insert into vote_sheets (street, vote, id, rows, file, state, first_by, first_name, first_at)
    values (${street}, ${vote}, ${row.id}, ${JSON.stringify(row.rows)}, ${row.file}, 'received', ${row.firstBy}, ${row.firstName}, ${row.at})`.execute(
    tx,
  )
}

export async function endSheet(
  tx: Tx,
  street: string,
  vote: string,
  id: string,
  said: { state: 'confirmed' | 'void'; by: string; name: string; at: string },
): Promise<void> {
  await sql`update vote_sheets set state = ${said.state}, second_by = ${said.by}, second_name = ${said.name}, second_at = ${said.at}
    where street = ${street} and vote = ${vote} and id = ${id}`.execute(tx)
}

export interface DeliveredRow {
  readonly unit: string
  readonly building: string
  readonly staircase: string
  readonly label: string
  readonly owner: string
  readonly way: DeliveryWay | null
  readonly at: string | null
  readonly by: string | null
  readonly file: string | null
  readonly state: RollState
}

export async function deliveriesOf(tx: Tx, street: string, vote: string, building?: string): Promise<DeliveredRow[]> {
  const { rows } =
    await sql<DeliveredRow>`select u.no as unit, u.building, u.staircase, u.label, u.owner, d.way, d.at, d.by_name as by, d.file, o.state
    from vote_units u join vote_owners o on o.street = u.street and o.vote = u.vote and o.no = u.owner
    left join vote_delivered_units g on g.street = u.street and g.vote = u.vote and g.unit = u.no
    left join vote_deliveries d on d.street = g.street and d.vote = g.vote and d.id = g.delivery
    where u.street = ${street} and u.vote = ${vote} and ${building === undefined ? sql`true` : sql`u.building = ${building}`}
    order by u.no`.execute(tx)
  return rows
}

/** The first proof of a door stays; answers how many doors this one is the first of. */
export async function addDelivery(
  tx: Tx,
  street: string,
  vote: string,
  row: { id: string; units: readonly string[]; way: DeliveryWay; file: string; at: string; by: string; name: string },
): Promise<number> {
  await sql`insert into vote_deliveries (street, vote, id, way, file, at, by_staff, by_name)
    values (${street}, ${vote}, ${row.id}, ${row.way}, ${row.file}, ${row.at}, ${row.by}, ${row.name})`.execute(tx)
  const { numAffectedRows } = await sql`insert into vote_delivered_units (street, vote, unit, delivery)
    select ${street}, ${vote}, u, ${row.id} from unnest(${[...row.units]}::text[]) u on conflict do nothing`.execute(tx)
  await sql`update vote_owners o set delivery = ${row.id} where o.street = ${street} and o.vote = ${vote} and o.delivery is null
    and o.no in (select u.owner from vote_units u join vote_delivered_units g on g.street = u.street and g.vote = u.vote and g.unit = u.no
      where u.street = ${street} and u.vote = ${vote} and g.delivery = ${row.id})`.execute(tx)
  return Number(numAffectedRows ?? 0n)
}
