import { join } from 'node:path'
import { sql } from 'kysely'
import sharp from 'sharp'
import type { Database } from '#platform/db'
import { openDiskStore } from '#platform/files'
import type { AttachmentId } from '#engines/cases/shared'
import { idFrom } from '#platform/operations'
import { makeRng } from './rng.ts'

interface Drawn {
  readonly sha256: string
  readonly small: string
  readonly bytes: number
}

/** A street corner drawn with a few shapes: plainly a drawing, so that nobody takes it for a place. */
function scene(seed: number, tidy: boolean): string {
  const rng = makeRng(`scene-${seed}`)
  const tone = () => 120 + Math.floor(rng() * 90)
  const wall = `rgb(${tone()},${tone()},${tone()})`
  const windows = Array.from(
    { length: 8 },
    (_, at) =>
      `<rect x="${60 + (at % 4) * 150}" y="${60 + Math.floor(at / 4) * 110}" width="70" height="70" fill="#dfe8ea" stroke="#555"/>`,
  ).join('')
  const litter = tidy
    ? ''
    : Array.from(
        { length: 14 },
        () =>
          `<rect x="${180 + rng() * 260}" y="${370 + rng() * 70}" width="${14 + rng() * 40}" height="${10 + rng() * 26}" rx="4" transform="rotate(${rng() * 50} 300 400)" fill="rgb(${tone() - 60},${tone() - 70},${tone() - 80})"/>`,
      ).join('')
  return `<svg xmlns="http://www.w3.org/2000/svg" width="640" height="480"><rect width="640" height="480" fill="#e9ece8"/><rect y="30" width="640" height="270" fill="${wall}"/>${windows}
    <rect y="300" width="640" height="180" fill="#b9b6ae"/><rect y="300" width="640" height="16" fill="#8d8a83"/>${litter}</svg>`
}

export interface Album {
  /** Makes one photo arrive, as an upload would. */
  photo(key: string, at: Date): Promise<AttachmentId>
  /** Makes many arrive at once; `photo` then finds them there. */
  photos(keys: readonly (readonly [key: string, at: Date])[]): Promise<void>
}

/** A few drawn photos, kept once each; every case gets attachments of its own that point to them. */
export async function openAlbum(database: Database, dataFolder: string, street: string): Promise<Album> {
  const store = openDiskStore(join(dataFolder, 'files'))
  const draw = async (seed: number, tidy: boolean): Promise<Drawn> => {
    const picture = await sharp(Buffer.from(scene(seed, tidy)))
      .jpeg({ quality: 72 })
      .toBuffer()
    const small = await sharp(picture).resize(360).jpeg({ quality: 70 }).toBuffer()
    return { sha256: await store.put(picture), small: await store.put(small), bytes: picture.length }
  }
  const seeds = [0, 1, 2, 3]
  const before = await Promise.all(seeds.map((seed) => draw(seed, false)))
  const after = await Promise.all(seeds.map((seed) => draw(seed, true)))
  const arrived = new Set<string>()

  async function photos(keys: readonly (readonly [key: string, at: Date])[]): Promise<void> {
    if (keys.length === 0) return
    const rows = keys.map(([key, at]) => {
      const id = idFrom(street, key)
      arrived.add(id)
      const { sha256, small, bytes } = (key.endsWith('after') ? after : before)[
        parseInt(id.slice(0, 2), 16) % seeds.length
      ]!
      const instant = at.toISOString()
      return sql`(${street}, ${id}::uuid, ${sha256}, ${sha256}, ${small}, 'image/jpeg', ${bytes}::integer, 640, 480, ${instant}::timestamptz, ${instant}::timestamptz)`
    })
    await database.transaction(street, (tx) =>
      sql`insert into attachments (street, id, original_sha256, sha256, small_sha256, mime, bytes, width, height, taken_at, uploaded_at) values ${sql.join(rows)}
        on conflict do nothing`.execute(tx),
    )
  }

  return {
    photos,
    async photo(key, at) {
      const id = idFrom(street, key)
      if (!arrived.delete(id)) await photos([[key, at]])
      return id as AttachmentId
    },
  }
}
