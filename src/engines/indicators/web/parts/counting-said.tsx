import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { indicators } from '#engines/indicators/shared'
import { useStreet } from '#ui/operations'
import { useText } from '#ui/text'
import { useMeasures } from './use-measures.ts'
import './parts.css'

/** That some figures are still counted for the first time, on the pages that show them; what is done comes by itself. */
export function CountingSaid() {
  const text = useText()
  const street = useStreet()
  const client = useQueryClient()
  const { counting } = useMeasures()
  const { length } = counting
  const before = useRef(length)
  useEffect(() => {
    if (length < before.current)
      void client.invalidateQueries({
        queryKey: [street],
        predicate: ({ queryKey: [, name] }) =>
          String(name).startsWith('indicators.') && name !== indicators.definitions.name,
      })
    before.current = length
  }, [client, street, length])
  if (length === 0) return null
  const percent = Math.min(...counting)
  return (
    <p className="counting-said" role="status">
      {text([
        `${length} 项指标正在统计，已完成 ${percent}%，完成后自动显示；其余数据不受影响。`,
        `${length} measures are being counted, ${percent}% done; they show when it is over. All other figures hold.`,
      ])}
    </p>
  )
}
