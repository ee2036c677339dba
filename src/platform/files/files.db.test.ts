import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { connect, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Fastify, { type FastifyInstance } from 'fastify'
import sharp from 'sharp'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { newId, StaffId } from '#kernel/id'
import type { Actor } from '#platform/operations'
import { freshDatabase, type TestDatabase } from '../../../test/db.ts'
import { filesRoutes } from './index.ts'

const [street, elsewhere] = ['310107015', '310105008']
const staffId = StaffId.parse(newId())
const now = new Date('2026-11-21T09:00:00+08:00')

let at: TestDatabase
let folder: string
let app: FastifyInstance

beforeEach(async () => {
  at = await freshDatabase()
  folder = mkdtempSync(join(tmpdir(), 'mofang-files-'))
  app = Fastify({ bodyLimit: 1_048_576 })
  await filesRoutes(app, {
    database: at.database,
    data: folder,
    now: () => now,
    streetExists: (code) => code === street || code === elsewhere,
    actorOf: async (request) => (request.headers['x-staff'] ? staff(String(request.headers['x-staff'])) : null),
    mayFollow: async (_tx, _street, _id, code) => code === 'right-code',
  })
})

afterEach(async () => {
  await app.close()
  await at.drop()
  rmSync(folder, { recursive: true, force: true })
})

function staff(permission: string): Actor {
  const common = { name: '王海燕', unit: null, scope: { kind: 'street' } as const, roles: [], accountId: newId() }
  return { kind: 'staff', id: staffId, ...common, can: new Set([permission]) }
}

async function form(file: Buffer | null, said: Record<string, string> = {}, name = 'photo.jpg') {
  const data = new FormData()
  for (const [field, value] of Object.entries(said)) data.set(field, value)
  if (file) data.set('file', new Blob([new Uint8Array(file)], { type: 'image/jpeg' }), name)
  const request = new Request('http://localhost', { method: 'PUT', body: data })
  return { payload: Buffer.from(await request.arrayBuffer()), type: request.headers.get('content-type') ?? '' }
}

const reader = { 'x-staff': 'cases.get' }

async function send(
  id: string,
  file: Buffer | null,
  said: Record<string, string> = {},
  as: Record<string, string> = reader,
) {
  const { payload, type } = await form(file, said)
  const url = `/api/${street}/files/${id}`
  const response = await app.inject({ method: 'PUT', url, payload, headers: { ...as, 'content-type': type } })
  return { status: response.statusCode, body: response.json<{ code?: string; id?: string }>() }
}

function show(id: string, as: Record<string, string> = reader, query = '', of: string = street) {
  return app.inject({ url: `/api/${of}/files/${id}${query}`, headers: as })
}

function rows() {
  return at.database.transaction(street, (tx) => tx.selectFrom('attachments').selectAll().execute())
}

function kept(): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name)
}

function picture(width = 64, height = 48) {
  return sharp({ create: { width, height, channels: 3, background: '#3377aa' } }).jpeg()
}

const north = { GPSLatitudeRef: 'N', GPSLatitude: '31/1 14/1 2700/100' }

/** As a phone takes it: turned, dated, placed. */
function phonePhoto(): Promise<Buffer> {
  return picture(400, 300)
    .withExif({
      IFD0: { Make: 'Phone' },
      IFD2: { DateTimeOriginal: '2026:11:20 16:30:00' },
      IFD3: { ...north, GPSLongitudeRef: 'E', GPSLongitude: '121/1 26/1 600/100' },
    })
    .withMetadata({ orientation: 6 })
    .toBuffer()
}

test('a photo loses its EXIF, and the case keeps its time and place', async () => {
  const id = newId()
  expect(await send(id, await phonePhoto())).toEqual({ status: 201, body: { id } })
  expect(await rows()).toMatchObject([
    {
      id,
      mime: 'image/jpeg',
      width: 300,
      height: 400,
      taken_at: '2026-11-20T08:30:00.000Z',
      lat: 31.2408333,
      lng: 121.435,
      uploaded_by: staffId,
    },
  ])
  const shown = await show(id)
  const found = await sharp(shown.rawPayload).metadata()
  expect(found).toMatchObject({ format: 'jpeg', width: 300, height: 400 })
  expect([found.exif, found.icc, found.xmp, found.iptc]).toEqual([undefined, undefined, undefined, undefined])
})

test('what the sender says goes before what the file says', async () => {
  const id = newId()
  await send(id, await phonePhoto(), { takenAt: '2026-11-21T08:00:00+08:00', lng: '121.44', lat: '31.25' })
  expect(await rows()).toMatchObject([{ taken_at: '2026-11-21T00:00:00.000Z', lng: 121.44, lat: 31.25 }])
  const refused = await send(newId(), await phonePhoto(), { takenAt: 'yesterday', lat: '200' })
  expect(refused).toMatchObject({
    status: 422,
    body: { code: 'invalid_input', fields: [{ path: 'takenAt' }, { path: 'lat' }] },
  })
})

test('a large photo is made smaller, and there is a small one for lists', async () => {
  const id = newId()
  await send(id, await picture(4000, 3000).toBuffer())
  expect(await sharp((await show(id)).rawPayload).metadata()).toMatchObject({ width: 2560, height: 1920 })
  const small = await show(id, reader, '?size=small')
  expect(await sharp(small.rawPayload).metadata()).toMatchObject({ format: 'jpeg', width: 360, height: 270 })
})

test('PNG and WebP become JPEG', async () => {
  for (const file of [await picture().png().toBuffer(), await picture().webp().toBuffer()]) {
    const id = newId()
    expect((await send(id, file)).status).toBe(201)
    expect((await show(id)).headers['content-type']).toBe('image/jpeg')
  }
})

test('a file is judged by what it is, not by its name', async () => {
  const html = Buffer.from('<!doctype html><script>alert(1)</script>')
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')
  const gif = Buffer.from('R0lGODlhAQABAAAAACw=', 'base64')
  const heic = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypheic\0\0\0\0mif1heic'), Buffer.alloc(64)])
  for (const file of [html, svg, gif, Buffer.from('MZ'), Buffer.alloc(40)]) {
    expect(await send(newId(), file)).toMatchObject({ status: 415, body: { code: 'file_type_refused' } })
  }
  expect((await send(newId(), heic)).status).toBeOneOf([415, 422])
  expect(await rows()).toEqual([])
  expect(kept()).toEqual([])
})

test('a file of more than 12 MB is refused, said or not', async () => {
  const large = Buffer.concat([await picture().toBuffer(), Buffer.alloc(12 * 1024 * 1024)])
  expect(await send(newId(), large)).toMatchObject({ status: 413, body: { code: 'file_too_large' } })
  const { payload, type } = await form(Buffer.alloc(30_000_000))
  const headers = { 'content-type': type, 'x-staff': 'cases.get' }
  const early = await app.inject({ method: 'PUT', url: `/api/${street}/files/${newId()}`, payload, headers })
  expect(early.json()).toMatchObject({ code: 'file_too_large' })
  expect(kept()).toEqual([])
})

test('an id is a UUID and never a path', async () => {
  const file = await picture().toBuffer()
  for (const id of ['1', '..%2f..%2fetc%2fpasswd', '%2e%2e%2f%2e%2e', `${newId()}%00.jpg`, 'C%3A%5Cwindows']) {
    expect(await send(id, file)).toMatchObject({ status: 400, body: { code: 'id_malformed' } })
    expect((await show(id)).statusCode).toBe(400)
  }
  expect((await show(newId(), {}, '', '999999999')).json()).toMatchObject({ code: 'street_unknown' })
  expect(kept()).toEqual([])
})

test('the same file under the same id again changes nothing; another file is refused', async () => {
  const [id, file] = [newId(), await phonePhoto()]
  expect((await send(id, file)).status).toBe(201)
  expect(await send(id, file)).toEqual({ status: 200, body: { id } })
  expect(await send(id.toUpperCase(), file)).toEqual({ status: 200, body: { id } })
  expect(await send(id, await picture().toBuffer())).toMatchObject({ status: 409, body: { code: 'id_taken' } })
  expect(await rows()).toHaveLength(1)
})

test('a file that is damaged, empty or missing is refused and leaves nothing', async () => {
  const whole = await picture(600, 600).toBuffer()
  const damaged = await send(newId(), whole.subarray(0, whole.length / 2))
  expect(damaged).toMatchObject({ status: 422, body: { code: 'file_broken' } })
  for (const nothing of [Buffer.alloc(0), null]) {
    expect(await send(newId(), nothing)).toMatchObject({ status: 422, body: { code: 'file_missing' } })
  }
  expect(kept()).toEqual([])
})

test('two copies at the same moment become one', async () => {
  const [id, file] = [newId(), await phonePhoto()]
  const statuses = (await Promise.all([send(id, file), send(id, file), send(id, file)])).map(({ status }) => status)
  expect(statuses.every((status) => status === 200 || status === 201)).toBe(true)
  expect(await rows()).toHaveLength(1)
  expect(kept()).toHaveLength(2)
})

test('an upload that breaks off leaves nothing', async () => {
  await app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = app.server.address() as AddressInfo
  const { payload, type } = await form(await picture(1200, 900).toBuffer())
  const head = [
    `PUT /api/${street}/files/${newId()} HTTP/1.1`,
    'host: localhost',
    `content-type: ${type}`,
    `content-length: ${payload.length}`,
    '\r\n',
  ].join('\r\n')
  await new Promise<void>((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.write(head)
      socket.write(payload.subarray(0, payload.length / 2), () => setTimeout(() => socket.destroy(), 50))
    })
    socket.on('close', () => resolve())
  })
  const cut = await form(await picture().toBuffer())
  const payloadCut = cut.payload.subarray(0, cut.payload.length - 60)
  const headers = { ...reader, 'content-type': cut.type }
  const url = `/api/${street}/files/${newId()}`
  const broken = await app.inject({ method: 'PUT', url, payload: payloadCut, headers })
  expect(broken.json()).toMatchObject({ code: 'file_broken' })
  expect(await rows()).toEqual([])
  expect(kept()).toEqual([])
})

test('a browser sends a real one over the network, and one too large is told so', async () => {
  await app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = app.server.address() as AddressInfo
  const put = async (file: Buffer) => {
    const body = new FormData()
    body.set('takenAt', now.toISOString())
    body.set('file', new Blob([new Uint8Array(file)]))
    const response = await fetch(`http://127.0.0.1:${port}/api/${street}/files/${newId()}`, {
      method: 'PUT',
      body,
      headers: { 'x-staff': 'cases.get' },
    })
    return { status: response.status, body: (await response.json()) as { code?: string } }
  }
  expect((await put(await picture(3000, 2000).toBuffer())).status).toBe(201)
  expect(await put(Buffer.concat([await picture().toBuffer(), Buffer.alloc(12 * 1024 * 1024)]))).toMatchObject({
    status: 413,
    body: { code: 'file_too_large' },
  })
})

test('a resident sends photos, not documents, and not many', async () => {
  const pdf = Buffer.from('%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF')
  expect((await send(newId(), pdf)).status).toBe(201)
  expect((await send(newId(), pdf, {}, {})).body.code).toBe('file_type_refused')
  const file = await picture().toBuffer()
  expect((await send(newId(), file, {}, {})).status).toBe(201)
  expect((await rows()).map((row) => row.uploaded_by)).toContain(null)
  for (let n = 0; n < 40; n++) await send(newId(), Buffer.from('x'), {}, {})
  expect((await send(newId(), file, {}, {})).status).toBe(429)
  expect((await send(newId(), file)).status).toBe(201)
})

test('a file is shown to staff who may, and to who follows its case', async () => {
  const id = newId()
  await send(id, await picture().toBuffer())
  expect((await show(id)).statusCode).toBe(200)
  expect((await show(id, { 'x-staff': 'identity.acts' })).json()).toMatchObject({ code: 'file_unknown' })
  expect((await show(id, {})).json()).toMatchObject({ code: 'not_signed_in' })
  expect((await show(id, {}, '?code=wrong-code')).json()).toMatchObject({ code: 'file_unknown' })
  expect((await show(id, {}, '?code=right-code')).statusCode).toBe(200)
  expect((await show(id, reader, '', elsewhere)).statusCode).toBe(404)
})

test('guessing codes comes to an end', async () => {
  for (let n = 0; n < 60; n++) await show(newId(), {}, `?code=guess${n}`)
  expect((await show(newId(), {}, '?code=right-code')).statusCode).toBe(429)
})

test('what is shown cannot run, nor be kept by others', async () => {
  const [photo, paper] = [newId(), newId()]
  await send(photo, await picture().toBuffer())
  await send(paper, Buffer.from('%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF'))
  const { headers } = await show(photo)
  expect(headers).toMatchObject({
    'content-type': 'image/jpeg',
    'x-content-type-options': 'nosniff',
    'content-disposition': 'inline',
    'content-security-policy': "default-src 'none'; sandbox",
    'cache-control': 'private, max-age=600',
  })
  expect((await show(paper)).headers['content-disposition']).toMatch(/^attachment; filename="[0-9a-f]{12}\.pdf"$/)
  const again = await show(photo, { 'x-staff': 'cases.get', 'if-none-match': String(headers.etag) })
  expect([again.statusCode, again.body]).toEqual([304, ''])
})
