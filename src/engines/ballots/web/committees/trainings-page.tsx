import { useState } from 'react'
import { Link } from 'react-router'
import { newId } from '#kernel/id'
import { shanghaiDate } from '#kernel/time'
import { committeeRefusals, committees } from '#engines/ballots/shared'
import { EmptyState, FieldRow, InputRow, Problem, Waiting } from '#ui'
import { ActForm, Unfolded } from '#ui/act-form'
import { useOperation, useStreet } from '#ui/operations'
import { usePageTitle } from '#ui/page-title'
import { useBarrier } from '#ui/session'
import { useText } from '#ui/text'
import { serverNow } from '#ui/time'
import './committees.css'

function TrainingForm({ onAway }: { onAway: () => void }) {
  const text = useText()
  const [id] = useState(newId)
  const [day, setDay] = useState(shanghaiDate(serverNow()))
  const [topic, setTopic] = useState('')
  const [place, setPlace] = useState('')
  const [chosen, setChosen] = useState<readonly string[]>([])
  const list = useOperation(committees.list, {})
  const withChair = (list.data?.items ?? []).filter(({ chair }) => chair !== null)
  const people = withChair
    .filter(({ id: committee }) => chosen.includes(committee))
    .map(({ id: committee, chair }) => ({ committee, name: chair!, post: '主任' }))
  return (
    <ActForm
      command={committees.addTraining}
      refusals={committeeRefusals}
      input={topic.trim() && people.length > 0 ? { id, day, topic, place, people } : null}
      missing={['请填写主题并选择参训人员。', 'Give the topic and who attended.']}
      verb={['登记', 'Enter']}
      done={['已登记', 'Entered']}
      onAway={onAway}
      onDone={onAway}
    >
      <InputRow label={['日期', 'Day']} type="date" value={day} onChange={(event) => setDay(event.target.value)} />
      <InputRow
        label={['主题', 'Topic']}
        maxLength={100}
        value={topic}
        onChange={(event) => setTopic(event.target.value)}
      />
      <InputRow
        label={['地点', 'Place']}
        optional
        maxLength={100}
        value={place}
        onChange={(event) => setPlace(event.target.value)}
      />
      <FieldRow label={['参训主任', 'Chairs who attended']} group>
        {() => (
          <div className="committee-filter">
            {withChair.map(({ id: committee, name, chair }) => (
              <label key={committee} className="chip">
                <input
                  type="checkbox"
                  checked={chosen.includes(committee)}
                  onChange={(event) =>
                    setChosen(
                      event.target.checked ? [...chosen, committee] : chosen.filter((each) => each !== committee),
                    )
                  }
                />
                {name} {chair}
              </label>
            ))}
            {withChair.length === 0 && text(['还没有登记主任', 'No chairs on file'])}
          </div>
        )}
      </FieldRow>
    </ActForm>
  )
}

/** 业委会主任沙龙、业务培训: sessions and who came. */
export function TrainingsPage() {
  const text = useText()
  usePageTitle(text(['培训', 'Training']))
  const street = useStreet()
  const barrier = useBarrier()
  const thisYear = Number(shanghaiDate(serverNow()).slice(0, 4))
  const [year, setYear] = useState(thisYear)
  const asked = useOperation(committees.trainings, { year })
  if (asked.isError && !asked.data) return <Problem error={asked.error} refusals={committeeRefusals} />
  if (!asked.data) return <Waiting />
  const { items, people, newChairs } = asked.data
  return (
    <div className="page committees-page">
      <header className="committee-title">
        <Link to={`/desk/${street}/committees`}>{text(['业主委员会', "Owners' committees"])}</Link>
        <div className="sheet-head">
          <h1>{text(['培训', 'Training'])}</h1>
          <select
            className="control committee-year"
            aria-label={text(['年度', 'Year'])}
            value={year}
            onChange={(event) => setYear(Number(event.target.value))}
          >
            {[thisYear, thisYear - 1, thisYear - 2].map((each) => (
              <option key={each}>{each}</option>
            ))}
          </select>
        </div>
      </header>
      <p>
        {text([
          `${items.length} 场，培训 ${people} 人，其中新一届主任 ${newChairs} 人。`,
          `${items.length} sessions, ${people} people, ${newChairs} of them newly elected chairs.`,
        ])}
      </p>
      {!barrier(committees.addTraining.name) && (
        <div className="form-buttons">
          <Unfolded label={['登记培训', 'Enter a session']} tone="main">
            {(close) => <TrainingForm onAway={close} />}
          </Unfolded>
        </div>
      )}
      {items.length === 0 ? (
        <EmptyState title={['这一年还没有培训', 'No sessions this year']}>
          <p>{text(['登记后计入年度数据。', 'Sessions entered here count for the year.'])}</p>
        </EmptyState>
      ) : (
        <ul className="told-list">
          {items.map((item) => (
            <li key={item.id}>
              <div className="sheet-head">
                <strong>{item.topic}</strong>
                <span className="note">
                  {item.day} {item.place} · {text([`${item.people.length} 人`, `${item.people.length} people`])}
                </span>
              </div>
              <div className="note">{item.people.map(({ compound, name }) => `${compound} ${name}`).join('、')}</div>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
