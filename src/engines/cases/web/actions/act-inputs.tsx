import { Select } from 'antd'
import { useDeferredValue, useMemo, useState } from 'react'
import type { Text } from '#kernel/text'
import type { Answer, Answers } from '#model'
import { cases, categories, findCategory, states, type CaseFileView } from '#engines/cases/shared'
import { UnitSelect, UnitsSelect, useDirectory } from '#engines/registers/web'
import { Chips, FieldInput, FieldRow, SchemaForm } from '#ui'
import { useOperation } from '#ui/operations'
import { PhotoInput } from '#ui/photo-input'
import { useText } from '#ui/text'
import { useCaseType } from '../case-types-context.ts'
import type { ActField } from './act-field.ts'
import { DispatchAdvice } from './dispatch-advice.tsx'
import type { Change, Values } from './draft.ts'

interface Given {
  readonly field: ActField
  readonly values: Values
  readonly file: CaseFileView
  readonly error: string | undefined
  readonly answerErrors: Readonly<Record<string, Text>>
  readonly onChange: Change
}

const strings = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : [])
const stringOrNull = (value: unknown): string | null => (typeof value === 'string' ? value : null)

/** Text with ready-made replies to tap; the braces of a reply are filled from the case. */
function ReplyInput({ field, values, file, error, onChange }: Given & { field: Extract<ActField, { kind: 'reply' }> }) {
  const text = useText()
  const value = stringOrNull(values[field.name]) ?? ''
  const set = (said: string) => onChange((now) => ({ ...now, [field.name]: said.slice(0, field.max) || undefined }))
  const filled = (body: string) =>
    body.replaceAll(/\{(title|place|number)\}/g, (_, name: 'title' | 'place' | 'number') => file.case[name])
  return (
    <FieldRow label={field.label} optional={field.optional} hint={field.hint} error={error}>
      {(aria) => (
        <>
          <textarea
            {...aria}
            className="control"
            rows={5}
            maxLength={field.max}
            value={value}
            onChange={(event) => set(event.target.value)}
          />
          {field.texts.length > 0 && (
            <div className="chips">
              {field.texts.map((reply) => (
                <button
                  type="button"
                  className="phrase"
                  key={reply.id}
                  title={filled(reply.body)}
                  onClick={() => set(value ? `${value}\n${filled(reply.body)}` : filled(reply.body))}
                >
                  {text(reply.label)}
                </button>
              ))}
            </div>
          )}
        </>
      )}
    </FieldRow>
  )
}

/** The list of categories with those of the case's type first. */
export function CategorySelect({
  id,
  type,
  value,
  onChange,
}: {
  id?: string
  type: string | undefined
  value: string | null
  onChange: (category: string | null) => void
}) {
  const text = useText()
  const own = useCaseType(type)?.categories
  const options = useMemo(() => {
    const first = new Set(own)
    const option = (key: string) => {
      const category = findCategory(key)
      return { value: key, label: category ? `${text(category.name)}  ${text(category.major)}  ${category.code}` : key }
    }
    const rest = categories().filter((category) => !first.has(category.key) && category.ref !== 'GB/T 30428.2-2013')
    return [
      ...(own?.length
        ? [{ label: text(['本类型常用', 'Usual for this type']), title: 'own', options: own.map(option) }]
        : []),
      {
        label: text(['全部目录', 'Whole catalogue']),
        title: 'all',
        options: rest.map((category) => option(category.key)),
      },
    ]
  }, [own, text])
  return (
    <Select
      {...(id && { id })}
      style={{ width: '100%' }}
      showSearch={{ optionFilterProp: 'label' }}
      placeholder={text(['输入名称或代码', 'Type a name or a code'])}
      value={value}
      onChange={(chosen: string | undefined) => onChange(chosen ?? null)}
      options={options}
    />
  )
}

/** Another case, found by its number or words. */
function CaseSelect({
  id,
  value,
  except,
  onChange,
}: {
  id: string
  value: string | null
  except: string
  onChange: (caseId: string | null) => void
}) {
  const text = useText()
  const [typed, setTyped] = useState('')
  const words = useDeferredValue(typed.trim())
  const { data } = useOperation(cases.list, { ...(words ? { words } : { queue: 'open' }), sort: 'newest', limit: 20 })
  const options = (data?.items ?? [])
    .filter((line) => line.id !== except)
    .map((line) => ({ value: line.id as string, label: `${line.number} ${line.title}（${text(states[line.state])}）` }))
  return (
    <Select
      id={id}
      style={{ width: '100%' }}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      placeholder={text(['输入案号、地点或事由', 'Type a number, a place or a matter'])}
      value={value}
      onChange={(chosen: string | undefined) => onChange(chosen ?? null)}
      options={options}
    />
  )
}

/** `datetime-local` speaks the zone of the machine; the desk speaks Shanghai's. */
const shift = 8 * 3_600_000
const toLocal = (at: string) => (at ? new Date(Date.parse(at) + shift).toISOString().slice(0, 16) : '')
const fromLocal = (said: string) => (said ? new Date(Date.parse(`${said}:00Z`) - shift).toISOString() : undefined)

export function ActInput(given: Given) {
  const { field, values, file, error, answerErrors, onChange } = given
  const text = useText()
  const { units } = useDirectory()
  const set = (value: unknown) => onChange((now) => ({ ...now, [field.name]: value }))
  const row = { label: field.label, optional: field.optional, hint: field.hint, error }
  switch (field.kind) {
    case 'plain':
      return (
        <FieldInput field={field.field} value={values[field.name] as Answer | undefined} error={error} onChange={set} />
      )
    case 'verdict':
      return (
        <FieldRow {...row} group>
          {({ id: _, ...aria }) => (
            <Chips
              {...aria}
              options={{ yes: field.yes, no: field.no }}
              label={text(field.label)}
              value={values[field.name] === undefined ? undefined : values[field.name] ? 'yes' : 'no'}
              onChange={(chosen) => set(chosen === 'yes')}
            />
          )}
        </FieldRow>
      )
    case 'unit':
      return (
        <FieldRow {...row}>
          {({ id }) => (
            <UnitSelect id={id} value={stringOrNull(values[field.name])} onChange={set} except={field.except ?? []} />
          )}
        </FieldRow>
      )
    case 'units':
      return (
        <FieldRow {...row}>
          {({ id }) => <UnitsSelect id={id} value={strings(values[field.name])} onChange={set} max={12} />}
        </FieldRow>
      )
    case 'unit_of': {
      const among = strings(values[field.from])
      const options = Object.fromEntries(
        units.filter((unit) => among.includes(unit.id)).map((unit) => [unit.id, [unit.name, unit.name] as const]),
      )
      return (
        <FieldRow {...row} group>
          {({ id: _, ...aria }) =>
            among.length === 0 ? (
              <span className="note">{text(['先选参会单位。', 'Choose the units present first.'])}</span>
            ) : (
              <Chips
                {...aria}
                options={options}
                label={text(field.label)}
                value={stringOrNull(values[field.name])}
                onChange={set}
              />
            )
          }
        </FieldRow>
      )
    }
    case 'moment':
      return (
        <FieldRow {...row}>
          {(aria) => (
            <input
              {...aria}
              className="control"
              type="datetime-local"
              value={toLocal(stringOrNull(values[field.name]) ?? '')}
              onChange={(event) => set(fromLocal(event.target.value))}
            />
          )}
        </FieldRow>
      )
    case 'photos':
      return (
        <FieldRow {...row} group>
          {() => <PhotoInput label={field.label} ids={strings(values[field.name])} onChange={set} />}
        </FieldRow>
      )
    case 'reply':
      return <ReplyInput {...given} field={field} />
    case 'answers':
      return (
        <SchemaForm
          form={field.form}
          answers={(values[field.name] ?? {}) as Answers}
          errors={answerErrors}
          onChange={set}
        />
      )
    case 'category':
      return (
        <FieldRow {...row}>
          {({ id }) => (
            <CategorySelect id={id} type={file.case.type} value={stringOrNull(values[field.name])} onChange={set} />
          )}
        </FieldRow>
      )
    case 'case':
      return (
        <FieldRow {...row}>
          {({ id }) => (
            <CaseSelect id={id} value={stringOrNull(values[field.name])} except={file.case.id} onChange={set} />
          )}
        </FieldRow>
      )
    case 'advice':
      return <DispatchAdvice caseId={file.case.id} values={values} onChange={onChange} />
  }
}
