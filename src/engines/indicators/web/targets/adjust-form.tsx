import { useState } from 'react'
import { newId } from '#kernel/id'
import type { SentTo } from '#kernel/operation'
import { goalPeriods, indicators, type GoalPeriod, type TargetView } from '#engines/indicators/shared'
import { UnitSelect } from '#engines/registers/web'
import { FieldRow, InputRow } from '#ui'
import { useText } from '#ui/text'
import { ActForm } from './act-form.tsx'
import { adjustLacking } from './adjust-lacking.ts'
import { points } from './target-words.tsx'

type Change = SentTo<typeof indicators.askAdjustment>['changes'][number]

/** An adjustment of one target: whatever is left as it is does not go into the sheet. */
export function AdjustForm({ view, onAway }: { view: TargetView; onAway: () => void }) {
  const text = useText()
  const { target } = view
  const [sheetId] = useState(newId)
  const [reason, setReason] = useState('')
  const [deadline, setDeadline] = useState(target.deadline)
  const [leader, setLeader] = useState(target.leader)
  const [leadUnit, setLeadUnit] = useState(target.leadUnit)
  const [weight, setWeight] = useState(points(target.weight))
  const [suspended, setSuspended] = useState(target.suspended)
  const [aims, setAims] = useState(() =>
    Object.fromEntries(target.goals.map((goal) => [goal.id, { own: goal.own ?? '', district: goal.district ?? '' }])),
  )
  const [periods, setPeriods] = useState(() => Object.fromEntries(target.goals.map((goal) => [goal.id, goal.over])))
  const [dues, setDues] = useState(() => Object.fromEntries(target.milestones.map((each) => [each.id, each.due])))
  const all: (Change & { from: unknown })[] = [
    { kind: 'target', id: target.id, field: 'deadline', from: target.deadline, to: deadline },
    { kind: 'target', id: target.id, field: 'leader', from: target.leader, to: leader },
    { kind: 'target', id: target.id, field: 'leadUnit', from: target.leadUnit, to: leadUnit },
    { kind: 'target', id: target.id, field: 'weight', from: target.weight, to: Math.round(Number(weight) * 100) },
    { kind: 'target', id: target.id, field: 'suspended', from: target.suspended, to: suspended },
    ...target.goals.flatMap((goal) =>
      (['own', 'district'] as const).map((field) => ({
        kind: 'goal' as const,
        id: goal.id,
        field,
        from: goal[field],
        to: aims[goal.id]?.[field] || null,
      })),
    ),
    ...target.goals.map((goal) => ({
      kind: 'goal' as const,
      id: goal.id,
      field: 'period',
      from: goal.over,
      to: periods[goal.id] ?? goal.over,
    })),
    ...target.milestones.map((each) => ({
      kind: 'milestone' as const,
      id: each.id,
      field: 'due',
      from: each.due,
      to: dues[each.id] ?? each.due,
    })),
  ]
  const changes = all.filter((each) => each.from !== each.to).map(({ from: _, ...change }) => change)
  const lacking = adjustLacking(target, { deadline, weight, aims, dues })
  return (
    <ActForm
      command={indicators.askAdjustment}
      input={
        changes.length > 0 && reason.trim() && lacking === null
          ? { bookId: view.book.id as never, sheetId, reason, changes }
          : null
      }
      missing={lacking ?? ['请改动至少一处，并写明原因。', 'Change something and give the reason.']}
      verb={[`提出调整（${changes.length} 处）`, `Ask for ${changes.length} changes`]}
      done={['已提出，待另一人审批', 'Asked; someone else decides']}
      onAway={onAway}
      onDone={onAway}
    >
      {target.goals.map((goal) => (
        <FieldRow key={goal.id} label={[`${goal.label}（${goal.unit}）`, `${goal.label} (${goal.unit})`]} group>
          {() => (
            <span className="two-fields">
              {(['district', 'own'] as const).map((field) => (
                <label key={field}>
                  <span className="note">{text(field === 'own' ? ['街道自定', 'own'] : ['区下达', 'district'])}</span>
                  <input
                    className="control"
                    inputMode="decimal"
                    value={aims[goal.id]?.[field] ?? ''}
                    onChange={(event) =>
                      setAims({
                        ...aims,
                        [goal.id]: { own: '', district: '', ...aims[goal.id], [field]: event.target.value.trim() },
                      })
                    }
                  />
                </label>
              ))}
              <label>
                <span className="note">{text(['统计期', 'counted over'])}</span>
                <select
                  className="control"
                  value={periods[goal.id] ?? goal.over}
                  onChange={(event) => setPeriods({ ...periods, [goal.id]: event.target.value as GoalPeriod })}
                >
                  {Object.entries(goalPeriods).map(([period, label]) => (
                    <option key={period} value={period}>
                      {text(label)}
                    </option>
                  ))}
                </select>
              </label>
            </span>
          )}
        </FieldRow>
      ))}
      {target.milestones.map((each) => (
        <FieldRow key={each.id} label={[`节点：${each.title}`, `Milestone: ${each.title}`]}>
          {(aria) => (
            <input
              {...aria}
              className="control"
              type="date"
              value={dues[each.id] ?? ''}
              onChange={(event) => setDues({ ...dues, [each.id]: event.target.value })}
            />
          )}
        </FieldRow>
      ))}
      <InputRow
        label={['完成时限', 'Deadline']}
        type="date"
        value={deadline}
        onChange={(event) => setDeadline(event.target.value)}
      />
      <InputRow
        label={['责任领导', 'Leader']}
        maxLength={60}
        value={leader}
        onChange={(event) => setLeader(event.target.value)}
      />
      <FieldRow label={['牵头部门', 'Lead unit']}>
        {({ id }) => <UnitSelect id={id} value={leadUnit} onChange={setLeadUnit} />}
      </FieldRow>
      <InputRow
        label={['分值', 'Points']}
        inputMode="decimal"
        value={weight}
        onChange={(event) => setWeight(event.target.value.trim())}
      />
      <label className="chip">
        <input type="checkbox" checked={suspended} onChange={(event) => setSuspended(event.target.checked)} />
        {text(['暂停本任务（亮灰灯，不计入全书）', 'Suspend (grey, not counted)'])}
      </label>
      <FieldRow label={['调整原因', 'Reason']}>
        {(aria) => (
          <textarea
            {...aria}
            className="control"
            maxLength={1000}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        )}
      </FieldRow>
    </ActForm>
  )
}
