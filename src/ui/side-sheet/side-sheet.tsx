import { useEffect, useRef, type ReactNode } from 'react'
import type { Text } from '#kernel/text'
import { Button } from '../controls/index.ts'
import { useText } from '../text/index.ts'
import './side-sheet.css'

/** A form at the side, above the page; Escape closes it. */
export function SideSheet({ title, onClose, children }: { title: Text; onClose: () => void; children: ReactNode }) {
  const text = useText()
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const shown = dialog.current
    shown?.showModal()
    return () => shown?.close()
  }, [])
  return (
    <dialog
      ref={dialog}
      className="side-sheet"
      aria-label={text(title)}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
    >
      <header>
        <h2>{text(title)}</h2>
        <Button tone="quiet" onClick={onClose} aria-label={text(['关闭', 'Close'])} title="Esc">
          ×
        </Button>
      </header>
      {children}
    </dialog>
  )
}
