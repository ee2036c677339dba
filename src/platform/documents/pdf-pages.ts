import { fork } from 'node:child_process'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { packageRoot } from '#platform/db'
import type { DocumentLimits } from './limits.ts'
import { DocumentRefused } from './problems.ts'
import type { DocumentProblem } from './problems.ts'
import { openTurns } from './turns.ts'

/** A line as it stands on a page, in points from the bottom left. */
export interface PdfLine {
  readonly text: string
  readonly left: number
  readonly right: number
  readonly bottom: number
  /** Of its letters. */
  readonly size: number
}

type Answer = { readonly pages: readonly (readonly PdfLine[])[] } | { readonly problem: DocumentProblem }

// A bundle has no file for a process to start from, so that it starts from the sources.
const programPath = join(packageRoot, 'src/platform/documents/pdf-process.mjs')

/** Each takes up to a third of a gigabyte. */
const inTurn = openTurns({ together: 2, waiting: 8 })

/** The lines of every page, read in a process that is ended when it takes too long. */
export async function readPdfPages(
  bytes: Buffer,
  limits: DocumentLimits,
  signal: AbortSignal | undefined,
): Promise<readonly (readonly PdfLine[])[]> {
  const answer = await inTurn(signal, () => askProcess(bytes, limits, signal))
  if ('problem' in answer) throw new DocumentRefused(answer.problem)
  return answer.pages
}

/** A process, not a thread: to end a thread while it compiles can bring Node 20 down as a whole. */
function askProcess(bytes: Buffer, limits: DocumentLimits, signal: AbortSignal | undefined): Promise<Answer> {
  const wasmPath = createRequire(import.meta.url).resolve('@embedpdf/pdfium/pdfium.wasm')
  const child = fork(programPath, {
    serialization: 'advanced',
    execArgv: ['--max-old-space-size=256'],
    env: {},
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  return new Promise<Answer>((settle, fail) => {
    const stop = (problem: DocumentProblem) => settle({ problem })
    const timer = setTimeout(stop, limits.milliseconds, 'reading_too_slow')
    const whenCalledOff = () => stop('reading_stopped')
    let isReady = false
    signal?.addEventListener('abort', whenCalledOff, { once: true })
    child.on('message', (said) => {
      if (isReady) return settle(said as Answer)
      isReady = true
      // What cannot be sent has ended already, and says so.
      child.send({ bytes, wasmPath, limits }, () => undefined)
    })
    child.once('error', fail)
    child.once('exit', () => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', whenCalledOff)
      if (isReady) stop('reading_too_large')
      else fail(new Error(`${programPath} did not start. Install the packages again with npm ci.`))
    })
  }).finally(() => child.kill('SIGKILL'))
}
