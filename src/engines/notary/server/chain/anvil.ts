import { spawn, type ChildProcess } from 'node:child_process'
import { accessSync, constants, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'
import { jsonRpc } from './json-rpc.ts'
import { ChainTrouble } from './chain.ts'

/** Seconds between two states on disk: what a killed chain loses at most, and is anchored again. */
const stateEvery = 2
const patience = 20_000

export interface Anvil {
  /** Where it answers; started anew if it has ended. */
  url(): Promise<string>
  stop(): Promise<void>
}

/** The chain for development. It keeps its state in the folder; one that a killed process left behind is taken over. */
export function openAnvil(folder: string): Anvil {
  const note = join(folder, 'anvil.json')
  let isStopped = false
  let running: Promise<{ port: number; pid: number }> | undefined

  async function run(): Promise<{ port: number; pid: number }> {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const left = readNote(note)
    if (left && (await answers(left.port, 1000)) && isAlive(left.pid)) return left
    const port = await freePort()
    const child = start(folder, port)
    const { pid } = child
    if (pid === undefined) throw new ChainTrouble('chain_unreachable', 'The development chain could not be started.')
    writeFileSync(note, JSON.stringify({ port, pid }))
    if (await answers(port, patience, child)) return { port, pid }
    child.kill('SIGKILL')
    throw new ChainTrouble('chain_unreachable', 'The development chain was started and does not answer.')
  }

  return {
    async url() {
      if (isStopped) throw new ChainTrouble('chain_unreachable', 'The development chain is stopping.')
      const before = await running?.catch(() => undefined)
      if (!before || !isAlive(before.pid)) running = run()
      return `http://127.0.0.1:${(await running!).port}`
    },
    async stop() {
      isStopped = true
      const last = (await running?.catch(() => undefined)) ?? readNote(note)
      if (!last) return
      // Asked to end, it writes its state first.
      if (isAlive(last.pid)) process.kill(last.pid, 'SIGINT')
      for (const until = Date.now() + patience; isAlive(last.pid) && Date.now() < until;)
        await new Promise((settle) => setTimeout(settle, 20))
      rmSync(note, { force: true })
    },
  }
}

function start(folder: string, port: number): ChildProcess {
  const child = spawn(
    binary(),
    [
      ...['--host', '127.0.0.1', '--port', String(port), '--quiet', '--accounts', '1'],
      ...['--state', join(folder, 'state.json'), '--state-interval', String(stateEvery)],
      ...['--gas-price', '0', '--block-base-fee-per-gas', '0', '--disable-min-priority-fee', '--no-cors'],
    ],
    { stdio: 'ignore', detached: true },
  )
  child.on('error', () => {})
  // It is stopped by us, and must not keep a process that has come to its end from ending.
  child.unref()
  return child
}

function binary(): string {
  const name = `@foundry-rs/anvil-${process.platform}-${process.arch === 'x64' ? 'amd64' : process.arch}`
  try {
    const own = createRequire(import.meta.url)
    const beside = createRequire(own.resolve('@foundry-rs/anvil/package.json'))
    const file = join(dirname(beside.resolve(`${name}/package.json`)), 'bin', 'anvil')
    accessSync(file, constants.X_OK)
    return file
  } catch (cause) {
    throw new ChainTrouble('chain_unreachable', `There is no development chain for this machine (${name}).`, { cause })
  }
}

function readNote(file: string): { port: number; pid: number } | undefined {
  if (!existsSync(file)) return undefined
  try {
    const said = JSON.parse(readFileSync(file, 'utf8')) as { port?: unknown; pid?: unknown }
    return Number.isInteger(said.port) && Number.isInteger(said.pid)
      ? { port: said.port as number, pid: said.pid as number }
      : undefined
  } catch {
    return undefined
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

async function answers(port: number, within: number, child?: ChildProcess): Promise<boolean> {
  const rpc = jsonRpc(`http://127.0.0.1:${port}`)
  for (const until = Date.now() + within; Date.now() < until && child?.exitCode == null;) {
    const version = await rpc('web3_clientVersion').catch(() => undefined)
    if (typeof version === 'string') return version.startsWith('anvil/')
    if (!child) return false
    await new Promise((settle) => setTimeout(settle, 30))
  }
  return false
}

function freePort(): Promise<number> {
  return new Promise((found, failed) => {
    const server = createServer()
    server.once('error', failed)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => found(port))
    })
  })
}
