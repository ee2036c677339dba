import { spawn, type ChildProcess } from 'node:child_process'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageRoot } from '#platform/db'
import { findPostmaster } from '../src/platform/db/postmaster.ts'

const pause = (ms: number) => new Promise((settle) => setTimeout(settle, ms))

/** The whole server as a process, on one data folder, started again and again. */
export class Victim {
  readonly #data: string
  readonly #command: readonly string[]
  #child: ChildProcess | undefined
  url = ''

  constructor(data: string, command: readonly string[]) {
    this.#data = data
    this.#command = command
  }

  async start(): Promise<void> {
    const log = join(this.#data, 'server.log')
    const out = openSync(log, 'w')
    const env = {
      ...process.env,
      NODE_ENV: 'production',
      PORT: '0',
      MOFANG_DATA: this.#data,
      MOFANG_LOG: 'error',
      MOFANG_DEMO: 'off',
    }
    const child = spawn(process.execPath, [...this.#command, 'start'], {
      cwd: packageRoot,
      env,
      stdio: ['ignore', out, out],
    })
    closeSync(out)
    this.#child = child
    for (;;) {
      const said = readFileSync(log, 'utf8')
      const url = /^ {2}(http:\/\/127\.0\.0\.1:\d+)\s*$/m.exec(said)?.[1]
      if (url) {
        this.url = url
        return
      }
      if (child.exitCode !== null || child.signalCode !== null)
        throw new Error(`the server did not start:\n${said.slice(-3000)}`)
      await pause(20)
    }
  }

  async kill(withDatabase: boolean): Promise<void> {
    const child = this.#child!
    const postmaster = findPostmaster(join(this.#data, 'postgres'))
    const gone = new Promise((settle) => child.once('exit', settle))
    child.kill('SIGKILL')
    if (withDatabase && postmaster) process.kill(postmaster.pid, 'SIGKILL')
    await gone
  }

  async stop(): Promise<void> {
    const child = this.#child
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const gone = new Promise((settle) => child.once('exit', settle))
    child.kill('SIGINT')
    await gone
  }
}
