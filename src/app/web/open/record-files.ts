import { unzipSync } from 'fflate'
import { err, ok, type Result } from '#kernel/result'
import type { Text } from '#kernel/text'

export type RecordFiles = ReadonlyMap<string, Uint8Array>
export type NoRecord = 'not_a_zip' | 'too_large' | 'not_a_record'

/** More than a vote of 20,000 owners has; what claims more would fill the memory of a phone. */
const mostBytes = 600_000_000
const mostFiles = 20_000

export const noRecordTexts: Readonly<Record<NoRecord, Text>> = {
  not_a_zip: [
    '这不是可以打开的 zip 文件，请重新下载整份记录。',
    'This is no readable zip file. Download the whole record again.',
  ],
  too_large: ['文件太大，不像一次表决的公开记录。', 'This is too large to be the record of a vote.'],
  not_a_record: [
    '里面没有公开记录（缺少 area/、head/ 或 roll.json），请选整份记录。',
    'There is no record in it (area/, head/ or roll.json are missing). Choose the whole record.',
  ],
}

const isOurs = (path: string) => /^(area|head|tlog)\/|^[a-z-]+\.json$/.test(path)

/** The record wherever it lies in what was chosen: at the top of a zip, or some folders down. */
export function recordIn(given: RecordFiles): Result<RecordFiles, NoRecord> {
  const archive = [...given.keys()].find((path) => /(^|\/)area\/[^/]+\.bel$/.test(path))
  const roll = [...given.keys()].find((path) => /(^|\/)roll\.json$/.test(path))
  const root = archive?.replace(/area\/[^/]+\.bel$/, '') ?? roll?.replace(/roll\.json$/, '')
  if (root === undefined) return err('not_a_record')
  const files = new Map<string, Uint8Array>()
  for (const [path, bytes] of given) {
    const name = path.startsWith(root) ? path.slice(root.length) : ''
    if (isOurs(name)) files.set(name, bytes)
  }
  return ok(files)
}

export function unzipRecord(bytes: Uint8Array): Result<RecordFiles, NoRecord> {
  let [size, count, isTooLarge] = [0, 0, false]
  try {
    const all = unzipSync(bytes, {
      filter(file) {
        size += file.originalSize
        count++
        isTooLarge ||= size > mostBytes || count > mostFiles
        return !isTooLarge && !file.name.endsWith('/')
      },
    })
    return isTooLarge ? err('too_large') : recordIn(new Map(Object.entries(all)))
  } catch {
    return err('not_a_zip')
  }
}
