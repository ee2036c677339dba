import { registers, type SeenTie } from '#engines/registers/shared'
import { useOperation } from '#ui/operations'
import type { File } from './file.ts'

const none: readonly SeenTie[] = []

/** Who lived, owned or rented there before. */
export function useEndedTies(file: File): readonly SeenTie[] {
  const { id } = file.entry
  const { data, isPlaceholderData } = useOperation(registers.endedTies, { id })
  return isPlaceholderData ? none : (data?.items ?? none)
}
