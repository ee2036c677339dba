import { useState } from 'react'
import type { Text } from '#kernel/text'
import { caseRefusals, cases, type CaseFileView } from '#engines/cases/shared'
import { useText } from '#ui/text'
import { Trouble } from '../light/form-parts.tsx'
import { Phrases, withPhrase } from '../light/choices.tsx'
import { useActing } from './acting.ts'
import { CameraButton, CasePicture, DraftPictures } from './camera.tsx'
import type { DraftPhoto } from './kept.ts'
import { TextArea } from './parts.tsx'

const failings = ['现场未处置到位。', '照片与现场不符。', '问题已反复。', '处置后照片看不清。']

/** The place before and after, side by side: the newest of each first. */
export function BeforeAfter({ file }: { file: CaseFileView }) {
  const text = useText()
  const photos = [...file.records].sort((a, b) => (a.at < b.at ? 1 : -1)).flatMap((record) => record.photos)
  const before = photos.filter((photo) => photo.purpose === 'before' || photo.purpose === 'scene')
  const after = photos.filter((photo) => photo.purpose === 'after')
  const column = (title: Text, none: Text, some: typeof photos) => (
    <div>
      <h3>{text(title)}</h3>
      {some.length === 0 ? (
        <p className="quiet-text">{text(none)}</p>
      ) : (
        some.slice(0, 4).map((photo) => <CasePicture key={photo.id} photo={photo as never} />)
      )}
    </div>
  )
  return (
    <div className="before-after">
      {column(['处置前', 'Before'], ['没有处置前照片', 'No photo from before'], before)}
      {column(['处置后', 'After'], ['没有处置后照片', 'No photo from after'], after)}
    </div>
  )
}

/** 核查: passes, or fails with a reason. Whoever may not, reads why in the operation's own words. */
export function CheckForm({
  caseId,
  file,
  heardNow,
  canCheck,
}: {
  caseId: string
  file: CaseFileView
  heardNow: boolean
  canCheck: boolean
}) {
  const text = useText()
  const { act, invalid, busy } = useActing(caseId)
  const [failing, setFailing] = useState(false)
  const [reason, setReason] = useState('')
  const [photos, setPhotos] = useState<readonly DraftPhoto[]>([])
  const why = file.actions.find((action) => action.action === 'check' && !action.allowed)?.why
  const named = photos.map(({ id, purpose }) => ({ id, purpose }))
  if (!canCheck) return null
  if (why && heardNow)
    return (
      <p className="barred" role="note">
        {text((caseRefusals as Readonly<Record<string, Text>>)[why] ?? [why, why])}
      </p>
    )
  return (
    <div className="form">
      <DraftPictures photos={photos} onChange={setPhotos} />
      <CameraButton purpose="evidence" onTaken={(photo) => setPhotos((before) => [...before, photo])}>
        {text(['拍核查照片（可不拍）', 'Photo of the check (optional)'])}
      </CameraButton>
      {failing && (
        <>
          <TextArea
            id="check-reason"
            label={['不通过的原因', 'Why it fails']}
            value={reason}
            onChange={setReason}
            max={500}
          />
          <Phrases phrases={failings} onTap={(phrase) => setReason(withPhrase(reason, phrase))} />
        </>
      )}
      <Trouble>{invalid}</Trouble>
      <div className="thumb-bar two">
        {failing ? (
          <>
            <button type="button" className="button" onClick={() => setFailing(false)}>
              {text(['返回', 'Back'])}
            </button>
            <button
              type="button"
              className="button danger"
              disabled={reason.trim() === '' || busy}
              onClick={() =>
                void act(cases.check, { caseId: caseId as never, passed: false, reason, photos: named }, photos)
              }
            >
              {text(['核查不通过', 'Fail'])}
            </button>
          </>
        ) : (
          <>
            <button type="button" className="button" onClick={() => setFailing(true)}>
              {text(['不通过…', 'Fail…'])}
            </button>
            <button
              type="button"
              className="button primary"
              disabled={busy}
              onClick={() => void act(cases.check, { caseId: caseId as never, passed: true, photos: named }, photos)}
            >
              {text(['核查通过', 'Pass'])}
            </button>
          </>
        )}
      </div>
    </div>
  )
}

const seen = ['现场情况属实。', '现场未发现所反映的情况。', '情况属实，需尽快处置。']

/** 核实: is it there? Asked before a case is registered. */
export function VerifyForm({ caseId }: { caseId: string }) {
  const text = useText()
  const { act, invalid, busy } = useActing(caseId)
  const [note, setNote] = useState('')
  const [photos, setPhotos] = useState<readonly DraftPhoto[]>([])
  const send = (passed: boolean) =>
    void act(
      cases.verify,
      { caseId: caseId as never, passed, note, photos: photos.map(({ id, purpose }) => ({ id, purpose })) },
      photos,
    )
  return (
    <div className="form">
      <DraftPictures photos={photos} onChange={setPhotos} />
      <CameraButton purpose="scene" onTaken={(photo) => setPhotos((before) => [...before, photo])}>
        {text(['拍现场', 'Photo of the scene'])}
      </CameraButton>
      <TextArea id="verify-note" label={['现场情况', 'What is there']} value={note} onChange={setNote} />
      <Phrases phrases={seen} onTap={(phrase) => setNote(withPhrase(note, phrase))} />
      <Trouble>{invalid}</Trouble>
      <div className="thumb-bar two">
        <button type="button" className="button" disabled={busy || note.trim() === ''} onClick={() => send(false)}>
          {text(['不属实', 'Not so'])}
        </button>
        <button type="button" className="button primary" disabled={busy} onClick={() => send(true)}>
          {text(['核实属实', 'It is so'])}
        </button>
      </div>
    </div>
  )
}
