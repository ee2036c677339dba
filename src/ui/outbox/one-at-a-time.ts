import { newId } from '#kernel/id'
import { dropLease, takeLease } from './store.ts'

const me = newId()
const leaseLength = 30_000

/** Runs the work in one tab of this browser at a time, waiting for its turn. */
export async function oneAtATime(work: () => Promise<void>): Promise<void> {
  // Web Locks exist only where the page came over https or from this machine.
  if (navigator.locks) return navigator.locks.request('mofang-outbox', work)
  while (!(await takeLease(me, Date.now() + leaseLength, Date.now())))
    await new Promise((again) => setTimeout(again, 2000))
  const renewal = setInterval(() => void takeLease(me, Date.now() + leaseLength, Date.now()), leaseLength / 3)
  try {
    await work()
  } finally {
    clearInterval(renewal)
    await dropLease(me)
  }
}
