import { restrictedKeptBy } from '#engines/registers/shared'
import { useMembership } from '#ui/session'
import { useRegisters } from './registers-context.ts'

/** The tags that this reader may ask for and set: restricted ones only to who keeps that kind. */
export function useKeptTags(): readonly string[] {
  const { tags } = useRegisters()
  const kept = new Set(restrictedKeptBy(useMembership()?.roles ?? [], tags))
  return Object.keys(tags).filter((tag) => !tags[tag]?.restricted || kept.has(tag))
}
