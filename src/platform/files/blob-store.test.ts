import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync, mkdirSync, existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { must } from '#kernel/assert'
import { openDiskStore, openS3Store, sha256Of } from './blob-store.ts'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mofang-blobs-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('bytes are kept once, under what they are', async () => {
  const store = openDiskStore(folder)
  const data = Buffer.from('照片')
  const sha256 = await store.put(data)
  expect(await store.put(data)).toBe(sha256)
  expect(existsSync(join(folder, sha256.slice(0, 2), sha256.slice(2, 4), sha256))).toBe(true)
  expect(readdirSync(join(folder, 'tmp'))).toEqual([])
  expect(await buffer(must(await store.get(sha256), 'the file'))).toEqual(data)
  expect(await store.get('0'.repeat(64))).toBeNull()
  await expect(store.get('../../etc/passwd')).rejects.toThrow('no SHA-256')
})

test('what a killed process left half written is cleared away', async () => {
  mkdirSync(join(folder, 'tmp'))
  writeFileSync(join(folder, 'tmp', 'old'), 'half')
  utimesSync(join(folder, 'tmp', 'old'), new Date(0), new Date(0))
  writeFileSync(join(folder, 'tmp', 'of-another-process'), 'half')
  await openDiskStore(folder).put(Buffer.from('x'))
  expect(readdirSync(join(folder, 'tmp'))).toEqual(['of-another-process'])
})

/** As much of S3 as we use: signed puts and gets of one bucket. */
async function withBucket(run: (endpoint: string, objects: Map<string, Buffer>) => Promise<void>): Promise<void> {
  const objects = new Map<string, Buffer>()
  const isSigned = (request: IncomingMessage) =>
    /^AWS4-HMAC-SHA256 Credential=key\/\d{8}\/cn-east\/s3\/aws4_request/.test(request.headers.authorization ?? '')
  const server = createServer((request, response) => {
    void buffer(request).then((body) => {
      const key = request.url ?? ''
      const found = objects.get(key)
      if (!isSigned(request)) response.writeHead(403).end()
      else if (request.method === 'PUT') {
        objects.set(key, body)
        response.end()
      } else if (found) response.end(found)
      else response.writeHead(404).end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  try {
    await run(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, objects)
  } finally {
    server.close()
    server.closeAllConnections()
  }
}

test('an object store is used by signed requests', async () => {
  await withBucket(async (endpoint, objects) => {
    const settings = {
      endpoint: `${endpoint}/`,
      bucket: 'mofang',
      region: 'cn-east',
      accessKeyId: 'key',
      secretAccessKey: 'secret',
    }
    const store = await openS3Store(settings)
    const data = Buffer.from('照片')
    const sha256 = await store.put(data)
    expect(sha256).toBe(sha256Of(data))
    expect([...objects.keys()]).toEqual([`/mofang/${sha256.slice(0, 2)}/${sha256.slice(2, 4)}/${sha256}`])
    expect(await buffer(must(await store.get(sha256), 'the object'))).toEqual(data)
    expect(await store.get('0'.repeat(64))).toBeNull()
    const stranger = await openS3Store({ ...settings, accessKeyId: 'another' })
    await expect(stranger.put(data)).rejects.toThrow('answered 403')
  })
})
