import { useEffect, useRef, useState, type FormEvent } from 'react'
import type { Answer } from '#model'
import { registerRefusals, registers, type Register, type RegisterField } from '#engines/registers/shared'
import { Button, Problem } from '#ui'
import { isRefusal, useCommand } from '#ui/operations'
import { useText } from '#ui/text'
import { toast } from '#ui/toast'
import { checkFields } from '../../shared/validate-fields.ts'
import { RegisterFieldInput } from '../register-field-input.tsx'
import { sayValue } from '../register-words.ts'
import { useToday } from '../use-today.ts'
import type { File } from './file.ts'

interface Given {
  readonly file: File
  readonly name: string
  readonly register: Register
  readonly known: RegisterField
  readonly onDone: () => void
}

/** A correction by hand, in place. When someone else wrote meanwhile, their value is shown and what was typed stays. */
export function CorrectField({ file, name, register, known, onDone }: Given) {
  const text = useText()
  const say = useCommand(registers.say)
  const form = useRef<HTMLFormElement>(null)
  const today = useToday()
  const standing = file.entry.fields[name]
  const isMasked = file.entry.masked.includes(name)
  // What is masked is typed anew: a mask sent back would become the value.
  const [value, setValue] = useState<Answer | undefined>(isMasked ? undefined : (standing ?? undefined))
  const [seen] = useState({ version: file.version, value: standing })
  const [accepted, setAccepted] = useState(seen.version)
  const [wrong, setWrong] = useState<readonly [string, string] | undefined>()
  const isOvertaken = isRefusal(say.error, 'changed_meanwhile')

  useEffect(() => {
    form.current?.querySelector<HTMLElement>('input, select, textarea')?.focus()
  }, [])

  function send(event: FormEvent): void {
    event.preventDefault()
    // What is masked is no value to compare with.
    const standing = Object.fromEntries(
      Object.entries(file.entry.fields).filter(([each]) => !file.entry.masked.includes(each)),
    )
    const { problems, doubts } = checkFields(register, { [name]: value ?? null }, { standing, today })
    const problem = problems[name] ?? doubts[name]
    setWrong(problem)
    if (problem) return
    const version = isOvertaken ? file.version : accepted
    setAccepted(version)
    say.mutate(
      { id: file.entry.id, version, fields: { [name]: value ?? null } },
      {
        onSuccess: () => {
          toast(text(['已更正', 'Corrected']))
          onDone()
        },
      },
    )
  }
  return (
    <form
      ref={form}
      className="file-correct"
      onSubmit={send}
      noValidate
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        onDone()
      }}
    >
      <RegisterFieldInput known={known} value={value} error={wrong} onChange={setValue} />
      {isOvertaken ? (
        <div className="problem" role="alert">
          <span>
            {text([
              `他人刚修改过此档案。现为：${text(sayValue(isMasked ? undefined : known, standing))}。您填写的内容仍在。`,
              `Someone else has just changed this file. It now says: ${text(sayValue(isMasked ? undefined : known, standing))}. What you typed is kept.`,
            ])}
          </span>
        </div>
      ) : (
        say.isError && <Problem error={say.error} refusals={registerRefusals} isBrief />
      )}
      <div className="form-buttons">
        <Button type="submit" tone="main" busy={say.isPending}>
          {isOvertaken ? text(['仍按我填的更正', 'Correct all the same']) : text(['更正', 'Correct'])}
        </Button>
        <Button tone="quiet" onClick={onDone}>
          {text(['不改了', 'Leave it'])}
        </Button>
      </div>
    </form>
  )
}
