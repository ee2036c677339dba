import { shanghaiDate } from '#kernel/time'
import { periodBefore, periodKinds, periodName, periodOf, rangeOf, type Period, type PeriodKind } from '#model'
import { Button, Chips } from '#ui'
import { useHotkeys } from '#ui/hotkeys'
import { useText } from '#ui/text'
import { serverNow } from '#ui/time'
import { periodAfter } from './period-address.ts'
import './parts.css'

const kinds = { ...periodKinds, range: ['区间', 'Range'] } as const

/** Which days are looked at: the kind of period, the one before and after, or any day in it. */
export function PeriodPicker({ period, onChange }: { period: Period; onChange: (period: Period) => void }) {
  const text = useText()
  const today = shanghaiDate(serverNow())
  const isNow = period.from <= today && today <= period.to
  const isLast = period.to >= today
  const back = () => onChange(periodBefore(period))
  const on = () => {
    if (!isLast) onChange(periodAfter(period))
  }
  useHotkeys({ '[': back, ']': on })
  function turn(kind: PeriodKind | 'range'): void {
    if (kind === 'range') onChange(rangeOf(period.from, period.to < today ? period.to : today))
    // Today is what one means, unless one was looking at something past.
    else onChange(periodOf(kind, isNow ? today : period.to < today ? period.to : period.from))
  }
  const dayField = (label: readonly [string, string], value: string, change: (day: string) => void) => (
    <label className="period-day">
      <span className="unseen">{text(label)}</span>
      <input
        type="date"
        className="control"
        value={value}
        min="2000-01-01"
        max="2099-12-31"
        onChange={(event) => {
          if (event.target.value) change(event.target.value)
        }}
      />
    </label>
  )
  return (
    <div className="period-picker">
      <Chips options={kinds} value={period.kind} onChange={turn} label={text(['周期', 'Period'])} />
      <div className="period-line">
        <Button
          onClick={back}
          title={text(['上一期（按 [）', 'Previous period (press [)'])}
          aria-label={text(['上一期', 'Previous period'])}
        >
          ‹
        </Button>
        {period.kind === 'range' ? (
          <>
            {dayField(['起', 'From'], period.from, (day) => onChange(rangeOf(day, day > period.to ? day : period.to)))}
            {text(['至', 'to'])}
            {dayField(['止', 'To'], period.to, (day) => onChange(rangeOf(day < period.from ? day : period.from, day)))}
          </>
        ) : (
          <strong className="period-name" role="status">
            {text(periodName(period))}
          </strong>
        )}
        <Button
          onClick={on}
          title={text(['下一期（按 ]）', 'Next period (press ])'])}
          why={isLast ? text(['之后的日子还没有到', 'What follows has not come yet']) : null}
          aria-label={text(['下一期', 'Next period'])}
        >
          ›
        </Button>
        {period.kind !== 'range' &&
          dayField(
            ['含此日的一期', 'The period of this day'],
            today < period.from ? period.from : isNow ? today : period.from,
            (day) => onChange(periodOf(period.kind as PeriodKind, day)),
          )}
      </div>
    </div>
  )
}
