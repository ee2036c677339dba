import type { Answer, Answers, Field, Form } from '#model'
import { useText } from '#ui/text'
import { Choices, Phrases, withPhrase } from './choices.tsx'
import './answer-fields.css'

/** The questions of a face's form, one under the other, large enough for a thumb. */
export function AnswerFields({
  form,
  answers,
  onChange,
}: {
  form: Form
  answers: Answers
  onChange: (answers: Answers) => void
}) {
  const set = (name: string, answer: Answer | undefined) => {
    const { [name]: _before, ...rest } = answers
    onChange(answer === undefined || answer === '' ? rest : { ...rest, [name]: answer })
  }
  return (
    <>
      {Object.entries(form).map(([name, field]) => (
        <AnswerField
          key={name}
          name={name}
          field={field}
          answer={answers[name]}
          onChange={(answer) => set(name, answer)}
        />
      ))}
    </>
  )
}

/** Names of the questions that must be answered and are not. */
export function unanswered(form: Form, answers: Answers): string[] {
  return Object.entries(form)
    .filter(([name, field]) => !field.optional && answers[name] === undefined)
    .map(([name]) => name)
}

function AnswerField({
  name,
  field,
  answer,
  onChange,
}: {
  name: string
  field: Field
  answer: Answer | undefined
  onChange: (answer: Answer | undefined) => void
}) {
  const text = useText()
  const optional = field.optional ? text(['（可不填）', ' (optional)']) : ''
  const id = `answer-${name}`
  const label = (
    <label htmlFor={id}>
      {text(field.label)}
      {optional}
    </label>
  )
  const hint = field.hint && <p className="answer-hint">{text(field.hint)}</p>
  switch (field.kind) {
    case 'choice':
      return (
        <Choices
          name={id}
          label={[
            field.label[0] + (field.optional ? '（可不填）' : ''),
            field.label[1] + (field.optional ? ' (optional)' : ''),
          ]}
          options={field.options}
          value={typeof answer === 'string' ? answer : null}
          onChange={onChange}
          hint={field.hint}
        />
      )
    case 'flag':
      return (
        <Choices
          name={id}
          label={field.label}
          options={{ yes: ['是', 'Yes'], no: ['否', 'No'] }}
          value={answer === undefined ? null : answer ? 'yes' : 'no'}
          onChange={(said) => onChange(said === 'yes')}
          hint={field.hint}
        />
      )
    case 'integer':
      return (
        <div className="answer-field">
          {label}
          {hint}
          <span className="answer-number">
            <input
              id={id}
              type="number"
              inputMode="numeric"
              min={field.min}
              max={field.max}
              value={typeof answer === 'number' ? answer : ''}
              onChange={(event) =>
                onChange(event.target.value === '' ? undefined : Math.trunc(Number(event.target.value)))
              }
            />
            {field.unit && <span>{text(field.unit)}</span>}
          </span>
        </div>
      )
    case 'day':
      return (
        <div className="answer-field">
          {label}
          {hint}
          <input id={id} type="date" value={String(answer ?? '')} onChange={(event) => onChange(event.target.value)} />
        </div>
      )
    case 'phone':
      return (
        <div className="answer-field">
          {label}
          {hint}
          <input
            id={id}
            type="tel"
            maxLength={20}
            value={String(answer ?? '')}
            onChange={(event) => onChange(event.target.value)}
          />
        </div>
      )
    case 'text': {
      const said = String(answer ?? '')
      const shared = {
        id,
        maxLength: field.max,
        value: said,
        onChange: (event: { target: { value: string } }) => onChange(event.target.value),
      }
      return (
        <div className="answer-field">
          {label}
          {hint}
          {field.long ? <textarea rows={3} {...shared} /> : <input type="text" {...shared} />}
          <Phrases
            phrases={field.phrases ?? []}
            onTap={(phrase) => onChange(withPhrase(said, phrase).slice(0, field.max))}
          />
        </div>
      )
    }
  }
}
