import { lazy, Suspense, useState } from 'react'
import { cases, type CaseLine } from '#engines/cases/shared'
import { Button } from '#ui'
import { useBarrier } from '#ui/session'
import { useText } from '#ui/text'
import type { BulkAct } from './bulk-dialog.tsx'
import type { CaseColumn } from './columns.tsx'
import { saveSheet } from './save-sheet.ts'
import { useBulk } from './use-bulk.ts'

const BulkDialog = lazy(async () => ({ default: (await import('./bulk-dialog.tsx')).BulkDialog }))

interface Given {
  readonly chosen: readonly CaseLine[]
  readonly columns: readonly CaseColumn[]
  readonly onClear: () => void
}

/** What can be done to all the rows chosen. */
export function BulkBar({ chosen, columns, onClear }: Given) {
  const text = useText()
  const barrier = useBarrier()
  const { bulk, run, cancel, reset } = useBulk()
  const [act, setAct] = useState<BulkAct | null>(null)
  const [isShown, setShown] = useState(false)
  // Rows leave the queue as they are done: the act goes on with those that were chosen when it was begun.
  const [lines, setLines] = useState<readonly CaseLine[]>([])
  const why = (verb: BulkAct): string | null => {
    const barred = barrier(cases[verb].name)
    return barred && text(barred)
  }

  function begin(next: BulkAct): void {
    setLines(chosen)
    setAct(next)
    setShown(true)
  }
  function close(): void {
    setShown(false)
    setAct(null)
    if (bulk.state === 'done') onClear()
    reset()
  }

  if (chosen.length === 0 && act === null) return null
  return (
    <div className="bulk-bar" role="toolbar" aria-label={text(['批量办理', 'Acts on the rows chosen'])}>
      {act !== null && !isShown ? (
        <>
          <strong role="status">
            {text([`已办 ${bulk.outcomes.length} / ${bulk.total} 件`, `${bulk.outcomes.length} of ${bulk.total} done`])}
          </strong>
          <Button onClick={() => setShown(true)}>{text(['看进度', 'Show progress'])}</Button>
        </>
      ) : (
        <>
          <strong>{text([`已选 ${chosen.length} 件`, `${chosen.length} chosen`])}</strong>
          <Button why={why('dispatch')} onClick={() => begin('dispatch')}>
            {text(['派单', 'Dispatch'])}
          </Button>
          <Button why={why('urge')} onClick={() => begin('urge')}>
            {text(['催办', 'Urge'])}
          </Button>
          <Button onClick={() => void saveSheet(columns, chosen, text)}>{text(['导出所选', 'Export these'])}</Button>
          <Button tone="quiet" onClick={onClear}>
            {text(['取消选择', 'Clear'])}
          </Button>
        </>
      )}
      {act !== null && (
        <Suspense fallback={null}>
          <BulkDialog
            act={act}
            lines={lines}
            bulk={bulk}
            isShown={isShown}
            onRun={run}
            onStop={cancel}
            onHide={() => setShown(false)}
            onClose={close}
          />
        </Suspense>
      )}
    </div>
  )
}
