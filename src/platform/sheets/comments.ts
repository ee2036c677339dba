import { attribute, plainText, readRelations } from '#platform/packages'
import type { Archive } from '#platform/packages'
import { cellText } from './cell-xml.ts'
import { areaOf } from './cell.ts'
import { longestCell } from './limits.ts'
import { SheetRefused } from './problems.ts'

/** What someone wrote beside a cell; row and column from 1. */
export interface CellComment {
  readonly row: number
  readonly column: number
  readonly text: string
}

/** More than people write; a list without an end must not fill the memory. */
const mostLetters = 64 * 1024 * 1024

/** The comments of a worksheet, in the part that its relations name. Threads stand there too, as their first program wrote them. */
export async function commentsOfPart(archive: Archive, part: string): Promise<readonly CellComment[]> {
  const relations = await readRelations(archive, part)
  const target = relations.find((relation) => relation.type === 'comments')?.target
  if (target === undefined || !archive.has(target)) return []
  const comments: CellComment[] = []
  let at = { fromRow: 0, fromColumn: 0 }
  let text = ''
  let isText = false
  await archive.readXml(
    target,
    {
      open(name, attributes) {
        if (name === 'comment') {
          const area = areaOf(attribute(attributes, 'ref') ?? '')
          if (!area) throw new SheetRefused('file_damaged')
          at = area
          text = ''
        } else if (name === 't') isText = true
      },
      close(name) {
        if (name === 't') isText = false
        else if (name === 'comment' && text !== '') {
          const said = cellText(plainText(text)).trim()
          if (said.length > longestCell) throw new SheetRefused('cell_too_long')
          if (said !== '') comments.push({ row: at.fromRow, column: at.fromColumn, text: said })
        }
      },
      text(raw) {
        if (isText) text += raw
      },
    },
    mostLetters,
  )
  return comments
}
