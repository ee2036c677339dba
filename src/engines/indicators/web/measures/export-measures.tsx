import { useState } from 'react'
import type { SentTo } from '#kernel/operation'
import type { indicators } from '#engines/indicators/shared'
import { Button } from '#ui'
import { sayError } from '#ui/notices'
import { Refusal, Unreachable, useStreet } from '#ui/operations'
import { useText } from '#ui/text'
import { toast } from '#ui/toast'

async function download(url: string): Promise<{ blob: Blob; name: string }> {
  let response: Response
  try {
    response = await fetch(url, { headers: { 'accept-language': document.documentElement.lang } })
  } catch (cause) {
    throw new Unreachable('offline', { cause })
  }
  if (!response.ok) {
    const body: unknown = await response.json().catch(() => null)
    if (body && typeof body === 'object' && 'code' in body) throw new Refusal(response.status, body as never)
    throw new Unreachable(`HTTP ${response.status}`)
  }
  const named = /filename\*=UTF-8''([^;]+)/i.exec(response.headers.get('content-disposition') ?? '')?.[1]
  return { blob: await response.blob(), name: named ? decodeURIComponent(named) : 'measures.xlsx' }
}

/** The table on screen as an Excel file. */
export function ExportMeasures({ asked }: { asked: SentTo<typeof indicators.values> }) {
  const text = useText()
  const street = useStreet()
  const [busy, setBusy] = useState(false)

  async function save(): Promise<void> {
    setBusy(true)
    try {
      const { blob, name } = await download(
        `/api/${street}/measures.export.xlsx?input=${encodeURIComponent(JSON.stringify(asked))}`,
      )
      const link = document.createElement('a')
      link.href = URL.createObjectURL(blob)
      link.download = name
      link.click()
      setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
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
