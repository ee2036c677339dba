import { useState, type FormEvent } from 'react'
import { useNavigate } from 'react-router'
import { newId } from '#kernel/id'
import { registerRefusals, registers, type SeenEntry } from '#engines/registers/shared'
import { Button, FieldRow, InputRow, Problem } from '#ui'
import { useCommand, useStreet } from '#ui/operations'
import { SideSheet } from '#ui/side-sheet'
import { useText } from '#ui/text'
import { toast } from '#ui/toast'
import { EntryPicker } from '../entry-picker.tsx'

/** Two files of one thing become one; it can be split again. */
export function MergeSheet({ entry, onClose }: { entry: SeenEntry; onClose: () => void }) {
  const text = useText()
  const street = useStreet()
  const navigate = useNavigate()
  const merge = useCommand(registers.merge)
  const [other, setOther] = useState<SeenEntry | null>(null)
  const [keeps, setKeeps] = useState<'this' | 'other'>('this')
  const [reason, setReason] = useState('')
  const [id] = useState(newId)

  function send(event: FormEvent): void {
    event.preventDefault()
    if (!other) return
    const [winner, loser] = keeps === 'this' ? [entry, other] : [other, entry]
    merge.mutate(
      { id, winner: winner.id, loser: loser.id, reason: reason.trim() },
      {
        onSuccess: () => {
          toast(text(['已合并，可在“合并记录”中拆分。', 'Merged. It can be split again below.']))
          onClose()
          if (winner.id !== entry.id) void navigate(`/desk/${street}/files/${winner.id}`)
        },
      },
    )
  }
  return (
    <SideSheet title={['合并两份档案', 'Merge two files']} onClose={onClose}>
      <form onSubmit={send}>
        <div className="side-sheet-fields">
          <FieldRow label={['与哪份档案为同一对象', 'Which file is of the same']}>
            {(aria) => (
              <EntryPicker
                registers={[entry.register]}
                value={other}
                onChange={setOther}
                except={entry.id}
                aria={aria}
              />
            )}
          </FieldRow>
          {other && (
            <fieldset className="field-row">
              <legend>{text(['保留哪份档案', 'Which file stays'])}</legend>
              {(['this', 'other'] as const).map((each) => {
                const { title, place } = each === 'this' ? entry : other
                return (
                  <label className="check" key={each}>
                    <input type="radio" name="keeps" checked={keeps === each} onChange={() => setKeeps(each)} />
                    <span>
                      {title} <span className="note">{place}</span>
                    </span>
                  </label>
                )
              })}
            </fieldset>
          )}
          <InputRow
            label={['理由', 'Reason']}
            hint={['两份档案的记载都保留，随时可以拆分。', 'What was said of both is kept, and it can be split again.']}
            required
            maxLength={200}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
          {merge.isError && <Problem error={merge.error} refusals={registerRefusals} />}
        </div>
        <footer className="form-buttons">
          <Button
            type="submit"
            tone="main"
            busy={merge.isPending}
            why={other ? null : text(['先找到另一份档案', 'Find the other file first'])}
          >
            {text(['合并', 'Merge'])}
          </Button>
        </footer>
      </form>
    </SideSheet>
  )
}
