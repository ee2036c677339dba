import { sql, type RawBuilder } from 'kysely'
import type { Text } from '#kernel/text'
import type { Tx } from '#platform/db'
import type { ImportKind, ImportSheet, ImportState, SourceId } from '#engines/registers/shared'

export interface Import {
  readonly id: string
  readonly kind: ImportKind
  readonly state: ImportState
  readonly pausedIn: 'judging' | 'applying' | null
  readonly fileName: string
  readonly bytes: number | null
  readonly source: SourceId
  readonly observedOn: string
  readonly sheets: readonly StoredSheet[]
  readonly doubtful: 'queue' | 'leave'
  readonly committee: string | null
  readonly madeBy: string | null
  readonly madeByName: string
  readonly createdAt: string
  readonly cursor: number
  readonly done: number
  readonly total: number | null
  readonly share: number | null
  readonly beganAt: string | null
  readonly beganDone: number
  readonly formulas: number
  readonly problem: Text | null
  readonly worker: string | null
  readonly purgedAt: string | null
}

/** A sheet with how it was found and how it was confirmed. */
export interface StoredSheet extends ImportSheet {
  readonly heads: readonly string[]
  /** The row of the first head; files that came before it was kept have none. */
  readonly headFrom?: number
  readonly signature: string
}

const columns = sql`i.id, i.kind, i.state, i.paused_in as "pausedIn", i.file_name as "fileName", i.bytes, i.source, i.observed_on as "observedOn",
  i.sheets, i.doubtful, i.committee, i.made_by as "madeBy", i.made_by_name as "madeByName", i.created_at as "createdAt", i.cursor, i.done, i.total, i.share,
  i.began_at as "beganAt", i.began_done as "beganDone", i.formulas, i.problem, i.worker, i.purged_at as "purgedAt"`

export async function findImport(tx: Tx, street: string, id: string): Promise<Import | undefined> {
  const { rows } =
    await sql<Import>`select ${columns} from register_imports i where i.street = ${street} and i.id = ${id}`.execute(tx)
  return rows[0]
}

export async function lockImport(tx: Tx, street: string, id: string): Promise<Import | undefined> {
  const { rows } =
    await sql<Import>`select ${columns} from register_imports i where i.street = ${street} and i.id = ${id} for update`.execute(
      tx,
    )
  return rows[0]
}

export async function listImports(
  tx: Tx,
  street: string,
  { by, after, limit }: { by: string | null; after: readonly [string, string] | null; limit: number },
): Promise<Import[]> {
  const { rows } = await sql<Import>`select ${columns} from register_imports i where i.street = ${street}
    and (${by}::uuid is null or i.made_by = ${by})
    and (${after?.[0] ?? null}::timestamptz is null or i.created_at < ${after?.[0] ?? null} or (i.created_at = ${after?.[0] ?? null} and i.id > ${after?.[1] ?? null}))
    order by i.created_at desc, i.id limit ${limit}`.execute(tx)
  return rows
}

export interface NewImport extends Pick<
  Import,
  'id' | 'kind' | 'fileName' | 'source' | 'observedOn' | 'committee' | 'madeBy' | 'madeByName'
> {
  readonly now: string
}

export async function addImport(tx: Tx, street: string, made: NewImport): Promise<void> {
  await sql`insert into register_imports (street, id, kind, state, file_name, source, observed_on, committee, made_by, made_by_name, created_at, changed_at)
    values (${street}, ${made.id}, ${made.kind}, 'received', ${made.fileName}, ${made.source}, ${made.observedOn}, ${made.committee}, ${made.madeBy}, ${made.madeByName}, ${made.now}, ${made.now})`.execute(
    tx,
  )
}

export async function unfinishedOf(tx: Tx, street: string, by: string): Promise<number> {
  const { rows } = await sql<{
    count: number
  }>`select count(*)::int as count from register_imports where street = ${street} and made_by = ${by}
    and state in ('received', 'guessed', 'judging', 'judged', 'applying', 'paused')`.execute(tx)
  return rows[0]!.count
}

type Patch = Partial<
  Pick<
    Import,
    | 'state'
    | 'pausedIn'
    | 'bytes'
    | 'doubtful'
    | 'cursor'
    | 'done'
    | 'total'
    | 'share'
    | 'beganAt'
    | 'beganDone'
    | 'formulas'
    | 'worker'
  >
> & { readonly sheets?: readonly StoredSheet[]; readonly problem?: Text | null; readonly beatAt?: string }

const names: Readonly<Record<keyof Patch, string>> = {
  state: 'state',
  pausedIn: 'paused_in',
  bytes: 'bytes',
  doubtful: 'doubtful',
  cursor: 'cursor',
  done: 'done',
  total: 'total',
  share: 'share',
  beganAt: 'began_at',
  beganDone: 'began_done',
  formulas: 'formulas',
  worker: 'worker',
  sheets: 'sheets',
  problem: 'problem',
  beatAt: 'beat_at',
}

export async function patchImport(tx: Tx, street: string, id: string, now: string, patch: Patch): Promise<void> {
  const set: RawBuilder<unknown>[] = [sql`changed_at = ${now}`]
  for (const [name, value] of Object.entries(patch) as [keyof Patch, unknown][]) {
    const kept = (name === 'sheets' || name === 'problem') && value !== null ? JSON.stringify(value) : value
    set.push(sql`${sql.raw(names[name])} = ${kept}`)
  }
  await sql`update register_imports set ${sql.join(set)} where street = ${street} and id = ${id}`.execute(tx)
}

export interface Progress {
  readonly done: number
  readonly cursor?: number
  readonly formulas?: number
  readonly share?: number
}

/** Writes progress down, unless the import was paused or taken over meanwhile: then it answers false. */
export async function advance(
  tx: Tx,
  street: string,
  { id, state, worker, now }: { id: string; state: ImportState; worker: string; now: string },
  { done, cursor, formulas, share }: Progress,
): Promise<boolean> {
  const { numAffectedRows } =
    await sql`update register_imports set done = done + ${done}, cursor = coalesce(${cursor ?? null}::int, cursor),
    formulas = coalesce(${formulas ?? null}::int, formulas), share = coalesce(${share ?? null}::real, share), beat_at = ${now}, changed_at = ${now}
    where street = ${street} and id = ${id} and state = ${state} and worker = ${worker}`.execute(tx)
  return numAffectedRows === 1n
}

export async function mappingsOf(
  tx: Tx,
  street: string,
  kind: string,
  signatures: readonly string[],
): Promise<Map<string, Readonly<Record<string, string>>>> {
  const { rows } = await sql<{
    signature: string
    targets: Record<string, string>
  }>`select signature, targets from import_mappings
    where street = ${street} and kind = ${kind} and signature = any(${signatures}::text[])
      and confirmed_by is not null`.execute(tx)
  return new Map(rows.map((row) => [row.signature, row.targets]))
}

export async function rememberMapping(
  tx: Tx,
  street: string,
  {
    kind,
    signature,
    targets,
    by,
    now,
  }: { kind: string; signature: string; targets: Readonly<Record<string, string>>; by: string | null; now: string },
): Promise<void> {
  await sql`insert into import_mappings (street, kind, signature, targets, confirmed_by, confirmed_at)
    values (${street}, ${kind}, ${signature}, ${JSON.stringify(targets)}, ${by}, ${now})
    on conflict (street, kind, signature) do update set targets = excluded.targets, confirmed_by = excluded.confirmed_by, confirmed_at = excluded.confirmed_at`.execute(
    tx,
  )
}
