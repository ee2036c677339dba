import { z } from 'zod'
import { StaffId, StreetCode, UnitId } from '#kernel/id'

/** Which part of a street a person sees: all of it, one committee, one grid, or what its unit has to do with. */
export const Scope = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('street') }),
  z.object({ kind: z.literal('committee'), code: z.string() }),
  z.object({ kind: z.literal('grid'), code: z.string() }),
  z.object({ kind: z.literal('unit') }),
])
export type Scope = z.output<typeof Scope>

/** One account may serve in several streets, in each as a member of staff with roles of its own. */
export const Membership = z.object({
  street: StreetCode,
  staffId: StaffId,
  name: z.string(),
  post: z.string(),
  unit: UnitId.nullable(),
  scope: Scope,
  roles: z.array(z.string()),
  /** Names of the operations permitted. */
  can: z.array(z.string()),
})
export type Membership = z.output<typeof Membership>

/** Answer of GET /api/session. */
export const Session = z.object({
  username: z.string(),
  mustChangePassword: z.boolean(),
  memberships: z.array(Membership),
})
export type Session = z.output<typeof Session>
