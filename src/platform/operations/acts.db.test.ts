import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { newId, StaffId } from '#kernel/id'
import { command, operations, query } from '#kernel/operation'
import { err, ok } from '#kernel/result'
import { freshDatabase, type TestDatabase } from '../../../test/db.ts'
import { anyone, type Actor } from './actor.ts'
import { implement, type Implementation } from './implementation.ts'
import { perform, type Asked, type World } from './perform.ts'

const keys = operations('keys', {
  show: command({
    title: ['出示', 'Show'],
    input: z.object({ kind: z.string(), about: z.record(z.string(), z.string()).default({}) }),
    output: z.object({ phone: z.string(), kind: z.string() }),
    errors: ['kind_unknown'],
    redact: ['phone'],
  }),
  ask: command({
    audience: 'anyone',
    title: ['问', 'Ask'],
    input: z.object({ kind: z.string().max(9) }),
    output: z.object({}),
    errors: ['not_now'],
  }),
  list: query({
    title: ['列出', 'List'],
    input: z.object({ kind: z.string() }),
    output: z.object({ kinds: z.array(z.string()) }),
    errors: [],
  }),
})

let attempts: number
let conflicts: number
let refuseAsking = false
const implementations: Record<string, Implementation> = {
  show: implement(keys.show, async ({ subject, changed }, { kind }) => {
    attempts += 1
    if (attempts <= conflicts) throw Object.assign(new Error('deadlock'), { code: attempts % 2 ? '40P01' : '40001' })
    if (kind === 'none') return err('kind_unknown')
    subject('key', keyId)
    changed({ kind })
    // What is not declared does not leave.
    return ok({ phone: '19900008000', kind, secret: 'of the handler' })
  }),
  ask: implement(keys.ask, async () => (refuseAsking ? err('not_now') : ok({}))),
  list: implement(keys.list, async ({ tx }, { kind }) => {
    const { rows } = await sql<{ operation: string }>`select operation from acts where operation = ${kind}`.execute(tx)
    return ok({ kinds: rows.map((row) => row.operation) })
  }),
}

const [street, elsewhere, keyId] = ['310107015', '310105008', newId()]
const wang: Actor = {
  kind: 'staff',
  id: StaffId.parse(newId()),
  accountId: newId(),
  name: '王海燕',
  unit: null,
  scope: { kind: 'street' },
  roles: [],
  can: new Set(['keys.show', 'keys.list']),
}

let at: TestDatabase
let world: World
let told: string[]

beforeEach(async () => {
  ;[attempts, conflicts, told, refuseAsking] = [0, 0, [], false]
  at = await freshDatabase()
  world = {
    database: at.database,
    now: () => new Date('2026-11-21T01:00:00Z'),
    onAct: (where) => told.push(where),
    onFailure: (operation) => told.push(`${operation} failed`),
  }
})
afterEach(() => at.drop())

const ask = (verb: string, input: unknown, said: Partial<Asked> = {}) =>
  perform(world, implementations[verb]!, { street, actor: wang, input, ...said })

interface Line {
  operation: string
  outcome: string
  actor_name: string | null
  input: unknown
  result: unknown
  changes: unknown
  subject_id: string | null
  happened_at: string | null
}
const acts = () =>
  at.database.transaction(street, async (tx) => {
    const { rows } =
      await sql<Line>`select operation, outcome, actor_name, input, result, changes, subject_id, happened_at from acts order by at, id`.execute(
        tx,
      )
    return rows
  })

test('an act tells who did what, when, about what, and what changed; the answer without what is redacted', async () => {
  expect(await ask('show', { kind: 'front' }, { at: '2026-11-20T09:00:00.000Z', address: '203.0.113.5' })).toEqual(
    ok({ phone: '19900008000', kind: 'front' }),
  )
  expect(await acts()).toEqual([
    {
      operation: 'keys.show',
      outcome: 'ok',
      actor_name: '王海燕',
      input: { kind: 'front', about: {} },
      result: { phone: '〈隐去〉', kind: 'front' },
      changes: { kind: 'front' },
      subject_id: keyId,
      happened_at: '2026-11-20T09:00:00.000Z',
    },
  ])
  expect(told).toEqual([street])
})

test('text that the database cannot keep is invalid input wherever it hides, and never a failure', async () => {
  const half = '\ud800'
  for (const [input, path] of [
    [{ kind: 'a\u0000' }, 'kind'],
    [{ kind: half }, 'kind'],
    [{ kind: 'none', about: { x: `a${half}` } }, 'about.x'],
    [{ kind: 'none', about: { [`k\u0000`]: 'x' } }, 'about.k\u0000'],
  ] as const)
    expect(await ask('show', input)).toEqual({
      ok: false,
      error: 'invalid_input',
      fields: [{ path, message: 'malformed text' }],
    })
  expect(await ask('list', { kind: '\u0000' })).toMatchObject({ ok: false, error: 'invalid_input' })
  expect((await acts()).map((act) => [act.outcome, act.input])).toEqual(
    Array.from({ length: 4 }, () => ['invalid_input', null]),
  )
  expect(attempts).toBe(0)
  expect(await ask('show', { kind: '𠮷 😀' })).toMatchObject({ ok: true })
})

test('who may not is written down without what was asked; who is nobody is not', async () => {
  const stranger: Actor = { ...wang, can: new Set() }
  expect(await ask('show', { kind: 'front' }, { actor: stranger })).toEqual(err('forbidden'))
  expect(await ask('show', { kind: 'front' }, { actor: anyone })).toEqual(err('not_signed_in'))
  expect(await ask('list', { kind: 'front' }, { actor: stranger })).toEqual(err('forbidden'))
  expect(await acts()).toMatchObject([{ outcome: 'forbidden', actor_name: '王海燕', input: null }])
  expect(attempts).toBe(0)
})

test('nonsense of someone without an account is answered and not kept', async () => {
  expect(await ask('ask', { kind: 'much too long' }, { actor: anyone })).toMatchObject({
    ok: false,
    error: 'invalid_input',
  })
  expect(await ask('ask', { kind: '\u0000' }, { actor: anyone })).toMatchObject({ ok: false, error: 'invalid_input' })
  expect(await acts()).toEqual([])
  expect(await ask('ask', { kind: 'short' }, { actor: anyone })).toEqual(ok({}))
  expect(await acts()).toMatchObject([{ outcome: 'ok', actor_name: null }])
})

test('what someone without an account is refused leaves no act, and what was done is answered again', async () => {
  refuseAsking = true
  expect(await ask('ask', { kind: 'short' }, { actor: anyone })).toEqual(err('not_now'))
  expect(await acts()).toEqual([])
  refuseAsking = false
  const command = newId()
  expect(await ask('ask', { kind: 'short' }, { actor: anyone, command })).toEqual(ok({}))
  refuseAsking = true
  expect(await ask('ask', { kind: 'short' }, { actor: anyone, command })).toEqual(ok({}))
  expect(await ask('ask', { kind: 'long' }, { actor: anyone, command })).toEqual(err('command_reused'))
  expect(await acts()).toMatchObject([{ outcome: 'ok', actor_name: null }])
})

test('two that stand in each other’s way are tried again, and not forever', async () => {
  conflicts = 3
  expect(await ask('show', { kind: 'front' })).toMatchObject({ ok: true })
  expect([attempts, told]).toEqual([4, [street]])
  ;[attempts, conflicts, told] = [0, 4, []]
  await expect(ask('show', { kind: 'front' })).rejects.toThrow('deadlock')
  expect([attempts, told]).toEqual([4, ['keys.show failed']])
  expect((await acts()).map((act) => act.outcome).toSorted()).toEqual(['failed', 'ok'])
})

test('looking leaves no act, and a refusal no change', async () => {
  await ask('list', { kind: 'x' })
  expect(await ask('show', { kind: 'none' })).toEqual(err('kind_unknown'))
  expect(await acts()).toMatchObject([{ outcome: 'kind_unknown', result: null, changes: null, subject_id: null }])
  expect(told).toEqual([])
})

test('the role that serves requests can neither change nor remove an act, nor write one elsewhere', async () => {
  await ask('show', { kind: 'front' })
  for (const statement of [
    'update acts set outcome = $$x$$',
    'delete from acts',
    'truncate acts',
    'drop table acts',
    'alter table acts disable row level security',
    'update counters set n = 0; delete from counters',
  ])
    await expect(at.database.transaction(street, (tx) => sql.raw(statement).execute(tx))).rejects.toThrow(
      /permission denied|must be owner/,
    )
  const insert = (of: string) =>
    sql`insert into acts (street, id, at, operation, outcome) values (${of}, ${newId()}, now(), 'x', 'ok')`
  await expect(at.database.transaction(street, (tx) => insert(elsewhere).execute(tx))).rejects.toThrow(
    'row-level security',
  )
  await at.database.transaction(elsewhere, (tx) => insert(elsewhere).execute(tx))
  expect((await acts()).map((act) => act.operation)).toEqual(['keys.show'])
  // Without a street there is nothing to see.
  expect((await at.database.pool.query('select from acts')).rowCount).toBe(0)
  // Nor can the role make itself another.
  const owner = new URL(at.ownerUrl).username
  await expect(at.database.pool.query(`set role ${owner}`)).rejects.toThrow('permission denied')
})
