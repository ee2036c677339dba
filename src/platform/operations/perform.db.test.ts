import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { newId, StaffId } from '#kernel/id'
import { command, operations } from '#kernel/operation'
import { err, ok } from '#kernel/result'
import { freshDatabase, onOwner, type TestDatabase } from '../../../test/db.ts'
import type { Actor } from './actor.ts'
import { implement } from './implementation.ts'
import { perform, type Asked, type World } from './perform.ts'

const notes = operations('notes', {
  add: command({
    title: ['记一条', 'Add a note'],
    input: z.object({ id: z.uuid(), body: z.string().min(1), phone: z.string().optional() }),
    output: z.object({ n: z.number() }),
    errors: ['body_refused'],
    redact: ['phone'],
  }),
})

let broken = false
const add = implement(notes.add, async ({ tx, street, subject }, { id, body }) => {
  await sql`insert into perform_test_notes (street, id, body) values (${street}, ${id}, ${body})`.execute(tx)
  if (broken) throw new Error('a bug')
  if (body === '拒') return err('body_refused')
  subject('note', id)
  const { rows } = await sql<{
    n: number
  }>`select count(*) as n from perform_test_notes where street = ${street}`.execute(tx)
  return ok({ n: rows[0]!.n })
})

const street = '310107015'
const person = (name: string): Actor => ({
  kind: 'staff',
  id: StaffId.parse(newId()),
  accountId: newId(),
  name,
  unit: null,
  scope: { kind: 'street' },
  roles: [],
  can: new Set(['notes.add']),
})
const wang = person('王海燕')

let at: TestDatabase
let world: World

beforeEach(async () => {
  broken = false
  at = await freshDatabase()
  world = { database: at.database, now: () => new Date('2026-11-21T01:00:00Z') }
  await onOwner(
    at,
    `create table perform_test_notes (street text, id uuid, body text not null, primary key (street, id));
     grant select, insert on perform_test_notes to mofang_app`,
  )
})

afterEach(() => at.drop())

const ask = (said: Partial<Asked> & Pick<Asked, 'input'>) => perform(world, add, { street, actor: wang, ...said })
const bodies = async () =>
  (await at.database.pool.query<{ body: string }>('select body from perform_test_notes order by body')).rows.map(
    (row) => row.body,
  )
const outcomes = () =>
  at.database.transaction(street, async (tx) => {
    const { rows } = await sql<{
      outcome: string
    }>`select outcome from acts where street = ${street} order by at, id`.execute(tx)
    return rows.map((row) => row.outcome)
  })

test('a command that comes again is answered as the first time and does nothing', async () => {
  const said = { command: newId(), input: { id: newId(), body: '漏水' } }
  expect(await ask(said)).toEqual(ok({ n: 1 }))
  await ask({ command: newId(), input: { id: newId(), body: '噪音' } })
  expect(await ask(said)).toEqual(ok({ n: 1 }))
  expect(await bodies()).toEqual(['噪音', '漏水'])
  expect(await outcomes()).toEqual(['ok', 'ok'])
})

test('ten copies of one command at once have one effect', async () => {
  const said = { command: newId(), input: { id: newId(), body: '漏水' } }
  const answers = await Promise.all(Array.from({ length: 10 }, () => ask(said)))
  expect(answers).toEqual(Array.from({ length: 10 }, () => ok({ n: 1 })))
  expect(await bodies()).toEqual(['漏水'])
  expect(await outcomes()).toEqual(['ok'])
})

test('a command that finds itself done by its own act alone leaves nothing a second time', async () => {
  const command = newId()
  await ask({ command, input: { id: newId(), body: '漏水' } })
  // Another record, so that only the key of the acts can tell; another input, so that it is no repetition either.
  expect(await ask({ command, input: { id: newId(), body: '噪音' } })).toEqual(err('command_reused'))
  expect(await bodies()).toEqual(['漏水'])
})

test("nobody answers with another's command", async () => {
  const said = { command: newId(), input: { id: newId(), body: '漏水' } }
  await ask(said)
  expect(await ask({ ...said, actor: person('周建国') })).toEqual(err('command_reused'))
})

test('a refusal leaves its act and nothing else, and stays a refusal when it comes again', async () => {
  const said = { command: newId(), input: { id: newId(), body: '拒' } }
  expect(await ask(said)).toEqual(err('body_refused'))
  expect(await ask(said)).toEqual(err('body_refused'))
  expect(await bodies()).toEqual([])
  expect(await outcomes()).toEqual(['body_refused'])
})

test('a record that exists already is refused by that name', async () => {
  const id = newId()
  await ask({ input: { id, body: '漏水' } })
  expect(await ask({ input: { id, body: '噪音' } })).toEqual(err('already_exists'))
  expect(await bodies()).toEqual(['漏水'])
})

test('what breaks is written down and may be sent again under the same id', async () => {
  const said = { command: newId(), input: { id: newId(), body: '漏水' } }
  broken = true
  await expect(ask(said)).rejects.toThrow('a bug')
  expect(await bodies()).toEqual([])
  broken = false
  expect(await ask(said)).toEqual(ok({ n: 1 }))
  expect((await outcomes()).toSorted()).toEqual(['failed', 'ok'])
})

test('input that was not understood leaves its id free and is not kept', async () => {
  const command = newId()
  expect(await ask({ command, input: { id: newId(), body: '' } })).toMatchObject({ ok: false, error: 'invalid_input' })
  expect(await ask({ command, input: { id: newId(), body: '漏水' } })).toEqual(ok({ n: 1 }))
  const { rows } = await at.database.transaction(street, (tx) =>
    sql<{ input: unknown }>`select input from acts where outcome = 'invalid_input'`.execute(tx),
  )
  expect(rows).toEqual([{ input: null }])
})

test('what is redacted never reaches the act', async () => {
  await ask({ input: { id: newId(), body: '漏水', phone: '19900008000' } })
  const { rows } = await at.database.transaction(street, (tx) =>
    sql<{ act: string }>`select acts::text as act from acts`.execute(tx),
  )
  expect(rows[0]!.act).toContain('漏水')
  expect(rows[0]!.act).not.toContain('19900008000')
})
