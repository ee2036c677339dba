import { useState } from 'react'
import { newId } from '#kernel/id'
import type { Text } from '#kernel/text'
import type { AttachmentId, Photo } from '#engines/cases/shared'
import { fileUrl } from '#ui/operations'
import { useOutboxState, useWaitingPhoto } from '#ui/outbox'
import { useText } from '#ui/text'
import { useKeptPicture } from '#ui/kept-picture'
import { recentPosition, watchPosition } from '../light/position.ts'
import { shrinkPhoto, takenAt } from '../light/shrink-photo.ts'
import { useWorking } from './asking.ts'
import { addDraftPhoto, readDraftPhoto, type DraftPhoto } from './kept.ts'
import './camera.css'

export const purposes: Readonly<Record<Photo['purpose'], Text>> = {
  before: ['处置前', 'Before'],
  after: ['处置后', 'After'],
  scene: ['现场', 'Scene'],
  evidence: ['凭证', 'Evidence'],
}

/** Opens the camera at one tap; the photo is small, dated, placed and on the disk before it is shown. */
export function CameraButton({
  purpose,
  onTaken,
  isPrimary = false,
  children,
}: {
  purpose: Photo['purpose']
  onTaken: (photo: DraftPhoto) => void
  isPrimary?: boolean
  children: React.ReactNode
}) {
  const text = useText()
  const [busy, setBusy] = useState(false)
  async function take(files: FileList | null): Promise<void> {
    setBusy(true)
    try {
      for (const file of Array.from(files ?? [])) {
        const at = takenAt(file, Date.now())
        const where = recentPosition()
        const id = newId() as AttachmentId
        await addDraftPhoto(id, await shrinkPhoto(file))
        onTaken({ id, purpose, takenAt: at, ...where })
      }
    } finally {
      setBusy(false)
    }
  }
  return (
    <label className={isPrimary ? 'button primary' : 'button'} data-busy={busy || undefined}>
      <input
        type="file"
        accept="image/*"
        capture="environment"
        className="unseen"
        disabled={busy}
        onClick={watchPosition}
        onChange={(event) => {
          const input = event.currentTarget
          void take(input.files).finally(() => {
            // Else the same picture could not be chosen twice.
            input.value = ''
          })
        }}
      />
      {busy ? text(['正在保存照片…', 'Saving the photo…']) : children}
    </label>
  )
}

function DraftPicture({ photo, onRemove }: { photo: DraftPhoto; onRemove: () => void }) {
  const text = useText()
  const url = useKeptPicture(photo.id, readDraftPhoto)
  return (
    <figure className="photo">
      {url && <img src={url} alt={text(purposes[photo.purpose])} />}
      <figcaption>
        {text(purposes[photo.purpose])}
        <button type="button" className="photo-remove" onClick={onRemove}>
          {text(['删除', 'Remove'])}
        </button>
      </figcaption>
    </figure>
  )
}

/** Photos taken and not yet part of an act. */
export function DraftPictures({
  photos,
  onChange,
}: {
  photos: readonly DraftPhoto[]
  onChange: (photos: readonly DraftPhoto[]) => void
}) {
  if (photos.length === 0) return null
  return (
    <div className="photos">
      {photos.map((photo) => (
        <DraftPicture
          key={photo.id}
          photo={photo}
          onRemove={() => onChange(photos.filter((each) => each.id !== photo.id))}
        />
      ))}
    </div>
  )
}

function WaitingPicture({ id, label }: { id: string; label: string }) {
  const url = useWaitingPhoto(id)
  return url ? <img src={url} alt={label} /> : null
}

/** A photo of the case file: from the server, or from this phone while it waits to be sent. */
export function CasePicture({ photo }: { photo: Pick<Photo, 'id' | 'purpose'> }) {
  const text = useText()
  const { street } = useWorking()
  const { entries } = useOutboxState()
  const label = text(purposes[photo.purpose])
  const waits = entries.some((entry) => entry.id === photo.id && entry.kind === 'file')
  return (
    <figure className="photo">
      {waits ? (
        <WaitingPicture id={photo.id} label={label} />
      ) : (
        <a href={fileUrl(street, photo.id)} target="_blank" rel="noreferrer">
          <img src={`${fileUrl(street, photo.id)}?size=small`} alt={label} loading="lazy" />
        </a>
      )}
      <figcaption>{label}</figcaption>
    </figure>
  )
}

/** As what an act names one of its photos. */
export function purposeIn(input: unknown, id: string): Photo['purpose'] {
  const photos = (input as { photos?: readonly Photo[] }).photos ?? []
  return photos.find((photo) => photo.id === id)?.purpose ?? 'evidence'
}
