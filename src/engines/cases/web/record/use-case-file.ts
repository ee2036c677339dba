import { useEffect } from 'react'
import { cases } from '#engines/cases/shared'
import { useOperation } from '#ui/operations'
import { noteServerTime } from '#ui/time'

export function useCaseFile(caseId: string) {
  const file = useOperation(cases.get, { caseId: caseId as never })
  const now = file.data?.now
  useEffect(() => {
    if (now) noteServerTime(now)
  }, [now])
  return file
}
