import { afterAll, beforeAll, expect, test } from 'vitest'
import { sql } from 'kysely'
import { newId, type StaffId } from '#kernel/id'
import type { Actor } from '#platform/operations'
import {
  credentials,
  prepareAnswer,
  showCredential,
  type CheckId,
  type CheckSheet,
  type Showing,
  type StoredCredential,
  type Wallet,
} from '#engines/credentials/shared'
import { aCredentialsWorld, clerk, type CredentialsWorld } from '../../../../test/credentials-world.ts'
import { onOwner } from '../../../../test/db.ts'
import { countedId } from '../../../../test/people.ts'
import { street } from '../../../../test/registers-world.ts'

let world: CredentialsWorld
let wallet: Wallet
let age: StoredCredential
const other: Actor = { ...clerk, id: countedId(2, 0xfa) as StaffId } as Actor
beforeAll(async () => {
  world = await aCredentialsWorld()
  await onOwner(world, `insert into staff (street, id, name, post, scope_kind, created_at)
    values ('${street}', '${clerk.id}', '房管窗口', '窗口', 'street', now()), ('${street}', '${other.id}', '隔壁窗口', '窗口', 'street', now())`) // prettier-ignore
  ;({ wallet, credential: age } = await world.holding(world.owner(0), 'age_band'))
})
afterAll(async () => {
  expect(world.failures).toEqual([])
  await world.close()
})

const ask = (check: CheckId, actor?: Actor) =>
  world.do<CheckSheet>('askHolder', { id: newId(), check, origin: world.origin }, actor)
const answerOf = (id: string, actor?: Actor) => world.do<Record<string, unknown>>('checkAnswer', { id }, actor)
const scan = ({ link }: CheckSheet, held: readonly StoredCredential[] = [age]) =>
  prepareAnswer(wallet, held, { origin: world.origin, street, id: link.split('#')[1]! })
async function scanned(sheet: CheckSheet, held?: readonly StoredCredential[]): Promise<Showing> {
  const read = await scan(sheet, held)
  if (!read.ok) throw new Error(read.error)
  return read.value
}

test('over sixty or not: the counter learns that and nothing else, and keeps nobody’s name beside it', async () => {
  for (const [check, claim] of [
    ['age_60', 'age_over_60'],
    ['age_18', 'age_over_18'],
  ] as const) {
    // prettier-ignore
    const sheet = await ask(check)
    expect(sheet.link).toBe(`${world.origin}/vote/${street}/show#${sheet.id}`)
    expect(await answerOf(sheet.id)).toMatchObject({ state: 'waiting', isSo: null })
    const showing = await scanned(sheet)
    expect(showing).toMatchObject({ purpose: check, compare: sheet.compare, shows: { [claim]: age.claims[claim] } })
    expect(Object.keys(showing.shows)).toEqual([claim])
    expect(await showCredential(wallet, showing)).toEqual({ ok: true, value: {} })
    expect(await answerOf(sheet.id)).toMatchObject({ state: 'answered', isSo: age.claims[claim], compoundName: null })
    const { rows } = await world.database.transaction(street, (tx) =>
      sql<{ said: string }>`select row_to_json(c)::text as said from credential_checks c where request = ${sheet.id}
        union all select row_to_json(a)::text from acts a where changes ->> 'purpose' = ${check}`.execute(tx),
    )
    expect(rows).toHaveLength(2)
    for (const { said } of rows) expect(said).not.toContain(world.owner(0))
  }
})

test('where somebody lives or owns is answered with the compound', async () => {
  const { wallet: phone, credential } = await world.holding(world.owner(1))
  const sheet = await ask('owns_here')
  const showing = await prepareAnswer(phone, [credential], { origin: world.origin, street, id: sheet.id })
  if (!showing.ok) throw new Error(showing.error)
  expect(showing.value.shows).toEqual({})
  await showCredential(phone, showing.value)
  const answer = await answerOf(sheet.id)
  expect(answer).toMatchObject({ state: 'answered', isSo: true })
  expect(answer['compoundName']).toEqual(expect.stringMatching(/./))
})

test('the answer is for whoever asked, once, and in time', async () => {
  const sheet = await ask('age_60')
  expect(await world.ask('checkAnswer', { id: sheet.id }, other)).toMatchObject({ ok: false, error: 'check_not_found' })
  const [first, second] = [await scanned(sheet), await scanned(sheet)]
  expect((await showCredential(wallet, first)).ok).toBe(true)
  expect(await showCredential(wallet, second)).toMatchObject({ ok: false, error: { code: 'nonce_replayed' } })
  expect(await scan(sheet)).toEqual({ ok: false, error: 'question_over' })
  const late = await ask('age_60')
  const inTime = await scanned(late)
  const before = world.now
  world.now = new Date(before.getTime() + 11 * 60_000)
  expect(await answerOf(late.id)).toMatchObject({ state: 'expired' })
  expect(await scan(late)).toEqual({ ok: false, error: 'question_over' })
  expect(await showCredential(wallet, inTime)).toMatchObject({ ok: false, error: { code: 'request_expired' } })
  world.now = before
})

test('an answer to one screen is none to another, nor is another credential', async () => {
  const [mine, theirs] = [await ask('age_60'), await ask('age_60', other)]
  expect(mine.compare).not.toBe(theirs.compare)
  const [first, second] = [await scanned(mine), await scanned(theirs)]
  expect(await showCredential(wallet, { ...first, sendTo: second.sendTo })).toMatchObject({ error: { code: 'state_wrong' } }) // prettier-ignore
  expect(await showCredential(wallet, { ...first, sendTo: second.sendTo, state: second.state })).toMatchObject({ error: { code: 'nonce_wrong' } }) // prettier-ignore
  expect(await answerOf(theirs.id, other)).toMatchObject({ state: 'waiting' })
  expect(await scan(await ask('lives_here'))).toEqual({ ok: false, error: 'nothing_fits' })
})

test('a screen cannot have a wallet register, delegate or sign in: those a wallet asks for itself', async () => {
  const { wallet: phone, credential } = await world.holding(world.owner(2))
  const session = await world.showing(phone, credential, 'session')
  const id = session.sendTo.split('/').at(-1)!
  expect(await prepareAnswer(phone, [credential], { origin: world.origin, street, id })).toEqual({ ok: false, error: 'verifier_unknown' }) // prettier-ignore
  // And nobody but the counter puts its questions.
  const asked = await fetch(`${world.origin}/api/${street}/vc/requests`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ purpose: 'age_60' }),
  })
  expect([asked.status, ((await asked.json()) as { code: string }).code]).toEqual([422, 'invalid_input'])
  expect(credentials.askHolder.audience ?? 'staff').toBe('staff')
})
