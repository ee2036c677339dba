import { useState, type ReactNode } from 'react'
import type { Text } from '#kernel/text'
import { registerRefusals } from '#engines/registers/shared'
import { Button, FieldRow, Problem } from '#ui'
import { useText } from '#ui/text'

interface Given {
  readonly verb: Text
  readonly today: string
  /** What keeps it from being done; null when nothing does. */
  readonly why: Text | null
  readonly busy: boolean
  readonly error: unknown
  readonly onDo: (decided: { day: string; reason: string }) => void
  readonly onCancel: () => void
  readonly children?: ReactNode
}

/** From which day and why: the same for every change. */
export function DecideForm({ verb, today, why, busy, error, onDo, onCancel, children }: Given) {
  const text = useText()
  const [day, setDay] = useState(today)
  const [reason, setReason] = useState('')
  const barrier = why ?? (reason.trim() === '' ? (['请写明依据', 'Give the grounds'] as const) : null)
  return (
    <form
      className="area-form"
      onSubmit={(event) => {
        event.preventDefault()
        if (!barrier && !busy) onDo({ day, reason: reason.trim() })
      }}
    >
      {children}
      <FieldRow
        label={['生效日期', 'From']}
        hint={['当日起按新区划；此前各日仍可查原区划。', 'Earlier days keep the areas they had.']}
      >
        {(field) => (
          <input
            {...field}
            className="control"
            type="date"
            value={day}
            max={today}
            required
            onChange={(event) => setDay(event.target.value)}
          />
        )}
      </FieldRow>
      <FieldRow label={['调整依据', 'Grounds']}>
        {(field) => (
          <input
            {...field}
            className="control"
            value={reason}
            maxLength={500}
            placeholder={text(['批复文号或会议纪要', 'Approval number or minutes'])}
            onChange={(event) => setReason(event.target.value)}
          />
        )}
      </FieldRow>
      {error !== null && error !== undefined && <Problem error={error} refusals={registerRefusals} />}
      <div className="area-buttons">
        <Button type="submit" tone="main" busy={busy} why={barrier && text(barrier)}>
          {text(verb)}
        </Button>
        <Button tone="quiet" onClick={onCancel}>
          {text(['放弃', 'Discard'])}
        </Button>
      </div>
    </form>
  )
}
