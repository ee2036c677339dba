import { createContext, useContext, useSyncExternalStore } from 'react'
import { must } from '#kernel/assert'
import { useKeptPicture } from '../kept-picture/index.ts'
import type { Outbox, OutboxState } from './outbox.ts'
import { readFile } from './store.ts'

export const OutboxContext = createContext<Outbox | null>(null)

export function useOutbox(): Outbox {
  return must(useContext(OutboxContext), 'an outbox around this page')
}

export function useOutboxState(): OutboxState {
  const outbox = useOutbox()
  return useSyncExternalStore(outbox.subscribe, outbox.state)
}

/** The address of a photo that is still on this phone, or null when it is not. */
export function useWaitingPhoto(id: string): string | null {
  return useKeptPicture(id, readFile)
}
