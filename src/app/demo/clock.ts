import { AsyncLocalStorage } from 'node:async_hooks'

const played = new AsyncLocalStorage<Date>()

/** What is done within is done at that instant, for whoever asks the demonstration's clock. */
export const actAt = <T>(at: Date, run: () => Promise<T>): Promise<T> => played.run(at, run)

/** The clock of a system that may be playing what happened before it was started. */
export const playedClock =
  (now: () => Date): (() => Date) =>
  () =>
    played.getStore() ?? now()
