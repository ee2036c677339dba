import type { Text } from '#kernel/text'
import { shanghaiDate } from '#kernel/time'
import type { CaseLine } from '#engines/cases/shared'
import type { CaseColumn } from './columns.tsx'

/** The rows chosen, with the columns on screen, as an Excel file made here. */
export async function saveSheet(
  columns: readonly CaseColumn[],
  lines: readonly CaseLine[],
  text: (said: Text) => string,
): Promise<void> {
  const { default: writeSheet } = await import('write-excel-file/browser')
  const head = columns.map((column) => ({ value: text(column.title), fontWeight: 'bold' as const }))
  const rows = lines.map((line) => columns.map((column) => ({ type: String, value: column.say(line) })))
  await writeSheet([head, ...rows], {
    columns: columns.map((column) => ({ width: Math.max(10, Math.round(column.width / 8)) })),
  }).toFile(`${text(['案件', 'cases'])}-${shanghaiDate(new Date())}.xlsx`)
}
