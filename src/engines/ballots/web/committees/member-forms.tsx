import { useState } from 'react'
import { newId } from '#kernel/id'
import { shanghaiDate } from '#kernel/time'
import { committeeRefusals, committees, memberPosts, type MemberPost } from '#engines/ballots/shared'
import { Chips, FieldRow, InputRow } from '#ui'
import { ActForm } from '#ui/act-form'
import { serverNow } from '#ui/time'

interface Given {
  readonly committee: string
  readonly onAway: () => void
}

/** Someone resigns, sells the home, or is relieved. */
export function LeaveForm({ committee, member, onAway }: Given & { member: string }) {
  const [day, setDay] = useState(shanghaiDate(serverNow()))
  const [reason, setReason] = useState('')
  return (
    <ActForm
      command={committees.changeMember}
      refusals={committeeRefusals}
      input={reason.trim() && day ? { id: committee, change: { leaves: member, day, reason } } : null}
      missing={['请写明原因。', 'Say why.']}
      verb={['登记离任', 'Record that the member left']}
      done={['已登记', 'Noted']}
      onAway={onAway}
      onDone={onAway}
    >
      <InputRow label={['离任日期', 'Day']} type="date" value={day} onChange={(event) => setDay(event.target.value)} />
      <InputRow
        label={['原因', 'Reason']}
        maxLength={200}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
    </ActForm>
  )
}

/** A seat filled by an alternate or a by-election. */
export function JoinForm({ committee, onAway }: Given) {
  const [id] = useState(newId)
  const [name, setName] = useState('')
  const [post, setPost] = useState<MemberPost>('member')
  const [joined, setJoined] = useState(shanghaiDate(serverNow()))
  return (
    <ActForm
      command={committees.changeMember}
      refusals={committeeRefusals}
      input={
        name.trim() && joined ? { id: committee, change: { joins: { id, name: name.trim(), post, joined } } } : null
      }
      missing={['请填写姓名。', 'Give the name.']}
      verb={['增补', 'Add']}
      done={['已增补', 'Added']}
      onAway={onAway}
      onDone={onAway}
    >
      <InputRow
        label={['姓名', 'Name']}
        maxLength={40}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <FieldRow label={['职务', 'Post']} group>
        {(aria) => <Chips options={memberPosts} value={post} onChange={setPost} {...aria} />}
      </FieldRow>
      <InputRow
        label={['任职日期', 'Since']}
        type="date"
        value={joined}
        onChange={(event) => setJoined(event.target.value)}
      />
    </ActForm>
  )
}
