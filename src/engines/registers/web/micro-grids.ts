import { useMemo } from 'react'
import { registers } from '#engines/registers/shared'
import { useOperation } from '#ui/operations'

/** Micro grids by name; the code where the name is not known. */
export function useMicroGridNames(isNeeded = true): (code: string) => string {
  const { data } = useOperation(registers.areasOn, {}, { staleTime: Infinity, enabled: isNeeded })
  return useMemo(() => {
    const names = new Map(
      (data?.items ?? []).flatMap((area) => (area.kind === 'micro' ? [[area.code, area.name]] : [])),
    )
    return (code) => names.get(code) ?? code
  }, [data])
}
