import type { z } from 'zod'
import type { Text } from './text.ts'

/**
 * Who may ask: `staff` are signed in and need the operation's name among their permissions;
 * `anyone` needs no account (residents, the public pages) and is limited by rate instead.
 */
export type Audience = 'staff' | 'anyone'

interface Asked<I extends z.ZodType, O extends z.ZodType, E extends string> {
  readonly title: Text
  readonly input: I
  readonly output: O
  readonly errors: readonly E[]
  readonly audience?: Audience
  /** Input fields that never reach the act (personal data, free text of a caller). */
  readonly redact?: readonly string[]
  /** How often one address may ask without an account: many people share one, and some things many do at once. */
  readonly perMinute?: number
  /** How many bytes of input are read, where a megabyte is too little. */
  readonly bodyLimit?: number
}

export interface Command<
  I extends z.ZodType = z.ZodType,
  O extends z.ZodType = z.ZodType,
  E extends string = string,
> extends Asked<I, O, E> {
  readonly kind: 'command'
  readonly name: string
}

export interface Query<
  I extends z.ZodType = z.ZodType,
  O extends z.ZodType = z.ZodType,
  E extends string = string,
> extends Asked<I, O, E> {
  readonly kind: 'query'
  readonly name: string
}

export type Operation = Command | Query

type Unnamed<T> = Omit<T, 'name'>

/** Something that changes the world: performed once however often it arrives, and written down. */
export function command<I extends z.ZodType, O extends z.ZodType, const E extends string>(
  asked: Asked<I, O, E>,
): Unnamed<Command<I, O, E>> {
  return { kind: 'command', ...asked }
}

/** Something that only looks. */
export function query<I extends z.ZodType, O extends z.ZodType, const E extends string>(
  asked: Asked<I, O, E>,
): Unnamed<Query<I, O, E>> {
  return { kind: 'query', ...asked }
}

type Named<T> = T extends Unnamed<Command<infer I, infer O, infer E>> & { kind: 'command' }
  ? Command<I, O, E>
  : T extends Unnamed<Query<infer I, infer O, infer E>> & { kind: 'query' }
    ? Query<I, O, E>
    : never

/** Everything an engine can be asked, on one page. The name `engine.verb` is also path, permission and audit line. */
export function operations<const D extends Record<string, Unnamed<Command> | Unnamed<Query>>>(
  engine: string,
  asked: D,
): { readonly [K in keyof D]: Named<D[K]> } {
  return Object.fromEntries(
    Object.entries(asked).map(([verb, operation]) => [verb, { ...operation, name: `${engine}.${verb}` }]),
  ) as { readonly [K in keyof D]: Named<D[K]> }
}

/** `engine` of the name `engine.verb`. */
export const engineOf = (name: string): string => name.slice(0, name.indexOf('.'))

export type InputOf<T extends Operation> = z.output<T['input']>
export type SentTo<T extends Operation> = z.input<T['input']>
export type OutputOf<T extends Operation> = z.output<T['output']>
export type AnswerOf<T extends Operation> = z.input<T['output']>
export type ErrorOf<T extends Operation> = T['errors'][number]

/** Refusals that the platform itself makes, for any operation. */
export const platformErrors = {
  invalid_input: [
    '填写的内容不符合要求，请按提示修改后再试。',
    'Some of the input is not valid. Mend it as the hint says and try again.',
  ],
  forbidden: [
    '您没有办理此事的权限，请联系安全管理员。',
    'You are not permitted to do this. Ask the security administrator.',
  ],
  not_signed_in: ['请先登录。', 'Sign in first.'],
  too_many_requests: ['操作过于频繁，请稍后再试。', 'Too many requests. Try again in a moment.'],
  command_reused: [
    '该操作编号已用于另一项内容，请重新发起。',
    'This command id was already used for something else. Start again.',
  ],
  already_exists: ['该编号的记录已存在，请刷新后再试。', 'A record with this id exists already. Reload and try again.'],
  failed: [
    '系统出错，内容未保存，请稍后重试；若反复出现，请报管理员并告知请求编号。',
    'Something broke and nothing was saved. Try again; if it persists, tell the administrator the request number.',
  ],
} as const satisfies Record<string, Text>

export type PlatformError = keyof typeof platformErrors
