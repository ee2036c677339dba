import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buffer } from 'node:stream/consumers'
import { fromBuffer, type Entry } from 'yauzl'
import { newId } from '#kernel/id'
import { isPublicDocument, maySeeOfVotes } from '#engines/ballots'
import { buildHttp } from './http.ts'
import { compose } from './composition.ts'
import {
  aVotesWorld,
  clerks,
  closesAt,
  street,
  votesSecret,
  yewei,
  zizhi,
  type VotesWorld,
} from '../../../test/votes-world.ts'

let at: VotesWorld
let app: FastifyInstance
let id: string
let document: string
beforeAll(async () => {
  at = await aVotesWorld([5000, 6000, 7000, 8000])
  document = await at.file()
  id = await at.open({ documents: [{ file: document, title: '更换方案' }] })
  const now = () => new Date(at.now)
  const composition = compose(at.database, { secret: votesSecret, name: at.name, now })
  const config = { data: '/nowhere', trustProxy: false, log: 'silent', s3: undefined } as const
  app = await buildHttp({ config, database: at.database, composition, now, demoAccounts: [] })
})
afterAll(async () => {
  await app.close()
  await at.drop()
})

const post = (verb: string, input: object) =>
  app.inject({ method: 'POST', url: `/api/${street}/ballots.${verb}`, payload: { command: newId(), input } })
const get = (verb: string, input: object) =>
  app.inject({ url: `/api/${street}/ballots.${verb}?input=${encodeURIComponent(JSON.stringify(input))}` })

function filesIn(zip: Buffer): Promise<Map<string, Buffer>> {
  return new Promise((resolve, reject) => {
    const files = new Map<string, Buffer>()
    fromBuffer(zip, { lazyEntries: true }, (error, file) => {
      if (!file) return reject(error ?? new Error('no zip'))
      file.on('entry', (entry: Entry) =>
        file.openReadStream(entry, (trouble, content) => {
          if (trouble) return reject(trouble)
          buffer(content).then((bytes) => {
            files.set(entry.fileName, bytes)
            file.readEntry()
          }, reject)
        }),
      )
      file.on('end', () => resolve(files))
      file.readEntry()
    })
  })
}

test('an owner votes over HTTP and anyone downloads the record', async () => {
  const owner = at.owners[0]!
  const ballot = await at.ballotOf(id, owner, [[1, 0, 0]])
  const cast = await post('cast', { id, ballot, session: owner.session })
  expect([cast.statusCode, cast.json<{ seq: number }>().seq]).toEqual([200, 1])
  expect(
    (await post('cast', { id, ballot: ballot.replace('election_uuid', 'election_uu1d'), session: owner.session }))
      .statusCode,
  ).toBe(409)
  expect((await get('participation', { id })).json()).toMatchObject({ votedOwners: 1, owners: 4 })
  const mine = (await get('myEntry', { id, proof: { session: owner.session } })).json<{ items: object[] }>()
  expect(mine.items).toMatchObject([{ no: '0001', state: 'electronic', area: 5000 }])
  const zip = await app.inject({ url: `/api/${street}/votes/${id}/record.zip` })
  const uuid = (await get('notice', { id })).json<{ electionUuid: string }>().electionUuid
  const files = await filesIn(zip.rawPayload)
  expect([...files.keys()]).toEqual(
    expect.arrayContaining([`area/${uuid}.bel`, `head/${uuid}.bel`, 'roll.json', 'rules.json']),
  )
  for (const [name, content] of files) {
    const alone = await app.inject({ url: `/api/${street}/votes/${id}/record/${name}` })
    expect([name, alone.rawPayload.equals(content)]).toEqual([name, true])
    expect([name, Buffer.from((await at.record(id)).get(name)!).equals(content)]).toEqual([name, true])
  }
  const roll = await app.inject({ url: `/api/${street}/votes/${id}/record/roll.json` })
  expect(roll.json()).toMatchObject({ vote: id, totals: { heads: 4, area: 26000 } })
  expect((await app.inject({ url: `/api/${street}/votes/${id}/record/..%2F..%2Fsecret` })).statusCode).toBe(404)
  expect((await app.inject({ url: `/api/${street}/votes/${newId()}/record.zip` })).statusCode).toBe(404)
  expect(
    (
      await app.inject({
        method: 'POST',
        url: `/api/${street}/ballots.freezeRoll`,
        payload: { command: newId(), input: { id } },
      })
    ).statusCode,
  ).toBe(401)
})

test('documents of a notice are for everybody, and no other files', async () => {
  const other = await at.file()
  await at.database.transaction(street, async (tx) => {
    expect(await isPublicDocument(tx, street, document, id)).toBe(true)
    expect(await isPublicDocument(tx, street, other, id)).toBe(false)
    expect(await isPublicDocument(tx, street, document, newId())).toBe(false)
    expect(await isPublicDocument(tx, street, document, 'x')).toBe(false)
    expect(await maySeeOfVotes(tx, clerks[0], { id: document })).toBe(true)
    expect(await maySeeOfVotes(tx, clerks[0], { id: other })).toBe(false)
  })
})

test('an objection to the published result becomes a case', async () => {
  expect(
    (
      await post('objectToResult', {
        id,
        objection: newId(),
        name: '业主甲',
        phone: '19900001234',
        words: '对计票有异议',
      })
    ).json(),
  ).toMatchObject({ code: 'result_not_published' })
  at.now = closesAt
  await at.finish(id)
  const objection = newId()
  const answer = await post('objectToResult', {
    id,
    objection,
    name: '业主甲',
    phone: '19900001234',
    words: '对计票有异议',
  })
  expect([answer.statusCode, answer.json<{ objection: string }>().objection]).toEqual([200, objection])
  const [row] = await at.rows<{ n: number }>(`select count(*)::int as n from cases where id = '${objection}'`)
  expect(row).toEqual({ n: 1 })

  // Who works on the vote sees the case and how it stands; its file opens to those who may read cases of the street.
  const { number } = answer.json<{ number: string }>()
  type Told = { items: { id: string; number: string; state: string; opens: boolean }[] }
  const line = { id: objection, number, state: 'reported', open: true }
  expect((await at.do<Told>(yewei, 'resultObjections', { id })).items).toMatchObject([{ ...line, opens: false }])
  const reader = { ...zizhi, can: new Set([...zizhi.can, 'cases.get']) }
  expect((await at.do<Told>(reader, 'resultObjections', { id })).items).toMatchObject([{ ...line, opens: true }])
  const elsewhere = { ...reader, scope: { kind: 'committee', code: '310107015999' } } as unknown as typeof zizhi
  expect((await at.do<Told>(elsewhere, 'resultObjections', { id })).items).toMatchObject([{ ...line, opens: false }])
  expect(JSON.stringify(await at.do(yewei, 'resultObjections', { id }))).not.toMatch(/业主甲|19900001234|对计票有异议/)
  expect(await at.refusal(yewei, 'resultObjections', { id: newId() })).toBe('vote_not_found')
  expect(await at.refusal({ ...zizhi, can: new Set() }, 'resultObjections', { id })).toBe('forbidden')
  const twice = await post('objectToResult', { id, objection, name: '业主甲', phone: '19900001234', words: '再说一次' })
  expect([twice.statusCode, (await at.do<Told>(yewei, 'resultObjections', { id })).items.length]).toEqual([409, 1])
})
