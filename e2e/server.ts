import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = join(fileURLToPath(new URL('.', import.meta.url)), '..')

export interface Started {
  readonly url: string
  readonly data: string
  /** Everything the program printed so far. */
  printed(): string
  /** Stops it as an operator would and waits until it is gone. */
  stop(): Promise<void>
  kill(): void
}

/** Starts the program as a newcomer does, in a data folder of its own, on any free port. */
export async function startProgram(data = mkdtempSync(join(tmpdir(), 'mofang-e2e-'))): Promise<Started> {
  const child: ChildProcess = spawn(process.execPath, [join(root, 'bin/mofang.mjs'), 'start'], {
    cwd: root,
    env: { ...process.env, NODE_ENV: 'production', PORT: '0', MOFANG_DATA: data, MOFANG_LOG: 'error' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let text = ''
  child.stdout!.on('data', (chunk: Buffer) => (text += chunk.toString()))
  child.stderr!.on('data', (chunk: Buffer) => (text += chunk.toString()))
  const gone = new Promise<void>((resolve) => child.on('exit', () => resolve()))
  const url = await new Promise<string>((resolve, reject) => {
    const look = () => {
      const found = /http:\/\/127\.0\.0\.1:\d+/.exec(text)
      // The line of the pages is the last: before it the accounts may be half printed.
      if (found && text.includes(`${found[0]}/me`)) resolve(found[0])
    }
    child.stdout!.on('data', look)
    child.on('exit', (code) => reject(new Error(`The program ended with ${code}:\n${text}`)))
  })
  return {
    url,
    data,
    printed: () => text,
    async stop() {
      child.kill('SIGTERM')
      await gone
    },
    kill: () => void child.kill('SIGKILL'),
  }
}

/** One program for all journeys; each journey makes the cases it needs. */
export default async function setup({
  provide,
}: {
  provide: (key: 'url' | 'data', value: string) => void
}): Promise<() => Promise<void>> {
  const started = await startProgram()
  provide('url', started.url)
  provide('data', started.data)
  return async () => {
    await started.stop()
    rmSync(started.data, { recursive: true, force: true })
  }
}

declare module 'vitest' {
  export interface ProvidedContext {
    url: string
    /** The data folder of the program, whose database a journey may have to set up. */
    data: string
  }
}
