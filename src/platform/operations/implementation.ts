import type { AnswerOf, ErrorOf, InputOf, Operation } from '#kernel/operation'
import type { Result } from '#kernel/result'
import type { Tx } from '#platform/db'
import type { Actor } from './actor.ts'

/** What a handler works with: its transaction and a world that is given to it, never reached for. */
export interface Context {
  readonly tx: Tx
  readonly street: string
  readonly actor: Actor
  /** ISO instant in UTC with milliseconds. */
  readonly now: string
  newId(): string
  /** What the act is about; the ledger and the live stream name it. */
  subject(kind: string, id: string): void
  /** Run once the transaction is on disk, and not if it is undone: to drop what is kept in memory of what changed. */
  afterCommit(run: () => void): void
  /** What changed, without personal data; kept with the act. */
  changed(what: Readonly<Record<string, unknown>>): void
}

export interface Implementation {
  readonly operation: Operation
  readonly run: (context: Context, input: never) => Promise<Result<unknown>>
}

/** Binds a handler to its operation: an undeclared code or a wrong answer does not compile. */
export function implement<O extends Operation>(
  operation: O,
  run: (context: Context, input: InputOf<O>) => Promise<Result<AnswerOf<O>, ErrorOf<O>>>,
): Implementation {
  return { operation, run }
}
