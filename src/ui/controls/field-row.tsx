import { useId, type InputHTMLAttributes, type ReactNode } from 'react'
import type { Text } from '#kernel/text'
import { useText } from '../text/index.ts'

interface Row {
  readonly label: Text
  readonly optional?: boolean | undefined
  readonly hint?: Text | undefined
  readonly error?: string | undefined
  /** A group of inputs (radios, chips) is named by a legend, one input by a label. */
  readonly group?: boolean
  readonly children: (given: {
    id: string
    'aria-describedby': string | undefined
    'aria-invalid': boolean | undefined
  }) => ReactNode
}

/** Label, input, hint and error in one column, tied together for a screen reader. */
export function FieldRow({ label, optional, hint, error, group = false, children }: Row) {
  const text = useText()
  const id = useId()
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ') || undefined
  const name = (
    <>
      {text(label)}
      {optional && <span className="field-optional">{text(['选填', 'optional'])}</span>}
    </>
  )
  const rest = (
    <>
      {children({ id, 'aria-describedby': described, 'aria-invalid': error ? true : undefined })}
      {hint && (
        <span className="note" id={`${id}-hint`}>
          {text(hint)}
        </span>
      )}
      {error && (
        <span className="field-error" role="alert" id={`${id}-error`}>
          {error}
        </span>
      )}
    </>
  )
  return group ? (
    <fieldset className="field-row">
      <legend>{name}</legend>
      {rest}
    </fieldset>
  ) : (
    <div className="field-row">
      <label htmlFor={id}>{name}</label>
      {rest}
    </div>
  )
}

interface InputRowProps
  extends
    Pick<Row, 'label' | 'optional' | 'hint' | 'error'>,
    Omit<InputHTMLAttributes<HTMLInputElement>, 'id' | 'className'> {}

/** The commonest row: one line, number or day to be entered. */
export function InputRow({ label, optional, hint, error, ...input }: InputRowProps) {
  return (
    <FieldRow label={label} optional={optional} hint={hint} error={error}>
      {(aria) => <input {...aria} {...input} className="control" />}
    </FieldRow>
  )
}
