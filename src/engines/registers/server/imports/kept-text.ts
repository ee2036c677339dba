import type { Register } from '#engines/registers/shared'
import { exportCellOf } from '../../shared/exporting/index.ts'
import type { Reading } from '../../shared/importing/index.ts'

/** What is written in several ways and is the same: width, blanks and the signs within numbers. */
const plain = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s,()'\-·]/g, '')
    .replaceAll(/平方米|㎡/g, 'm2')

const units: Readonly<Record<string, string>> = { '0.01 m²': '平方米' }

/** What of a cell will be kept, as people write it; null where that is what stands there. */
export function keptText(register: Register, reading: Reading | null, target: string, text: string): string | null {
  const kept = reading && keptIn(register, reading, target)
  if (!kept) return null
  const isSame = kept.ways.some((way) => plain(way) === plain(text))
  return isSame ? null : kept.shown
}

interface Kept {
  readonly shown: string
  /** The ways of writing it in which nobody would see another value. */
  readonly ways: readonly string[]
}

function keptIn(register: Register, reading: Reading, target: string): Kept | null {
  const one = (shown: string | null | undefined): Kept | null => (shown ? { shown, ways: [shown] } : null)
  if (target === 'since') return one(reading.since)
  if (target === 'address') return one(reading.address?.text)
  if (!target.startsWith('field:')) return null
  const name = target.slice(6)
  const known = register.fields[name]
  const value = reading.fields[name]
  if (!known) return null
  if (value === undefined || value === null) return one(reading.hints[name] as string | undefined)
  const { text } = exportCellOf(known, value, false)
  const { field } = known
  if (field.kind === 'flag' && value === true) return { shown: text, ways: ['是', '有', '√', '1', 'y', field.label[0]] }
  if (field.kind !== 'integer') return one(text)
  const unit = field.unit ? (units[field.unit[0]] ?? field.unit[0]) : ''
  return { shown: `${text}${unit}`, ways: [text, `${text}${unit}`, String(Number(text)), `${Number(text)}${unit}`] }
}
