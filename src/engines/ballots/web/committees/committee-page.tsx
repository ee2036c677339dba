import { useState } from 'react'
import { Link, useParams } from 'react-router'
import { shanghaiDate } from '#kernel/time'
import {
  committeeRefusals,
  committees,
  firstScheme,
  grades,
  groupSides,
  itemsOf,
  matters,
  memberPosts,
  renewalKinds,
  renewalSteps,
  type CommitteeView,
  type MatterId,
  type RenewalView,
} from '#engines/ballots/shared'
import { useAreas } from '#engines/registers/web'
import { Button, Problem, Waiting } from '#ui'
import { ActForm, Unfolded } from '#ui/act-form'
import { useOperation, useStreet } from '#ui/operations'
import { useBarrier } from '#ui/session'
import { useText } from '#ui/text'
import { serverNow, When } from '#ui/time'
import { ClockSaid, Standing } from './committee-words.tsx'
import { JoinForm, LeaveForm } from './member-forms.tsx'
import { BeginForm, StepForm } from './renewal-forms.tsx'
import './committees.css'

function Members({ view, mayChange }: { view: CommitteeView; mayChange: boolean }) {
  const text = useText()
  return (
    <section>
      <h2>{text([`委员 ${view.serving} / ${view.seats}`, `Members ${view.serving} of ${view.seats}`])}</h2>
      <ul className="told-list">
        {view.members.map((member) => (
          <li key={member.id}>
            <div className="sheet-head">
              <strong>{member.name}</strong>
              <span>{text(memberPosts[member.post])}</span>
              <span className="note">
                {member.left
                  ? `${member.joined} – ${member.left} ${member.leftReason ?? ''}`
                  : text([`${member.joined} 起`, `since ${member.joined}`])}
              </span>
              {mayChange && !member.left && (
                <Unfolded label={['离任', 'Leaves']} tone="quiet">
                  {(close) => <LeaveForm committee={view.id} member={member.id} onAway={close} />}
                </Unfolded>
              )}
            </div>
          </li>
        ))}
      </ul>
      {mayChange && (
        <div className="form-buttons">
          <Unfolded label={['增补委员', 'Add a member']}>
            {(close) => <JoinForm committee={view.id} onAway={close} />}
          </Unfolded>
        </div>
      )}
    </section>
  )
}

function Renewal({ renewal, mayAct, today }: { renewal: RenewalView; mayAct: boolean; today: string }) {
  const text = useText()
  const street = useStreet()
  return (
    <article className="renewal">
      <div className="sheet-head">
        <strong>{text(renewalKinds[renewal.kind])}</strong>
        <span className="note">
          <When at={renewal.openedAt} />
          {renewal.reason && ` · ${renewal.reason}`}
        </span>
      </div>
      <ol className="renewal-steps">
        {renewal.steps.map((step) => (
          <li key={step.step} data-done>
            <strong>{text(renewalSteps[step.step])}</strong> {step.day}
            <span className="note">
              {' '}
              {step.by} {step.note && `· ${step.note}`}
            </span>
            {step.step === 'elected' && renewal.vote && (
              <>
                {' '}
                <Link to={`/desk/${street}/votes/${renewal.vote}`}>{text(['看这次表决', 'See the vote'])}</Link>
              </>
            )}
            {step.step === 'group_formed' && (
              <div className="note">
                {renewal.group
                  .map(
                    ({ name, side, isHead }) =>
                      `${name}（${text(groupSides[side])}${isHead ? text(['，组长', ', head']) : ''}）`,
                  )
                  .join('、')}
              </div>
            )}
          </li>
        ))}
        {renewal.clocks
          .filter((clock) => clock.done === null)
          .map((clock) => (
            <li key={clock.step}>
              <ClockSaid clock={clock} today={today} />
            </li>
          ))}
      </ol>
      {mayAct && renewal.next.length > 0 && (
        <div className="form-buttons">
          {renewal.next.map((step) => (
            <Unfolded key={step} label={renewalSteps[step]}>
              {(close) => <StepForm renewal={renewal.id} step={step} onAway={close} />}
            </Unfolded>
          ))}
        </div>
      )}
    </article>
  )
}

function Assessments({ view }: { view: CommitteeView }) {
  const text = useText()
  const street = useStreet()
  const barrier = useBarrier()
  const [today] = useState(() => shanghaiDate(serverNow()))
  const scheme = useOperation(committees.scheme, {})
  const labels = new Map(itemsOf(scheme.data ?? firstScheme).map(({ id, label }) => [id, label]))
  const year = Number(today.slice(0, 4))
  const rounds = view.assessments.filter((each) => each.year === year).map((each) => each.round)
  const next = rounds.includes('first') ? (rounds.includes('second') ? null : 'second') : 'first'
  return (
    <section>
      <h2>{text(['规范化评估', 'Assessments'])}</h2>
      {view.assessments.length > 0 && (
        <ul className="told-list">
          {view.assessments.map((each) => (
            <li key={each.id}>
              <div className="sheet-head">
                <strong>
                  {each.year} {text(each.round === 'first' ? ['初评', 'First review'] : ['复评', 'Second review'])}
                </strong>
                <span>
                  {each.total} / {each.full} {text(grades[each.grade])}
                </span>
                <span className="note">
                  {each.by} <When at={each.at} />
                </span>
              </div>
            </li>
          ))}
        </ul>
      )}
      {next && !barrier(committees.assess.name) && (
        <div className="form-buttons">
          <Link className="button" to={`/desk/${street}/committees/${view.id}/assess`}>
            {text(
              next === 'first'
                ? [`${year} 年初评`, `First review of ${year}`]
                : [`${year} 年复评`, `Second review of ${year}`],
            )}
          </Link>
        </div>
      )}
      {view.improvements.length > 0 && (
        <>
          <h3>{text(['整改', 'To be improved'])}</h3>
          <ul className="told-list">
            {view.improvements.map((each) => (
              <li key={each.id}>
                <div className="sheet-head">
                  <span>
                    {text(labels.get(each.item) ?? [each.item, each.item])}：{each.what}
                  </span>
                  <span className={!each.done && each.due < today ? 'late' : 'note'}>
                    {each.done
                      ? text([`${each.done} 完成`, `done ${each.done}`])
                      : text([`${each.due} 前完成`, `by ${each.due}`])}
                  </span>
                  {!each.done && !barrier(committees.improve.name) && (
                    <Unfolded label={['登记完成', 'Done']} tone="quiet">
                      {(close) => (
                        <ActForm
                          command={committees.improve}
                          refusals={committeeRefusals}
                          input={{ id: each.id, day: today }}
                          verb={['今天完成', 'Done today']}
                          done={['已登记', 'Noted']}
                          onAway={close}
                        />
                      )}
                    </Unfolded>
                  )}
                </div>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}

/** One owners' committee: who sits, how it is renewed, how it was judged. */
export function CommitteePage() {
  const text = useText()
  const street = useStreet()
  const barrier = useBarrier()
  const { committeeName } = useAreas()
  const { id = '' } = useParams()
  const asked = useOperation(committees.committee, { id })
  const today = shanghaiDate(serverNow())
  if (asked.isError && !asked.data)
    return (
      <Problem error={asked.error} refusals={committeeRefusals}>
        <Button onClick={() => void asked.refetch()}>{text(['再试一次', 'Try again'])}</Button>
      </Problem>
    )
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
      <Assessments view={view} />
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
