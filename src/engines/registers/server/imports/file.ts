import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Transform, type Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { err, ok, type Result } from '#kernel/result'
import type { Text } from '#kernel/text'
import {
  columnName,
  openSheets,
  sheetNotices,
  sheetProblems,
  type Row,
  type Sheet,
  type SheetProblem,
  type Workbook,
} from '#platform/sheets'
import type { ImportKind, Registers, Tags } from '#engines/registers/shared'
import { findHeads, guessColumns, restrictedHeads, signatureOf, targetsOf } from '../../shared/importing/index.ts'
import type { StoredSheet } from './imports.store.ts'

export const largestImport = 200 * 1024 * 1024

/** Files of imports lie in the data folder, by street and id; nothing that a user says becomes a path. */
export const fileOf = (data: string, street: string, id: string) => join(data, 'imports', street, id)

export async function keepFile(
  data: string,
  street: string,
  id: string,
  body: Readable,
): Promise<Result<number, SheetProblem>> {
  const path = fileOf(data, street, id)
  await mkdir(join(data, 'imports', street), { recursive: true })
  let bytes = 0
  const counted = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length
      done(bytes > largestImport ? new TooLarge() : null, chunk)
    },
  })
  const half = `${path}.half`
  try {
    await pipeline(body, counted, createWriteStream(half, { mode: 0o600 }))
    await rename(half, path)
    return bytes === 0 ? err('file_empty') : ok(bytes)
  } catch (thrown) {
    await rm(half, { force: true })
    if (thrown instanceof TooLarge) return err('file_too_large')
    if (body.errored || body.destroyed) return err('file_not_readable')
    throw thrown
  }
}

class TooLarge extends Error {}

export const dropFile = (data: string, street: string, id: string) => rm(fileOf(data, street, id), { force: true })

/** As many rows tell what a column is. */
const sampledRows = 300
const shownSamples = 4

const noData: Text = ['没有可识别的数据', 'Nothing that could be read']
const hiddenSheet: Text = ['这是隐藏的工作表，请确认是否导入。', 'This sheet is hidden: make sure that it is meant.']
const isAside = /说明|汇总|统计|目录|字典|下拉|选项|填表|封面|示例|样例/

export interface Looked {
  readonly sheets: readonly StoredSheet[]
  readonly rows: number | null
}

/** Looks at every sheet of a file: where its heads stand, what its columns are. */
export async function lookAtFile(
  path: string,
  fileName: string,
  of: { readonly kind: ImportKind; readonly registers: Registers; readonly tags: Tags },
  remembered: (signatures: readonly string[]) => Promise<ReadonlyMap<string, Readonly<Record<string, string>>>>,
): Promise<Result<Looked, SheetProblem>> {
  const opened = await openSheets(path, fileName)
  if (!opened.ok) return opened
  const workbook = opened.value
  try {
    const sheets: StoredSheet[] = []
    let rows = 0
    for (const [index, sheet] of workbook.sheets.entries()) {
      const sampled = await sampleOf(sheet)
      if (!sampled.ok) return sampled
      rows += sampled.value.length
      const ofFile = index === 0 ? workbook.notices.map((notice): Text => sheetNotices[notice]) : []
      const notices = [...ofFile, ...(sheet.hidden ? [hiddenSheet] : [])].map(([zh, en]): [string, string] => [zh, en])
      sheets.push({ ...guessSheet(index, sheet, sampled.value, of), ...(notices.length > 0 && { notices }) })
    }
    const known = await remembered(sheets.map((sheet) => sheet.signature).filter((signature) => signature !== ''))
    // What a column was read as once may be gone.
    const ids = new Set(targetsOf(of.kind, of.registers, of.tags).map((target) => target.id))
    return ok({
      sheets: sheets.map((sheet) => asRemembered(sheet, known.get(sheet.signature), ids)),
      rows: rows < sampledRows ? rows : null,
    })
  } finally {
    await workbook.close()
  }
}

async function sampleOf(sheet: Sheet): Promise<Result<readonly Row[], SheetProblem>> {
  const sample: Row[] = []
  for await (const row of sheet.rows()) {
    if (!row.ok) return row
    sample.push(row.value)
    if (sample.length >= sampledRows) break
  }
  return ok(sample)
}

function guessSheet(
  index: number,
  sheet: Sheet,
  sample: readonly Row[],
  { kind, registers, tags }: { readonly kind: ImportKind; readonly registers: Registers; readonly tags: Tags },
): StoredSheet {
  const targets = targetsOf(kind, registers, tags)
  const texts = sample.map(({ row, cells }) => ({ row, cells: cells.map((cell) => cell.text) }))
  const found = findHeads(texts, targets)
  const body = texts.filter(({ row }) => row > found.headRow)
  const width = Math.max(0, found.heads.length, ...body.map(({ cells }) => cells.length))
  const columns = guessColumns(
    Array.from({ length: width }, (_, at) => ({
      at: at + 1,
      head: (found.heads[at] ?? '').trim(),
      samples: body.map(({ cells }) => (cells[at] ?? '').trim()).filter((text) => text !== ''),
    })),
    targets,
    restrictedHeads(tags),
  )
  const needed = targets.filter((target) => target.required).map((target) => target.id)
  const canRead =
    needed.every((id) => columns.some((column) => column.target === id)) &&
    (kind !== 'home' || columns.some((column) => column.target === 'address' || column.target === 'field:room'))
  const skipped: Text | null =
    body.length === 0
      ? ['没有数据行', 'No rows of data']
      : canRead && !(sheet.hidden && found.headRow === 0)
        ? null
        : isAside.test(sheet.name)
          ? ['说明或汇总表', 'Remarks or sums']
          : noData
  return {
    index,
    name: sheet.name,
    headRow: found.headRow,
    headFrom: found.headFrom,
    title: found.title,
    skipped: skipped && [skipped[0], skipped[1]],
    remembered: false,
    heads: found.heads,
    signature:
      found.headRow > 0 ? createHash('sha256').update(signatureOf(found.heads)).digest('base64url').slice(0, 22) : '',
    columns: columns.map(({ at, head, samples, target, confidence, why }) => ({
      at,
      letter: columnName(at),
      head,
      samples: [...new Set(samples)].slice(0, shownSamples).map((text) => text.slice(0, 60)),
      target,
      confidence,
      why: [why[0], why[1]],
    })),
  }
}

/** Columns under heads that were confirmed before are as they were then; what is withheld stays so. */
function asRemembered(
  sheet: StoredSheet,
  confirmed: Readonly<Record<string, string>> | undefined,
  known: ReadonlySet<string>,
): StoredSheet {
  if (!confirmed) return sheet
  return {
    ...sheet,
    skipped: null,
    remembered: true,
    columns: sheet.columns.map((column) => {
      const target = confirmed[String(column.at)]
      if (target === undefined || column.target === 'withhold' || !known.has(target)) return column
      return { ...column, target, confidence: 1, why: ['上次已确认', 'As confirmed before'] }
    }),
  }
}

export const problemText = (problem: SheetProblem): Text => sheetProblems[problem]
export type { Workbook }
