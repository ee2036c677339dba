import type { Text } from '#kernel/text'
import { residenceKinds, type ImportState, type ImportView, type Register } from '#engines/registers/shared'
import { sayValue } from '../register-words.ts'

/** What goes on by itself, and is asked about until it ends. */
export const underWay = new Set<ImportState>(['received', 'judging', 'applying', 'undoing'])

/** The four steps, and at which of them an import stands. */
export const steps: readonly Text[] = [
  ['上传', 'Send'],
  ['核对列', 'Columns'],
  ['核对行', 'Rows'],
  ['写入', 'Write'],
]

export function stepOf(view: Pick<ImportView, 'state' | 'total'>): number {
  if (isUnjudged(view)) return 2
  switch (view.state) {
    case 'received':
    case 'failed':
    case 'cancelled':
      return 0
    case 'guessed':
      return 1
    case 'judged':
      return 2
    default:
      return 3
  }
}

export function sayLeft(seconds: number): Text {
  if (seconds < 60)
    return [`还剩约 ${Math.max(1, Math.round(seconds))} 秒`, `about ${Math.max(1, Math.round(seconds))} s left`]
  const minutes = Math.round(seconds / 60)
  return [`还剩约 ${minutes} 分钟`, `about ${minutes} min left`]
}

/** Whether the rows are still being judged, or were when it was paused: how many there are is known at the end. */
export const isUnjudged = ({ state, total }: Pick<ImportView, 'state' | 'total'>): boolean =>
  state === 'judging' || (state === 'paused' && total === null)

/** The rows that writing would change something with. */
export const toWrite = ({ totals }: Pick<ImportView, 'totals'>): number => totals.new + totals.changes

/** A value of a row in words: it is told as the register keeps it. */
export function sayChanged(register: Register, field: string, value: string): Text {
  if (field === '@residence') return (residenceKinds as Readonly<Record<string, Text>>)[value] ?? [value, value]
  const known = field.startsWith('field:') ? register.fields[field.slice(6)] : undefined
  const kind = known?.field.kind
  if (kind === 'flag' && /^(true|false)$/.test(value)) return sayValue(known, value === 'true')
  // What stood before may be masked: *** is no number.
  if (kind === 'integer' && /^-?\d+$/.test(value)) return sayValue(known, Number(value))
  return value.includes('***') ? [value, value] : sayValue(known, value)
}

export function sayBytes(bytes: number | null): string {
  if (bytes === null) return ''
  return bytes < 1_000_000 ? `${Math.max(1, Math.round(bytes / 1000))} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`
}
