import { useState } from 'react'
import { newId } from '#kernel/id'
import { shanghaiDate } from '#kernel/time'
import { indicatorRefusals, indicators, type TargetView } from '#engines/indicators/shared'
import { useDirectory } from '#engines/registers/web'
import { FieldRow, InputRow } from '#ui'
import { useText } from '#ui/text'
import { serverNow, When } from '#ui/time'
import { ActForm, Unfolded } from './act-form.tsx'
import { actIn, valueWithUnit } from './target-words.tsx'

function ReportForm({ view, onAway }: { view: TargetView; onAway: () => void }) {
  const text = useText()
  const today = shanghaiDate(serverNow())
  const byHand = view.target.goals.filter((goal) => goal.measure === null)
  const [reportId, setReportId] = useState(newId)
  const [goalId, setGoal] = useState<string>(byHand[0]?.id ?? '')
  const [value, setValue] = useState('')
  const [upTo, setUpTo] = useState(today)
  const [note, setNote] = useState('')
  const [blocker, setBlocker] = useState('')
  const [blockedBy, setBlockedBy] = useState('')
  const goal = byHand.find((each) => each.id === goalId)
  const isNumber = /^-?\d{1,12}(\.\d{1,4})?$/.test(value)
  const isReady = upTo !== '' && (goal ? isNumber : note.trim() !== '' || blocker.trim() !== '')
  return (
    <ActForm
      command={indicators.reportProgress}
      input={
        isReady
          ? {
              reportId,
              targetId: view.target.id as never,
              goalId: goal ? goal.id : null,
              upTo,
              value: goal ? value : null,
              note,
              blocker: blocker.trim() || null,
              blockedBy: blocker.trim() && blockedBy.trim() ? blockedBy : null,
            }
          : null
      }
      missing={
        goal
          ? ['请填写完成值（数字）。', 'Give the value, a number.']
          : ['请写明进展或卡点。', 'Say what was done or what stands in the way.']
      }
      verb={['填报', 'Report']}
      done={['已填报，待另一人审核', 'Reported; someone else reviews it']}
      onDone={() => {
        setReportId(newId())
        setValue('')
      }}
      onAway={onAway}
    >
      <FieldRow label={['填报内容', 'What']}>
        {(aria) => (
          <select {...aria} className="control" value={goalId} onChange={(event) => setGoal(event.target.value)}>
            {byHand.map((each) => (
              <option key={each.id} value={each.id}>
                {each.label}（{each.unit}）
              </option>
            ))}
            <option value="">{text(['工作进展、卡点（不填数）', 'Progress or obstacle, without a number'])}</option>
          </select>
        )}
      </FieldRow>
      {goal && (
        <InputRow
          label={[`累计完成（${goal.unit}）`, `Reached so far (${goal.unit})`]}
          inputMode="decimal"
          value={value}
          onChange={(event) => setValue(event.target.value.trim())}
        />
      )}
      <InputRow
        label={['截至', 'Up to']}
        type="date"
        max={today}
        value={upTo}
        onChange={(event) => setUpTo(event.target.value)}
      />
      <FieldRow label={['说明', 'Note']} optional={Boolean(goal)}>
        {(aria) => (
          <textarea
            {...aria}
            className="control"
            maxLength={1000}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        )}
      </FieldRow>
      <InputRow
        label={['卡点', 'What stands in the way']}
        optional
        maxLength={500}
        value={blocker}
        onChange={(event) => setBlocker(event.target.value)}
      />
      {blocker.trim() !== '' && (
        <InputRow
          label={['卡在哪个单位', 'By whom']}
          optional
          maxLength={60}
          value={blockedBy}
          onChange={(event) => setBlockedBy(event.target.value)}
        />
      )}
    </ActForm>
  )
}

function ReviewForm({ reportId, confirmed, onAway }: { reportId: string; confirmed: boolean; onAway: () => void }) {
  const [note, setNote] = useState('')
  return (
    <ActForm
      command={indicators.reviewProgress}
      input={confirmed || note.trim() ? { reportId, confirmed, note } : null}
      missing={['退回须写明原因。', 'Say why it is sent back.']}
      verb={confirmed ? ['审核通过', 'Confirm'] : ['退回', 'Send back']}
      done={confirmed ? ['已审核，计入完成率', 'Confirmed; it counts now'] : ['已退回', 'Sent back']}
      onAway={onAway}
    >
      <InputRow
        label={['意见', 'Note']}
        optional={confirmed}
        maxLength={500}
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
    </ActForm>
  )
}

const stateNames = {
  waiting: ['待审核', 'To review'],
  confirmed: ['已审核', 'Confirmed'],
  returned: ['已退回', 'Sent back'],
} as const

/** What was reported, the latest first, and who reviewed it. */
export function ProgressSection({ view }: { view: TargetView }) {
  const text = useText()
  const { staffName } = useDirectory()
  const goals = new Map(view.target.goals.map((goal) => [goal.id, goal]))
  const report = actIn(view.acts, 'reportProgress')
  const mayReview = actIn(view.acts, 'reviewProgress') !== undefined
  return (
    <section>
      <h2>{text(['进展', 'Progress'])}</h2>
      {report !== undefined && (
        <div className="form-buttons">
          <Unfolded
            label={['填报进展', 'Report']}
            why={report === null ? null : text(indicatorRefusals.not_your_target)}
          >
            {(close) => <ReportForm view={view} onAway={close} />}
          </Unfolded>
        </div>
      )}
      {view.reports.length === 0 ? (
        <p className="note">{text(['还没有填报。', 'Nothing reported yet.'])}</p>
      ) : (
        <ul className="told-list">
          {view.reports.map((each) => {
            const goal = each.goal === null ? undefined : goals.get(each.goal)
            return (
              <li key={each.id}>
                <div className="sheet-head">
                  {goal && (
                    <strong>
                      {goal.label} {valueWithUnit(each.value, goal.unit)}
                    </strong>
                  )}
                  <span className={each.state === 'waiting' ? 'told-waiting' : 'note'}>
                    {text(stateNames[each.state])}
                  </span>
                  <span className="note">
                    {text([`截至 ${each.upTo}`, `up to ${each.upTo}`])} · {staffName(each.by)} <When at={each.at} />
                    {each.reviewedBy &&
                      text([` · ${staffName(each.reviewedBy)} 审核`, ` · reviewed by ${staffName(each.reviewedBy)}`])}
                  </span>
                </div>
                {each.note && <p>{each.note}</p>}
                {each.blocker && (
                  <p className="target-blocked">
                    {text(['卡点：', 'Blocked: '])}
                    {each.blocker}
                    {each.blockedBy && `（${each.blockedBy}）`}
                  </p>
                )}
                {each.reviewNote && (
                  <p className="note">{text([`审核意见：${each.reviewNote}`, `Review: ${each.reviewNote}`])}</p>
                )}
                {each.state === 'waiting' && mayReview && (
                  <div className="form-buttons">
                    <Unfolded
                      label={['审核通过', 'Confirm']}
                      why={each.isOwn ? text(indicatorRefusals.reviewer_is_reporter) : null}
                    >
                      {(close) => <ReviewForm reportId={each.id} confirmed onAway={close} />}
                    </Unfolded>
                    <Unfolded
                      label={['退回', 'Send back']}
                      tone="quiet"
                      why={each.isOwn ? text(indicatorRefusals.reviewer_is_reporter) : null}
                    >
                      {(close) => <ReviewForm reportId={each.id} confirmed={false} onAway={close} />}
                    </Unfolded>
                  </div>
                )}
              </li>
            )
          })}
        </ul>
      )}
    </section>
  )
}
