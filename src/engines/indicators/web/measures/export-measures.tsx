import { useState } from 'react'
import type { SentTo } from '#kernel/operation'
import type { indicators } from '#engines/indicators/shared'
import { Button } from '#ui'
import { download } from '#ui/download'
import { sayError } from '#ui/notices'
import { useStreet } from '#ui/operations'
import { useText } from '#ui/text'
import { toast } from '#ui/toast'

/** The table on screen as an Excel file. */
export function ExportMeasures({ asked }: { asked: SentTo<typeof indicators.values> }) {
  const text = useText()
  const street = useStreet()
  const [busy, setBusy] = useState(false)

  async function save(): Promise<void> {
    setBusy(true)
    try {
      await download(
        `/api/${street}/measures.export.xlsx?input=${encodeURIComponent(JSON.stringify(asked))}`,
        'measures.xlsx',
      )
    } catch (thrown) {
      toast(text(sayError(thrown)), 'refused')
    } finally {
      setBusy(false)
    }
  }

  return (
    <Button tone="quiet" busy={busy} onClick={() => void save()}>
      {busy ? text(['正在导出…', 'Exporting…']) : text(['导出 Excel', 'Export to Excel'])}
    </Button>
  )
}
