import { useEffect } from 'react'
import type { Text } from '#kernel/text'
import { cases, type CaseType } from '#engines/cases/shared'
import { useText } from '#ui/text'
import { Trouble } from '../light/form-parts.tsx'
import { AnswerFields, unanswered } from '../light/answer-fields.tsx'
import { Phrases, withPhrase } from '../light/choices.tsx'
import { useActing } from './acting.ts'
import { CameraButton, DraftPictures, purposes } from './camera.tsx'
import type { Drafting } from './draft.ts'
import type { Foreseen } from './foresee.ts'
import { TextArea } from './parts.tsx'
import { photoMissing, phrasesFor } from './proof.ts'

const usual = ['已到现场处理完毕，现场恢复整洁。', '已劝导，当事人当场整改。', '已维修，恢复正常使用。']

interface About {
  readonly caseId: string
  readonly taskId: string
  readonly type: CaseType | undefined
  readonly seen: Readonly<Record<string, unknown>>
  readonly foreseen: Foreseen
  readonly drafting: Drafting
}

/** The two last taps of a task: the photo, then the feedback, in the same spot under the thumb. */
export function FeedbackForm({ caseId, taskId, type, seen, foreseen, drafting }: About) {
  const text = useText()
  const { act, invalid, busy } = useActing(caseId)
  const { draft, ready, change, drop } = drafting
  const phrases = phrasesFor(type, 'feedback', seen)
  const offered = phrases.length > 0 ? phrases : usual
  const said = draft.text ?? offered[0] ?? ''
  const missing = photoMissing(type?.proof ?? 'none', draft.photos, foreseen.photos)
  const form = type?.feedbackForm ?? {}
  const open = unanswered(form, draft.answers)
  const take = (photo: (typeof draft.photos)[number]) => change({ photos: [...draft.photos, photo] })

  useEffect(() => {
    // So that what the person sees is what will be sent, also after closing the app.
    if (ready && draft.text === null && said !== '') change({ text: said })
  }, [ready, draft.text, said, change])

  async function send(): Promise<void> {
    const photos = draft.photos.map(({ id, purpose }) => ({ id, purpose }))
    if (
      await act(
        cases.feedback,
        { caseId: caseId as never, taskId: taskId as never, text: said, answers: draft.answers, photos },
        draft.photos,
      )
    )
      await drop()
  }

  return (
    <div className="form" id="feedback">
      <DraftPictures photos={draft.photos} onChange={(photos) => change({ photos })} />
      <div className="camera-row">
        {(['before', 'after'] as const).map((purpose) => (
          <CameraButton key={purpose} purpose={purpose} onTaken={take}>
            {text(['拍', 'Photo: '])}
            {text(purposes[purpose])}
          </CameraButton>
        ))}
      </div>
      <TextArea
        id="feedback-text"
        label={['处置情况', 'What was done']}
        value={said}
        onChange={(value) => change({ text: value })}
        max={2000}
      />
      <Phrases
        phrases={offered}
        onTap={(phrase) => change({ text: said === offered[0] && phrase !== said ? phrase : withPhrase(said, phrase) })}
      />
      <AnswerFields form={form} answers={draft.answers} onChange={(answers) => change({ answers })} />
      <Trouble>{invalid}</Trouble>
      <div className="thumb-bar">
        {missing ? (
          <CameraButton purpose={missing} onTaken={take} isPrimary>
            {text(['拍照', 'Photo'])}：{text(purposes[missing])}
          </CameraButton>
        ) : (
          <button
            type="button"
            className="button primary"
            disabled={said.trim() === '' || open.length > 0 || busy}
            onClick={() => void send()}
          >
            {text(['反馈', 'Feed back'])}
          </button>
        )}
      </div>
    </div>
  )
}

/** 完成本阶段: one of several handling steps is done, and the next one's own limit starts. */
export function StepForm({
  caseId,
  taskId,
  foreseen,
  drafting,
  label,
  next,
}: {
  caseId: string
  taskId: string
  foreseen: Foreseen
  drafting: Drafting
  label: Text
  next: Text | null
}) {
  const text = useText()
  const { act, invalid, busy } = useActing(caseId)
  const { draft, change, drop } = drafting
  async function complete(): Promise<void> {
    const photos = draft.photos.map(({ id, purpose }) => ({ id, purpose }))
    const note = draft.more[`step-${foreseen.step}`]?.trim()
    if (
      await act(
        cases.completeStep,
        { caseId: caseId as never, taskId: taskId as never, note: note ? note : null, photos },
        draft.photos,
      )
    )
      await drop()
  }
  return (
    <div className="form">
      <p>
        {text(['本阶段', 'This step'])}：<strong>{text(label)}</strong>
        {next && (
          <>
            ；{text(['下一阶段', 'next'])}：{text(next)}
          </>
        )}
      </p>
      <DraftPictures photos={draft.photos} onChange={(photos) => change({ photos })} />
      <CameraButton purpose="scene" onTaken={(photo) => change({ photos: [...draft.photos, photo] })}>
        {text(['拍照', 'Photo'])}
      </CameraButton>
      <TextArea
        id="step-note"
        label={['本阶段情况（可不填）', 'What was done in this step (optional)']}
        value={draft.more[`step-${foreseen.step}`] ?? ''}
        onChange={(value) => change({ more: { ...draft.more, [`step-${foreseen.step}`]: value } })}
      />
      <Trouble>{invalid}</Trouble>
      <div className="thumb-bar">
        <button type="button" className="button primary" disabled={busy} onClick={() => void complete()}>
          {text(['完成本阶段', 'Complete this step'])}
        </button>
      </div>
    </div>
  )
}
