import { useState } from 'react'
import { registers } from '#engines/registers/shared'
import { useCommand } from '#ui/operations'
import { useBarrier } from '#ui/session'
import { useText } from '#ui/text'
import { When } from '#ui/time'
import { toast } from '#ui/toast'
import type { File, Shown } from './file.ts'
import { ReasonForm } from './reason-form.tsx'

/** Files that were put together here; each can be split off again. */
export function MergesSection({ file, isPast }: Shown) {
  const text = useText()
  if (file.merges.length === 0) return null
  return (
    <section aria-labelledby="file-merges">
      <h2 id="file-merges">{text(['合并记录', 'Merges'])}</h2>
      <ul className="file-list">
        {file.merges.map((merge) => (
          <Merge key={merge.id} merge={merge} isOpen={!isPast && !merge.undone} />
        ))}
      </ul>
    </section>
  )
}

function Merge({ merge, isOpen }: { merge: File['merges'][number]; isOpen: boolean }) {
  const text = useText()
  const barrier = useBarrier()
  const split = useCommand(registers.split)
  const [isAsking, setAsking] = useState(false)
  const barred = barrier(registers.split.name)
  function send(reason: string): void {
    split.mutate(
      { merge: merge.id, reason },
      {
        onSuccess: () => {
          setAsking(false)
          toast(text(['已拆分为两份档案', 'Split into two files again']))
        },
      },
    )
  }
  return (
    <li>
      <div>
        {merge.loser.title} <span className="note">{merge.loser.place}</span>
        <span className="note file-list-note">
          {text(['并入', 'merged'])} <When at={merge.at} />
          {merge.undone && ` · ${text(['已拆分', 'split again'])}`}
        </span>
        {isAsking && (
          <ReasonForm
            act={['拆分', 'Split']}
            label={['拆分理由', 'Reason']}
            example={['拆分理由，如“同名两人”', 'Reason, such as “two people of one name”']}
            command={split}
            onSend={send}
            onLeave={() => setAsking(false)}
          />
        )}
      </div>
      {isOpen && !barred && !isAsking && (
        <button type="button" className="link-button" onClick={() => setAsking(true)}>
          {text(['拆分', 'Split'])}
        </button>
      )}
    </li>
  )
}
