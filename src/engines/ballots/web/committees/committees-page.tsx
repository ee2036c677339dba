import { useState } from 'react'
import { Link } from 'react-router'
import { newId } from '#kernel/id'
import { addDays, shanghaiDate } from '#kernel/time'
import {
  committeeRefusals,
  committees,
  committeeStandings,
  grades,
  termEnd,
  type CommitteeStanding,
} from '#engines/ballots/shared'
import { useAreas } from '#engines/registers/web'
import { Button, EmptyState, FieldRow, Problem, Waiting } from '#ui'
import { ActForm, Unfolded } from '#ui/act-form'
import { useOperation, useStreet } from '#ui/operations'
import { useBarrier } from '#ui/session'
import { useText } from '#ui/text'
import { serverNow } from '#ui/time'
import { ClockSaid, Standing, standings } from './committee-words.tsx'
import './committees.css'

/** A committee put on file: as a rule one that sits already. */
function NewTerm({
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
        <FieldRow label={['届次', 'Term']}>
          {(aria) => (
            <input
              {...aria}
              className="control"
              type="number"
              min={1}
              max={99}
              value={number}
              onChange={(event) => setNumber(Math.trunc(event.target.valueAsNumber || 1))}
            />
          )}
        </FieldRow>
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
        <FieldRow label={['任期起', 'From']}>
          {(aria) => (
            <input
              {...aria}
              className="control"
              type="date"
              value={from}
              onChange={(event) => {
                setFrom(event.target.value)
                if (event.target.value) setTo(termEnd(event.target.value, 5))
              }}
            />
          )}
        </FieldRow>
        <FieldRow label={['届满日', 'Last day']}>
          {(aria) => (
            <input
              {...aria}
              className="control"
              type="date"
              value={to}
              onChange={(event) => setTo(event.target.value)}
            />
          )}
        </FieldRow>
      </div>
      <FieldRow
        label={['委员', 'Members']}
        optional
        hint={['用顿号隔开，第一位为主任', 'Parted by commas; the first is the chair']}
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

/** 应换尽换率 in both readings, with the terms it counts. */
function DueOfYear({ thisYear }: { thisYear: number }) {
  const text = useText()
  const street = useStreet()
  const [year, setYear] = useState(thisYear)
  const due = useOperation(committees.dueOf, { year })
  const data = due.data
  const states = {
    waiting: ['未启动', 'Not begun'],
    started: ['已启动', 'Begun'],
    elected: ['已选举', 'Elected'],
    filed: ['已备案', 'Filed'],
  } as const
  return (
    <section className="committee-due">
      <div className="sheet-head">
        <h2>{text(['应换尽换', 'Renewals due'])}</h2>
        <select
          className="control committee-year"
          aria-label={text(['年度', 'Year'])}
          value={year}
          onChange={(event) => setYear(Number(event.target.value))}
        >
          {[thisYear + 1, thisYear, thisYear - 1, thisYear - 2, thisYear - 3].map((each) => (
            <option key={each}>{each}</option>
          ))}
        </select>
      </div>
      {data && (
        <>
          <dl className="committee-figures">
            <div>
              <dt>{text(['当年应换', 'Due'])}</dt>
              <dd>{data.due}</dd>
            </div>
            <div>
              <dt>{text(['已启动', 'Begun'])}</dt>
              <dd>
                {data.started} <small>{data.startedRate === null ? '—' : `${data.startedRate}%`}</small>
              </dd>
            </div>
            <div>
              <dt>{text(['已完成备案', 'Filed'])}</dt>
              <dd>
                {data.filed} <small>{data.filedRate === null ? '—' : `${data.filedRate}%`}</small>
              </dd>
            </div>
            <div>
              <dt>{text(['届满未换', 'Run out'])}</dt>
              <dd className={data.overdue ? 'late' : undefined}>{data.overdue}</dd>
            </div>
          </dl>
          <p className="note">
            {text([
              '分母为当年届满和以前届满未换的小区；“启动”以换届改选小组成立为准，“完成”以备案为准。',
              'Over the terms that end in the year or ended before and were not renewed. Begun: the group is formed. Filed: the new committee is on file.',
            ])}
          </p>
          {data.items.length > 0 && (
            <details>
              <summary>{text([`看 ${data.items.length} 个小区`, `See the ${data.items.length} compounds`])}</summary>
              <div className="table-scroll">
                <table className="plain-table">
                  <thead>
                    <tr>
                      <th scope="col">{text(['小区', 'Compound'])}</th>
                      <th scope="col">{text(['届满日', 'Last day'])}</th>
                      <th scope="col">{text(['进度', 'State'])}</th>
                    </tr>
                  </thead>
                  <tbody>
                    {data.items.map((item) => (
                      <tr key={item.committee}>
                        <td>
                          <Link to={`/desk/${street}/committees/${item.committee}`}>{item.name}</Link>
                        </td>
                        <td className={item.isOverdue ? 'late' : undefined}>{item.to}</td>
                        <td>{text(states[item.state])}</td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </div>
            </details>
          )}
        </>
      )}
    </section>
  )
}

/** Every owners' committee of the subdistrict: who sits until when, and what is due. */
export function CommitteesPage() {
  const text = useText()
  const street = useStreet()
  const barrier = useBarrier()
  const { committeeName } = useAreas()
  const [standing, setStanding] = useState<CommitteeStanding | null>(null)
  const list = useOperation(committees.list, standing ? { standing } : {})
  const today = shanghaiDate(serverNow())
  if (list.isError && !list.data)
    return (
      <Problem error={list.error} refusals={committeeRefusals}>
        <Button onClick={() => void list.refetch()}>{text(['再试一次', 'Try again'])}</Button>
      </Problem>
    )
  if (!list.data) return <Waiting />
  const { items, counts, without } = list.data
  const all = committeeStandings.reduce((sum, each) => sum + (counts[each] ?? 0), 0)
  return (
    <div className="page committees-page">
      <header className="committees-head">
        <h1>{text(['业主委员会', "Owners' committees"])}</h1>
        <div className="form-buttons">
          <Link className="button" to={`/desk/${street}/committees/assessments`}>
            {text(['规范化评估', 'Assessments'])}
          </Link>
          <Link className="button" to={`/desk/${street}/committees/trainings`}>
            {text(['培训', 'Training'])}
          </Link>
          <Link className="button" to={`/desk/${street}/committees/parameters`}>
            {text(['换届期限', 'Limits'])}
          </Link>
          {!barrier(committees.addTerm.name) && without.length > 0 && (
            <Unfolded label={['登记业委会', 'Enter a committee']} tone="main">
              {(close) => <NewTerm compounds={without} onAway={close} />}
            </Unfolded>
          )}
        </div>
      </header>
      <DueOfYear thisYear={Number(today.slice(0, 4))} />
      <section>
        <div className="committee-filter" role="group" aria-label={text(['按状态看', 'By state'])}>
          <Button aria-pressed={standing === null} onClick={() => setStanding(null)}>
            {text(['全部', 'All'])} {all}
          </Button>
          {committeeStandings.toReversed().map((each) => (
            <Button key={each} aria-pressed={standing === each} onClick={() => setStanding(each)}>
              {text(standings[each][1])} {counts[each] ?? 0}
            </Button>
          ))}
        </div>
        {items.length === 0 ? (
          <EmptyState title={all === 0 ? ['还没有登记业委会', 'No committees yet'] : ['没有这样的业委会', 'None']}>
            <p>
              {text([
                `底仓中有 ${without.length} 个小区尚未登记业委会。`,
                `${without.length} compounds of the registers have none on file.`,
              ])}
            </p>
          </EmptyState>
        ) : (
          <div className="table-scroll">
            <table className="plain-table committees-table">
              <thead>
                <tr>
                  <th scope="col">{text(['小区', 'Compound'])}</th>
                  <th scope="col">{text(['居民区', 'Residential area'])}</th>
                  <th scope="col">{text(['届次', 'Term'])}</th>
                  <th scope="col">{text(['在任／席位', 'Members'])}</th>
                  <th scope="col">{text(['主任', 'Chair'])}</th>
                  <th scope="col">{text(['届满日', 'Last day'])}</th>
                  <th scope="col">{text(['状态', 'State'])}</th>
                  <th scope="col">{text(['下一期限', 'Next limit'])}</th>
                  <th scope="col">{text(['评估', 'Grade'])}</th>
                </tr>
              </thead>
              <tbody>
                {items.map((line) => (
                  <tr key={line.id}>
                    <td>
                      <Link to={`/desk/${street}/committees/${line.id}`}>{line.name}</Link>
                    </td>
                    <td>{line.committee ? committeeName(line.committee) : '—'}</td>
                    <td>{text([`第 ${line.number} 届`, `No. ${line.number}`])}</td>
                    <td>
                      {line.serving} / {line.seats}
                    </td>
                    <td>{line.chair ?? '—'}</td>
                    <td>{line.to}</td>
                    <td>
                      <Standing of={line.standing} />
                    </td>
                    <td>
                      {line.clock && line.standing !== 'serving' && <ClockSaid clock={line.clock} today={today} />}
                    </td>
                    <td>{line.grade ? `${line.grade.year} ${text(grades[line.grade.grade])}` : '—'}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </section>
    </div>
  )
}
