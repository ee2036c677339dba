/** Asia/Shanghai has had no daylight saving since 1991, so civil time is a fixed shift from UTC. */
const shanghaiShift = 8 * 3_600_000
const dayLength = 86_400_000

/** The civil date in Shanghai of an instant, as YYYY-MM-DD. */
export function shanghaiDate(at: Date): string {
  return new Date(at.getTime() + shanghaiShift).toISOString().slice(0, 10)
}

/** Midnight in Shanghai at which a civil date begins. */
export function startOfDay(date: string): Date {
  return new Date(Date.parse(`${date}T00:00:00Z`) - shanghaiShift)
}

/** The civil date some days later (or, negative, earlier). */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * dayLength).toISOString().slice(0, 10)
}

/** How many days later the second civil date is; negative when it is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / dayLength)
}
