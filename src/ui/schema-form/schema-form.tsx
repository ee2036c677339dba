import type { ComponentType } from 'react'
import type { Text } from '#kernel/text'
import { answersOf, type Answer, type Answers, type Field, type Form } from '#model'
import { FieldRow } from '../controls/index.ts'
import { useText } from '../text/index.ts'
import { fieldInputs, isGroup } from './field-inputs.tsx'
import './schema-form.css'

/** One field of a form: its label, its input, its hint and what is wrong with it. */
export function FieldInput({
  field,
  value,
  error,
  onChange,
}: {
  field: Field
  value: Answer | undefined
  error?: string | undefined
  onChange: (value: Answer | undefined) => void
}) {
  const Input = fieldInputs[field.kind] as ComponentType<{
    field: Field
    value: Answer | undefined
    onChange: (value: Answer | undefined) => void
    aria: object
  }>
  return (
    <FieldRow label={field.label} optional={field.optional} hint={field.hint} error={error} group={isGroup(field)}>
      {(aria) => <Input field={field} value={value} onChange={onChange} aria={aria} />}
    </FieldRow>
  )
}

/** A form in one column, from a model's fields in the order in which they are asked. */
export function SchemaForm({
  form,
  answers,
  errors = {},
  onChange,
}: {
  form: Form
  answers: Answers
  errors?: Readonly<Record<string, Text>>
  onChange: (answers: Answers) => void
}) {
  const text = useText()
  return (
    <div className="schema-form">
      {Object.entries(form).map(([name, field]) => {
        const error = errors[name]
        return (
          <FieldInput
            key={name}
            field={field}
            value={answers[name]}
            error={error && text(error)}
            onChange={(value) => {
              const { [name]: _, ...rest } = answers
              onChange(value === undefined ? rest : { ...rest, [name]: value })
            }}
          />
        )
      })}
    </div>
  )
}

function problemOf(field: Field, answer: Answer | undefined): Text {
  if (answer === undefined) return ['请填写此项。', 'Fill this in.']
  switch (field.kind) {
    case 'integer':
      return [`请填 ${field.min} 至 ${field.max} 的整数。`, `A whole number from ${field.min} to ${field.max}.`]
    case 'phone':
      return ['电话号码格式不对，请核对位数。', 'This is not a telephone number. Check the digits.']
    case 'day':
      return ['请填写日期。', 'Fill in a date.']
    default:
      return ['填写的内容不符合要求。', 'This is not valid.']
  }
}

/** What is still wrong, by field; empty when the answers may be sent. */
export function problemsOf(form: Form, answers: Answers): Record<string, Text> {
  const checked = answersOf(form).safeParse(answers)
  if (checked.success) return {}
  return Object.fromEntries(
    checked.error.issues.flatMap((issue) => {
      const name = String(issue.path[0] ?? '')
      const field = form[name]
      return field ? [[name, problemOf(field, answers[name])] as const] : []
    }),
  )
}
