import { Link } from 'react-router'
import { confidences } from '#model'
import { ballotRefusals, ballots, matters } from '#engines/ballots/shared'
import { Problem, Waiting } from '#ui'
import { Unfolded } from '#ui/act-form'
import { useOperation, useStreet } from '#ui/operations'
import { usePageTitle } from '#ui/page-title'
import { useBarrier } from '#ui/session'
import { useText } from '#ui/text'
import { AmendmentList, sharesText } from './amendment-list.tsx'
import { AmendParameter, AmendShares } from './propose-amendment.tsx'
import '../votes/votes.css'
import './rules.css'

/** By what votes announced today are held and counted; and, for two offices, how that is changed when the law is. */
export function RulesPage() {
  const text = useText()
  usePageTitle(text(['表决规则', 'Rules of votes']))
  const street = useStreet()
  const barred = useBarrier()(ballots.proposeAmendment.name)
  const asked = useOperation(ballots.lawOfDay, {})
  if (asked.isError && !asked.data) return <Problem error={asked.error} refusals={ballotRefusals} />
  if (!asked.data) return <Waiting />
  const { day, rules, parameters } = asked.data
  return (
    <div className="page rules-page">
      <header className="rules-head">
        <Link to={`/desk/${street}/votes`}>{text(['业主共同决定', "Owners' votes"])}</Link>
        <h1>{text(['表决规则', 'Rules of votes'])}</h1>
        <p className="note">
          {text([
            `${day} 发布公告的表决适用。每次表决的规则随名册冻结，公开记录中可查。`,
            `For votes announced on ${day}. Each vote freezes its rules with the roll; the public record holds them.`,
          ])}
        </p>
      </header>
      <section>
        <h2>{text(['参与和通过比例', 'Quorum and majority'])}</h2>
        <ul className="told-list">
          {rules.map((rule) => (
            <li key={rule.matter}>
              <div className="sheet-head">
                <strong>{text(matters[rule.matter].label)}</strong>
                <span>{text([`参与：${sharesText(rule.quorum)[0]}`, `quorum: ${sharesText(rule.quorum)[1]}`])}</span>
                <span>
                  {text([`同意：参与的${sharesText(rule.majority)[0]}`, `majority: ${sharesText(rule.majority)[1]}`])}
                </span>
              </div>
              <div className="sheet-head note">
                <span>{text(rule.article)}</span>
                <span>{text([`${rule.validFrom} 起`, `from ${rule.validFrom}`])}</span>
                <span>{text(confidences[rule.confidence])}</span>
                {!barred && (
                  <Unfolded label={['修订', 'Amend']} tone="quiet">
                    {(close) => <AmendShares rule={rule} onAway={close} />}
                  </Unfolded>
                )}
              </div>
            </li>
          ))}
        </ul>
      </section>
      <section>
        <h2>{text(['期限和数额', 'Limits and numbers'])}</h2>
        <ul className="told-list">
          {parameters.map((item) => (
            <li key={item.key}>
              <div className="sheet-head">
                <span>{text(item.label)}</span>
                <strong>
                  {item.value} {item.unit === 'DAY' && text(['天', 'days'])}
                </strong>
                <span className="note">
                  {item.basis} · {text(confidences[item.confidence])}
                  {item.from && ` · ${text([`${item.from} 起`, `from ${item.from}`])}`}
                </span>
                {!barred && (
                  <Unfolded label={['修订', 'Amend']} tone="quiet">
                    {(close) => <AmendParameter item={item} onAway={close} />}
                  </Unfolded>
                )}
              </div>
            </li>
          ))}
        </ul>
      </section>
      <AmendmentList />
    </div>
  )
}
