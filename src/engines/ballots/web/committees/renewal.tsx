import { Link } from 'react-router'
import { groupSides, renewalKinds, renewalSteps, type RenewalView } from '#engines/ballots/shared'
import { Unfolded } from '#ui/act-form'
import { useStreet } from '#ui/operations'
import { useText } from '#ui/text'
import { When } from '#ui/time'
import { ClockSaid } from './committee-words.tsx'
import { StepForm } from './renewal-forms.tsx'

/** One renewal: the steps that were taken, the limits that run, and what comes next. */
export function Renewal({ renewal, mayAct, today }: { renewal: RenewalView; mayAct: boolean; today: string }) {
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
