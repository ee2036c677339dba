import { useState } from 'react'
import { newId } from '#kernel/id'
import { shanghaiDate } from '#kernel/time'
import {
  ballots,
  committeeRefusals,
  committees,
  groupFault,
  groupSideIds,
  groupSides,
  renewalKinds,
  renewalSteps,
  type GroupMember,
  type GroupSide,
  type RenewalKind,
  type RenewalStepId,
} from '#engines/ballots/shared'
import { Button, Chips, FieldRow, InputRow } from '#ui'
import { ActForm } from '#ui/act-form'
import { useOperation } from '#ui/operations'
import { useText } from '#ui/text'
import { serverNow } from '#ui/time'

const { first: _, ...kinds } = renewalKinds

export function BeginForm({ compound, onAway }: { compound: string; onAway: () => void }) {
  const [id] = useState(newId)
  const [kind, setKind] = useState<Exclude<RenewalKind, 'first'>>('due')
  const [reason, setReason] = useState('')
  const needsReason = kind !== 'due'
  return (
    <ActForm
      command={committees.openRenewal}
      refusals={committeeRefusals}
      input={needsReason && !reason.trim() ? null : { id, compound, kind, ...(reason.trim() && { reason }) }}
      missing={['请写明理由。', 'Say why.']}
      verb={['启动', 'Begin']}
      done={['已启动', 'Begun']}
      onAway={onAway}
      onDone={onAway}
    >
      <FieldRow label={['种类', 'Kind']} group>
        {(aria) => <Chips options={kinds} value={kind} onChange={setKind} {...aria} />}
      </FieldRow>
      <InputRow
        label={['理由', 'Reason']}
        optional={!needsReason}
        maxLength={300}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
    </ActForm>
  )
}

const firstGroup: readonly GroupMember[] = [
  { name: '', side: 'street', isHead: true },
  { name: '', side: 'housing', isHead: false },
  { name: '', side: 'committee', isHead: false },
  { name: '', side: 'owner', isHead: false },
  { name: '', side: 'owner', isHead: false },
  { name: '', side: 'owner', isHead: false },
  { name: '', side: 'owner', isHead: false },
]

function GroupRows({
  group,
  onChange,
}: {
  group: readonly GroupMember[]
  onChange: (group: readonly GroupMember[]) => void
}) {
  const text = useText()
  const set = (at: number, said: Partial<GroupMember>) =>
    onChange(group.map((each, index) => (index === at ? { ...each, ...said } : each)))
  return (
    <div className="group-rows">
      {group.map((member, at) => (
        <div key={at}>
          <input
            className="control"
            aria-label={text([`第 ${at + 1} 人姓名`, `Name of no. ${at + 1}`])}
            placeholder={text(['姓名', 'Name'])}
            maxLength={40}
            value={member.name}
            onChange={(event) => set(at, { name: event.target.value })}
          />
          <select
            className="control"
            aria-label={text([`第 ${at + 1} 人代表`, `Side of no. ${at + 1}`])}
            value={member.side}
            onChange={(event) => set(at, { side: event.target.value as GroupSide })}
          >
            {groupSideIds.map((side) => (
              <option key={side} value={side}>
                {text(groupSides[side])}
              </option>
            ))}
          </select>
          <label>
            <input
              type="radio"
              name="group-head"
              checked={member.isHead}
              onChange={() => onChange(group.map((each, index) => ({ ...each, isHead: index === at })))}
            />{' '}
            {text(['组长', 'Head'])}
          </label>
          <Button
            tone="quiet"
            aria-label={text([`去掉第 ${at + 1} 人`, `Remove no. ${at + 1}`])}
            onClick={() => onChange(group.filter((_each, index) => index !== at))}
          >
            ×
          </Button>
        </div>
      ))}
      <div>
        <Button onClick={() => onChange([...group, { name: '', side: 'owner', isHead: false }])}>
          {text(['加一人', 'Add one'])}
        </Button>
      </div>
    </div>
  )
}

/** One step of a renewal, with what it cannot be noted without. */
export function StepForm({ renewal, step, onAway }: { renewal: string; step: RenewalStepId; onAway: () => void }) {
  const text = useText()
  const [day, setDay] = useState(shanghaiDate(serverNow()))
  const [note, setNote] = useState('')
  const [group, setGroup] = useState(firstGroup)
  const [vote, setVote] = useState('')
  const [filing, setFiling] = useState('')
  const votes = useOperation(ballots.votes, {}, { enabled: step === 'elected' })
  const fault = step === 'group_formed' ? groupFault(group) : null
  const isReady =
    day !== '' &&
    (step !== 'filed' || filing.trim() !== '') &&
    (step !== 'group_formed' || (fault === null && group.every(({ name }) => name.trim().length > 1)))
  return (
    <ActForm
      command={committees.takeRenewalStep}
      refusals={committeeRefusals}
      input={
        isReady
          ? {
              id: renewal,
              step,
              day,
              note,
              ...(step === 'group_formed' && { group: [...group] }),
              ...(step === 'elected' && vote && { vote }),
              ...(step === 'filed' && { filing: filing.trim() }),
            }
          : null
      }
      missing={fault ? committeeRefusals[fault] : ['请填写完整。', 'Fill it in first.']}
      verb={renewalSteps[step]}
      done={['已登记', 'Noted']}
      onAway={onAway}
    >
      <InputRow label={['日期', 'Day']} type="date" value={day} onChange={(event) => setDay(event.target.value)} />
      {step === 'group_formed' && (
        <FieldRow
          label={['小组成员', 'The group']}
          group
          hint={[
            '单数，业主代表不少于半数，组长由街道代表担任',
            'An odd number, at least half of them owners, headed by the subdistrict’s representative',
          ]}
        >
          {() => <GroupRows group={group} onChange={setGroup} />}
        </FieldRow>
      )}
      {step === 'elected' && (
        <FieldRow label={['由哪次表决选出', 'Elected by which vote']} optional>
          {(aria) => (
            <select {...aria} className="control" value={vote} onChange={(event) => setVote(event.target.value)}>
              <option value="">{text(['集体讨论或其他形式', 'An assembly or otherwise'])}</option>
              {votes.data?.items
                .filter(({ state }) => state === 'published' || state === 'filed')
                .map((each) => (
                  <option key={each.id} value={each.id}>
                    {each.title}
                  </option>
                ))}
            </select>
          )}
        </FieldRow>
      )}
      {step === 'filed' && (
        <InputRow
          label={['备案编号', 'Number of the filing']}
          maxLength={60}
          value={filing}
          onChange={(event) => setFiling(event.target.value)}
        />
      )}
      <FieldRow label={['说明', 'Note']} optional>
        {(aria) => (
          <textarea
            {...aria}
            className="control"
            maxLength={500}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        )}
      </FieldRow>
    </ActForm>
  )
}
