import { type ImportRow, type ImportView, type Register } from '#engines/registers/shared'
import { useText } from '#ui/text'
import { useRegisters } from '../registers-context.ts'
import { sayChanged } from './import-words.ts'

/** What a row would change: from what stands to what it says. */
export function Changes({ kind, row }: { kind: ImportView['kind']; row: ImportRow }) {
  const text = useText()
  const { registers } = useRegisters()
  const register: Register = registers[kind === 'tags' ? 'person' : kind]
  return row.changes.map((change) => (
    <span className="import-change" key={change.field}>
      {text(change.label)}{' '}
      {change.from !== null && (
        <>
          <del>{text(sayChanged(register, change.field, change.from))}</del> <span aria-hidden="true">→</span>{' '}
        </>
      )}
      <ins>{text(sayChanged(register, change.field, change.to))}</ins>
    </span>
  ))
}
