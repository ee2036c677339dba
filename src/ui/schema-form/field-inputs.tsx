import type { ReactNode } from 'react'
import type { Answer, Field } from '#model'
import { Chips } from '../controls/index.ts'
import { useText } from '../text/index.ts'

interface Given<K extends Field['kind']> {
  readonly field: Extract<Field, { kind: K }>
  readonly value: Answer | undefined
  readonly onChange: (value: Answer | undefined) => void
  readonly aria: { id: string; 'aria-describedby': string | undefined; 'aria-invalid': boolean | undefined }
}

const said = (value: Answer | undefined) => (value === undefined ? '' : String(value))
const orNothing = (value: string) => (value === '' ? undefined : value)

function TextField({ field, value, onChange, aria }: Given<'text'>) {
  const shared = { ...aria, className: 'control', value: said(value), maxLength: field.max }
  return (
    <>
      {field.long ? (
        <textarea {...shared} rows={4} onChange={(event) => onChange(orNothing(event.target.value))} />
      ) : (
        <input {...shared} type="text" onChange={(event) => onChange(orNothing(event.target.value))} />
      )}
      {field.phrases && (
        <div className="chips">
          {field.phrases.map((phrase) => (
            <button
              type="button"
              className="phrase"
              key={phrase}
              onClick={() => onChange(`${said(value)}${phrase}`.slice(0, field.max))}
            >
              {phrase}
            </button>
          ))}
        </div>
      )}
    </>
  )
}

function ChoiceField({ field, value, onChange, aria }: Given<'choice'>) {
  const text = useText()
  const options = Object.entries(field.options)
  if (options.length <= 7) {
    const { id: _, ...rest } = aria
    return <Chips options={field.options} value={said(value)} onChange={onChange} label={text(field.label)} {...rest} />
  }
  return (
    <select
      {...aria}
      className="control"
      value={said(value)}
      onChange={(event) => onChange(orNothing(event.target.value))}
    >
      <option value="">{text(['请选择', 'Choose'])}</option>
      {options.map(([key, label]) => (
        <option key={key} value={key}>
          {text(label)}
        </option>
      ))}
    </select>
  )
}

function IntegerField({ field, value, onChange, aria }: Given<'integer'>) {
  const text = useText()
  return (
    <span style={{ display: 'flex', alignItems: 'center', gap: 8 }}>
      <input
        {...aria}
        className="control"
        style={{ maxWidth: 160 }}
        type="number"
        inputMode="numeric"
        min={field.min}
        max={field.max}
        value={said(value)}
        onChange={(event) =>
          onChange(Number.isNaN(event.target.valueAsNumber) ? undefined : event.target.valueAsNumber)
        }
      />
      {field.unit && <span className="quiet">{text(field.unit)}</span>}
    </span>
  )
}

const yesNo = { yes: ['是', 'Yes'], no: ['否', 'No'] } as const

function FlagField({ field, value, onChange, aria }: Given<'flag'>) {
  const text = useText()
  const { id: _, ...rest } = aria
  return (
    <Chips
      options={yesNo}
      value={value === undefined ? undefined : value ? 'yes' : 'no'}
      onChange={(chosen) => onChange(chosen === 'yes')}
      label={text(field.label)}
      {...rest}
    />
  )
}

function DayField({ value, onChange, aria }: Given<'day'>) {
  return (
    <input
      {...aria}
      className="control"
      style={{ maxWidth: 200 }}
      type="date"
      value={said(value)}
      onChange={(event) => onChange(orNothing(event.target.value))}
    />
  )
}

function PhoneField({ value, onChange, aria }: Given<'phone'>) {
  return (
    <input
      {...aria}
      className="control"
      type="tel"
      inputMode="tel"
      autoComplete="off"
      maxLength={20}
      value={said(value)}
      onChange={(event) => onChange(orNothing(event.target.value.trim()))}
    />
  )
}

/** One component for each kind of field, and nothing between. */
export const fieldInputs: { readonly [K in Field['kind']]: (given: Given<K>) => ReactNode } = {
  text: TextField,
  choice: ChoiceField,
  integer: IntegerField,
  flag: FlagField,
  day: DayField,
  phone: PhoneField,
}

/** Inputs of several parts are named by a legend. */
export function isGroup(field: Field): boolean {
  return field.kind === 'flag' || (field.kind === 'choice' && Object.keys(field.options).length <= 7)
}
