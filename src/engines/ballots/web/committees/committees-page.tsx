import { useState } from 'react'
import { Link } from 'react-router'
import { shanghaiDate } from '#kernel/time'
import {
  committeeRefusals,
  committees,
  committeeStandings,
  grades,
  type CommitteeStanding,
} from '#engines/ballots/shared'
import { useAreas } from '#engines/registers/web'
import { Button, EmptyState, Waiting, Unanswered } from '#ui'
import { Unfolded } from '#ui/act-form'
import { useOperation, useStreet } from '#ui/operations'
import { usePageTitle } from '#ui/page-title'
import { useBarrier } from '#ui/session'
import { useText } from '#ui/text'
import { serverNow } from '#ui/time'
import { ClockSaid, Standing, standings } from './committee-words.tsx'
import { DueOfYear } from './due-of-year.tsx'
import { NewTerm } from './new-term.tsx'
import './committees.css'

/** Every owners' committee of the subdistrict: who sits until when, and what is due. */
export function CommitteesPage() {
  const text = useText()
  usePageTitle(text(['业主委员会', "Owners' committees"]))
  const street = useStreet()
  const barrier = useBarrier()
  const { committeeName } = useAreas()
  const [standing, setStanding] = useState<CommitteeStanding | null>(null)
  const list = useOperation(committees.list, standing ? { standing } : {})
  const today = shanghaiDate(serverNow())
  if (list.isError && !list.data) return <Unanswered asked={list} refusals={committeeRefusals} />
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
