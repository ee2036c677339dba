import type { ReactNode } from 'react'
import type { Text } from '#kernel/text'
import { useText } from '../text/index.ts'
import { Button } from '../controls/index.ts'
import { sayError, type Refusals } from './say-error.ts'
import { Refusal } from '../operations/client.ts'
import './notices.css'

/** Nothing here: says so, and teaches the next act. */
export function EmptyState({ title, children }: { title: Text; children?: ReactNode }) {
  const text = useText()
  return (
    <div className="empty-state">
      <h2>{text(title)}</h2>
      {children}
    </div>
  )
}

/** What went wrong, what was kept and what to do. */
export function Problem({
  error,
  refusals,
  kept,
  isBrief = false,
  children,
}: {
  error: unknown
  refusals?: Refusals
  kept?: Text
  /** Without the fields that were wrong: there is no form to mend. */
  isBrief?: boolean
  children?: ReactNode
}) {
  const text = useText()
  return (
    <div className="problem" role="alert">
      <span>{text(sayError(error, refusals))}</span>
      {!isBrief &&
        error instanceof Refusal &&
        error.fields.map((field) => (
          <span className="note" key={field.path}>
            {field.path}: {field.message}
          </span>
        ))}
      {kept && <span className="note">{text(kept)}</span>}
      {children}
    </div>
  )
}

/** A question that was not answered, and the button that asks it again. */
export function Unanswered({
  asked,
  refusals,
}: {
  asked: { error: unknown; refetch(): unknown }
  refusals?: Refusals
}) {
  const text = useText()
  return (
    <Problem error={asked.error} {...(refusals && { refusals })} isBrief>
      <Button onClick={() => void asked.refetch()}>{text(['再试一次', 'Try again'])}</Button>
    </Problem>
  )
}

export function Waiting({ what = ['正在载入…', 'Loading…'] }: { what?: Text }) {
  const text = useText()
  return (
    <p className="waiting" role="status">
      {text(what)}
    </p>
  )
}
