import type { Text } from '#kernel/text'
import type { Answer } from '#model'
import type { RegisterField } from '#engines/registers/shared'
import { FieldRow } from '#ui/controls'
import { FieldInput } from '#ui/schema-form'
import { useText } from '#ui/text'
import { isArea } from './register-words.ts'

interface Given {
  readonly known: RegisterField
  readonly value: Answer | undefined
  readonly error?: Text | undefined
  readonly onChange: (value: Answer | undefined) => void
}

/** One field of a register as it is written: areas in m², though kept in 0.01 m². */
export function RegisterFieldInput({ known, value, error, onChange }: Given) {
  const text = useText()
  const said = error && text(error)
  if (!isArea(known)) return <FieldInput field={known.field} value={value} error={said} onChange={onChange} />
  return (
    <FieldRow label={known.field.label} optional={known.field.optional} error={said}>
      {(aria) => (
        <span style={{ display: 'flex', alignItems: 'center', gap: 8 }}>
          <input
            {...aria}
            className="control"
            style={{ maxWidth: 160 }}
            type="number"
            inputMode="decimal"
            step="0.01"
            min="0.01"
            defaultValue={typeof value === 'number' ? value / 100 : ''}
            onChange={(event) =>
              onChange(
                Number.isNaN(event.target.valueAsNumber) ? undefined : Math.round(event.target.valueAsNumber * 100),
              )
            }
          />
          <span className="quiet">m²</span>
        </span>
      )}
    </FieldRow>
  )
}
