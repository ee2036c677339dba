import { useState, type FormEvent } from 'react'
import type { Text } from '#kernel/text'
import { registerRefusals } from '#engines/registers/shared'
import { Button, Problem } from '#ui'
import { useText } from '#ui/text'

interface Command {
  readonly isPending: boolean
  readonly isError: boolean
  readonly error: unknown
}

/** An act that needs one line of reason, asked for where the thing stands. */
export function ReasonForm({
  act,
  label,
  example,
  command,
  onSend,
  onLeave,
}: {
  act: Text
  label: Text
  example: Text
  command: Command
  onSend: (reason: string) => void
  onLeave: () => void
}) {
  const text = useText()
  const [reason, setReason] = useState('')
  function send(event: FormEvent): void {
    event.preventDefault()
    onSend(reason.trim())
  }
  return (
    <form className="file-inline" onSubmit={send}>
      <input
        className="control"
        autoFocus
        required
        maxLength={200}
        aria-label={text(label)}
        placeholder={text(example)}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      <Button type="submit" busy={command.isPending}>
        {text(act)}
      </Button>
      <Button tone="quiet" onClick={onLeave}>
        {text(['取消', 'Cancel'])}
      </Button>
      {command.isError && <Problem error={command.error} refusals={registerRefusals} isBrief />}
    </form>
  )
}
