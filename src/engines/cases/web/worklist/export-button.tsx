import { useState } from 'react'
import { Button } from '#ui'
import { sayError } from '#ui/notices'
import { Refusal, Unreachable, useStreet } from '#ui/operations'
import { useBarrier } from '#ui/session'
import { useText } from '#ui/text'
import { toast } from '#ui/toast'
import { cases, type CaseColumnId } from '#engines/cases/shared'
import type { Filter, SortOrder } from '../list-filter.ts'

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
  return { blob: await response.blob(), name: named ? decodeURIComponent(named) : 'cases.xlsx' }
}

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
      const { blob, name } = await download(
        `/api/${street}/cases.export.xlsx?input=${encodeURIComponent(JSON.stringify({ ...filter, sort, columns }))}`,
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
    <Button tone="quiet" busy={busy} why={barred && text(barred)} onClick={() => void save()}>
      {busy ? text(['正在导出…', 'Exporting…']) : text(['导出', 'Export'])}
    </Button>
  )
}
