import { useEffect, useRef, useState, type FormEvent } from 'react'
import { newId } from '#kernel/id'
import type { Answer } from '#model'
import {
  registerRefusals,
  registers,
  sources,
  type EntryId,
  type Register,
  type SeenEntry,
  type SourceId,
} from '#engines/registers/shared'
import { Button, FieldRow, Problem } from '#ui'
import { useCommand, useStreet } from '#ui/operations'
import { SideSheet } from '#ui/side-sheet'
import { useText } from '#ui/text'
import { toast } from '#ui/toast'
import { checkFields } from '../../shared/validate-fields.ts'
import { useDraft } from '../draft.ts'
import { EntryPicker } from '../entry-picker.tsx'
import { RegisterFieldInput } from '../register-field-input.tsx'
import { useToday } from '../use-today.ts'

interface Given {
  readonly register: Register
  /** The thing whose parts are listed, when the list is narrowed to one. */
  readonly parent: SeenEntry | undefined
  readonly onClose: () => void
  readonly onMade: (id: string) => void
}

/** Whoever types it in says where it comes from. */
const saidBy: readonly SourceId[] = ['desk', 'visit', 'self', 'committee']

export function NewEntry({ register, parent, onClose, onMade }: Given) {
  const text = useText()
  const street = useStreet()
  const make = useCommand(registers.make)
  const { answers, change, clear } = useDraft(`entry.${street}.${register.id}`)
  const suitable = parent && register.parents.includes(parent.register) ? parent : null
  const [within, setWithin] = useState<SeenEntry | null>(suitable)
  const [source, setSource] = useState<SourceId>('desk')
  const [tried, setTried] = useState(false)
  // The same entry however often it is sent.
  const [id] = useState(() => newId() as EntryId)
  const today = useToday()
  // As the server checks it: documents by their digits, and whether they agree with what else was said.
  const wrongNow = () => {
    const { problems, doubts } = checkFields(register, answers, { whole: true, today })
    return { ...doubts, ...problems }
  }
  const problems = tried ? wrongNow() : {}
  const refused = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (make.isError) refused.current?.scrollIntoView({ block: 'center' })
  }, [make.isError])

  function say(name: string, value: Answer | undefined): void {
    const { [name]: _, ...rest } = answers
    change(value === undefined ? rest : { ...rest, [name]: value })
  }
  function send(event: FormEvent): void {
    event.preventDefault()
    setTried(true)
    if (Object.keys(wrongNow()).length > 0) {
      requestAnimationFrame(() => document.querySelector('.sheet [role=alert]')?.scrollIntoView({ block: 'center' }))
      return
    }
    make.mutate(
      { id, register: register.id, fields: { ...answers }, source, ...(within && { parent: within.id }) },
      {
        onSuccess: ({ id: made, doubts }) => {
          clear()
          toast(
            doubts > 0
              ? text([
                  `已新建；有 ${doubts} 份档案疑似同一，请判定。`,
                  `Added. ${doubts} may be the same; please judge them.`,
                ])
              : text(['已新建', 'Added']),
          )
          onMade(made)
        },
      },
    )
  }
  const title = [`新建：${register.label[0]}`, `Add: ${register.label[1]}`] as const
  return (
    <SideSheet title={title} onClose={onClose}>
      <form onSubmit={send} noValidate>
        <div className="side-sheet-fields">
          {register.parents.length > 0 && (
            <FieldRow label={['所在', 'Lies in']}>
              {(aria) => <EntryPicker registers={register.parents} value={within} onChange={setWithin} aria={aria} />}
            </FieldRow>
          )}
          {Object.entries(register.fields).map(([name, known]) => (
            <RegisterFieldInput
              key={name}
              known={known}
              value={answers[name]}
              error={problems[name]}
              onChange={(value) => say(name, value)}
            />
          ))}
          <FieldRow label={['来源', 'Source']}>
            {(aria) => (
              <select
                {...aria}
                className="control"
                value={source}
                onChange={(event) => setSource(event.target.value as SourceId)}
              >
                {saidBy.map((each) => (
                  <option key={each} value={each}>
                    {text(sources[each])}
                  </option>
                ))}
              </select>
            )}
          </FieldRow>
          <div ref={refused}>{make.isError && <Problem error={make.error} refusals={registerRefusals} />}</div>
        </div>
        <footer className="form-buttons">
          <Button type="submit" tone="main" busy={make.isPending}>
            {text(['新建', 'Add'])}
          </Button>
          <Button tone="quiet" onClick={onClose}>
            {text(['先放着', 'Later'])}
          </Button>
          <span className="note">{text(['已填的内容留在本机', 'What is typed is kept here'])}</span>
        </footer>
      </form>
    </SideSheet>
  )
}
