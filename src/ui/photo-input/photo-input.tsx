import { useEffect, useRef, useState } from 'react'
import { newId } from '#kernel/id'
import type { Text } from '#kernel/text'
import { Button } from '../controls/index.ts'
import { sayError } from '../notices/index.ts'
import { fileUrl, sendFile, useStreet } from '../operations/index.ts'
import { useText } from '../text/index.ts'
import './photo-input.css'

interface Sending {
  readonly id: string
  readonly file: File
  readonly error: Text | null
}

interface Picking {
  readonly label: Text
  readonly ids: readonly string[]
  readonly onChange: (ids: readonly string[]) => void
  readonly max?: number
}

/** Photos are sent as soon as they are picked and kept by id, so that a draft with photos survives a reload. */
export function PhotoInput({ label, ids, onChange, max = 6 }: Picking) {
  const text = useText()
  const street = useStreet()
  const [sending, setSending] = useState<readonly Sending[]>([])
  const input = useRef<HTMLInputElement>(null)
  const current = useRef(ids)
  useEffect(() => {
    current.current = ids
  })

  async function send(one: Sending): Promise<void> {
    setSending((all) => [...all.filter((each) => each.id !== one.id), { ...one, error: null }])
    try {
      await sendFile(street, one.id, one.file)
      setSending((all) => all.filter((each) => each.id !== one.id))
      onChange([...current.current, one.id])
    } catch (thrown) {
      setSending((all) => all.map((each) => (each.id === one.id ? { ...each, error: sayError(thrown) } : each)))
    }
  }

  return (
    <div className="photo-input">
      <input
        ref={input}
        type="file"
        accept="image/*"
        multiple
        hidden
        onChange={(event) => {
          for (const file of [...(event.target.files ?? [])].slice(0, max - ids.length))
            void send({ id: newId(), file, error: null })
          event.target.value = ''
        }}
      />
      <ul className="photo-strip">
        {ids.map((id) => (
          <li key={id}>
            <img src={fileUrl(street, id)} alt={text(label)} />
            <button
              type="button"
              className="photo-remove"
              onClick={() => onChange(ids.filter((each) => each !== id))}
              aria-label={text(['移除照片', 'Remove the photo'])}
            >
              ×
            </button>
          </li>
        ))}
      </ul>
      {sending.map((one) => (
        <p key={one.id} className="note" role="status">
          {one.file.name}：{one.error ? text(one.error) : text(['正在上传…', 'Sending…'])}{' '}
          {one.error && (
            <Button tone="quiet" onClick={() => void send(one)}>
              {text(['再传', 'Send again'])}
            </Button>
          )}
        </p>
      ))}
      {ids.length < max && (
        <Button onClick={() => input.current?.click()}>
          {text(['添加照片', 'Add photos'])}
          <span className="unseen">{text(label)}</span>
        </Button>
      )}
    </div>
  )
}
