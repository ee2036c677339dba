import { z } from 'zod'
import { StaffId, UnitId } from '#kernel/id'
import { command, operations, query } from '#kernel/operation'
import { Scope } from '#kernel/session'

/** PostgreSQL takes neither NUL nor half a character, and a name has no line breaks. */
const line = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    .refine((text) => !/[\p{Cc}\p{Cs}]/u.test(text), { message: 'malformed text' })

export const usernamePattern = /^[\p{L}\p{N}_.@-]{2,64}$/u

const Username = z.string().trim().regex(usernamePattern)
const Instant = z.iso
  .datetime({ offset: true })
  .transform((at) => new Date(at).toISOString())
  .refine((at) => at >= '2000' && at < '2100', { message: 'date out of range' })
const Code = line(20).min(1)
const GrantedScope = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('street') }),
  z.object({ kind: z.literal('committee'), code: Code }),
  z.object({ kind: z.literal('grid'), code: Code }),
  z.object({ kind: z.literal('unit') }),
])

export const StaffLine = z.object({
  staffId: StaffId,
  username: z.string().nullable(),
  name: z.string(),
  post: z.string(),
  unit: UnitId.nullable(),
  scope: Scope,
  roles: z.array(z.string()),
  active: z.boolean(),
  locked: z.boolean(),
  mustChangePassword: z.boolean(),
  lastSignInAt: z.string().nullable(),
})
export type StaffLine = z.output<typeof StaffLine>

export const ActLine = z.object({
  id: z.string(),
  at: z.string(),
  /** The name at the time; null for someone without an account. */
  who: z.string().nullable(),
  account: z.string().nullable(),
  operation: z.string(),
  outcome: z.string(),
  subjectKind: z.string().nullable(),
  subjectId: z.string().nullable(),
  address: z.string().nullable(),
})
export type ActLine = z.output<typeof ActLine>

const one = z.object({ staffId: StaffId })

export const identity = operations('identity', {
  createAccount: command({
    title: ['开设账号', 'Open an account'],
    input: z.object({
      staffId: StaffId,
      username: Username,
      name: line(60).min(1),
      post: line(60).default(''),
      unit: UnitId.nullable().default(null),
      /** Must be changed at the first sign-in. */
      password: z.string().max(128),
    }),
    output: one,
    errors: ['username_taken', 'password_weak'],
    redact: ['password'],
  }),
  unlock: command({ title: ['解除锁定', 'Unlock an account'], input: one, output: one, errors: ['staff_not_found'] }),
  deactivate: command({
    title: ['停用账号', 'Deactivate an account'],
    input: one,
    output: one,
    errors: ['staff_not_found', 'own_account'],
  }),
  reactivate: command({
    title: ['恢复账号', 'Reactivate an account'],
    input: one,
    output: one,
    errors: ['staff_not_found'],
  }),
  setRoles: command({
    title: ['设置角色与范围', 'Set roles and scope'],
    input: one.extend({ roles: z.array(z.string().max(60)).max(20), scope: GrantedScope.optional() }),
    output: one,
    errors: ['staff_not_found', 'role_unknown', 'roles_conflict', 'own_account'],
  }),
  listStaff: query({
    title: ['人员与账号', 'Staff and accounts'],
    input: z.object({
      words: line(60).optional(),
      after: StaffId.optional(),
      limit: z.number().int().min(1).max(200).default(50),
    }),
    output: z.object({ items: z.array(StaffLine), next: StaffId.nullable() }),
    errors: [],
  }),
  acts: query({
    title: ['操作审计', 'Audit trail'],
    input: z.object({
      from: Instant.optional(),
      to: Instant.optional(),
      operation: line(80).optional(),
      outcome: line(80).optional(),
      staffId: StaffId.optional(),
      after: z
        .string()
        .regex(/^2\d{3}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z\/[0-9a-f-]{36}$/)
        .refine(
          (cursor) => !Number.isNaN(Date.parse(cursor.slice(0, 24))) && z.guid().safeParse(cursor.slice(25)).success,
        )
        .optional(),
      limit: z.number().int().min(1).max(200).default(50),
    }),
    output: z.object({ items: z.array(ActLine), next: z.string().nullable() }),
    errors: [],
  }),
})

/** Refusals of the session routes, which are no operations: nobody is signed in yet. */
export const sessionErrors = [
  'wrong_credentials',
  'account_locked',
  'password_wrong',
  'password_reused',
  'password_change_required',
] as const
