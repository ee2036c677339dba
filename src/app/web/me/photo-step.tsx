import { useEffect, useRef, useState } from 'react'
import { newId } from '#kernel/id'
import { useText } from '#ui/text'
import { useKeptPicture } from '#ui/kept-picture'
import { shrinkPhoto, takenAt } from '../light/shrink-photo.ts'
import { dropPhotos, keepPhoto, readPhoto, type ReportPhoto } from './draft.ts'
import type { StepProps } from './report.tsx'

function Picture({ photo, onRemove }: { photo: ReportPhoto; onRemove: () => void }) {
  const text = useText()
  const url = useKeptPicture(photo.id, readPhoto)
  return (
    <li>
      {url && <img src={url} alt={text(['您拍的照片', 'Your photo'])} />}
      <button type="button" onClick={onRemove}>
        {text(['去掉', 'Remove'])}
      </button>
    </li>
  )
}

export function PhotoStep({ draft, change, next }: StepProps) {
  const text = useText()
  const [busy, setBusy] = useState(false)
  const latest = useRef(draft.photos)
  useEffect(() => {
    latest.current = draft.photos
  })
  async function take(files: FileList | null): Promise<void> {
    setBusy(true)
    for (const file of Array.from(files ?? []).slice(0, 6 - latest.current.length)) {
      const photo = { id: newId(), takenAt: takenAt(file, Date.now()) }
      await keepPhoto(photo.id, await shrinkPhoto(file))
      latest.current = [...latest.current, photo]
      change({ photos: latest.current })
    }
    setBusy(false)
  }
  const button = (label: readonly [string, string], camera: boolean) => (
    <label className={camera ? 'big primary' : 'big'}>
      <input
        type="file"
        accept="image/*"
        {...(camera ? { capture: 'environment' as const } : { multiple: true })}
        className="unseen"
        disabled={busy}
        onChange={(event) => {
          const input = event.currentTarget
          void take(input.files).then(() => {
            input.value = ''
          })
        }}
      />
      {text(label)}
    </label>
  )
  return (
    <>
      <h1>{text(['拍张照片', 'Take a photo'])}</h1>
      <p>{text(['有照片处理得快。不方便拍也没关系。', 'A photo speeds things up. It is fine without one.'])}</p>
      <div className="form">
        {draft.photos.length > 0 && (
          <ul className="pictures">
            {draft.photos.map((photo) => (
              <Picture
                key={photo.id}
                photo={photo}
                onRemove={() => {
                  change({ photos: draft.photos.filter((each) => each.id !== photo.id) })
                  void dropPhotos([photo.id])
                }}
              />
            ))}
          </ul>
        )}
        {busy && <p role="status">{text(['正在保存照片……', 'Saving the photo …'])}</p>}
        {draft.photos.length < 6 && (
          <>
            {button(
              draft.photos.length === 0 ? ['拍照', 'Take a photo'] : ['再拍一张', 'Another photo'],
              draft.photos.length === 0,
            )}
            {button(['从相册里选', 'Choose from the album'], false)}
          </>
        )}
        <button
          type="button"
          className={draft.photos.length > 0 ? 'big primary' : 'big'}
          disabled={busy}
          onClick={next}
        >
          {draft.photos.length > 0 ? text(['下一步', 'Next']) : text(['不拍，下一步', 'No photo, next'])}
        </button>
      </div>
    </>
  )
}
