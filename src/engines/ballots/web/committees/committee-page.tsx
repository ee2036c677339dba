import { Link, useParams } from 'react-router'
import { shanghaiDate } from '#kernel/time'
import { committeeRefusals, committees, matters, type MatterId } from '#engines/ballots/shared'
import { useAreas } from '#engines/registers/web'
import { Waiting, Unanswered } from '#ui'
import { Unfolded } from '#ui/act-form'
import { useOperation, useStreet } from '#ui/operations'
import { usePageTitle } from '#ui/page-title'
import { useBarrier } from '#ui/session'
import { useText } from '#ui/text'
import { serverNow } from '#ui/time'
import { AssessmentsOf } from './assessments-of.tsx'
import { ClockSaid, Standing } from './committee-words.tsx'
import { Members } from './members.tsx'
import { BeginForm } from './renewal-forms.tsx'
import { Renewal } from './renewal.tsx'
import '../warning-line.css'
import './committees.css'

/** One owners' committee: who sits, how it is renewed, how it was judged. */
export function CommitteePage() {
  const text = useText()
  const street = useStreet()
  const barrier = useBarrier()
  const { committeeName } = useAreas()
  const { id = '' } = useParams()
  const asked = useOperation(committees.committee, { id })
  usePageTitle(asked.data?.name)
  const today = shanghaiDate(serverNow())
  if (asked.isError && !asked.data) return <Unanswered asked={asked} refusals={committeeRefusals} />
  if (!asked.data) return <Waiting />
  const view = asked.data
  const running = view.renewals.find((each) => !each.steps.some(({ step }) => step === 'filed'))
  const mayRenew = !barrier(committees.takeRenewalStep.name)
  return (
    <div className="page committees-page">
      <header className="committee-title">
        <Link to={`/desk/${street}/committees`}>{text(['业主委员会', "Owners' committees"])}</Link>
        <h1>
          {view.name} {text([`第 ${view.number} 届业委会`, `committee no. ${view.number}`])}
        </h1>
        <div className="sheet-head">
          <Standing of={view.standing} />
          <span>{view.committee && committeeName(view.committee)}</span>
          <span>
            {view.from} – {view.to}
          </span>
          {view.filing && <span className="note">{text([`备案 ${view.filing}`, `filed ${view.filing}`])}</span>}
        </div>
      </header>
      {view.blocked.length > 0 && (
        <p className="warning-line" role="note">
          {text([
            '换届改选小组成立至选举产生前，业委会不得提请表决：',
            'While the re-election group works, the committee may not put to the vote: ',
          ])}
          {view.blocked.map((each) => text(matters[each as MatterId].label)).join('；')}
        </p>
      )}
      <section>
        <h2>{text(['换届', 'Renewal'])}</h2>
        {view.renewals.map((renewal) => (
          <Renewal key={renewal.id} renewal={renewal} mayAct={mayRenew} today={today} />
        ))}
        {!running && view.clock && (
          <p>
            <ClockSaid clock={view.clock} today={today} />
          </p>
        )}
        {!running && !barrier(committees.openRenewal.name) && (
          <div className="form-buttons">
            <Unfolded label={['启动换届', 'Begin a renewal']} tone="main">
              {(close) => <BeginForm compound={view.compound} onAway={close} />}
            </Unfolded>
          </div>
        )}
      </section>
      <Members view={view} mayChange={!barrier(committees.changeMember.name)} />
      <AssessmentsOf view={view} />
      {view.trainings.length > 0 && (
        <section>
          <h2>{text(['培训', 'Training'])}</h2>
          <ul className="told-list">
            {view.trainings.map((each) => (
              <li key={each.id}>
                {each.day} {each.topic} <span className="note">{each.people.join('、')}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {view.earlier.length > 0 && (
        <section>
          <h2>{text(['往届', 'Earlier terms'])}</h2>
          <ul className="told-list">
            {view.earlier.map((each) => (
              <li key={each.id}>
                <Link to={`/desk/${street}/committees/${each.id}`}>
                  {text([`第 ${each.number} 届`, `No. ${each.number}`])}
                </Link>{' '}
                <span className="note">
                  {each.from} – {each.to}
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}
