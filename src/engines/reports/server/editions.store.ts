import { sql } from 'kysely'
import type { Tx } from '#platform/db'
import type {
  Block,
  CommentView,
  EditionFile,
  EditionLine,
  EditionState,
  EditionStep,
  StepView,
} from '#engines/reports/shared'

export interface Edition {
  readonly id: string
  readonly template: string
  readonly year: number
  readonly title: string
  readonly state: EditionState
  readonly version: number
  readonly blocks: readonly Block[]
  readonly writers: readonly string[]
  readonly changedAt: string
  readonly changedBy: string
}

export interface Comment extends CommentView {
  readonly edition: string
}

export interface Step extends StepView {
  readonly staff: string
}

export async function findEdition(tx: Tx, street: string, id: string, hold = false): Promise<Edition | undefined> {
  const { rows } = await sql<Edition>`
    select e.id, e.template, e.year, e.title, e.state, e.version, e.blocks, e.writers, e.changed_at as "changedAt",
      coalesce((select s.name from staff s where s.street = e.street and s.id = e.changed_by), '—') as "changedBy"
    from report_editions e where e.street = ${street} and e.id = ${id} ${hold ? sql`for no key update` : sql``}`.execute(
    tx,
  )
  return rows[0]
}

export async function listEditions(tx: Tx, street: string, issuedOnly: boolean): Promise<EditionLine[]> {
  const issued = sql`exists (select from report_steps p where p.street = e.street and p.edition = e.id and p.step = 'issued')`
  const { rows } = await sql<EditionLine>`
    select e.id, e.template, e.year, e.title, e.state, e.changed_at as "changedAt",
      coalesce((select s.name from staff s where s.street = e.street and s.id = e.changed_by), '—') as "changedBy",
      (select l.code || '〔' || l.number_year || '〕' || l.number_n || '号' from report_seals l where l.street = e.street and l.edition = e.id) as number
    from report_editions e where e.street = ${street} and ${issuedOnly ? issued : sql`true`}
    order by e.year desc, e.made_at desc, e.id desc limit 200`.execute(tx)
  return rows
}

export async function addEdition(
  tx: Tx,
  street: string,
  made: Pick<Edition, 'id' | 'template' | 'year' | 'title' | 'blocks'> & { by: string; at: string },
): Promise<void> {
  await sql`insert into report_editions (street, id, template, year, title, state, version, blocks, writers, made_at, changed_by, changed_at)
    values (${street}, ${made.id}, ${made.template}, ${made.year}, ${made.title}, 'drafting', 1, ${JSON.stringify(made.blocks)},
      array[${made.by}::uuid], ${made.at}, ${made.by}, ${made.at})`.execute(tx)
}

export async function saveText(
  tx: Tx,
  street: string,
  id: string,
  said: { title: string; blocks: readonly Block[]; by: string; at: string },
): Promise<number> {
  const { rows } = await sql<{ version: number }>`
    update report_editions set title = ${said.title}, blocks = ${JSON.stringify(said.blocks)}, version = version + 1,
      changed_by = ${said.by}, changed_at = ${said.at},
      writers = case when ${said.by}::uuid = any(writers) then writers else writers || ${said.by}::uuid end
    where street = ${street} and id = ${id} returning version`.execute(tx)
  return rows[0]!.version
}

export async function setState(tx: Tx, street: string, id: string, state: EditionState): Promise<void> {
  await sql`update report_editions set state = ${state} where street = ${street} and id = ${id}`.execute(tx)
}

export async function addStep(
  tx: Tx,
  street: string,
  step: {
    id: string
    edition: string
    step: EditionStep
    by: string
    name: string
    at: string
    version: number
    note: string | null
  },
): Promise<void> {
  await sql`insert into report_steps (street, id, edition, step, by_staff, by_name, at, version, note)
    values (${street}, ${step.id}, ${step.edition}, ${step.step}, ${step.by}, ${step.name}, ${step.at}, ${step.version}, ${step.note})`.execute(
    tx,
  )
}

export async function stepsOf(tx: Tx, street: string, edition: string): Promise<Step[]> {
  const { rows } = await sql<Step>`
    select step, by_staff as staff, by_name as by, at, version, note from report_steps
    where street = ${street} and edition = ${edition} order by at, id`.execute(tx)
  return rows
}

export async function commentsOf(tx: Tx, street: string, edition: string): Promise<CommentView[]> {
  const { rows } = await sql<CommentView>`
    select id, block, words, by_name as by, at, resolved_by_name as "resolvedBy", resolved_at as "resolvedAt" from report_comments
    where street = ${street} and edition = ${edition} order by at, id`.execute(tx)
  return rows
}

export async function addComment(
  tx: Tx,
  street: string,
  said: { id: string; edition: string; block: string; words: string; by: string; name: string; at: string },
): Promise<void> {
  await sql`insert into report_comments (street, id, edition, block, words, by_staff, by_name, at)
    values (${street}, ${said.id}, ${said.edition}, ${said.block}, ${said.words}, ${said.by}, ${said.name}, ${said.at})`.execute(
    tx,
  )
}

/** Answers whether there was an open one to resolve. */
export async function resolveComment(
  tx: Tx,
  street: string,
  edition: string,
  id: string,
  by: { name: string; at: string },
): Promise<boolean> {
  const { numAffectedRows } = await sql`update report_comments set resolved_by_name = ${by.name}, resolved_at = ${by.at}
    where street = ${street} and edition = ${edition} and id = ${id} and resolved_at is null`.execute(tx)
  return numAffectedRows === 1n
}

export function fileOf(
  edition: Edition,
  steps: readonly Step[],
  comments: readonly CommentView[],
  unresolved: number,
): EditionFile {
  return {
    state: edition.state,
    version: edition.version,
    writers: edition.writers,
    steps: steps.map(({ step, staff }) => ({ step, by: staff })),
    openComments: comments.filter((each) => each.resolvedAt === null).length,
    unresolved,
  }
}

export async function streetName(tx: Tx, street: string): Promise<{ name: string; district: string }> {
  const { rows } = await sql<{ name: [string, string]; district: [string, string] }>`
    select name, district from streets where code = ${street}`.execute(tx)
  return { name: rows[0]?.name[0] ?? '', district: rows[0]?.district[0] ?? '' }
}
