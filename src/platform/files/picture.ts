import exifReader from 'exif-reader'
import sharp from 'sharp'
import { err, ok, type Result } from '#kernel/result'

const largestEdge = 2560
const smallEdge = 360
/** Phones take 50 million pixels today; decoding one takes three bytes for each. */
const mostPixels = 64_000_000

export interface Seen {
  readonly takenAt: string | null
  readonly lng: number | null
  readonly lat: number | null
}

export interface Picture {
  readonly data: Buffer
  readonly small: Buffer
  readonly width: number
  readonly height: number
  readonly seen: Seen
}

sharp.cache(false)
sharp.concurrency(1)

/** A clean JPEG of the picture, upright and without EXIF, and apart from it what the case needs: when and where. */
export async function readPicture(
  original: Buffer,
): Promise<Result<Picture, 'file_broken' | 'file_too_large' | 'file_type_refused'>> {
  const input = () => sharp(original, { limitInputPixels: mostPixels, failOn: 'error', sequentialRead: true })
  try {
    const found = await input().metadata()
    if (found.width * found.height > mostPixels) return err('file_too_large')
    const { data, info } = await input()
      .autoOrient()
      .resize(largestEdge, largestEdge, { fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .jpeg({ quality: 82 })
      .toBuffer({ resolveWithObject: true })
    const small = await sharp(data)
      .resize(smallEdge, smallEdge, { fit: 'inside', withoutEnlargement: true })
      .jpeg({ quality: 76 })
      .toBuffer()
    return ok({ data, small, width: info.width, height: info.height, seen: readExif(found.exif) })
  } catch (thrown) {
    // sharp throws plain errors; a subclass is a bug of ours.
    if (!(thrown instanceof Error) || thrown.constructor !== Error) throw thrown
    const { message } = thrown
    if (/exceeds pixel limit/i.test(message)) return err('file_too_large')
    // A HEIC whose codec this build lacks for reasons of patents.
    if (/codec|compression format|unsupported image format/i.test(message)) return err('file_type_refused')
    return err('file_broken')
  }
}

const nothing: Seen = { takenAt: null, lng: null, lat: null }

function readExif(exif: Buffer | undefined): Seen {
  if (!exif) return nothing
  try {
    const { Photo: photo, GPSInfo: gps } = exifReader(exif)
    const lng = degrees(gps?.GPSLongitude, gps?.GPSLongitudeRef, 'W', 180)
    const lat = degrees(gps?.GPSLatitude, gps?.GPSLatitudeRef, 'S', 90)
    const place = lng === null || lat === null ? { lng: null, lat: null } : { lng, lat }
    return { takenAt: instant(photo?.DateTimeOriginal, photo?.OffsetTimeOriginal), ...place }
  } catch {
    // Cameras write what they like; a photo is worth keeping without it.
    return nothing
  }
}

/** EXIF has the camera's civil time, and its zone only sometimes: without it the camera was in China. */
function instant(civil: unknown, zone: unknown): string | null {
  if (!(civil instanceof Date) || Number.isNaN(civil.getTime())) return null
  const offset = typeof zone === 'string' && /^[+-]\d\d:\d\d$/.test(zone) ? zone : '+08:00'
  const at = new Date(civil.toISOString().replace('Z', offset))
  return Number.isNaN(at.getTime()) ? null : at.toISOString()
}

function degrees(parts: unknown, ref: unknown, negative: string, most: number): number | null {
  if (!Array.isArray(parts)) return null
  const [whole = NaN, minutes = 0, seconds = 0] = parts.map(Number)
  const value = whole + minutes / 60 + seconds / 3600
  if (!(value >= 0 && value <= most) || value === 0) return null
  return Number((ref === negative ? -value : value).toFixed(7))
}
