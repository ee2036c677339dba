import { useState } from 'react'
import type { OutputOf } from '#kernel/operation'
import { addDays, shanghaiDate } from '#kernel/time'
import { confidences } from '#model'
import { indicatorRefusals, indicators } from '#engines/indicators/shared'
import { Button, InputRow, Problem } from '#ui'
import { useCommand } from '#ui/operations'
import { useBarrier } from '#ui/session'
import { useText } from '#ui/text'
import { serverNow } from '#ui/time'
import { toast } from '#ui/toast'

export type Scores = OutputOf<typeof indicators.kpiScores>

/** The points of each item, whence they are and how sure, and who may, sets them from a day on. */
export function Rule({ scores, set }: { scores: Scores; set: string }) {
  const text = useText()
  const maySet = useBarrier()(indicators.setKpiPoints.name) === null
  const [open, setOpen] = useState<string | null>(null)
  return (
    <section className="kpi-rule">
      <h2>{text(['分值与依据', 'Points and their basis'])}</h2>
      <ul>
        {scores.items.map((item) => (
          <li key={item.id}>
            <strong>
              {text(item.label)} {item.points.value}
            </strong>{' '}
            <span className="kpi-sureness" data-sure={item.points.confidence}>
              {text(confidences[item.points.confidence])}
            </span>{' '}
            <span className="note">
              {text(item.points.basis)} · {text([`${item.points.from} 起`, `from ${item.points.from}`])}
            </span>
            {maySet && (
              <Button
                tone="quiet"
                onClick={() => setOpen(open === item.id ? null : item.id)}
                aria-expanded={open === item.id}
              >
                {text(['调整', 'Change'])}
              </Button>
            )}
            {open === item.id && <ChangePoints set={set} item={item} onDone={() => setOpen(null)} />}
          </li>
        ))}
      </ul>
    </section>
  )
}

function ChangePoints({ set, item, onDone }: { set: string; item: Scores['items'][number]; onDone: () => void }) {
  const text = useText()
  const today = shanghaiDate(serverNow())
  const change = useCommand(indicators.setKpiPoints)
  const [value, setValue] = useState(String(item.points.value))
  const [from, setFrom] = useState(addDays(today, 1))
  const [basis, setBasis] = useState('')
  const points = Number(value)
  const isNumber = value.trim() !== '' && Number.isFinite(points) && Math.abs(points) <= 100
  return (
    <form
      className="kpi-change"
      onSubmit={(event) => {
        event.preventDefault()
        if (!isNumber || basis.trim().length < 2) return
        change.mutate(
          { set, item: item.id, from, value: points, basis: basis.trim() },
          {
            onSuccess: () => {
              toast(
                text([`${item.label[0]}自 ${from} 起为 ${points} 分`, `${item.label[1]} is ${points} from ${from}`]),
              )
              onDone()
            },
          },
        )
      }}
    >
      <InputRow
        label={['分值', 'Points']}
        error={isNumber ? undefined : text(['请填 -100 到 100 的数。', 'A number from -100 to 100.'])}
        inputMode="decimal"
        value={value}
        onChange={(event) => setValue(event.target.value)}
      />
      <InputRow
        label={['起用日', 'From']}
        type="date"
        min={today}
        value={from}
        onChange={(event) => setFrom(event.target.value)}
      />
      <InputRow
        label={['依据', 'Basis']}
        hint={['文件名或文号', 'The document or its number']}
        value={basis}
        onChange={(event) => setBasis(event.target.value)}
      />
      {change.isError && <Problem error={change.error} refusals={indicatorRefusals} isBrief />}
      <div className="form-buttons">
        <Button
          type="submit"
          tone="main"
          busy={change.isPending}
          why={basis.trim().length < 2 ? text(['请填依据', 'Name the basis']) : null}
        >
          {text(['起用', 'Put into force'])}
        </Button>
        <Button tone="quiet" onClick={onDone}>
          {text(['取消', 'Cancel'])}
        </Button>
      </div>
    </form>
  )
}
