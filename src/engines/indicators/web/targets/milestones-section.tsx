import { useState } from 'react'
import { shanghaiDate } from '#kernel/time'
import { indicators, type TargetLine } from '#engines/indicators/shared'
import { useDirectory } from '#engines/registers/web'
import { InputRow, StatusLight } from '#ui'
import { useText } from '#ui/text'
import { serverNow } from '#ui/time'
import { ActForm, Unfolded } from './act-form.tsx'

function DoneForm({ milestoneId, onAway }: { milestoneId: string; onAway: () => void }) {
  const today = shanghaiDate(serverNow())
  const [on, setOn] = useState(today)
  const [evidence, setEvidence] = useState('')
  return (
    <ActForm
      command={indicators.completeMilestone}
      input={evidence.trim() && on ? { milestoneId, on, evidence } : null}
      missing={['请填写完成日期和佐证材料。', 'Give the day and the evidence.']}
      verb={['完成节点', 'Done']}
      done={['节点已完成', 'The milestone is done']}
      onAway={onAway}
    >
      <InputRow
        label={['完成日期', 'Day']}
        type="date"
        max={today}
        value={on}
        onChange={(event) => setOn(event.target.value)}
      />
      <InputRow
        label={['佐证材料', 'Evidence']}
        hint={['文件名称、文号或照片说明', 'Documents, numbers or photos']}
        maxLength={500}
        value={evidence}
        onChange={(event) => setEvidence(event.target.value)}
      />
    </ActForm>
  )
}

export function MilestonesSection({
  milestones,
  asOf,
  mayComplete,
}: {
  milestones: TargetLine['milestones']
  asOf: string
  /** A sentence when not yet, undefined when not at all. */
  mayComplete: string | null | undefined
}) {
  const text = useText()
  const { staffName } = useDirectory()
  if (milestones.length === 0) return null
  return (
    <section>
      <h2>{text(['节点', 'Milestones'])}</h2>
      <ul className="told-list">
        {milestones.map((each) => {
          const isLate = each.doneOn === null ? each.due < asOf : each.doneOn > each.due
          return (
            <li key={each.id}>
              <div className="sheet-head">
                {each.doneOn !== null ? (
                  <StatusLight
                    light={isLate ? 'yellow' : 'green'}
                    word={isLate ? ['逾期完成', 'Done late'] : ['已完成', 'Done']}
                  />
                ) : (
                  <StatusLight
                    light={isLate ? 'red' : 'grey'}
                    word={isLate ? ['逾期', 'Overdue'] : ['未到期', 'To come']}
                  />
                )}
                <strong>{each.title}</strong>
                <span className="note">
                  {text([`${each.due} 前`, `by ${each.due}`])}
                  {each.issuedDue &&
                    each.issuedDue !== each.due &&
                    text([`（印发时 ${each.issuedDue}）`, ` (as issued ${each.issuedDue})`])}
                  {text([` · 权重 ${each.weight}`, ` · weight ${each.weight}`])}
                </span>
              </div>
              {each.doneOn && (
                <p className="note">
                  {text([
                    `${each.doneOn} 完成，${staffName(each.doneBy)} 登记；佐证：${each.evidence}`,
                    `done ${each.doneOn}, recorded by ${staffName(each.doneBy)}; ${each.evidence}`,
                  ])}
                </p>
              )}
              {each.doneOn === null && mayComplete !== undefined && (
                <div className="form-buttons">
                  <Unfolded label={['完成节点', 'Done']} tone="quiet" why={mayComplete}>
                    {(close) => <DoneForm milestoneId={each.id} onAway={close} />}
                  </Unfolded>
                </div>
              )}
            </li>
          )
        })}
      </ul>
    </section>
  )
}
