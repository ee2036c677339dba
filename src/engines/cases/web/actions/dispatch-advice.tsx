import { useEffect } from 'react'
import { caseRefusals, cases } from '#engines/cases/shared'
import { useDirectory } from '#engines/registers/web'
import { Button, Problem, Waiting } from '#ui'
import { useOperation } from '#ui/operations'
import { useText } from '#ui/text'
import type { Change, Values } from './draft.ts'
import './dispatch-advice.css'

/** The unit that the rules propose, why, and what the other rules would have done. */
export function DispatchAdvice({ caseId, values, onChange }: { caseId: string; values: Values; onChange: Change }) {
  const text = useText()
  const { unitName } = useDirectory()
  const advice = useOperation(cases.route, { caseId: caseId as never })
  const chosen = advice.data?.chosen

  useEffect(() => {
    if (chosen?.unit && values['unit'] === undefined)
      onChange((now) => ({
        ...now,
        unit: chosen.unit,
        ruleUnit: chosen.unit,
        rule: chosen.rule,
        assist: chosen.assist,
      }))
  }, [chosen, values, onChange])

  if (advice.isError) return <Problem error={advice.error} refusals={caseRefusals} />
  if (!advice.data) return <Waiting what={['正在按规则推荐…', 'Asking the rules…']} />
  const others = advice.data.rules.filter((rule) => rule.rule !== chosen?.rule)
  return (
    <div className="dispatch-advice">
      {chosen ? (
        <>
          <p>
            {text(['建议派给', 'Proposed: '])} <strong>{unitName(chosen.unit)}</strong>
            {chosen.assist.length > 0 && (
              <span>
                {text(['，协办 ', ', assisted by '])}
                {chosen.assist.map(unitName).join('、')}
              </span>
            )}
          </p>
          <p className="note">
            {text(['依据规则', 'By the rule '])}“{text(chosen.label)}”：{text(chosen.why)}
          </p>
          {values['unit'] !== chosen.unit && chosen.unit !== null && (
            <Button
              onClick={() =>
                onChange((now) => ({
                  ...now,
                  unit: chosen.unit,
                  ruleUnit: chosen.unit,
                  rule: chosen.rule,
                  assist: chosen.assist,
                }))
              }
            >
              {text(['采用建议', 'Take the proposal'])}
            </Button>
          )}
        </>
      ) : (
        <p>{text(['没有规则命中，请自行选择主办单位。', 'No rule matches. Choose the lead unit yourself.'])}</p>
      )}
      {others.length > 0 && (
        <details>
          <summary>{text([`其他 ${others.length} 条规则`, `${others.length} other rules`])}</summary>
          <table className="plain-table">
            <thead>
              <tr>
                <th scope="col">{text(['规则', 'Rule'])}</th>
                <th scope="col">{text(['条件', 'Condition'])}</th>
                <th scope="col">{text(['命中', 'Holds'])}</th>
                <th scope="col">{text(['会派给', 'Would go to'])}</th>
              </tr>
            </thead>
            <tbody>
              {others.map((rule) => (
                <tr key={rule.rule}>
                  <td>{text(rule.label)}</td>
                  <td>{text(rule.why)}</td>
                  <td>{rule.matched ? text(['是', 'yes']) : text(['否', 'no'])}</td>
                  <td>{unitName(rule.unit)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </details>
      )}
    </div>
  )
}
