import { useEffect, useRef, type ReactNode } from 'react'
import './menu.css'

/** A button that opens a small sheet below it; Escape, or a press elsewhere, closes it. */
export function Menu({
  label,
  align = 'end',
  children,
}: {
  label: ReactNode
  align?: 'start' | 'end'
  children: ReactNode
}) {
  const details = useRef<HTMLDetailsElement>(null)
  useEffect(() => {
    function close(event: Event): void {
      const menu = details.current
      if (!menu?.open) return
      if (event instanceof KeyboardEvent) {
        if (event.key !== 'Escape') return
        event.preventDefault()
        menu.querySelector('summary')?.focus()
      } else if (menu.contains(event.target as Node)) return
      menu.open = false
    }
    // Capture, so that Escape closes this before it closes what lies behind.
    document.addEventListener('pointerdown', close)
    document.addEventListener('keydown', close, true)
    return () => {
      document.removeEventListener('pointerdown', close)
      document.removeEventListener('keydown', close, true)
    }
  }, [])
  return (
    <details className="menu" data-align={align} ref={details}>
      <summary className="button" data-tone="quiet">
        {label}
      </summary>
      <div className="menu-sheet" role="group">
        {children}
      </div>
    </details>
  )
}
