import { useState, type FormEvent, type ReactNode } from 'react'
import type { Command, SentTo } from '#kernel/operation'
import type { Text } from '#kernel/text'
import { Button } from '../controls/index.ts'
import { Problem } from '../notices/index.ts'
import { useCommand } from '../operations/index.ts'
import { useText } from '../text/index.ts'
import { toast } from '../toast/index.ts'
import './act-form.css'

export interface Act<C extends Command> {
  readonly command: C
  readonly refusals: Readonly<Record<string, Text>>
  /** What is sent; null while something is missing. */
  readonly input: SentTo<C> | null
  readonly verb: Text
  readonly done: Text
  readonly tone?: 'main' | 'danger'
  readonly onDone?: () => void
  readonly onAway?: () => void
  readonly missing?: Text
  readonly children?: ReactNode
}

/** One act with what it needs to know, its button and what went wrong. */
export function ActForm<C extends Command>(given: Act<C>) {
  const { command, refusals, input, verb, done, tone = 'main', onDone, onAway, missing, children } = given
  const text = useText()
  const act = useCommand(command)
  function send(event: FormEvent): void {
    event.preventDefault()
    if (input === null) return
    // An act may make its own form disappear; what is promised of the mutation is kept then too, its callbacks are not.
    act.mutateAsync(input).then(
      () => {
        toast(text(done))
        onDone?.()
      },
      () => {},
    )
  }
  return (
    <form className="act-form" onSubmit={send}>
      {children}
      {act.isError && <Problem error={act.error} refusals={refusals} />}
      <div className="form-buttons">
        <Button
          type="submit"
          tone={tone}
          busy={act.isPending}
          why={input === null ? text(missing ?? ['请先填写。', 'Fill it in first.']) : null}
        >
          {text(verb)}
        </Button>
        {onAway && <Button onClick={onAway}>{text(['收起', 'Put away'])}</Button>}
      </div>
    </form>
  )
}

/** A button that opens what an act asks for, below it. */
export function Unfolded({
  label,
  why,
  tone,
  children,
}: {
  label: Text
  why?: string | null | undefined
  tone?: 'main' | 'quiet'
  children: (close: () => void) => ReactNode
}) {
  const text = useText()
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button {...(tone && { tone })} why={why} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {text(label)}
      </Button>
      {isOpen && <div className="unfolded">{children(() => setOpen(false))}</div>}
    </>
  )
}
