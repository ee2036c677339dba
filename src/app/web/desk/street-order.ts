import type { Membership } from '#kernel/session'
import { streets } from '#engines/registers/shared'

const order = new Map(streets.map((street, index) => [street.code, index]))

/** Memberships as the register of streets lists them; the first is where a newcomer starts. */
export function inOrder(memberships: readonly Membership[]): Membership[] {
  const place = (each: Membership) => order.get(each.street) ?? order.size
  return memberships.toSorted((a, b) => place(a) - place(b))
}
