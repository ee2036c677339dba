import type { FastifyRequest } from 'fastify'
import { fileTypeFromBuffer } from 'file-type'
import { z } from 'zod'
import { err, ok, type Result } from '#kernel/result'
import { largestFile } from './refusals.ts'
import { readPicture, type Seen } from './picture.ts'

const coordinate = (most: number) => z.coerce.number().min(-most).max(most)

/** What the sender knows better than the file. */
const Said = z.object({
  takenAt: z.iso
    .datetime({ offset: true })
    .transform((at) => new Date(at).toISOString())
    .refine((at) => at >= '2000' && at < '2100', { message: 'date out of range' })
    .optional(),
  lng: coordinate(180).optional(),
  lat: coordinate(90).optional(),
})
export type Said = z.output<typeof Said>

export interface Sent {
  readonly data: Buffer
  readonly said: Said
}

type SentError = 'file_missing' | 'file_too_large' | 'file_broken' | z.ZodError

/** Reads the multipart body, the whole of it or nothing. */
export async function receive(
  request: FastifyRequest,
): Promise<{ ok: true; value: Sent } | { ok: false; error: SentError }> {
  const fields: Record<string, unknown> = {}
  let data: Buffer | undefined
  if (Number(request.headers['content-length'] ?? 0) > largestFile + 65_536)
    return { ok: false, error: 'file_too_large' }
  if (!request.isMultipart()) return { ok: false, error: 'file_missing' }
  try {
    for await (const part of request.parts()) {
      if (part.type === 'field') fields[part.fieldname] = part.value === '' ? undefined : part.value
      else if (part.fieldname === 'file') data = await part.toBuffer()
      else part.file.resume()
    }
  } catch (thrown) {
    const isTooLarge = (thrown as { code?: unknown }).code === 'FST_REQ_FILE_TOO_LARGE'
    return { ok: false, error: isTooLarge ? 'file_too_large' : 'file_broken' }
  }
  if (!data || data.length === 0) return { ok: false, error: 'file_missing' }
  const said = Said.safeParse(fields)
  return said.success ? { ok: true, value: { data, said: said.data } } : { ok: false, error: said.error }
}

export interface Readied {
  readonly mime: 'image/jpeg' | 'application/pdf'
  readonly data: Buffer
  readonly small: Buffer | null
  readonly width: number | null
  readonly height: number | null
  readonly seen: Seen
}

const pictures = new Set(['image/jpeg', 'image/png', 'image/webp', 'image/heic', 'image/heif'])

/** The file as it will be kept, by what it is and not by what it is called. */
export async function ready(
  data: Buffer,
  allowed: { documents: boolean },
): Promise<Result<Readied, 'file_type_refused' | 'file_too_large' | 'file_broken'>> {
  const mime = (await fileTypeFromBuffer(data))?.mime ?? ''
  if (mime === 'application/pdf' && allowed.documents) {
    return ok({ mime, data, small: null, width: null, height: null, seen: { takenAt: null, lng: null, lat: null } })
  }
  if (!pictures.has(mime)) return err('file_type_refused')
  const picture = await takeTurn(() => readPicture(data))
  return picture.ok ? ok({ mime: 'image/jpeg', ...picture.value }) : picture
}

let turns = 2
const waiting: (() => void)[] = []

/** Two pictures at a time: a decoded one takes up to 200 MB. */
async function takeTurn<T>(run: () => Promise<T>): Promise<T> {
  if (turns > 0) turns -= 1
  else await new Promise<void>((resolve) => waiting.push(resolve))
  try {
    return await run()
  } finally {
    const next = waiting.shift()
    if (next) next()
    else turns += 1
  }
}
