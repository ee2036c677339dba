import { sql } from 'kysely'
import { err, ok } from '#kernel/result'
import { implement, type Implementation } from '#platform/operations'
import { registers as asked, sourceIds, type Origins, type SourceId, type TieKindId } from '#engines/registers/shared'
import { findKnown } from '../access/known.store.ts'
import { present, presentFields, type Known } from '../access/present.ts'
import { canSee, readerOf, withRestricted, type Reader } from '../access/reader.ts'
import { holdsAt, tagsAt, treesOf, type Moment } from '../access/tags.store.ts'
import type { RegistersDeps } from '../deps.ts'
import { statementsOf, trustRules } from '../entries/entries.store.ts'
import type { Statement } from '../entries/entry.ts'
import { standingAt } from '../entries/settle-entries.ts'

interface TieRow {
  readonly id: string
  readonly kind: TieKindId
  readonly subject: string
  readonly object: string
  readonly details: Record<string, unknown>
  readonly part: number | null
  readonly whole: number | null
  readonly from: string
  readonly to: string | null
  readonly source: SourceId
}

const mostKin = 500
const sourceOf = (source: string): SourceId => (sourceIds.includes(source as SourceId) ? (source as SourceId) : 'desk')

export function entryHandlers({ registers, tags }: RegistersDeps): readonly Implementation[] {
  const entry = implement(asked.entry, async (context, { id, on, knownAt }) => {
    const { tx, street } = context
    const reader = await readerOf(context, tags)
    const [asIs] = (await findKnown(tx, street, [id], reader.today)).values()
    const root =
      asIs && asIs.root !== asIs.id ? (await findKnown(tx, street, [asIs.root], reader.today)).get(asIs.root) : asIs
    if (!root || !canSee(reader, root)) return err('entry_not_found')
    const moment: Moment = {
      on: on ?? reader.today,
      knownAt: knownAt === undefined ? null : new Date(knownAt).toISOString(),
    }
    const said = (await statementsOf(tx, street, [root.id])).get(root.id) ?? []
    const isPast = on !== undefined || knownAt !== undefined
    const stood = isPast
      ? standingAt(root.register, said, await trustRules(tx, street), {
          on: moment.on,
          knownAt: moment.knownAt ?? reader.now,
        })
      : root
    const ties = await tiesAt(tx, street, root.id, moment)
    const around = await findKnown(tx, street, ties.flatMap(({ subject, object }) => [subject, object]), moment.on) // prettier-ignore
    // Where a person lived on that day, not where the person lives.
    const lived = ties.find((tie) => tie.kind === 'lives' && tie.subject === root.id)
    const found: Known = {
      ...root,
      ...stood,
      home: isPast ? ((lived && around.get(lived.object)?.fields) ?? null) : root.home,
    }
    const seen = present(reader, registers, found)!
    const held = await withRestricted(
      context,
      reader,
      { tags: root.register === 'person' ? 'all' : [], note: '查看档案' },
      async (open) => ({
        value:
          (await tagsAt(tx, street, reader.seesNames ? [root.id] : [], moment, open.length > 0)).get(root.id) ?? [],
        entries: [root.id],
        registers: [root.register],
      }),
    )
    const toLines = async (ids: readonly string[]) => {
      const known = await findKnown(tx, street, ids, reader.today)
      return ids.flatMap((each) => {
        const line = known.get(each)
        return (line && canSee(reader, line) && present(reader, registers, line)) || []
      })
    }
    const merges = await mergesOf(tx, street, root.id)
    const losers = await findKnown(tx, street, merges.map(({ loser }) => loser), reader.today) // prettier-ignore
    const unmasking = reader.unmasked.get(root.id)
    return ok({
      entry: seen,
      version: root.version,
      state: root.state,
      origins: originsIn(found.origins, said, Object.keys(seen.fields)),
      parents: await toLines(await parentsOf(tx, street, root.parent)),
      children: await toLines(await childrenOf(tx, street, root.id)),
      ties: ties.flatMap((tie) => {
        const isOutward = tie.subject === root.id
        const line = around.get(isOutward ? tie.object : tie.subject)
        const other = line && mayBeNamed(reader, found, line) && present(reader, registers, line)
        return other ? [seenTie(reader, found, tie, other, isOutward)] : []
      }),
      tags: held.map((tag) => ({ ...tag, source: sourceOf(tag.source) })),
      statements: said
        .toSorted((a, b) =>
          a.observedOn === b.observedOn ? (a.recordedAt < b.recordedAt ? 1 : -1) : a.observedOn < b.observedOn ? 1 : -1,
        )
        .map((statement) => ({
          id: statement.id,
          source: sourceOf(statement.source),
          observedOn: statement.observedOn,
          recordedAt: statement.recordedAt,
          fields: presentFields(reader, registers, root, statement.fields as Known['fields']).fields,
          withdrawn: statement.withdrawnAt !== null,
          import: statement.import,
        })),
      merges: merges.flatMap(({ loser, ...merge }) => {
        const line = losers.get(loser)
        const other = line && canSee(reader, line) && present(reader, registers, line)
        return other ? [{ ...merge, loser: other }] : []
      }),
      unmasked: unmasking ?? null,
    })
  })
  return [entry]

  /**
   * Who lives where, and owns what, is personal. Who is tied to what may be seen may live in another part of the street, and
   * is named to who sees names.
   */
  function mayBeNamed(reader: Reader, whose: Known, other: Known): boolean {
    if (reader.seesNames) return canSee(reader, whose)
    return canSee(reader, other) && whose.register !== 'person' && other.register !== 'person'
  }

  function seenTie(
    reader: Reader,
    whose: Known,
    tie: TieRow,
    other: NonNullable<ReturnType<typeof present>>,
    outward: boolean,
  ) {
    const { id, kind, from, to, source, part, whole } = tie
    const isClear = reader.seesNames && canSee(reader, whose)
    return {
      id,
      kind,
      other,
      outward,
      // How people are related, and who owns how much, is personal.
      details: isClear ? tie.details : {},
      share: isClear && part !== null && whole !== null ? ([part, whole] as [number, number]) : null,
      from,
      to,
      source: sourceOf(source),
    }
  }
}

/** Where the shown values come from. */
function originsIn(origins: Origins, said: readonly Statement[], shown: readonly string[]) {
  const recorded = new Map(said.map((statement) => [statement.id, statement.recordedAt]))
  return Object.fromEntries(
    shown.flatMap((field) => {
      const origin = origins[field]
      if (!origin) return []
      const { source, observedOn, statement } = origin
      return [[field, { source: sourceOf(source), observedOn, recordedAt: recorded.get(statement) ?? '' }]]
    }),
  )
}

type Tx = Parameters<typeof findKnown>[0]

/** Ties of an entry and of those merged into it, between what stands. */
async function tiesAt(tx: Tx, street: string, root: string, moment: Moment): Promise<TieRow[]> {
  const own = [...(await treesOf(tx, street, [root])).keys()]
  const { rows } = await sql<TieRow>`
    with held as (
      select t.* from register_ties t where t.street = ${street} and t.subject = any(${own}::uuid[]) and ${holdsAt(moment)}
      union select t.* from register_ties t where t.street = ${street} and t.object = any(${own}::uuid[]) and ${holdsAt(moment)})
    select t.id, t.kind, s.root as subject, o.root as object, t.details, t.share_part as part, t.share_whole as whole,
      t.valid_from as "from", t.valid_to as "to", t.source
    from held t join register_entries s on s.street = t.street and s.id = t.subject join register_entries o on o.street = t.street and o.id = t.object
    order by t.kind, t.valid_from desc, t.id limit ${mostKin}`.execute(tx)
  return rows
}

async function parentsOf(tx: Tx, street: string, parent: string | null): Promise<string[]> {
  if (parent === null) return []
  const { rows } = await sql<{ id: string }>`
    with recursive up as (
      select e.root as id, 1 as step from register_entries e where e.street = ${street} and e.id = ${parent}
      union all
      select p.root, up.step + 1 from up join register_entries e on e.street = ${street} and e.id = up.id
        join register_entries p on p.street = e.street and p.id = e.parent where up.step < 6)
    select id from up order by step`.execute(tx)
  return rows.map(({ id }) => id)
}

async function childrenOf(tx: Tx, street: string, id: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select e.id from register_entries e
    where e.street = ${street} and e.state = 'standing' and e.parent in
      (select o.id from register_entries o where o.street = ${street} and (o.id = ${id} or (o.state = 'merged' and o.root = ${id})))
    order by e.sort_key, e.id limit ${mostKin}`.execute(tx)
  return rows.map((row) => row.id)
}

async function mergesOf(tx: Tx, street: string, winner: string) {
  const { rows } = await sql<{ id: string; loser: string; at: string; undone: boolean }>`
    select id, loser, merged_at as at, undone_at is not null as undone from register_merges
    where street = ${street} and winner = ${winner} order by merged_at desc, id`.execute(tx)
  return rows
}
