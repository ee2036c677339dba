import { spawn, type ChildProcess } from 'node:child_process'
import { accessSync, constants, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createServer, type Socket } from 'node:net'
import { dirname, join } from 'node:path'
import { jsonRpc } from './json-rpc.ts'
import { ChainTrouble } from './chain.ts'
import { keepState, mendState, stateFile } from './state-file.ts'

/** Seconds between two states on disk: what a killed chain loses at most, and is anchored again. */
const stateEvery = 2
const patience = 20_000

export interface Anvil {
  /** Where it answers; started anew if it has ended. */
  url(): Promise<string>
  stop(): Promise<void>
}

/** How often a whole state is put aside while the chain runs, in milliseconds. */
const asideEvery = 60_000

/** How long one that a killed process left behind may take to write its state and end. */
const ending = 2000

/**
 * Ends the chain, having let it write its state, when the pipe to it closes: so it does also when this process is killed.
 * What it is told stands in its arguments, none of it comes from outside.
 */
const keeper = `note=$1; port=$2; shift 2
exec 3<&0
"$@" 3<&- & chain=$!
( read -r _ <&3; kill -INT $chain ) & reader=$!
printf '{"port":%s,"pid":%s}' "$port" "$chain" > "$note.new" && mv "$note.new" "$note"
wait $chain
kill $reader`

/** The chain for development, which keeps its state in the folder. */
export function openAnvil(folder: string): Anvil {
  const note = join(folder, 'anvil.json')
  let isStopped = false
  let child: ChildProcess | undefined
  let running: Promise<Noted> | undefined
  let putAside = 0

  async function run(): Promise<Noted> {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const left = readNote(note)
    if (left && !(await hasEnded(left.pid, ending)) && (await answers(left.port))) return left
    rmSync(note, { force: true })
    const port = await freePort()
    child?.stdin?.end()
    mendState(folder)
    keepState(folder)
    putAside = Date.now()
    child = start(folder, note, port)
    for (const until = Date.now() + patience; Date.now() < until && child.exitCode === null;) {
      const noted = readNote(note)
      if (noted && (await answers(port))) return noted
      if (noted && !isAlive(noted.pid)) break
      await pause(30)
    }
    child.stdin?.end()
    throw new ChainTrouble('chain_unreachable', 'The development chain was started and does not answer.')
  }

  return {
    async url() {
      if (isStopped) throw new ChainTrouble('chain_unreachable', 'The development chain is stopping.')
      const before = await running?.catch(() => undefined)
      if (!before || !isAlive(before.pid)) running = run()
      else if (Date.now() - putAside > asideEvery) {
        putAside = Date.now()
        keepState(folder)
      }
      return `http://127.0.0.1:${(await running!).port}`
    },
    async stop() {
      isStopped = true
      const last = await running?.catch(() => undefined)
      if (!last) return
      child?.stdin?.end()
      if (isAlive(last.pid)) process.kill(last.pid, 'SIGINT')
      if (await hasEnded(last.pid, patience)) rmSync(note, { force: true })
    },
  }
}

interface Noted {
  readonly port: number
  readonly pid: number
}

const pause = (ms: number) => new Promise((settle) => setTimeout(settle, ms))

function start(folder: string, note: string, port: number): ChildProcess {
  const listening = ['--host', '127.0.0.1', '--port', String(port), '--quiet', '--accounts', '1', '--no-cors']
  const keeping = ['--state', stateFile(folder), '--state-interval', String(stateEvery)]
  const free = ['--gas-price', '0', '--block-base-fee-per-gas', '0', '--disable-min-priority-fee']
  const chain = [binary(), ...listening, ...keeping, ...free]
  const child = spawn('/bin/sh', ['-c', keeper, 'sh', note, String(port), ...chain], {
    stdio: ['pipe', 'ignore', 'ignore'],
    // A Ctrl-C at the terminal is for us; we end the chain when nobody anchors any more.
    detached: true,
  })
  child.on('error', () => {})
  child.stdin?.on('error', () => {})
  // Neither it nor the pipe keeps a process that has come to its end from ending.
  child.unref()
  ;(child.stdin as Socket | null)?.unref()
  return child
}

function binary(): string {
  const name = `@foundry-rs/anvil-${process.platform}-${process.arch === 'x64' ? 'amd64' : process.arch}`
  try {
    const own = createRequire(import.meta.url)
    const file = join(dirname(own.resolve(`${name}/package.json`)), 'bin', 'anvil')
    accessSync(file, constants.X_OK)
    return file
  } catch (cause) {
    throw new ChainTrouble('chain_unreachable', `There is no development chain for this machine (${name}).`, { cause })
  }
}

function readNote(file: string): Noted | undefined {
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

async function hasEnded(pid: number, within: number): Promise<boolean> {
  for (const until = Date.now() + within; isAlive(pid); await pause(20)) if (Date.now() > until) return false
  return true
}

async function answers(port: number): Promise<boolean> {
  const version = await jsonRpc(`http://127.0.0.1:${port}`)('web3_clientVersion').catch(() => undefined)
  return typeof version === 'string' && version.startsWith('anvil/')
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
