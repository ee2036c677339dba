import { spawn, type ChildProcess } from 'node:child_process'
import { closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'esbuild'
import { readConfig } from '#platform/config'
import { packageRoot, type DatabaseOptions } from '#platform/db'
import { ensureAllMeasures } from '#engines/indicators'
import { fillRegisters } from '../src/app/demo/registers.ts'
import { measuresOf } from '../src/app/server/composition.ts'
import { openDatabaseOf, type OpenedDatabase } from '../src/app/server/database.ts'
import { stopPostmaster } from '../src/platform/db/postmaster.ts'

const out = join(packageRoot, 'dist/bench')
const tmpfs = 0x01021994

/** A folder on a real disk: in memory a commit would cost nothing. */
export function makeDiskFolder(): string {
  const inMemory = statfsSync(tmpdir()).type === tmpfs
  const parent = inMemory ? join(packageRoot, '.data') : tmpdir()
  mkdirSync(parent, { recursive: true })
  return mkdtempSync(join(parent, 'mofang-bench-'))
}

/** A data folder with the streets, units and people of the demonstration, and not a single case. */
export async function makeSettled(): Promise<string> {
  const data = makeDiskFolder()
  const opened = await openIn(data)
  await fillRegisters(opened.ownerUrl, opened.database, new Date())
  // Else the program would do it beside what is measured.
  await ensureAllMeasures(opened.database, measuresOf(opened.ownerUrl))
  await opened.close()
  return data
}

export async function openIn(data: string, options?: DatabaseOptions): Promise<OpenedDatabase> {
  return await openDatabaseOf({ ...readConfig({}), data }, options)
}

export async function removeFolder(folder: string): Promise<void> {
  await stopPostmaster(join(folder, 'postgres'))
  rmSync(folder, { recursive: true, force: true })
}

/** Bundles programs as `npm start` does: what is measured is what runs in production. */
export async function bundle(...entries: readonly string[]): Promise<void> {
  await build({
    entryPoints: Object.fromEntries(
      entries.map((entry) => [entry.replace(/^.*\/|\.ts$/g, ''), join(packageRoot, entry)]),
    ),
    outdir: out,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    target: 'node20.19',
    format: 'esm',
    packages: 'external',
    sourcemap: true,
    logLevel: 'warning',
  })
}

export const bundled = (name: string) => join(out, `${name}.mjs`)

export interface Server {
  readonly url: string
  readonly child: ChildProcess
  stop(): Promise<void>
}

/** The product as a process of its own: `node server.mjs start` on any free port, with its embedded PostgreSQL. */
export async function startServer(
  data: string,
  { env = {}, node = [] }: { env?: Readonly<Record<string, string>>; node?: readonly string[] } = {},
): Promise<Server> {
  const logFile = join(data, 'server.log')
  mkdirSync(data, { recursive: true })
  const log = openSync(logFile, 'w')
  const child = spawn(process.execPath, [...node, bundled('cli'), 'start'], {
    cwd: packageRoot,
    env: { ...process.env, NODE_ENV: 'production', PORT: '0', MOFANG_DATA: data, ...env },
    // A file: reading a pipe would take time from what is measured.
    stdio: ['ignore', log, log],
  })
  closeSync(log)
  let url: string | undefined
  while (!url) {
    const said = readFileSync(logFile, 'utf8')
    if (child.exitCode !== null || child.signalCode !== null) throw new Error(`the server ended:\n${said.slice(-2000)}`)
    url = /^ {2}(http:\/\/127\.0\.0\.1:\d+)\s*$/m.exec(said)?.[1]
    if (!url) await new Promise((settle) => setTimeout(settle, 50))
  }
  return {
    url,
    child,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return
      const gone = new Promise((settle) => child.once('exit', settle))
      child.kill('SIGINT')
      await gone
    },
  }
}

export interface SignedIn {
  readonly cookie: string
  readonly street: string
}

export async function signIn(url: string, username: string): Promise<SignedIn> {
  const response = await fetch(`${url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username, password: 'Mofang-2026' }),
  })
  if (!response.ok) throw new Error(`${username} cannot sign in: ${await response.text()}`)
  const session = (await response.json()) as { memberships: { street: string }[] }
  return { cookie: response.headers.get('set-cookie')!.split(';')[0]!, street: session.memberships[0]!.street }
}

/** Looks something up as the browser would. */
export async function ask<T>(
  url: string,
  { cookie, street }: SignedIn,
  query: string,
  input: unknown = {},
): Promise<T> {
  const response = await fetch(`${url}/api/${street}/${query}?input=${encodeURIComponent(JSON.stringify(input))}`, {
    headers: { cookie },
  })
  if (!response.ok) throw new Error(`${query}: ${await response.text()}`)
  return (await response.json()) as T
}

/** A helper process of the bench: answers one message with one message. */
export function openWorker<Asked extends object, Told>(name: string) {
  const child = spawn(process.execPath, [bundled(name)], {
    cwd: packageRoot,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  return {
    async run(asked: Asked): Promise<Told> {
      return await new Promise((settle, reject) => {
        const ended = (code: number | null) => reject(new Error(`${name} ended with ${code}`))
        child.once('exit', ended)
        child.once('message', (told) => {
          child.off('exit', ended)
          settle(told as Told)
        })
        child.send(asked)
      })
    },
    pid: child.pid,
    close: () => void child.kill(),
  }
}
