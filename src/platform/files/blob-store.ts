import { createHash, randomUUID } from 'node:crypto'
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'

/** Bytes by their SHA-256: the same bytes are kept once, and nothing that a user says becomes a path. */
export interface BlobStore {
  put(data: Uint8Array): Promise<string>
  get(sha256: string): Promise<Readable | null>
}

export function sha256Of(data: Uint8Array): string {
  return createHash('sha256').update(data).digest('hex')
}

const folded = (sha256: string) => {
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error(`${sha256} is no SHA-256`)
  return [sha256.slice(0, 2), sha256.slice(2, 4), sha256] as const
}

const isMissing = (thrown: unknown) => (thrown as { code?: unknown }).code === 'ENOENT'

export function openDiskStore(folder: string): BlobStore {
  const halfDone = join(folder, 'tmp')

  async function isThere(path: string): Promise<boolean> {
    try {
      return (await stat(path)).isFile()
    } catch (thrown) {
      if (isMissing(thrown)) return false
      throw thrown
    }
  }

  async function write(path: string, data: Uint8Array): Promise<void> {
    const half = join(halfDone, randomUUID())
    const file = await open(half, 'wx', 0o640)
    try {
      await file.writeFile(data)
      await file.sync()
      await file.close()
      await rename(half, path)
    } catch (thrown) {
      await file.close().catch(() => {})
      await rm(half, { force: true })
      throw thrown
    }
    await syncFolder(dirname(path))
  }

  let isReady: Promise<unknown> | undefined
  return {
    async put(data) {
      const sha256 = sha256Of(data)
      const path = join(folder, ...folded(sha256))
      if (await isThere(path)) return sha256
      isReady ??= prepare(halfDone)
      await isReady
      await mkdir(dirname(path), { recursive: true })
      await write(path, data)
      return sha256
    },
    async get(sha256) {
      try {
        const file = await open(join(folder, ...folded(sha256)))
        return file.createReadStream()
      } catch (thrown) {
        if (isMissing(thrown)) return null
        throw thrown
      }
    },
  }
}

/** Clears away what a killed process left half written. */
async function prepare(halfDone: string): Promise<void> {
  await mkdir(halfDone, { recursive: true })
  const hourAgo = Date.now() - 3_600_000
  for (const name of await readdir(halfDone)) {
    const path = join(halfDone, name)
    const found = await stat(path).catch(() => null)
    if (found && found.mtimeMs < hourAgo) await rm(path, { force: true })
  }
}

/** A rename survives a power failure only when its folder was written too. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

export interface S3Settings {
  /** Such as https://oss.example.cn; the bucket is added as the first part of the path. */
  readonly endpoint: string
  readonly bucket: string
  readonly region: string
  readonly accessKeyId: string
  readonly secretAccessKey: string
}

/** Any store that speaks S3, by plain signed requests. The client is loaded only where one is configured. */
export async function openS3Store(settings: S3Settings): Promise<BlobStore> {
  const { AwsClient } = await import('aws4fetch')
  const { accessKeyId, secretAccessKey, region } = settings
  const client = new AwsClient({ accessKeyId, secretAccessKey, region, service: 's3', retries: 3 })
  const base = `${settings.endpoint.replace(/\/+$/, '')}/${settings.bucket}`
  const urlOf = (sha256: string) => `${base}/${folded(sha256).join('/')}`
  const failure = (did: string, status: number) =>
    new Error(`The object store answered ${status} to ${did}. Check the MOFANG_S3_ settings and the rights of the key.`)
  return {
    async put(data) {
      const sha256 = sha256Of(data)
      const response = await client.fetch(urlOf(sha256), { method: 'PUT', body: Uint8Array.from(data) })
      if (!response.ok) throw failure('PUT', response.status)
      return sha256
    },
    async get(sha256) {
      const response = await client.fetch(urlOf(sha256))
      if (response.status === 404) return null
      if (!response.ok || !response.body) throw failure('GET', response.status)
      return Readable.fromWeb(response.body as ReadableStream)
    },
  }
}
