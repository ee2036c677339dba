import { useState } from 'react'
import type { Text } from '#kernel/text'
import { useText } from '../text/index.ts'
import './photo-pair.css'

export interface ShownPhoto {
  readonly id: string
  readonly url: string
  readonly label: Text
}

function Photos({ photos, empty }: { photos: readonly ShownPhoto[]; empty: Text }) {
  const text = useText()
  const [index, setIndex] = useState(0)
  const photo = photos[Math.min(index, photos.length - 1)]
  if (!photo) return <p className="photo-none">{text(empty)}</p>
  return (
    <>
      <a href={photo.url} target="_blank" rel="noreferrer">
        <img src={photo.url} alt={text(photo.label)} loading="lazy" />
      </a>
      {photos.length > 1 && (
        <button type="button" className="photo-next" onClick={() => setIndex((index + 1) % photos.length)}>
          {Math.min(index, photos.length - 1) + 1} / {photos.length}
          <span className="unseen">{text(['下一张', 'next'])}</span>
        </button>
      )}
    </>
  )
}

/** The place before and after, side by side. */
export function PhotoPair({ before, after }: { before: readonly ShownPhoto[]; after: readonly ShownPhoto[] }) {
  const text = useText()
  return (
    <div className="photo-pair">
      <figure>
        <figcaption>{text(['处置前', 'Before'])}</figcaption>
        <Photos photos={before} empty={['没有处置前照片', 'No photo from before']} />
      </figure>
      <figure>
        <figcaption>{text(['处置后', 'After'])}</figcaption>
        <Photos photos={after} empty={['还没有处置后照片', 'No photo from after yet']} />
      </figure>
    </div>
  )
}

export function PhotoStrip({ photos }: { photos: readonly ShownPhoto[] }) {
  const text = useText()
  if (photos.length === 0) return null
  return (
    <ul className="photo-strip">
      {photos.map((photo) => (
        <li key={photo.id}>
          <a href={photo.url} target="_blank" rel="noreferrer">
            <img src={photo.url} alt={text(photo.label)} loading="lazy" />
          </a>
        </li>
      ))}
    </ul>
  )
}
