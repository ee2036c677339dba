import { useState } from 'react'
import type { Text } from '#kernel/text'
import { addDays, shanghaiDate } from '#kernel/time'
import { caseRefusals, cases, parkingReasons, type CaseFileView, type ParkingReason } from '#engines/cases/shared'
import { useText } from '#ui/text'
import { serverNow } from '#ui/time'
import { InputField, Trouble } from '../light/form-parts.tsx'
import { Choices, Phrases, withPhrase } from '../light/choices.tsx'
import { useActing } from './acting.ts'
import { Fold, TextArea } from './parts.tsx'
import { ReturnForm } from './return-form.tsx'

/** The sentence of the refusal that the operation would give, for acts that are not possible now. */
function Barred({ why }: { why: string }) {
  const text = useText()
  const said = (caseRefusals as Readonly<Record<string, Text>>)[why]
  return <p className="quiet-text">{said ? text(said) : why}</p>
}

const delays = ['需采购材料，等待到货。', '需多部门配合，正在协调。', '天气原因无法施工。']

function ExtensionForm({ caseId, due }: { caseId: string; due: string | null }) {
  const text = useText()
  const { act, invalid, busy } = useActing(caseId)
  const today = shanghaiDate(serverNow())
  const from = due && due > serverNow().toISOString() ? shanghaiDate(new Date(due)) : today
  const [reason, setReason] = useState('')
  const [chosen, setChosen] = useState<string | null>(null)
  const until = chosen ?? addDays(from, 3)
  return (
    <div className="form">
      <TextArea id="extension-reason" label={['延期理由', 'Reason']} value={reason} onChange={setReason} max={500} />
      <Phrases phrases={delays} onTap={(phrase) => setReason(withPhrase(reason, phrase))} />
      <InputField
        label={['延到哪一天', 'Until']}
        id="extension-until"
        type="date"
        min={today}
        value={until}
        onChange={(event) => setChosen(event.target.value)}
      />
      <Trouble>{invalid}</Trouble>
      <button
        type="button"
        className="button primary"
        disabled={reason.trim() === '' || until === '' || busy}
        onClick={() => void act(cases.applyExtension, { caseId: caseId as never, reason, until })}
      >
        {text(['申请延期', 'Apply for an extension'])}
      </button>
    </div>
  )
}

function ParkingForm({ caseId }: { caseId: string }) {
  const text = useText()
  const { act, invalid, busy } = useActing(caseId)
  const today = shanghaiDate(serverNow())
  const [reason, setReason] = useState<ParkingReason | null>(null)
  const [note, setNote] = useState('')
  const [reviewOn, setReviewOn] = useState(addDays(today, 30))
  return (
    <div className="form">
      <Choices
        name="parking-reason"
        label={['暂时解决不了的原因', 'Why it cannot be solved now']}
        options={parkingReasons}
        value={reason}
        onChange={setReason}
      />
      <TextArea id="parking-note" label={['说明（必填）', 'Explanation (needed)']} value={note} onChange={setNote} />
      <InputField
        label={['哪一天复核', 'Review on']}
        id="parking-review"
        type="date"
        min={addDays(today, 1)}
        value={reviewOn}
        onChange={(event) => setReviewOn(event.target.value)}
      />
      <Trouble>{invalid}</Trouble>
      <button
        type="button"
        className="button primary"
        disabled={reason === null || note.trim() === '' || reviewOn === '' || busy}
        onClick={() => reason && void act(cases.applyParking, { caseId: caseId as never, reason, note, reviewOn })}
      >
        {text(['申请挂账', 'Apply for parking'])}
      </button>
    </div>
  )
}

function SupervisionReply({ caseId, recordId, demand }: { caseId: string; recordId: string; demand: string }) {
  const text = useText()
  const { act, invalid, busy } = useActing(caseId)
  const [reply, setReply] = useState('')
  return (
    <div className="form">
      <p>{demand}</p>
      <TextArea id={`reply-${recordId}`} label={['回复', 'Reply']} value={reply} onChange={setReply} />
      <Trouble>{invalid}</Trouble>
      <button
        type="button"
        className="button primary"
        disabled={reply.trim() === '' || busy}
        onClick={() =>
          void act(cases.replySupervision, { caseId: caseId as never, recordId: recordId as never, reply })
        }
      >
        {text(['回复督办', 'Reply to supervision'])}
      </button>
    </div>
  )
}

function NoteForm({ caseId }: { caseId: string }) {
  const text = useText()
  const { act, busy } = useActing(caseId)
  const [note, setNote] = useState('')
  return (
    <div className="form">
      <TextArea id="note-text" label={['备注', 'Note']} value={note} onChange={setNote} />
      <button
        type="button"
        className="button primary"
        disabled={note.trim() === '' || busy}
        onClick={() =>
          void act(cases.note, { caseId: caseId as never, text: note }).then((sent) => sent && setNote(''))
        }
      >
        {text(['记下备注', 'Add the note'])}
      </button>
    </div>
  )
}

/** What else may be done with a task; what may not says why, in the operation's own words. */
export function MoreActs({
  file,
  caseId,
  taskId,
  isActive,
  can,
}: {
  file: CaseFileView | undefined
  caseId: string
  taskId: string | null
  isActive: boolean
  can: (verb: string) => boolean
}) {
  const whyNot = (action: string) => file?.actions.find((each) => each.action === action && !each.allowed)?.why ?? null
  const possible = (action: string) => can(action) && (!file || file.actions.some((each) => each.action === action))
  const orders = file?.records.filter((record) => record.kind === 'supervision' && record.state === 'pending') ?? []
  const due =
    file?.deadlines
      .filter(
        (deadline) => (deadline.kind === 'dispose' || deadline.kind === 'complete') && deadline.state === 'running',
      )
      .reduce<string | null>((most, { dueAt }) => (most && most > dueAt ? most : dueAt), null) ?? null
  return (
    <div className="folds">
      {orders.map((order) => (
        <Fold key={order.id} title={['督办单：请回复', 'Supervision order: reply']} open>
          <SupervisionReply
            caseId={caseId}
            recordId={order.id}
            demand={String((order.body as { demand?: string }).demand ?? '')}
          />
        </Fold>
      ))}
      {isActive && taskId && possible('returnOrder') && (
        <Fold title={['退单', 'Return the order']}>
          {whyNot('returnOrder') ? (
            <Barred why={whyNot('returnOrder')!} />
          ) : (
            <ReturnForm caseId={caseId} taskId={taskId} />
          )}
        </Fold>
      )}
      {isActive && possible('applyExtension') && (
        <Fold title={['申请延期', 'Apply for an extension']}>
          {whyNot('applyExtension') ? (
            <Barred why={whyNot('applyExtension')!} />
          ) : (
            <ExtensionForm caseId={caseId} due={due} />
          )}
        </Fold>
      )}
      {isActive && possible('applyParking') && (
        <Fold title={['申请挂账', 'Apply for parking']}>
          {whyNot('applyParking') ? <Barred why={whyNot('applyParking')!} /> : <ParkingForm caseId={caseId} />}
        </Fold>
      )}
      {can('note') && (
        <Fold title={['备注', 'Note']}>
          <NoteForm caseId={caseId} />
        </Fold>
      )}
    </div>
  )
}
