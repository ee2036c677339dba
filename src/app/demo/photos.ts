import { join } from 'node:path'
import sharp from 'sharp'
import type { Database } from '#platform/db'
import type { Actor } from '#platform/operations'
import { addAttachment, openDiskStore } from '#platform/files'
import type { AttachmentId } from '#engines/cases/shared'
import { idFrom } from './player.ts'
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
  const windows = Array.from({ length: 8 }, (_, at) => `<rect x="${60 + (at % 4) * 150}" y="${60 + Math.floor(at / 4) * 110}" width="70" height="70" fill="#dfe8ea" stroke="#555"/>`).join('')
  const litter = tidy ? '' : Array.from({ length: 14 }, () => `<rect x="${180 + rng() * 260}" y="${370 + rng() * 70}" width="${14 + rng() * 40}" height="${10 + rng() * 26}" rx="4" transform="rotate(${rng() * 50} 300 400)" fill="rgb(${tone() - 60},${tone() - 70},${tone() - 80})"/>`).join('')
  return `<svg xmlns="http://www.w3.org/2000/svg" width="640" height="480"><rect width="640" height="480" fill="#e9ece8"/><rect y="30" width="640" height="270" fill="${wall}"/>${windows}
    <rect y="300" width="640" height="180" fill="#b9b6ae"/><rect y="300" width="640" height="16" fill="#8d8a83"/>${litter}</svg>`
}

/** A few drawn photos, kept once each; every case gets attachments of its own that point to them. */
export async function openAlbum(database: Database, dataFolder: string, street: string) {
  const store = openDiskStore(join(dataFolder, 'files'))
  const draw = async (seed: number, tidy: boolean): Promise<Drawn> => {
    const picture = await sharp(Buffer.from(scene(seed, tidy))).jpeg({ quality: 72 }).toBuffer()
    const small = await sharp(picture).resize(360).jpeg({ quality: 70 }).toBuffer()
    return { sha256: await store.put(picture), small: await store.put(small), bytes: picture.length }
  }
  const seeds = [0, 1, 2, 3]
  const before = await Promise.all(seeds.map(seed => draw(seed, false)))
  const after = await Promise.all(seeds.map(seed => draw(seed, true)))
  return async (key: string, by: Actor, at: Date): Promise<AttachmentId> => {
    const id = idFrom(street, key)
    const pictures = key.endsWith('after') ? after : before
    const { sha256, small, bytes } = pictures[parseInt(id.slice(0, 4), 16) % pictures.length]!
    const instant = at.toISOString()
    await database.transaction(street, tx =>
      addAttachment(tx, {
        street, id, sha256, original_sha256: sha256, small_sha256: small, mime: 'image/jpeg', bytes, width: 640, height: 480, taken_at: instant, lng: null, lat: null, uploaded_by: by.id, uploaded_at: instant,
      }),
    )
    return id as AttachmentId
  }
}
