import { useState, type FormEvent } from 'react'
import type { OutputOf, SentTo } from '#kernel/operation'
import { addDays } from '#kernel/time'
import { clockUnits, confidences } from '#model'
import { caseRefusals, cases } from '#engines/cases/shared'
import { Button, Chips, FieldRow, InputRow, Problem } from '#ui'
import { useCommand } from '#ui/operations'
import { useText } from '#ui/text'
import { toast } from '#ui/toast'
import { unitText } from './limit-words.ts'

export type Limit = OutputOf<typeof cases.parameters>['items'][number]
type Change = SentTo<typeof cases.setParameter>

/** A new version of a limit: its value, from when, and on what basis. */
export function ChangeLimit({ limit, today, onDone }: { limit: Limit; today: string; onDone: () => void }) {
  const text = useText()
  const command = useCommand(cases.setParameter)
  const newest = limit.versions[0]
  const [change, setChange] = useState<Change>({
    key: limit.key,
    from: addDays(today, 1),
    value: newest?.value ?? 1,
    unit: (newest?.unit ?? 'TIMES') as Change['unit'],
    basis: '',
    confidence: 'likely',
  })
  const units = limit.kind ? clockUnits : [change.unit]
  const ready = change.basis.trim().length > 0 && change.value > 0 && change.from !== ''

  function send(event: FormEvent): void {
    event.preventDefault()
    if (!ready) return
    command.mutate(change, {
      onSuccess: () => {
        toast(text([`${change.from} 起施行`, `In force from ${change.from}`]))
        onDone()
      },
    })
  }

  return (
    <form className="change-limit" onSubmit={send}>
      <FieldRow label={['新值', 'New value']}>
        {(aria) => (
          <span className="change-limit-value">
            <input
              {...aria}
              className="control"
              type="number"
              min="0"
              step="any"
              value={change.value}
              onChange={(event) => setChange({ ...change, value: event.target.valueAsNumber || 0 })}
            />
            <select
              className="control"
              aria-label={text(['单位', 'Unit'])}
              value={change.unit}
              onChange={(event) => setChange({ ...change, unit: event.target.value as Change['unit'] })}
            >
              {units.map((unit) => (
                <option key={unit} value={unit}>
                  {text(unitText(unit))}
                </option>
              ))}
            </select>
          </span>
        )}
      </FieldRow>
      <InputRow
        label={['施行日期', 'In force from']}
        type="date"
        min={today}
        value={change.from}
        onChange={(event) => setChange({ ...change, from: event.target.value })}
      />
      <InputRow
        label={['依据', 'Basis']}
        maxLength={300}
        placeholder={text(['文件名称、文号、条款', 'Document, number, article'])}
        value={change.basis}
        onChange={(event) => setChange({ ...change, basis: event.target.value })}
      />
      <FieldRow label={['可信度', 'Confidence']} group>
        {({ id: _, ...aria }) => (
          <Chips
            {...aria}
            options={confidences}
            value={change.confidence}
            onChange={(confidence) => setChange({ ...change, confidence })}
          />
        )}
      </FieldRow>
      {command.isError && <Problem error={command.error} refusals={caseRefusals} />}
      <div className="form-buttons">
        <Button
          type="submit"
          tone="main"
          busy={command.isPending}
          why={ready ? null : text(['请填写新值、施行日期和依据。', 'Fill in the value, the day and the basis.'])}
        >
          {text(['修改', 'Change'])}
        </Button>
        <Button onClick={onDone}>{text(['收起', 'Put away'])}</Button>
      </div>
    </form>
  )
}
