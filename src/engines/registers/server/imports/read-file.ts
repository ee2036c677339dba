import { columnName, openSheets, type CellComment, type Merge, type SheetProblem } from '#platform/sheets'
import type { Registers, Tags } from '#engines/registers/shared'
import {
  headsKnown,
  interpret,
  openLayout,
  targetsOf,
  unitsOf,
  type GivenRow,
  type Interpreting,
} from '../../shared/importing/index.ts'
import { fileOf } from './file.ts'
import type { Import, StoredSheet } from './imports.store.ts'
import type { ReadRow } from './judging.ts'

export function readRow(how: Interpreting, no: number, sheet: number, given: GivenRow): ReadRow {
  return {
    no,
    sheet,
    row: given.row,
    part: given.part,
    cells: given.cells,
    given: { values: given.given, reasons: given.reasons },
    mended: null,
    decision: null,
    reading: given.part === 0 ? null : interpret(how, given.given),
  }
}

/** Goes through the rows of the sheets that are read. Answers what is wrong with the file, if anything is. */
export async function readFile(
  world: { readonly data: string; readonly registers: Registers; readonly tags: Tags },
  street: string,
  imported: Pick<Import, 'id' | 'kind' | 'fileName' | 'sheets'>,
  /** The share of the file that was gone through comes with each row, from 0 to 1. */
  onRow: (sheet: number, given: GivenRow, share: number) => Promise<void>,
  path: string = fileOf(world.data, street, imported.id),
): Promise<SheetProblem | null> {
  const opened = await openSheets(path, imported.fileName)
  if (!opened.ok) return opened.error
  const workbook = opened.value
  try {
    const chosen = imported.sheets.flatMap((sheet) => {
      const source = workbook.sheets[sheet.index]
      return sheet.skipped || !source ? [] : [{ sheet, source }]
    })
    const isHeads = headsKnown(targetsOf(imported.kind, world.registers, world.tags))
    const whole = chosen.reduce((sum, { source }) => sum + source.bytes, 0)
    let gone = 0
    for (const { sheet, source } of chosen) {
      const merges = await source.merges()
      if (!merges.ok) return merges.error
      const comments = await source.comments()
      if (!comments.ok) return comments.error
      const layout = openLayout(planOf(sheet, merges.value, comments.value), {
        ofPeople: imported.kind === 'person' || imported.kind === 'tags',
        isHeads,
      })
      const units = unitsOf(sheet)
      for await (const row of source.rows((bytes) => (gone += bytes))) {
        if (!row.ok) return row.error
        for (const given of layout.read(row.value))
          await onRow(
            sheet.index,
            { ...given, given: { ...given.given, ...units } },
            whole > 0 ? Math.min(1, gone / whole) : 0,
          )
      }
    }
    return null
  } finally {
    await workbook.close()
  }
}

function planOf(sheet: StoredSheet, merges: readonly Merge[], comments: readonly CellComment[]) {
  const byRow = new Map<number, { column: number; cell: string; text: string }[]>()
  for (const { row, column, text } of comments) {
    const said = { column, cell: `${columnName(column)}${row}`, text }
    byRow.set(row, [...(byRow.get(row) ?? []), said])
  }
  const targets: string[] = []
  for (const { at, target } of sheet.columns) targets[at - 1] = target
  return {
    headRow: sheet.headRow,
    ...(sheet.headFrom !== undefined && { headFrom: sheet.headFrom }),
    heads: sheet.heads,
    context: `${sheet.name} ${sheet.title}`.trim(),
    targets: Array.from(targets, (target) => target ?? 'note'),
    merges,
    comments: byRow,
  }
}
