import { useEffect, useRef, useState, type FormEvent } from 'react'
import type { Text } from '#kernel/text'
import { answersOf, type Answers } from '#model'
import { caseRefusals, type CaseFileView } from '#engines/cases/shared'
import { Button, Problem, problemsOf } from '#ui'
import { useCommand, useStreet } from '#ui/operations'
import { useText } from '#ui/text'
import { toast } from '#ui/toast'
import { useCaseType } from '../case-types-context.ts'
import { ActInput } from './act-inputs.tsx'
import { acts, commandOf, inputOf, type ActContext, type Verb } from './acts.ts'
import { useDraft, type Values } from './draft.ts'
import type { ActField } from './act-field.ts'
import './act-panel.css'

export interface Doing {
  readonly verb: Verb
  readonly taskId: string | null
  readonly recordId: string | null
}

interface Wrong {
  readonly fields: Readonly<Record<string, Text>>
  readonly answers: Readonly<Record<string, Text>>
}

const fine: Wrong = { fields: {}, answers: {} }
const missing: Text = ['请填写此项。', 'Fill this in.']
const invalid: Text = ['填写的内容不符合要求。', 'This is not valid.']

/** What the command's own schema finds wrong, before anything is sent. */
function wrongIn(doing: Doing, values: Values, fields: readonly ActField[], context: ActContext): Wrong {
  const found: Record<string, Text> = {}
  for (const field of fields) {
    const value = values[field.name]
    const isEmpty =
      value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)
    if (!field.optional && isEmpty && field.kind !== 'advice' && field.kind !== 'answers') found[field.name] = missing
  }
  const form = fields.find((field) => field.kind === 'answers')
  const answers = form ? problemsOf(form.form, (values[form.name] ?? {}) as Answers) : {}
  const checked = commandOf(doing.verb).input.safeParse(inputOf(doing.verb, values, context))
  if (!checked.success)
    for (const issue of checked.error.issues) {
      const name = String(issue.path[0] ?? '')
      const field = fields.find((each) => each.name === name) ?? fields.find((each) => !each.optional)
      if (field && field.kind !== 'answers') found[field.name] ??= invalid
    }
  if (form && Object.keys(answers).length === 0 && !answersOf(form.form).safeParse(values[form.name] ?? {}).success)
    found[form.name] = invalid
  return { fields: found, answers }
}

/** The form of one act, in one column beside the case; what was typed stays until it is performed. Without `onClose` it stays open. */
export function ActPanel({ doing, file, onClose }: { doing: Doing; file: CaseFileView; onClose: (() => void) | null }) {
  const text = useText()
  const street = useStreet()
  const type = useCaseType(file.case.type)
  const act = acts[doing.verb]
  const command = useCommand(commandOf(doing.verb))
  const context: ActContext = { file, type, taskId: doing.taskId, recordId: doing.recordId }
  const { values, change, clear } = useDraft(
    `${street}.${file.case.id}.${doing.verb}.${doing.recordId ?? doing.taskId ?? ''}`,
    act.initial?.(context) ?? {},
  )
  const [wrong, setWrong] = useState<Wrong>(fine)
  const panel = useRef<HTMLFormElement>(null)
  const fields = (act.fields?.(context) ?? []).filter((field) => field.when?.(values) ?? true)
  const title = commandOf(doing.verb).title

  useEffect(() => {
    const opener = document.activeElement
    panel.current?.querySelector<HTMLElement>('input:not([type=file]), textarea, select')?.focus()
    return () => {
      if (opener instanceof HTMLElement) opener.focus()
    }
  }, [])

  // After the page has drawn what is wrong; before that there is nothing to go to.
  useEffect(() => {
    panel.current?.querySelector<HTMLElement>('[aria-invalid="true"], [aria-invalid="true"] input')?.focus()
  }, [wrong])

  async function send(event: FormEvent): Promise<void> {
    event.preventDefault()
    const found = wrongIn(doing, values, fields, context)
    setWrong(found)
    if (Object.keys(found.fields).length + Object.keys(found.answers).length > 0) {
      return
    }
    try {
      await command.mutateAsync(inputOf(doing.verb, values, context) as never)
      clear()
      toast(text(act.done))
      onClose?.()
    } catch {
      // Shown in the panel: what was typed is still there.
    }
  }

  return (
    <form
      className="act-panel"
      role="dialog"
      aria-label={text(title)}
      ref={panel}
      noValidate
      onSubmit={(event) => void send(event)}
      onKeyDown={(event) => {
        // Escape in an open list of choices closes the list only.
        const isChoosing = (event.target as HTMLElement).getAttribute('aria-expanded') === 'true'
        if (event.key === 'Escape' && !event.defaultPrevented && !isChoosing) onClose?.()
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void send(event)
      }}
    >
      <header>
        <h2>{text(title)}</h2>
        {onClose && (
          <Button
            tone="quiet"
            onClick={onClose}
            aria-label={text(['收起，已填内容保留', 'Put away; what was typed is kept'])}
          >
            ×
          </Button>
        )}
      </header>
      <div className="act-panel-fields">
        {fields.map((field) => {
          const error = wrong.fields[field.name]
          return (
            <ActInput
              key={field.name}
              field={field}
              values={values}
              file={file}
              error={error && text(error)}
              answerErrors={wrong.answers}
              onChange={change}
            />
          )
        })}
        {command.isError && (
          <Problem
            error={command.error}
            refusals={caseRefusals}
            kept={['已填内容保留在本机，改好后可再次办理。', 'What you typed is kept here; mend it and try again.']}
          />
        )}
      </div>
      <footer className="form-buttons">
        <Button type="submit" tone={act.tone ?? 'main'} busy={command.isPending}>
          {command.isPending ? text(['正在办理…', 'Working…']) : text(title)}
        </Button>
        <span className="note">
          {onClose
            ? text(['Ctrl + Enter 办理，Esc 收起', 'Ctrl + Enter performs, Esc puts away'])
            : text(['Ctrl + Enter 办理', 'Ctrl + Enter performs'])}
        </span>
      </footer>
    </form>
  )
}
