import type { Text } from '#kernel/text'
import { useText } from '../text/index.ts'
import './status-light.css'

export type LightColour = 'green' | 'yellow' | 'orange' | 'red' | 'grey'

/** Drawn, not typed: few fonts have all of ● ◐ ◕ ■ ○, and a missing glyph would be a light that no one sees. */
const shapes: Record<LightColour, React.ReactNode> = {
  green: <circle cx="6" cy="6" r="5" fill="currentColor" />,
  yellow: (
    <>
      <circle cx="6" cy="6" r="4.4" fill="none" stroke="currentColor" strokeWidth="1.2" />
      <path d="M6 1a5 5 0 0 0 0 10z" fill="currentColor" />
    </>
  ),
  orange: (
    <>
      <circle cx="6" cy="6" r="4.4" fill="none" stroke="currentColor" strokeWidth="1.2" />
      <path d="M6 6V1a5 5 0 1 1-5 5z" fill="currentColor" />
    </>
  ),
  red: <rect x="1.2" y="1.2" width="9.6" height="9.6" fill="currentColor" />,
  grey: <circle cx="6" cy="6" r="4.2" fill="none" stroke="currentColor" strokeWidth="1.6" />,
}

/** Colour, shape and word; `bare` leaves the word to the screen reader and the hover. */
export function StatusLight({ light, word, bare = false }: { light: LightColour; word: Text; bare?: boolean }) {
  const text = useText()
  return (
    <span className="status-light" data-light={light} title={bare ? text(word) : undefined}>
      <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
        {shapes[light]}
      </svg>
      <span className={bare ? 'unseen' : undefined}>{text(word)}</span>
    </span>
  )
}
