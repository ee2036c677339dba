import { unzipSync } from 'fflate'
import { err, ok, type Result } from '#kernel/result'
import type { Text } from '#kernel/text'
import type { Files } from './read-record.ts'

/** More than a vote of 20,000 owners has; what claims more would fill the memory of a phone. */
export const mostRecordBytes = 600_000_000
const mostFiles = 20_000

export const noRecordTexts = {
  not_a_zip: [
    '这不是可以打开的 zip 文件，请重新下载整份记录。',
    'This is no readable zip file. Download the whole record again.',
  ],
  too_large: [
    '文件太大（上限 600 MB、2 万个文件），不像一次表决的公开记录。确要核验，请在电脑上用命令 mofang vote verify。',
    'This is too large to be the record of a vote (600 MB, 20,000 files). If you must, run mofang vote verify on a computer.',
  ],
  not_a_record: [
    '里面没有公开记录（缺少 area/、head/ 或 roll.json），请选整份记录。',
    'There is no record in it (area/, head/ or roll.json are missing). Choose the whole record.',
  ],
  name_twice: [
    '压缩包里有重名的文件，不同软件会看到不同内容，不予核验。请重新下载整份记录。',
    'Two files in it have one name: two programs would read two records. Download the whole record again.',
  ],
  two_records: [
    '里面有不止一份公开记录，请一次只选一份。',
    'There is more than one record in it. Choose one at a time.',
  ],
} as const satisfies Readonly<Record<string, Text>>
export type NoRecord = keyof typeof noRecordTexts

const isOurs = (path: string) => /^(area|head|tlog)\/|^[a-z-]+\.json$/.test(path)
const archiveForm = /(?:^|\/)(area|head)\/[^/]+\.bel$/

/** The record wherever it lies in what was chosen: at the top of a zip, or some folders down. */
export function recordIn(given: Files): Result<Files, NoRecord> {
  const paths = [...given.keys()]
  const archives = paths.filter((path) => archiveForm.test(path))
  const rolls = paths.filter((path) => /(?:^|\/)roll\.json$/.test(path))
  const roots = new Set([...archives.map((path) => path.replace(/(area|head)\/[^/]+$/, '')), ...rolls.map((path) => path.replace(/roll\.json$/, ''))]) // prettier-ignore
  const [root, ...others] = roots
  if (root === undefined) return err('not_a_record')
  const sides = archives.map((path) => archiveForm.exec(path)![1])
  if (others.length > 0 || new Set(sides).size < sides.length) return err('two_records')
  const files = new Map<string, Uint8Array>()
  for (const [path, bytes] of given) {
    const name = path.slice(root.length)
    if (path.startsWith(root) && isOurs(name)) files.set(name, bytes)
  }
  return ok(files)
}

/** A name as a disk may take it: two that differ only so are written over each other where the zip is unpacked. */
const onDisk = (name: string) =>
  name
    .replaceAll('\\', '/')
    .split('/')
    .filter((part) => part !== '' && part !== '.')
    .join('/')
    .toLowerCase()

export function unzipRecord(bytes: Uint8Array): Result<Files, NoRecord> {
  if (bytes.length > mostRecordBytes) return err('too_large')
  let size = 0
  let refusal: NoRecord | undefined
  const names = new Set<string>()
  try {
    const all = unzipSync(bytes, {
      filter({ name, originalSize }) {
        if (name.endsWith('/')) return false
        size += originalSize
        if (names.has(onDisk(name))) refusal ??= 'name_twice'
        names.add(onDisk(name))
        if (size > mostRecordBytes || names.size > mostFiles) refusal ??= 'too_large'
        return refusal === undefined
      },
    })
    return refusal ? err(refusal) : recordIn(new Map(Object.entries(all)))
  } catch {
    return err('not_a_zip')
  }
}
