import { useState } from 'react'
import type { Text } from '#kernel/text'
import {
  goalPeriods,
  indicatorRefusals,
  indicators,
  type BookView,
  type GoalPeriod,
  type SheetView,
} from '#engines/indicators/shared'
import { useDirectory } from '#engines/registers/web'
import { InputRow } from '#ui'
import { useText } from '#ui/text'
import { When } from '#ui/time'
import { ActForm, Unfolded } from './act-form.tsx'
import { actIn, points } from './target-words.tsx'

export const fieldNames: Readonly<Record<string, Text>> = {
  title: ['名称', 'title'],
  content: ['内容', 'content'],
  leader: ['责任领导', 'leader'],
  leadUnit: ['牵头部门', 'lead unit'],
  assisting: ['配合部门', 'assisting units'],
  deadline: ['完成时限', 'deadline'],
  weight: ['分值', 'points'],
  suspended: ['暂停', 'suspended'],
  district: ['区下达', "district's target"],
  own: ['街道自定', 'own target'],
  base: ['基数', 'base'],
  measure: ['所绑指标', 'measure'],
  period: ['统计期', 'counted over'],
  due: ['节点日期', 'milestone due'],
}

const stateNames = {
  waiting: ['待审批', 'Waiting'],
  approved: ['已批准', 'Approved'],
  refused: ['未批准', 'Refused'],
} as const satisfies Record<SheetView['state'], Text>

function useValue() {
  const text = useText()
  const { unitName } = useDirectory()
  return (change: SheetView['changes'][number], value: SheetView['changes'][number]['from']): string => {
    if (value === null || value === '') return '—'
    if (change.field === 'leadUnit') return unitName(String(value))
    if (Array.isArray(value)) return value.map(unitName).join('、') || '—'
    if (typeof value === 'boolean') return text(value ? ['是', 'yes'] : ['否', 'no'])
    if (change.field === 'period') return text(goalPeriods[value as GoalPeriod])
    if (change.field === 'weight' && change.kind === 'target') return points(Number(value))
    return String(value)
  }
}

function DecideForm({ sheetId, approved, onAway }: { sheetId: string; approved: boolean; onAway: () => void }) {
  const [note, setNote] = useState('')
  return (
    <ActForm
      command={indicators.decideAdjustment}
      input={approved || note.trim() ? { sheetId, approved, note } : null}
      missing={['不批准须写明原因。', 'Say why it is refused.']}
      verb={approved ? ['批准调整', 'Approve'] : ['不批准', 'Refuse']}
      done={approved ? ['已批准，任务书已调整', 'Approved; the book is adjusted'] : ['已退回', 'Refused']}
      tone={approved ? 'main' : 'danger'}
      onAway={onAway}
    >
      <InputRow
        label={['意见', 'Note']}
        optional={approved}
        maxLength={500}
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
    </ActForm>
  )
}

/** What was changed since the book was issued, or asked to be: it stays in sight for ever. */
export function SheetList({
  sheets,
  targets,
  acts,
}: {
  sheets: readonly SheetView[]
  targets: readonly { readonly id: string; readonly title: string }[]
  acts: BookView['acts']
}) {
  const text = useText()
  const { staffName } = useDirectory()
  const said = useValue()
  const titles = new Map(targets.map((target) => [target.id, target.title]))
  const mayDecide = actIn(acts, 'decideAdjustment') !== undefined
  return (
    <ol className="sheet-list">
      {sheets.toReversed().map((sheet) => (
        <li key={sheet.id} data-state={sheet.state}>
          <div className="sheet-head">
            <strong>{text([`调整单 ${sheet.no}`, `Adjustment ${sheet.no}`])}</strong>
            <span className="sheet-state">{text(stateNames[sheet.state])}</span>
            <span className="note">
              {text([`${staffName(sheet.askedBy)} 提出`, `asked by ${staffName(sheet.askedBy)}`])}{' '}
              <When at={sheet.askedAt} />
              {sheet.decidedBy && sheet.decidedAt && (
                <>
                  {' · '}
                  {text([`${staffName(sheet.decidedBy)} 审批`, `decided by ${staffName(sheet.decidedBy)}`])}{' '}
                  <When at={sheet.decidedAt} />
                </>
              )}
            </span>
          </div>
          <p>{sheet.reason}</p>
          <ul className="sheet-changes">
            {sheet.changes.map((change) => (
              <li key={`${change.id} ${change.field}`}>
                {titles.get(change.target) ?? text(['已不在本页的任务', 'another target'])}
                {change.of && ` · ${change.of}`} · {text(fieldNames[change.field] ?? [change.field, change.field])}：
                <del>{said(change, change.from)}</del> → <ins>{said(change, change.to)}</ins>
              </li>
            ))}
          </ul>
          {sheet.note && <p className="note">{text([`审批意见：${sheet.note}`, `Note: ${sheet.note}`])}</p>}
          {sheet.state === 'waiting' && mayDecide && (
            <div className="form-buttons">
              <Unfolded
                label={['批准', 'Approve']}
                tone="main"
                why={sheet.isOwn ? text(indicatorRefusals.approver_is_asker) : null}
              >
                {(close) => <DecideForm sheetId={sheet.id} approved onAway={close} />}
              </Unfolded>
              <Unfolded
                label={['不批准', 'Refuse']}
                why={sheet.isOwn ? text(indicatorRefusals.approver_is_asker) : null}
              >
                {(close) => <DecideForm sheetId={sheet.id} approved={false} onAway={close} />}
              </Unfolded>
            </div>
          )}
        </li>
      ))}
    </ol>
  )
}
