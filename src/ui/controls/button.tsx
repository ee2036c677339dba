import type { ButtonHTMLAttributes, ReactNode } from 'react'
import './controls.css'

interface Pressed extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'disabled'> {
  readonly tone?: 'plain' | 'main' | 'quiet' | 'danger'
  /** The one letter that presses it, shown on it. */
  readonly letter?: string
  /** Why it may not be pressed now: said on hover and to a screen reader, for hiding it would teach nothing. */
  readonly why?: string | null | undefined
  readonly busy?: boolean
  readonly children: ReactNode
}

export function Button({
  tone = 'plain',
  letter,
  why,
  busy = false,
  children,
  onClick,
  title,
  type = 'button',
  ...rest
}: Pressed) {
  const barred = Boolean(why) || busy
  return (
    <button
      {...rest}
      type={type}
      className={`button ${rest.className ?? ''}`}
      data-tone={tone}
      aria-disabled={barred || undefined}
      aria-busy={busy || undefined}
      aria-keyshortcuts={letter}
      title={why ?? title}
      onClick={(event) => {
        if (barred) event.preventDefault()
        else onClick?.(event)
      }}
    >
      {children}
      {why && <span className="unseen">{why}</span>}
      {letter && (
        <kbd className="button-key" aria-hidden="true">
          {letter}
        </kbd>
      )}
    </button>
  )
}
