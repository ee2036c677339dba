import { attribute, readContentType, readRelations } from '#platform/packages'
import type { Archive } from '#platform/packages'
import { shapeReader } from './number-shape.ts'
import type { NumberShape } from './number-shape.ts'
import { SheetRefused } from './problems.ts'

/** A worksheet of a workbook and the part it stands in. */
export interface SheetPart {
  readonly name: string
  readonly part: string
  readonly hidden: boolean
}

export interface WorkbookParts {
  readonly sheets: readonly SheetPart[]
  readonly is1904: boolean
  readonly shapes: readonly NumberShape[]
  readonly strings: string | undefined
  readonly hasMacros: boolean
  /** Sheets that are no worksheets: charts, dialogs, macros. */
  readonly others: readonly string[]
}

/** No workbook that people made comes near; a list without an end must not fill the memory. */
const mostListed = 10_000
const mostLetters = 16 * 1024 * 1024

/** Finds out what a zip file is by its table of types and its relations, never by the names of its parts. */
export async function readWorkbookParts(archive: Archive): Promise<WorkbookParts> {
  refuseOtherDocuments(archive)
  const root = await readRelations(archive, '')
  const workbook = root.find((relation) => relation.type === 'officeDocument')?.target
  if (workbook === undefined || !archive.has(workbook)) throw new SheetRefused('content_type_wrong')
  const type = await readContentType(archive, workbook)
  if (/sheet\.binary/.test(type)) throw new SheetRefused('binary_workbook')
  const isWorkbook = /(spreadsheetml\.(sheet|template)|ms-excel\.(sheet|template)\.macroEnabled)\.main\+xml$/i.test(
    type,
  )
  if (!isWorkbook) throw new SheetRefused('content_type_wrong')

  const relations = await readRelations(archive, workbook)
  const partOf = (type: string) => {
    const target = relations.find((relation) => relation.type === type)?.target
    return target !== undefined && archive.has(target) ? target : undefined
  }
  const listed = await readSheetList(archive, workbook)
  const sheets: SheetPart[] = []
  const others: string[] = []
  for (const { name, relation, hidden } of listed.sheets) {
    const found = relations.find((each) => each.id === relation)
    if (!found || !archive.has(found.target)) throw new SheetRefused('file_damaged')
    if (found.type === 'worksheet') sheets.push({ name, part: found.target, hidden })
    else others.push(name)
  }
  if (sheets.length === 0) throw new SheetRefused('sheet_missing')

  const styles = partOf('styles')
  const shapes = shapeReader()
  if (styles !== undefined) await archive.readXml(styles, shapes.events, 4 * mostLetters)
  const hasMacros = /macroEnabled/i.test(type) || relations.some((relation) => relation.type === 'vbaProject')
  return { sheets, others, is1904: listed.is1904, shapes: shapes.shapes, strings: partOf('sharedStrings'), hasMacros }
}

function refuseOtherDocuments(archive: Archive): void {
  if (archive.has('[Content_Types].xml')) return
  if (archive.has('mimetype') && archive.has('content.xml')) throw new SheetRefused('open_document')
  throw new SheetRefused('file_kind_unknown')
}

async function readSheetList(archive: Archive, workbook: string) {
  const sheets: { name: string; relation: string; hidden: boolean }[] = []
  let is1904 = false
  await archive.readXml(
    workbook,
    {
      open(name, attributes) {
        if (name === 'workbookPr') is1904 = ['1', 'true'].includes(attribute(attributes, 'date1904') ?? '')
        if (name !== 'sheet') return
        if (sheets.length >= mostListed) throw new SheetRefused('too_many_parts')
        sheets.push({
          name: attribute(attributes, 'name') ?? '',
          relation: attribute(attributes, 'id') ?? '',
          hidden: (attribute(attributes, 'state') ?? 'visible') !== 'visible',
        })
      },
    },
    mostLetters,
  )
  return { sheets, is1904 }
}
