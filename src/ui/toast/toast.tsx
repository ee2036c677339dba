import { useSyncExternalStore } from 'react'
import './toast.css'

interface Said {
  readonly id: number
  readonly words: string
  readonly tone: 'done' | 'refused'
}

let shown: readonly Said[] = []
let count = 0
const listeners = new Set<() => void>()

function show(next: readonly Said[]): void {
  shown = next
  for (const listener of listeners) listener()
}

/** Says in passing what was done or refused; a refusal stays longer, for it has to be read. */
export function toast(words: string, tone: Said['tone'] = 'done'): void {
  const said: Said = { id: ++count, words, tone }
  show([...shown.slice(-2), said])
  setTimeout(() => show(shown.filter((each) => each !== said)), tone === 'done' ? 3000 : 8000)
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Where toasts appear; each page has it once. */
export function Toasts() {
  const all = useSyncExternalStore(subscribe, () => shown)
  return (
    <div className="toasts" role="status" aria-live="polite">
      {all.map((said) => (
        <p key={said.id} data-tone={said.tone}>
          {said.words}
        </p>
      ))}
    </div>
  )
}
