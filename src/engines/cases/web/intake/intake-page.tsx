import { useEffect, useRef, useState, type FormEvent } from 'react'
import { newId } from '#kernel/id'
import type { Text } from '#kernel/text'
import { caseRefusals, cases } from '#engines/cases/shared'
import { Button, isRefusal, Problem, problemsOf } from '#ui'
import { useCommand, useStreet } from '#ui/operations'
import { usePageTitle } from '#ui/page-title'
import { useBarrier } from '#ui/session'
import { useText } from '#ui/text'
import { useDraft } from '../actions/draft.ts'
import { useCaseTypes } from '../case-types-context.ts'
import { AfterSaving } from './after-saving.tsx'
import { IntakeFields, typesOf } from './intake-fields.tsx'
import { createInput, emptyIntake, type Intake } from './intake-form.ts'
import { LikelyDuplicates } from './likely-duplicates.tsx'
import './intake.css'

const messages: Readonly<Record<string, Text>> = {
  callerPhone: ['电话号码格式不对，请核对位数。', 'This is not a telephone number. Check the digits.'],
  place: ['请填写地点。', 'Fill in the place.'],
  category: ['请选择类别。', 'Choose a category.'],
  title: ['请填写事由。', 'Fill in the matter.'],
  type: ['请选择类型。', 'Choose a type.'],
  upstreamNo: ['12345 工单须填工单号。', 'A hotline ticket needs its number.'],
}
const invalid: Text = ['填写的内容不符合要求。', 'This is not valid.']

/** What a refusal points at. */
const pointed: Readonly<Record<string, string>> = {
  type_unknown: 'type',
  category_unknown: 'category',
  upstream_no_taken: 'upstreamNo',
  address_not_found: 'place',
}

function Form({ onSaved }: { onSaved: (caseId: string) => void }) {
  const text = useText()
  const street = useStreet()
  const types = useCaseTypes()
  const barrier = useBarrier()
  const create = useCommand(cases.create)
  const empty = emptyIntake('phone', typesOf(types, 'phone')[0])
  const { values, change, clear } = useDraft(`${street}.intake`, { ...empty })
  const intake = { ...empty, ...values } as unknown as Intake
  const [caseId] = useState(newId)
  const [errors, setErrors] = useState<{ fields: Record<string, Text>; answers: Record<string, Text> }>({
    fields: {},
    answers: {},
  })
  const form = useRef<HTMLFormElement>(null)
  const barred = barrier(cases.create.name)
  const set = (part: Partial<Intake>) => change((now) => ({ ...now, ...part }))

  useEffect(() => {
    form.current?.querySelector<HTMLInputElement>('input[autocomplete="off"]')?.focus()
  }, [])

  // The button stands at the bottom of a long form: what is wrong may be out of sight. After the page has drawn it, for
  // before that there is nothing to go to.
  useEffect(() => {
    form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [errors])

  async function save(event: FormEvent): Promise<void> {
    event.preventDefault()
    const type = types.get(intake.type)
    const fields: Record<string, Text> = {}
    const checked = cases.create.input.safeParse(createInput(intake, caseId))
    if (!checked.success)
      for (const issue of checked.error.issues)
        fields[String(issue.path[0])] ??= messages[String(issue.path[0])] ?? invalid
    if (!type) fields['type'] = messages['type'] ?? invalid
    if (!intake.category) fields['category'] = messages['category'] ?? invalid
    if (intake.source === 'hotline' && !intake.upstreamNo.trim())
      fields['upstreamNo'] = messages['upstreamNo'] ?? invalid
    const answers = type ? problemsOf(type.form, intake.answers) : {}
    setErrors({ fields, answers })
    if (!checked.success || Object.keys(fields).length + Object.keys(answers).length > 0) {
      return
    }
    try {
      await create.mutateAsync(checked.data)
      clear()
      onSaved(caseId)
    } catch (thrown) {
      const field = isRefusal(thrown) ? pointed[thrown.code] : undefined
      const said = isRefusal(thrown) ? (caseRefusals as Readonly<Record<string, Text>>)[thrown.code] : undefined
      if (field && said) {
        setErrors({ fields: { [field]: said }, answers: {} })
      }
    }
  }

  return (
    <form className="intake" ref={form} noValidate onSubmit={(event) => void save(event)}>
      <div className="intake-main">
        <h1>{text(['登记案件', 'Register a case'])}</h1>
        <IntakeFields intake={intake} errors={errors.fields} answerErrors={errors.answers} onChange={set} />
        {create.isError && (
          <Problem
            error={create.error}
            refusals={caseRefusals}
            kept={['已填内容保留在本机，改好后可再次登记。', 'What you typed is kept here; mend it and try again.']}
          />
        )}
        <div className="form-buttons intake-buttons">
          <Button type="submit" tone="main" busy={create.isPending} why={barred && text(barred)}>
            {create.isPending
              ? text(['正在登记…', 'Saving…'])
              : intake.repeatOf
                ? text(['登记并关联', 'Register and link'])
                : text(['登记', 'Register'])}
          </Button>
          <Button
            onClick={() => {
              clear()
              setErrors({ fields: {}, answers: {} })
            }}
          >
            {text(['清空', 'Clear'])}
          </Button>
          <span className="note">
            {text(['边填边存，关掉页面不会丢。', 'Kept as you type; closing the page loses nothing.'])}
          </span>
        </div>
      </div>
      <aside className="intake-aside">
        <LikelyDuplicates intake={intake} onLink={(repeatOf) => set({ repeatOf })} />
      </aside>
    </form>
  )
}

/** A call is taken: who, where, what; saved, then taken through to dispatch. */
export function IntakePage() {
  const text = useText()
  usePageTitle(text(['登记案件', 'Register a case']))
  const [saved, setSaved] = useState<string | null>(null)
  return saved ? (
    <AfterSaving key={saved} caseId={saved} onAnother={() => setSaved(null)} />
  ) : (
    <Form onSaved={setSaved} />
  )
}
