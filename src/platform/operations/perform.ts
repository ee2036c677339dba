import type { z } from 'zod'
import { newId } from '#kernel/id'
import { err, ok, type Result } from '#kernel/result'
import type { Database } from '#platform/db'
import type { Actor } from './actor.ts'
import { actStatement, findAct, hashOf, recordAct, redacted, type Act, type RecordedAct } from './acts.ts'
import type { Context, Implementation } from './implementation.ts'

export interface World {
  readonly database: Database
  now(): Date
  /** Told after a commit that changed something, so that the live stream need not wait for its next look. */
  onAct?(street: string): void
  /** Told of a bug: what no refusal foresaw. */
  onFailure?(operation: string, cause: unknown): void
}

export interface Asked {
  readonly street: string
  readonly actor: Actor
  /** The client's id of a command: performed once however often it arrives. */
  readonly command?: string
  /** When it was done, if it was done offline. */
  readonly at?: string | null
  readonly input: unknown
  readonly address?: string | null
}

export interface FieldError {
  readonly path: string
  readonly message: string
}

export type Outcome = Result<unknown> & { readonly fields?: readonly FieldError[] }

class Refused extends Error {
  readonly code: string
  constructor(code: string) {
    super(code)
    this.code = code
  }
}

const pgCode = (thrown: unknown) => (thrown as { code?: unknown } | null)?.code
const isConflict = (thrown: unknown) => pgCode(thrown) === '40001' || pgCode(thrown) === '40P01'

/** Runs one operation: may you, is it well-formed, do it all and once or not at all, and write down who asked. */
export async function perform(world: World, implementation: Implementation, asked: Asked): Promise<Outcome> {
  const { operation } = implementation
  const audience = operation.audience ?? 'staff'
  if (audience === 'staff' && asked.actor.kind === 'anyone') return err('not_signed_in')
  if (audience === 'staff' && !asked.actor.can.has(operation.name))
    return refuse(world, implementation, asked, 'forbidden', null)
  const parsed = operation.input.safeParse(asked.input)
  if (!parsed.success) {
    const outcome = await refuse(world, implementation, asked, 'invalid_input', null)
    return { ...outcome, fields: fieldsOf(parsed.error) }
  }
  const malformed = malformedText(parsed.data)
  if (malformed !== null) {
    const outcome = await refuse(world, implementation, asked, 'invalid_input', null)
    return { ...outcome, fields: [{ path: malformed.slice(0, 200), message: 'malformed text' }] }
  }
  return operation.kind === 'query'
    ? look(world, implementation, asked, parsed.data)
    : change(world, implementation, asked, parsed.data)
}

/**
 * The path of text that PostgreSQL cannot keep: with NUL, or with half of a character. Schemas forget it in a code or
 * a name, and what is refused must still be written down.
 */
function malformedText(value: unknown, path = ''): string | null {
  if (typeof value === 'string') return /[\p{Cs}\0]/u.test(value) ? path : null
  if (typeof value !== 'object' || value === null) return null
  for (const [name, each] of Object.entries(value)) {
    const inner = path === '' ? name : `${path}.${name}`
    const found = malformedText(name, inner) ?? malformedText(each, inner)
    if (found !== null) return found
  }
  return null
}

export function fieldsOf(error: z.ZodError): FieldError[] {
  return error.issues
    .slice(0, 20)
    .map((issue) => ({ path: issue.path.map(String).join('.').slice(0, 200), message: issue.message.slice(0, 300) }))
}

async function look(world: World, { operation, run }: Implementation, asked: Asked, input: unknown): Promise<Outcome> {
  const result = await world.database.transaction(asked.street, (tx) =>
    run(
      {
        tx,
        street: asked.street,
        actor: asked.actor,
        now: world.now().toISOString(),
        newId,
        subject() {},
        changed() {},
        afterCommit() {},
      },
      input as never,
    ),
  )
  return result.ok ? ok(operation.output.parse(result.value)) : result
}

async function change(
  world: World,
  implementation: Implementation,
  asked: Asked,
  input: unknown,
  attempt = 1,
): Promise<Outcome> {
  const { operation, run } = implementation
  const { street, actor } = asked
  const id = asked.command ?? newId()
  const now = world.now().toISOString()
  const inputHash = hashOf(operation, input)
  const afterwards: (() => void)[] = []
  let [subjectKind, subjectId, changes]: [string | null, string | null, Record<string, unknown> | null] = [
    null,
    null,
    null,
  ]
  try {
    const value = await world.database.transaction(
      street,
      async (tx, last) => {
        const context: Context = {
          tx,
          street,
          actor,
          now,
          newId,
          subject(kind, subject) {
            ;[subjectKind, subjectId] = [kind, subject]
          },
          changed(what) {
            changes = { ...changes, ...what }
          },
          afterCommit: (run) => void afterwards.push(run),
        }
        const result = await run(context, input as never)
        if (!result.ok) throw new Refused(result.error)
        const answer: unknown = operation.output.parse(result.value)
        const act: Act = {
          street,
          id,
          at: now,
          happenedAt: asked.at ?? null,
          actor,
          operation: operation.name,
          outcome: 'ok',
          subjectKind,
          subjectId,
          input: redacted(operation, input),
          inputHash,
          changes,
          result: redacted(operation, answer),
          address: asked.address ?? null,
        }
        // A command that was done before is found out here, by the key of the acts: it leaves nothing a second time.
        last(actStatement(act))
        return answer
      },
      { prepared: true },
    )
    for (const run of afterwards) run()
    world.onAct?.(street)
    return ok(value)
  } catch (thrown) {
    if (thrown instanceof Refused) return refuse(world, implementation, { ...asked, command: id }, thrown.code, input)
    if (isConflict(thrown) && attempt < 4)
      return change(world, implementation, { ...asked, command: id }, input, attempt + 1)
    if (pgCode(thrown) === '23505') {
      const before = await world.database.transaction(street, (tx) => findAct(tx, street, id))
      return before
        ? repeat(before, operation.name, actor, inputHash)
        : refuse(world, implementation, { ...asked, command: id }, 'already_exists', input)
    }
    await recordFailure(world, implementation, asked)
    world.onFailure?.(operation.name, thrown)
    throw thrown
  }
}

/** What a command that comes again is answered: what it was answered the first time. */
function repeat(before: RecordedAct, operation: string, actor: Actor, inputHash: string): Outcome {
  if (before.operation !== operation || before.actor !== actor.id || before.inputHash !== inputHash)
    return err('command_reused')
  return before.outcome === 'ok' ? ok(before.result) : err(before.outcome)
}

/**
 * A refusal leaves its act and nothing else; of someone without an account not even that. One that came before the input
 * was understood keeps no input.
 */
async function refuse(
  world: World,
  { operation }: Implementation,
  asked: Asked,
  code: string,
  input: unknown,
): Promise<Outcome> {
  if (operation.kind === 'query') return err(code)
  if (input === null && asked.actor.kind !== 'staff') return err(code)
  // Anyone could fill the ledger with what is refused. A command that was done is still answered as it was then.
  if (asked.actor.kind === 'anyone') {
    const { street, command } = asked
    const done = command && (await world.database.transaction(street, (tx) => findAct(tx, street, command)))
    return done ? repeat(done, operation.name, asked.actor, hashOf(operation, input)) : err(code)
  }
  // Not understood or not permitted: the id stays free, for a mended command may carry it again.
  const understood = input !== null
  const id = understood ? (asked.command ?? newId()) : newId()
  const inputHash = understood ? hashOf(operation, input) : null
  const written = await world.database.transaction(asked.street, (tx) =>
    recordAct(tx, {
      street: asked.street,
      id,
      at: world.now().toISOString(),
      happenedAt: null,
      actor: asked.actor,
      operation: operation.name,
      outcome: code,
      subjectKind: null,
      subjectId: null,
      input: understood ? redacted(operation, input) : null,
      inputHash,
      changes: null,
      result: null,
      address: asked.address ?? null,
    }),
  )
  if (written) return err(code)
  const before = await world.database.transaction(asked.street, (tx) => findAct(tx, asked.street, id))
  return before && inputHash ? repeat(before, operation.name, asked.actor, inputHash) : err(code)
}

/** What broke is written down under an id of its own, so that the command itself may be sent again. */
async function recordFailure(world: World, { operation }: Implementation, asked: Asked): Promise<void> {
  try {
    await world.database.transaction(asked.street, (tx) =>
      recordAct(tx, {
        street: asked.street,
        id: newId(),
        at: world.now().toISOString(),
        happenedAt: null,
        actor: asked.actor,
        operation: operation.name,
        outcome: 'failed',
        subjectKind: null,
        subjectId: null,
        input: null,
        inputHash: null,
        changes: null,
        result: null,
        address: asked.address ?? null,
      }),
    )
  } catch {
    // The database itself is away: the log has the cause.
  }
}
