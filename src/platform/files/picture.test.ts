import { deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { readPicture } from './picture.ts'

test('a picture of a few bytes and a thousand million pixels is refused before it is unpacked', async () => {
  const bomb = pngOf(32_000, 32_000)
  expect(bomb.length).toBeLessThan(2_000_000)
  const before = process.memoryUsage().rss
  expect(await readPicture(bomb)).toEqual({ ok: false, error: 'file_too_large' })
  expect(process.memoryUsage().rss - before).toBeLessThan(200_000_000)
})

/** One bit a pixel, all of it black. */
function pngOf(width: number, height: number): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([1, 0, 0, 0, 0], 8)
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  const pixels = deflateSync(Buffer.alloc((width / 8 + 1) * height))
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', pixels), chunk('IEND', Buffer.alloc(0))])
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  sum.writeUInt32BE(crc(body))
  return Buffer.concat([length, body, sum])
}

function crc(data: Buffer): number {
  let value = 0xffffffff
  for (const byte of data) {
    value ^= byte
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1
  }
  return (value ^ 0xffffffff) >>> 0
}

test('a picture that breaks off is broken', async () => {
  const noise = { type: 'gaussian' as const, mean: 128, sigma: 60 }
  const create = { width: 600, height: 600, channels: 3 as const, background: '#123456', noise }
  const whole = await sharp({ create }).jpeg().toBuffer()
  expect(await readPicture(whole)).toMatchObject({ ok: true })
  for (const part of [0.2, 0.5, 0.9]) {
    expect(await readPicture(whole.subarray(0, whole.length * part))).toEqual({ ok: false, error: 'file_broken' })
  }
})

test('EXIF tells time and place in any zone and half of the earth, and nonsense tells nothing', async () => {
  const seen = async (photo: Record<string, string>, gps: Record<string, string>) => {
    const create = { width: 8, height: 8, channels: 3 as const, background: '#123456' }
    const read = await readPicture(await sharp({ create }).jpeg().withExif({ IFD2: photo, IFD3: gps }).toBuffer())
    return read.ok ? read.value.seen : read.error
  }
  const south = {
    GPSLatitudeRef: 'S',
    GPSLatitude: '33/1 30/1 0/1',
    GPSLongitudeRef: 'W',
    GPSLongitude: '70/1 36/1 0/1',
  }
  const dated = { DateTimeOriginal: '2026:07:01 12:00:00', OffsetTimeOriginal: '+09:00' }
  expect(await seen(dated, south)).toEqual({ takenAt: '2026-07-01T03:00:00.000Z', lat: -33.5, lng: -70.6 })
  const wild = {
    GPSLatitudeRef: 'N',
    GPSLatitude: '999/1 0/1 0/1',
    GPSLongitudeRef: 'E',
    GPSLongitude: '121/1 0/1 0/1',
  }
  expect(await seen({ DateTimeOriginal: 'soon' }, wild)).toEqual({ takenAt: null, lat: null, lng: null })
  expect(await seen({}, {})).toEqual({ takenAt: null, lat: null, lng: null })
})
