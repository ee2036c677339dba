import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { openArchive } from '#platform/packages'

type Files = ReadonlyMap<string, Uint8Array>

/** A record of the largest compound is some hundred megabytes; more is not unpacked. */
const limits = { parts: 20_000, partBytes: 2 ** 30, totalBytes: 3 * 2 ** 30, ratio: 2000 }

/** The files of a public record, from a folder or a zip. Throws where there is neither. */
export async function readRecordFiles(where: string): Promise<Files> {
  if (!existsSync(where)) throw new Error(`没有这个文件夹或压缩包 / There is no folder or zip ${where}.`)
  return statSync(where).isDirectory() ? filesIn(where) : filesOfZip(where)
}

function filesIn(folder: string): Files {
  const files = new Map<string, Uint8Array>()
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name)
    if (entry.isFile()) files.set(relative(folder, path).split(sep).join('/'), readFileSync(path))
  }
  return files
}

async function filesOfZip(path: string): Promise<Files> {
  const zip = await openArchive(path, limits)
  try {
    const files = new Map<string, Uint8Array>()
    for (const name of zip.names) {
      if (name.endsWith('/')) continue
      const parts: Buffer[] = []
      for await (const part of zip.read(name)) parts.push(part)
      files.set(name, Buffer.concat(parts))
    }
    return files
  } finally {
    zip.close()
  }
}

export function writeRecordFiles(folder: string, files: Files): void {
  for (const [name, bytes] of files) {
    const path = join(folder, name)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, bytes)
  }
}
