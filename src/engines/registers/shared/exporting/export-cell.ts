import type { Fields, RegisterField } from '../register.ts'

/** A cell as the writer of spreadsheets takes it. */
export interface ExportCell {
  readonly text: string
  readonly kind: 'text' | 'number' | 'day'
}

const text = (said: string): ExportCell => ({ text: said, kind: 'text' })

/** A value as an import reads it: options by their label, 是 and 否, areas in m². What is masked is text, as it is seen. */
export function exportCellOf(
  { field }: RegisterField,
  value: Fields[string] | undefined,
  isMasked: boolean,
): ExportCell {
  if (value === undefined || value === null) return text('')
  if (isMasked) return text(String(value))
  switch (field.kind) {
    case 'choice':
      return text(field.options[String(value)]?.[0] ?? String(value))
    case 'flag':
      return text(value === true ? '是' : '否')
    case 'day':
      return { text: String(value), kind: 'day' }
    case 'integer':
      if (typeof value !== 'number') return text(String(value))
      return { text: field.unit?.[0] === '0.01 m²' ? (value / 100).toFixed(2) : String(value), kind: 'number' }
    case 'text':
    case 'phone':
      return text(String(value))
  }
}
