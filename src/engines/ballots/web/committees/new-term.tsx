import { useState } from 'react'
import { newId } from '#kernel/id'
import { addDays, shanghaiDate } from '#kernel/time'
import { committeeRefusals, committees, termEnd } from '#engines/ballots/shared'
import { FieldRow, InputRow } from '#ui'
import { ActForm } from '#ui/act-form'
import { useText } from '#ui/text'
import { serverNow } from '#ui/time'

/** A committee put on file: as a rule one that sits already. */
export function NewTerm({
  compounds,
  onAway,
}: {
  compounds: readonly { compound: string; name: string }[]
  onAway: () => void
}) {
  const text = useText()
  const today = shanghaiDate(serverNow())
  const [id] = useState(newId)
  const [compound, setCompound] = useState(compounds[0]?.compound ?? '')
  const [number, setNumber] = useState(1)
  const [seats, setSeats] = useState(5)
  const [from, setFrom] = useState(addDays(today, -365))
  const [to, setTo] = useState(termEnd(addDays(today, -365), 5))
  const [names, setNames] = useState('')
  const people = names.split(/[、，,\s]+/).filter(Boolean)
  const ready = compound && from && to
  return (
    <ActForm
      command={committees.addTerm}
      refusals={committeeRefusals}
      input={
        ready
          ? {
              id,
              compound,
              number,
              seats,
              from,
              to,
              members: people.map((name, at) => ({
                id: newId(),
                name,
                post: at === 0 ? ('chair' as const) : ('member' as const),
                joined: from,
              })),
            }
          : null
      }
      verb={['登记', 'Enter']}
      done={['已登记', 'Entered']}
      onAway={onAway}
      onDone={onAway}
    >
      <FieldRow label={['小区', 'Compound']}>
        {(aria) => (
          <select {...aria} className="control" value={compound} onChange={(event) => setCompound(event.target.value)}>
            {compounds.map((each) => (
              <option key={each.compound} value={each.compound}>
                {each.name}
              </option>
            ))}
          </select>
        )}
      </FieldRow>
      <div className="committee-row">
        <InputRow
          label={['届次', 'Term']}
          type="number"
          min={1}
          max={99}
          value={number}
          onChange={(event) => setNumber(Math.trunc(event.target.valueAsNumber || 1))}
        />
        <FieldRow label={['席位', 'Seats']}>
          {(aria) => (
            <select
              {...aria}
              className="control"
              value={seats}
              onChange={(event) => setSeats(Number(event.target.value))}
            >
              {[5, 7, 9, 11].map((each) => (
                <option key={each}>{each}</option>
              ))}
            </select>
          )}
        </FieldRow>
      </div>
      <div className="committee-row">
        <InputRow
          label={['任期起', 'From']}
          type="date"
          value={from}
          onChange={(event) => {
            setFrom(event.target.value)
            if (event.target.value) setTo(termEnd(event.target.value, 5))
          }}
        />
        <InputRow
          label={['届满日', 'Last day']}
          type="date"
          value={to}
          onChange={(event) => setTo(event.target.value)}
        />
      </div>
      <FieldRow
        label={['委员', 'Members']}
        optional
        hint={['用顿号隔开，第一位为主任', 'Separated by commas; the first is the chair']}
      >
        {(aria) => (
          <textarea
            {...aria}
            className="control"
            maxLength={400}
            value={names}
            onChange={(event) => setNames(event.target.value)}
          />
        )}
      </FieldRow>
      {people.length > seats && <p className="late">{text(['委员人数多于席位', 'More members than seats'])}</p>}
    </ActForm>
  )
}
