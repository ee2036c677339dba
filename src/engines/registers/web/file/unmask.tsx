import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState, type FormEvent } from 'react'
import type { Text } from '#kernel/text'
import { registerRefusals, registers, type Purpose, type Register } from '#engines/registers/shared'
import { Button, Chips, FieldRow, Problem } from '#ui'
import { useCommand, useStreet } from '#ui/operations'
import { useBarrier } from '#ui/session'
import { SideSheet } from '#ui/side-sheet'
import { useText } from '#ui/text'
import { isSaid, PurposeFields } from '../purpose-fields.tsx'
import type { File } from './file.ts'

const times: Readonly<Record<string, Text>> = {
  5: ['5 分钟', '5 minutes'],
  15: ['15 分钟', '15 minutes'],
  30: ['30 分钟', '30 minutes'],
  60: ['60 分钟', '60 minutes'],
}

/** What is sensitive is shown for a purpose and a time, and each look is written down. */
export function Unmask({ file, register }: { file: File; register: Register }) {
  const text = useText()
  const barrier = useBarrier()
  const [isAsking, setAsking] = useState(false)
  if (file.unmasked) return <Countdown key={file.unmasked.until} unmasked={file.unmasked} />
  // Some values have no mask and are not shown at all: that they are there is not told.
  const hasHidden = Object.entries(register.fields).some(
    ([name, { level, mask }]) => level === 4 && !mask && file.entry.fields[name] === undefined,
  )
  if (file.entry.masked.length === 0 && !hasHidden) return null
  const barred = barrier(registers.unmask.name)
  return (
    <>
      <Button why={barred && text(barred)} onClick={() => setAsking(true)}>
        {text(['查看完整信息', 'See in clear'])}
      </Button>
      {isAsking && <UnmaskSheet file={file} onClose={() => setAsking(false)} />}
    </>
  )
}

function UnmaskSheet({ file, onClose }: { file: File; onClose: () => void }) {
  const text = useText()
  const unmask = useCommand(registers.unmask)
  const [purpose, setPurpose] = useState<Purpose | null>(null)
  const [note, setNote] = useState('')
  const [minutes, setMinutes] = useState('15')
  const [tried, setTried] = useState(false)

  function send(event: FormEvent): void {
    event.preventDefault()
    setTried(true)
    if (!purpose || !isSaid(note)) return
    unmask.mutate(
      { entries: [file.entry.id], purpose, note: note.trim(), minutes: Number(minutes) },
      { onSuccess: onClose },
    )
  }
  return (
    <SideSheet title={['查看完整信息', 'See in clear']} onClose={onClose}>
      <form onSubmit={send} noValidate>
        <div className="side-sheet-fields">
          <p>
            {text([
              '本次查看将记入日志：谁、何时、因何查看。审计管理员与本人均可查到。',
              'This look is written down: who, when and why. The auditor and the person can see it.',
            ])}
          </p>
          <PurposeFields
            purpose={purpose}
            onPurpose={setPurpose}
            note={note}
            onNote={setNote}
            tried={tried}
            wanted={['请写明事由，如“高温日上门探望”。', 'Say what for, such as “visit on a hot day”.']}
          />
          <FieldRow label={['时长', 'For how long']} group>
            {({ id: _, ...aria }) => (
              <Chips
                {...aria}
                options={times}
                value={minutes}
                onChange={setMinutes}
                label={text(['时长', 'For how long'])}
              />
            )}
          </FieldRow>
          {unmask.isError && <Problem error={unmask.error} refusals={registerRefusals} />}
        </div>
        <footer className="form-buttons">
          <Button type="submit" tone="main" busy={unmask.isPending}>
            {text(['查看', 'See'])}
          </Button>
        </footer>
      </form>
    </SideSheet>
  )
}

const twoDigits = (count: number) => String(count).padStart(2, '0')

/** How long the values stay in clear; when the time is up the file is asked again, and comes masked. */
function Countdown({ unmasked }: { unmasked: NonNullable<File['unmasked']> }) {
  const text = useText()
  const street = useStreet()
  const client = useQueryClient()
  const until = Date.parse(unmasked.until)
  const [left, setLeft] = useState(() => Math.max(0, until - Date.now()))
  useEffect(() => {
    const timer = setInterval(() => {
      const now = Math.max(0, until - Date.now())
      setLeft(now)
      if (now > 0) return
      clearInterval(timer)
      void client.resetQueries({
        queryKey: [street],
        predicate: ({ queryKey: [, name] }) => name === registers.entry.name,
      })
    }, 1000)
    return () => clearInterval(timer)
  }, [until, client, street])
  const seconds = Math.round(left / 1000)
  const clock = new Date(until + 8 * 3_600_000).toISOString().slice(11, 16)
  const said = `${Math.floor(seconds / 60)}:${twoDigits(seconds % 60)}`
  return (
    <span className="file-unmasked" title={unmasked.purpose}>
      {text([`完整信息可见至 ${clock}`, `In clear until ${clock}`])} <strong role="timer">{said}</strong>
    </span>
  )
}
