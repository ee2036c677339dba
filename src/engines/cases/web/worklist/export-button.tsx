import { useState } from 'react'
import { Button } from '#ui'
import { download } from '#ui/download'
import { sayError } from '#ui/notices'
import { useStreet } from '#ui/operations'
import { useBarrier } from '#ui/session'
import { useText } from '#ui/text'
import { toast } from '#ui/toast'
import { cases, type CaseColumnId } from '#engines/cases/shared'
import type { Filter, SortOrder } from '../list-filter.ts'

/** Exactly what is on screen, rows, order and columns, as an Excel file. */
export function ExportButton({
  filter,
  sort,
  columns,
}: {
  filter: Filter
  sort: SortOrder
  columns: readonly CaseColumnId[]
}) {
  const text = useText()
  const street = useStreet()
  const barrier = useBarrier()
  const [busy, setBusy] = useState(false)
  const barred = barrier(cases.list.name)

  async function save(): Promise<void> {
    setBusy(true)
    try {
      await download(
        `/api/${street}/cases.export.xlsx?input=${encodeURIComponent(JSON.stringify({ ...filter, sort, columns }))}`,
        'cases.xlsx',
      )
    } catch (thrown) {
      toast(text(sayError(thrown)), 'refused')
    } finally {
      setBusy(false)
    }
  }

  return (
    <Button tone="quiet" busy={busy} why={barred && text(barred)} onClick={() => void save()}>
      {busy ? text(['正在导出…', 'Exporting…']) : text(['导出', 'Export'])}
    </Button>
  )
}
