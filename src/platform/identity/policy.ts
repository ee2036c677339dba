const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/** What GB/T 22239-2019 (等保 2.0) demands of identification, in numbers that are customary in practice. */
export const policy = {
  failuresToLock: 5,
  lockFor: 30 * minute,
  idleFor: 30 * minute,
  sessionFor: 12 * hour,
  /** A shared account shows by many sessions at once; the oldest are ended. */
  sessionsAtOnce: 20,
  passwordLength: 8,
  passwordLengthMost: 128,
  passwordClasses: 3,
  passwordHistory: 5,
  passwordFor: 90 * day,
  /** One office often comes from one address: only failures are counted against it. */
  failuresPerAddress: 30,
  addressWindow: 10 * minute,
  /** How long another process may still believe what this one has changed. */
  believeFor: 10_000,
  touchEvery: minute,
} as const
