import { useState } from 'react'
import { Link } from 'react-router'
import type { OutputOf } from '#kernel/operation'
import { shanghaiDate } from '#kernel/time'
import { confidences } from '#model'
import { committeeRefusals, committees } from '#engines/ballots/shared'
import { InputRow, Problem, Waiting } from '#ui'
import { ActForm, Unfolded } from '#ui/act-form'
import { useOperation, useStreet } from '#ui/operations'
import { usePageTitle } from '#ui/page-title'
import { useBarrier } from '#ui/session'
import { useText } from '#ui/text'
import { serverNow } from '#ui/time'
import './committees.css'

type Limit = OutputOf<typeof committees.parameters>['items'][number]

const units = { DAY: ['天', 'days'], MONTH: ['个月', 'months'], YEAR: ['年', 'years'] } as const

function ChangeForm({ item, onAway }: { item: Limit; onAway: () => void }) {
  const [value, setValue] = useState(item.value)
  const [from, setFrom] = useState(shanghaiDate(serverNow()))
  const [basis, setBasis] = useState('')
  return (
    <ActForm
      command={committees.setParameter}
      refusals={committeeRefusals}
      input={basis.trim().length > 1 && from && value > 0 ? { key: item.key, from, value, basis } : null}
      missing={['请填写施行日期和依据。', 'Give the day and the basis.']}
      verb={['修改', 'Change']}
      done={[`${from} 起施行`, `In force from ${from}`]}
      onAway={onAway}
      onDone={onAway}
    >
      <InputRow
        label={['新值', 'New value']}
        type="number"
        min={1}
        max={400}
        value={value}
        onChange={(event) => setValue(Math.trunc(event.target.valueAsNumber || 0))}
      />
      <InputRow
        label={['施行日期', 'In force from']}
        type="date"
        value={from}
        onChange={(event) => setFrom(event.target.value)}
      />
      <InputRow
        label={['依据', 'Basis']}
        maxLength={200}
        value={basis}
        onChange={(event) => setBasis(event.target.value)}
      />
    </ActForm>
  )
}

/** The limits by which renewals are watched: dated, with their basis. */
export function LimitsPage() {
  const text = useText()
  usePageTitle(text(['换届期限', 'Limits of renewals']))
  const street = useStreet()
  const barred = useBarrier()(committees.setParameter.name)
  const asked = useOperation(committees.parameters, {})
  if (asked.isError && !asked.data) return <Problem error={asked.error} refusals={committeeRefusals} />
  if (!asked.data) return <Waiting />
  return (
    <div className="page committees-page">
      <header className="committee-title">
        <Link to={`/desk/${street}/committees`}>{text(['业主委员会', "Owners' committees"])}</Link>
        <h1>{text(['换届期限', 'Limits of renewals'])}</h1>
      </header>
      <ul className="told-list">
        {asked.data.items.map((item) => (
          <li key={item.key}>
            <div className="sheet-head">
              <span>{text(item.label)}</span>
              <strong>
                {item.value} {text(units[item.unit])}
              </strong>
              <span className="note">
                {item.basis} {text(confidences[item.confidence])}
                {item.from && ` · ${text([`${item.from} 起`, `from ${item.from}`])}`}
              </span>
              {!barred && (
                <Unfolded label={['修改', 'Change']} tone="quiet">
                  {(close) => <ChangeForm item={item} onAway={close} />}
                </Unfolded>
              )}
            </div>
          </li>
        ))}
      </ul>
    </div>
  )
}
