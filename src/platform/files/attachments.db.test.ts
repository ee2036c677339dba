import { afterEach, beforeEach, expect, test } from 'vitest'
import { newId, StaffId } from '#kernel/id'
import { freshDatabase, type TestDatabase } from '../../../test/db.ts'
import { addAttachment, attachmentsExist, attachToCase } from './index.ts'

const [street, elsewhere] = ['310107015', '310105008']
const [wang, li] = [StaffId.parse(newId()), StaffId.parse(newId())]

let at: TestDatabase
let [own, resident]: [string, string] = ['', '']

beforeEach(async () => {
  at = await freshDatabase()
  ;[own, resident] = [await added(wang), await added(null)]
})

afterEach(() => at.drop())

async function added(by: StaffId | null): Promise<string> {
  const [id, sha256] = [newId(), '0'.repeat(64)]
  const where = { street, id, lng: null, lat: null, taken_at: null }
  const what = {
    sha256,
    original_sha256: sha256,
    small_sha256: null,
    mime: 'image/jpeg' as const,
    bytes: 1,
    width: 1,
    height: 1,
  }
  const row = { ...where, ...what, uploaded_by: by, uploaded_at: '2026-11-21T01:00:00.000Z' }
  expect(await at.database.transaction(street, (tx) => addAttachment(tx, row))).toBe(true)
  expect(await at.database.transaction(street, (tx) => addAttachment(tx, row))).toBe(false)
  return id
}

test("one may use one's own attachments and those of residents, not a colleague's", async () => {
  const exist = (ids: string[], by?: StaffId | null) =>
    at.database.transaction(street, (tx) => attachmentsExist(tx, street, ids, by))
  expect(await exist([own, resident, own], wang)).toBe(true)
  expect(await exist([own], li)).toBe(false)
  expect(await exist([resident], null)).toBe(true)
  expect(await exist([own], null)).toBe(false)
  expect(await exist([own, resident])).toBe(true)
  expect(await exist([own, newId()])).toBe(false)
  expect(await exist([])).toBe(true)
})

test('an attachment stays with the first case it was given to', async () => {
  const caseId = newId()
  const attach = (ids: string[], to: string) =>
    at.database.transaction(street, (tx) => attachToCase(tx, street, ids, to))
  expect(await attach([own, resident], caseId)).toBe(true)
  expect(await attach([own, own], caseId)).toBe(true)
  expect(await attach([own], newId())).toBe(false)
  const rows = await at.database.transaction(street, (tx) => tx.selectFrom('attachments').select('case_id').execute())
  expect(rows).toEqual([{ case_id: caseId }, { case_id: caseId }])
})

test('attachments of another street are as good as none', async () => {
  await at.database.transaction(elsewhere, async (tx) => {
    expect(await attachmentsExist(tx, elsewhere, [own])).toBe(false)
    expect(await attachmentsExist(tx, street, [own])).toBe(false)
    expect(await attachToCase(tx, street, [own], newId())).toBe(false)
  })
})

test('the role that serves requests can neither remove an attachment nor exchange its content', async () => {
  for (const text of ['delete from attachments', "update attachments set sha256 = repeat('1', 64)"]) {
    await expect(at.database.pool.query(text)).rejects.toThrow('permission denied')
  }
})
