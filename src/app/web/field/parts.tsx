import type { ReactNode } from 'react'
import type { Text } from '#kernel/text'
import { lightOf, lights, type CaseLine } from '#engines/cases/shared'
import { StatusLight } from '#ui/status-light'
import { useText } from '#ui/text'
import { Due, useNow } from '#ui/time'

type Seen = Pick<CaseLine, 'open' | 'parked' | 'nextDue' | 'nextHalf' | 'nextOrange'>

/** The light of a case with its word, and what it is promised by when. */
export function LightAndDue({ seen, due }: { seen: Seen; due?: string | null | undefined }) {
  const now = useNow()
  if (!seen.open) return null
  const light = lightOf(seen, now.toISOString())
  const at = due ?? seen.nextDue
  return (
    <span className="light-and-due">
      <StatusLight light={light} word={lights[light]} bare={at !== null && light !== 'grey'} />
      {at && light !== 'grey' && (
        <strong data-light={light}>
          <Due at={at} />
        </strong>
      )}
    </span>
  )
}

export function Notice({ kind, children }: { kind: 'plain' | 'late'; children: ReactNode }) {
  return (
    <div className={`notice ${kind}`} role={kind === 'late' ? 'alert' : 'status'}>
      {children}
    </div>
  )
}

export function Section({ title, children, id }: { title: Text; children: ReactNode; id?: string }) {
  const text = useText()
  return (
    <section className="section" id={id}>
      <h2>{text(title)}</h2>
      {children}
    </section>
  )
}

/** A part that is opened when it is wanted. */
export function Fold({ title, children, open = false }: { title: Text; children: ReactNode; open?: boolean }) {
  const text = useText()
  return (
    <details className="fold" open={open}>
      <summary>{text(title)}</summary>
      <div className="fold-body">{children}</div>
    </details>
  )
}

export function TextArea({
  id,
  label,
  value,
  onChange,
  max = 1000,
  rows = 3,
}: {
  id: string
  label: Text
  value: string
  onChange: (value: string) => void
  max?: number
  rows?: number
}) {
  const text = useText()
  return (
    <div className="answer-field">
      <label htmlFor={id}>{text(label)}</label>
      <textarea id={id} rows={rows} maxLength={max} value={value} onChange={(event) => onChange(event.target.value)} />
    </div>
  )
}
