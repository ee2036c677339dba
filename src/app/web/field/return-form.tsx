import { useState } from 'react'
import { cases, returnReasons, type ReturnReason } from '#engines/cases/shared'
import { registers } from '#engines/registers/shared'
import { useText } from '#ui/text'
import { Trouble } from '../light/form-parts.tsx'
import { Choices } from '../light/choices.tsx'
import { useActing } from './acting.ts'
import { useHeard } from './asking.ts'
import { CameraButton, DraftPictures } from './camera.tsx'
import type { DraftPhoto } from './kept.ts'
import { TextArea } from './parts.tsx'

/** 退单: with the reason, the grounds, and who should have it. */
export function ReturnForm({ caseId, taskId }: { caseId: string; taskId: string }) {
  const text = useText()
  const { act, invalid, busy } = useActing(caseId)
  const directory = useHeard(registers.directory, {})
  const [reason, setReason] = useState<ReturnReason | null>(null)
  const [note, setNote] = useState('')
  const [unit, setUnit] = useState('')
  const [photos, setPhotos] = useState<readonly DraftPhoto[]>([])
  const units = directory.data?.value.units ?? []
  return (
    <div className="form">
      <Choices
        name="return-reason"
        label={['退单原因', 'Reason']}
        options={returnReasons}
        value={reason}
        onChange={setReason}
      />
      <TextArea
        id="return-note"
        label={['说明和依据（必填）', 'Explanation and grounds (needed)']}
        value={note}
        onChange={setNote}
      />
      {units.length > 0 && (
        <div className="answer-field">
          <label htmlFor="return-unit">
            {text(['建议由哪个单位办（可不选）', 'Which unit should have it (optional)'])}
          </label>
          <select id="return-unit" value={unit} onChange={(event) => setUnit(event.target.value)}>
            <option value="">—</option>
            {units.map((each) => (
              <option key={each.id} value={each.id}>
                {each.name}
              </option>
            ))}
          </select>
        </div>
      )}
      <DraftPictures photos={photos} onChange={setPhotos} />
      <CameraButton purpose="evidence" onTaken={(photo) => setPhotos((before) => [...before, photo])}>
        {text(['拍凭证', 'Photo as evidence'])}
      </CameraButton>
      <Trouble>{invalid}</Trouble>
      <button
        type="button"
        className="button primary"
        disabled={reason === null || note.trim() === '' || busy}
        onClick={() =>
          reason &&
          void act(
            cases.returnOrder,
            {
              caseId: caseId as never,
              taskId: taskId as never,
              reason,
              note,
              suggestedUnit: unit === '' ? null : (unit as never),
              photos: photos.map(({ id, purpose }) => ({ id, purpose })),
            },
            photos,
          )
        }
      >
        {text(['退单', 'Return the order'])}
      </button>
    </div>
  )
}
