import { points, sheet, sizes } from './gb-9704.ts'
import { widthInLetters } from './official-document.ts'
import type { DocumentGrid } from './official-document.ts'

export interface TableShape {
  /** Shares of the width, together 1. */
  readonly shares: readonly number[]
  readonly aligns: readonly ('left' | 'center' | 'right')[]
}

const figureLike = /^[-+−]?[\d,]+(\.\d+)?\s*(%|‰|个百分点|[^\d\s]{0,3})?$|^[-—–/]?$/

/** How wide the columns are, unless told, and which way their texts lean. */
export function tableShape(table: DocumentGrid): TableShape {
  const columns = table.rows.reduce((most, row) => Math.max(most, row.length), Math.max(table.head.length, 1))
  const aligns: ('left' | 'center' | 'right')[] = []
  const needs: Need[] = []
  for (let column = 0; column < columns; column++) {
    const head = table.head[column] ?? ''
    const texts = table.rows.map((row) => row[column] ?? '')
    const longest = texts.reduce((most, text) => Math.max(most, widthInLetters(text)), 0)
    const areFigures = texts.length > 0 && texts.every((text) => figureLike.test(text.trim()))
    const leansRight = areFigures && longest <= 12 && head !== '序号'
    aligns.push(leansRight ? 'right' : longest <= 8 ? 'center' : 'left')
    const wanted = Math.max(longest, widthInLetters(head), 1)
    needs.push({ least: aside + Math.min(wanted, 6), most: aside + Math.min(wanted, 30) })
  }
  const wanted = table.widths
  const isTold = wanted?.length === columns && wanted.every((width) => width > 0)
  return { shares: sharesOf(isTold ? wanted : shared(needs)), aligns }
}

/** In letters of the table. */
interface Need {
  readonly least: number
  readonly most: number
}

/** What stands clear on both sides of a cell. */
const aside = 1.1

/** Short words are not broken while long texts have room: those get what the short ones leave. */
function shared(needs: readonly Need[]): readonly number[] {
  const room = points(sheet.bodyWidth) / sizes.table
  const sum = (of: (need: Need) => number) => needs.reduce((total, need) => total + of(need), 0)
  const [least, most] = [sum((need) => need.least), sum((need) => need.most)]
  if (most <= room || least >= room) return needs.map((need) => (most <= room ? need.most : need.least))
  return needs.map((need) => need.least + ((room - least) * (need.most - need.least)) / (most - least))
}

function sharesOf(widths: readonly number[]): readonly number[] {
  const sum = widths.reduce((total, width) => total + width, 0)
  return widths.map((width) => width / sum)
}
