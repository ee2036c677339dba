import { useState, type FormEvent } from 'react'
import type { Text } from '#kernel/text'
import { registerRefusals, registers, type ImportView } from '#engines/registers/shared'
import { Button, Chips, grouped, InputRow, Problem } from '#ui'
import { useCommand } from '#ui/operations'
import { SideSheet } from '#ui/side-sheet'
import { useText } from '#ui/text'
import { isUnjudged, toWrite } from './import-words.ts'

const doubts: Readonly<Record<'queue' | 'leave', Text>> = {
  queue: ['排到“疑似同一”', 'queue to be judged'],
  leave: ['先不导入', 'leave out'],
}

/** What can be done with an import now: write it, give it up, take it back as a whole. */
export function ImportActs({ view }: { view: ImportView }) {
  const text = useText()
  const apply = useCommand(registers.applyImport)
  const [doubtful, setDoubtful] = useState<'queue' | 'leave'>('queue')
  const [isUndoing, setUndoing] = useState(false)
  // Where the columns are confirmed, that step has its own line of buttons.
  const canCancel = view.state === 'received' || view.state === 'judged' || isUnjudged(view)
  const canUndo = view.state === 'applied' || (view.state === 'paused' && !isUnjudged(view))
  if (!canCancel && !canUndo) return null
  return (
    <footer className="import-acts form-buttons">
      {view.state === 'judged' && (
        <>
          {view.totals.doubtful > 0 && (
            <span className="import-doubtful">
              {text([`${grouped(view.totals.doubtful)} 行存疑：`, `${grouped(view.totals.doubtful)} doubtful: `])}
              <Chips
                options={doubts}
                value={doubtful}
                onChange={setDoubtful}
                label={text(['存疑的行', 'Doubtful rows'])}
              />
            </span>
          )}
          <Button tone="main" busy={apply.isPending} onClick={() => apply.mutate({ id: view.id, doubtful })}>
            {text([`写入 ${grouped(toWrite(view))} 行`, `Write ${grouped(toWrite(view))} rows`])}
          </Button>
        </>
      )}
      {view.state === 'applied' && view.totals.wrong + view.totals.doubtful > 0 && (
        <Button busy={apply.isPending} onClick={() => apply.mutate({ id: view.id, doubtful: 'leave' })}>
          {text(['写入新改好的行', 'Write the rows mended since'])}
        </Button>
      )}
      {canUndo && (
        <Button tone="danger" onClick={() => setUndoing(true)}>
          {text(['撤销整次导入…', 'Undo the whole import…'])}
        </Button>
      )}
      {canCancel && <CancelImport view={view} />}
      {apply.isError && <Problem error={apply.error} refusals={registerRefusals} isBrief />}
      {isUndoing && <UndoSheet view={view} onClose={() => setUndoing(false)} />}
    </footer>
  )
}

/** Nothing was written: it is given up at once. */
export function CancelImport({ view }: { view: ImportView }) {
  const text = useText()
  const cancel = useCommand(registers.cancelImport)
  return (
    <>
      <Button tone="quiet" busy={cancel.isPending} onClick={() => cancel.mutate({ id: view.id })}>
        {text(['不导入了', 'Give it up'])}
      </Button>
      {cancel.isError && <Problem error={cancel.error} refusals={registerRefusals} isBrief />}
    </>
  )
}

/** Taking back thousands of rows is confirmed by typing how many. */
function UndoSheet({ view, onClose }: { view: ImportView; onClose: () => void }) {
  const text = useText()
  const undo = useCommand(registers.undoImport)
  const [reason, setReason] = useState('')
  const [typed, setTyped] = useState('')
  const word = String(view.applied)
  function send(event: FormEvent): void {
    event.preventDefault()
    if (typed.trim() !== word || !reason.trim()) return
    undo.mutate({ id: view.id, reason: reason.trim() }, { onSuccess: onClose })
  }
  return (
    <SideSheet title={['撤销整次导入', 'Undo the whole import']} onClose={onClose}>
      <form onSubmit={send}>
        <div className="side-sheet-fields">
          <p>
            {text([
              `将撤回这次导入写入的 ${grouped(view.applied)} 行，名册恢复到导入前；此后他人所做的修改保留。`,
              `The ${grouped(view.applied)} rows written are taken back and the registers are as before; what others changed since stays.`,
            ])}
          </p>
          <InputRow
            label={['理由', 'Reason']}
            required
            maxLength={200}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
          <InputRow
            label={[`输入行数 ${word} 以确认`, `Type the number of rows, ${word}, to confirm`]}
            style={{ maxWidth: 160 }}
            inputMode="numeric"
            autoComplete="off"
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
          {undo.isError && <Problem error={undo.error} refusals={registerRefusals} isBrief />}
        </div>
        <footer className="form-buttons">
          <Button
            type="submit"
            tone="danger"
            busy={undo.isPending}
            why={typed.trim() === word ? null : text([`请先输入 ${word}`, `Type ${word} first`])}
          >
            {text(['撤销整次导入', 'Undo the whole import'])}
          </Button>
        </footer>
      </form>
    </SideSheet>
  )
}
