import type { ReactNode } from 'react'
import { createPortal } from 'react-dom'
import './print.css'

/** Sheets of A4 as they will be: shown on the page, and alone on what the printer gets. */
export function Papers({ children }: { children: ReactNode }) {
  return (
    <>
      <div className="paper-preview">{children}</div>
      {createPortal(<div className="vote-print">{children}</div>, document.body)}
    </>
  )
}

export function Sheet({ children, className = '' }: { children: ReactNode; className?: string }) {
  return <article className={`paper-sheet ${className}`}>{children}</article>
}
