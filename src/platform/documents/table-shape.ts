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
  const columns = Math.max(table.head.length, ...table.rows.slice(0, 1_000).map((row) => row.length), 1)
  const aligns: ('left' | 'center' | 'right')[] = []
  const needs: number[] = []
  for (let column = 0; column < columns; column++) {
    const texts = table.rows.map((row) => row[column] ?? '')
    const longest = texts.reduce((most, text) => Math.max(most, widthInLetters(text)), 0)
    const areFigures = texts.length > 0 && texts.every((text) => figureLike.test(text.trim()))
    aligns.push(areFigures && longest <= 12 ? 'right' : longest <= 8 ? 'center' : 'left')
    needs.push(Math.min(24, Math.max(3, longest, widthInLetters(table.head[column] ?? ''))) + 1)
  }
  const wanted = table.widths?.length === columns && table.widths.every((width) => width > 0) ? table.widths : needs
  const sum = wanted.reduce((total, width) => total + width, 0)
  return { shares: wanted.map((width) => width / sum), aligns }
}
