import { useRef, useState } from 'react'
import { newId } from '#kernel/id'
import type { Text } from '#kernel/text'
import { Button, sayError } from '#ui'
import { fileUrl, sendFile, useStreet } from '#ui/operations'
import { useText } from '#ui/text'

/** One scan, photo or document: sent as soon as it is picked, kept by its id. */
export function FileInput({
  label,
  file,
  onChange,
  id,
}: {
  label: Text
  file: string | null
  onChange: (file: string | null, name: string) => void
  id?: string
}) {
  const text = useText()
  const street = useStreet()
  const input = useRef<HTMLInputElement>(null)
  const [state, setState] = useState<{ name: string; error: Text | null; busy: boolean } | null>(null)
  async function send(picked: File): Promise<void> {
    const fresh = newId()
    setState({ name: picked.name, error: null, busy: true })
    try {
      await sendFile(street, fresh, picked)
      setState({ name: picked.name, error: null, busy: false })
      onChange(fresh, picked.name)
    } catch (thrown) {
      setState({ name: picked.name, error: sayError(thrown), busy: false })
    }
  }
  return (
    <div className="file-input">
      <input
        ref={input}
        id={id}
        type="file"
        className="unseen"
        aria-label={text(label)}
        accept="image/jpeg,image/png,image/webp,application/pdf"
        onChange={(event) => {
          const picked = event.target.files?.[0]
          if (picked) void send(picked)
          event.target.value = ''
        }}
      />
      <Button busy={state?.busy ?? false} onClick={() => input.current?.click()}>
        {text(file ? ['换一份', 'Replace'] : label)}
      </Button>
      {file && (
        <a href={fileUrl(street, file)} target="_blank" rel="noreferrer">
          {state?.name ?? text(['已上传', 'Uploaded'])}
        </a>
      )}
      {state?.busy && <span role="status">{text(['正在上传…', 'Sending…'])}</span>}
      {state?.error && (
        <span className="field-error" role="alert">
          {text(state.error)}
        </span>
      )}
    </div>
  )
}
