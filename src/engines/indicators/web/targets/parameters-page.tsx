import { useState } from 'react'
import type { OutputOf } from '#kernel/operation'
import { addDays, shanghaiDate } from '#kernel/time'
import { confidences } from '#model'
import { indicatorRefusals, indicators } from '#engines/indicators/shared'
import { InputRow, Unanswered, Waiting } from '#ui'
import { useOperation } from '#ui/operations'
import { usePageTitle } from '#ui/page-title'
import { useBarrier } from '#ui/session'
import { useText } from '#ui/text'
import { serverNow } from '#ui/time'
import { ActForm, Unfolded } from './act-form.tsx'
import './targets.css'

type Parameter = OutputOf<typeof indicators.targetParameters>['items'][number]

function ChangeForm({ item, today, onAway }: { item: Parameter; today: string; onAway: () => void }) {
  const [value, setValue] = useState(item.versions[0]?.value ?? 0)
  const [from, setFrom] = useState(addDays(today, 1))
  const [basis, setBasis] = useState('')
  const input = basis.trim() && from ? { key: item.key, from, value, basis, confidence: 'sure' as const } : null
  return (
    <ActForm
      command={indicators.setTargetParameter}
      input={input}
      missing={['请填写施行日期和依据。', 'Give the day and the basis.']}
      verb={['修改', 'Change']}
      done={[`${from} 起施行`, `In force from ${from}`]}
      onAway={onAway}
      onDone={onAway}
    >
      <InputRow
        label={['新值', 'New value']}
        type="number"
        min={0}
        max={1000}
        value={value}
        onChange={(event) => setValue(Math.trunc(event.target.valueAsNumber || 0))}
      />
      <InputRow
        label={['施行日期', 'In force from']}
        type="date"
        min={today}
        value={from}
        onChange={(event) => setFrom(event.target.value)}
      />
      <InputRow
        label={['依据', 'Basis']}
        maxLength={300}
        value={basis}
        onChange={(event) => setBasis(event.target.value)}
      />
    </ActForm>
  )
}

/** What makes a light yellow or red is dated data with its basis, and not written into the program. */
export function ParametersPage() {
  const text = useText()
  const barred = useBarrier()(indicators.setTargetParameter.name)
  const parameters = useOperation(indicators.targetParameters, {})
  const today = shanghaiDate(serverNow())
  usePageTitle(text(['亮灯参数', 'Thresholds']))
  if (parameters.isError && !parameters.data) return <Unanswered asked={parameters} refusals={indicatorRefusals} />
  if (!parameters.data) return <Waiting />
  return (
    <div className="page">
      <h1>{text(['亮灯参数', 'Thresholds'])}</h1>
      <p className="note">
        {text([
          '按统计之日施行的版本亮灯，已过之日不再改。红灯还包括到期未完成；灰灯为经批准暂停。',
          'The version in force on the day decides; days gone by stay. Red is also what is overdue; grey is suspended by approval.',
        ])}
      </p>
      <ul className="told-list">
        {parameters.data.items.map((item) => {
          const inForce = item.versions.find((version) => version.from <= today)
          const others = item.versions.filter((version) => version !== inForce)
          return (
            <li key={item.key}>
              <div className="sheet-head">
                <span>{text(item.label)}</span>
                <strong>
                  {inForce?.value} {text(item.unit)}
                </strong>
                <span className="note">
                  {inForce?.basis}{' '}
                  <span className={inForce?.confidence === 'unverified' ? 'unverified' : undefined}>
                    {text(confidences[inForce?.confidence ?? 'likely'])}
                  </span>
                </span>
                {!barred && (
                  <Unfolded label={['修改', 'Change']} tone="quiet">
                    {(close) => <ChangeForm item={item} today={today} onAway={close} />}
                  </Unfolded>
                )}
              </div>
              {others.map((version) => (
                <div className="note" key={version.from}>
                  {version.from === '1970-01-01'
                    ? text(['初始值', 'At first'])
                    : text([`${version.from} 起`, `from ${version.from}`])}{' '}
                  {version.value} {text(item.unit)}，{version.basis}
                </div>
              ))}
            </li>
          )
        })}
      </ul>
    </div>
  )
}
