import type { Database } from '#platform/db'
import type { Context } from '#platform/operations'
import {
  exportCellOf,
  exportColumnsOf,
  residenceKinds,
  type ExportCell,
  type ExportColumn,
  type Registers,
  type ResidenceDetails,
  type ResidenceKind,
  type SeenEntry,
  type Tags,
} from '#engines/registers/shared'
import { findKnown } from '../access/known.store.ts'
import { present } from '../access/present.ts'
import { canSee, readerOf, withRestricted, type Reader } from '../access/reader.ts'
import { residencesOf, type Residence } from '../access/residences.store.ts'
import { tagsAt } from '../access/tags.store.ts'
import type { RegistersDeps } from '../deps.ts'
import { noOwners, ownersOf, type ExportedOwner } from './exported-owners.ts'
import { findExport, takenIn, type Export } from './exports.store.ts'

export type ExportRow = readonly ExportCell[]

export interface ExportFile {
  readonly export: Export
  readonly columns: readonly ExportColumn[]
  /** Read as they are asked for, a page at a time. */
  readonly rows: AsyncIterable<ExportRow>
}

/** So many entries are read at once: what is in memory of a file of any length. */
const pageSize = 500

/** The columns that were asked for, in the order of the register. */
export function columnsOf(registers: Registers, asked: Pick<Export, 'register' | 'columns'>): readonly ExportColumn[] {
  const all = exportColumnsOf(registers[asked.register])
  return asked.columns ? all.filter(({ id }) => asked.columns!.includes(id)) : all
}

/**
 * A file of what was opened by `takeExport`, for whoever opened it. Each page is read and shut before it is handed on, so
 * that a slow line holds no transaction open; what left the reader's area meanwhile is left out.
 */
export async function openExport(
  database: Database,
  deps: RegistersDeps,
  { street, actor, now, newId }: Pick<Context, 'street' | 'actor' | 'now' | 'newId'>,
  taken: { readonly id: string; readonly look: string },
): Promise<ExportFile> {
  const { found, entries, reader } = await database.transaction(street, async (tx) => ({
    found: await findExport(tx, street, taken.id),
    entries: await takenIn(tx, street, taken.look),
    reader: await readerOf({ tx, street, actor, now }, deps.tags),
  }))
  if (!found) throw new Error(`The export ${taken.id} was opened and is not there.`)
  const columns = columnsOf(deps.registers, found)
  async function* rows(): AsyncGenerator<ExportRow> {
    for (let from = 0; from < entries.length; from += pageSize) {
      const page = entries.slice(from, from + pageSize)
      yield* await database.transaction(street, (tx) =>
        readPage(
          { tx, street, newId },
          { reader: readerFor(reader, found!, page), deps, columns, isClear: found!.clear },
          page,
        ),
      )
    }
  }
  return { export: found, columns, rows: rows() }
}

/** What is granted in clear is clear whatever else is masked; what is not is masked, also where a mask is lifted on the screen just now. */
function readerFor(reader: Reader, { clear, purpose, until }: Export, ids: readonly string[]): Reader {
  return { ...reader, unmasked: new Map(clear ? ids.map((id) => [id, { purpose, until: until! }]) : []) }
}

interface Reading {
  readonly reader: Reader
  readonly deps: RegistersDeps
  readonly columns: readonly ExportColumn[]
  readonly isClear: boolean
}

async function readPage(
  context: Pick<Context, 'tx' | 'street' | 'newId'>,
  { reader, deps, columns, isClear }: Reading,
  ids: readonly string[],
): Promise<ExportRow[]> {
  const { tx, street } = context
  const known = await findKnown(tx, street, ids, reader.today)
  const wants = (id: string) => reader.seesNames && columns.some((column) => column.id === id)
  const lives = wants('@residence') || wants('@relation') ? await residencesOf(tx, street, ids, reader.today) : new Map<string, Residence>() // prettier-ignore
  const owners = wants('@owners') || wants('@shares') ? await ownersOf(tx, street, reader, deps, ids) : noOwners
  const moment = { on: reader.today, knownAt: null }
  // Restricted tags leave with someone else's leave, or not at all.
  const restricted = isClear && wants('@tags') ? 'all' : []
  const tags = await withRestricted(context, reader, { tags: restricted, note: '导出' }, async (open) => ({
    value: await tagsAt(tx, street, wants('@tags') ? ids : [], moment, open.length > 0),
    entries: ids,
    registers: ['person'],
  }))
  return ids.flatMap((id) => {
    const entry = known.get(id)
    if (!entry || entry.state !== 'standing' || !canSee(reader, entry)) return []
    const seen = present(reader, deps.registers, entry)
    if (!seen) return []
    const said: Said = {
      entry: id,
      seen,
      lives: lives.get(id)?.details,
      tags: (tags.get(id) ?? []).map(({ tag }) => tag),
      owners: owners.get(id) ?? [],
    }
    return [columns.map((column) => cellOf(column, said, deps.tags))]
  })
}

interface Said {
  readonly entry: string
  readonly seen: SeenEntry
  readonly lives: ResidenceDetails | undefined
  readonly tags: readonly string[]
  readonly owners: readonly ExportedOwner[]
}

function cellOf({ id, field }: ExportColumn, { entry, seen, lives, tags, owners }: Said, known: Tags): ExportCell {
  if (field) return exportCellOf(field, seen.fields[id], seen.masked.includes(id))
  const text = (said: string | null | undefined): ExportCell => ({ text: said ?? '', kind: 'text' })
  switch (id) {
    case '@entry':
      return text(entry)
    case '@address':
      return text(seen.place)
    case '@residence':
      return text(lives?.residence && Object.hasOwn(residenceKinds, lives.residence) ? residenceKinds[lives.residence as ResidenceKind][0] : '') // prettier-ignore
    case '@owners':
      return text(owners.map(({ name }) => name).join('、'))
    case '@shares':
      return text(owners.every(({ share }) => share === '') ? '' : owners.map(({ share }) => share).join('、'))
    case '@relation':
      return text(lives?.relation)
    default:
      return text([...new Set(tags)].map((tag) => known[tag]?.label[0] ?? tag).join('、'))
  }
}
