import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

interface Secrets {
  readonly databaseOwnerPassword: string
  readonly databaseAppPassword: string
}

const names = ['databaseOwnerPassword', 'databaseAppPassword'] as const

/** The passwords in secrets.json of the data folder, made at the first start. What others keep in the file stays. */
export function keepSecrets(dataFolder: string, clusterExists: boolean): Secrets {
  const file = join(dataFolder, 'secrets.json')
  const kept = read(file)
  if (names.every((name) => typeof kept[name] === 'string')) return kept as unknown as Secrets
  if (clusterExists) {
    throw new Error(
      `${file} does not hold the passwords of the database beside it. ` +
        'Put the file back from the backup; to start from nothing, move the whole folder away.',
    )
  }
  const made = { ...kept, databaseOwnerPassword: password(), databaseAppPassword: password() }
  const half = `${file}.new`
  writeFileSync(half, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600 })
  renameSync(half, file)
  return made
}

function read(file: string): Record<string, unknown> {
  if (!existsSync(file)) return {}
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>
  } catch {
    throw new Error(`${file} is not readable as JSON. Put the file back from the backup.`)
  }
}

function password(): string {
  return randomBytes(24).toString('base64url')
}
