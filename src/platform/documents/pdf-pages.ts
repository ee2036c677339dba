import { createRequire } from 'node:module'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { packageRoot } from '#platform/db'
import type { DocumentLimits } from './limits.ts'
import { DocumentRefused } from './problems.ts'
import type { DocumentProblem } from './problems.ts'

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

// A bundle has no file for a thread to start from, so that the thread starts from the sources.
const workerPath = join(packageRoot, 'src/platform/documents/pdf-worker.mjs')

/** Each takes up to a third of a gigabyte. */
const mostTogether = 2
let running = 0
const waiting: (() => void)[] = []

/** The lines of every page, read in a thread that is ended when it takes too long. */
export async function readPdfPages(
  bytes: Buffer,
  limits: DocumentLimits,
  signal: AbortSignal | undefined,
): Promise<readonly (readonly PdfLine[])[]> {
  await takeTurn(signal)
  try {
    const answer = await askThread(bytes, limits, signal)
    if ('problem' in answer) throw new DocumentRefused(answer.problem)
    return answer.pages
  } finally {
    running--
    waiting.shift()?.()
  }
}

async function takeTurn(signal: AbortSignal | undefined): Promise<void> {
  while (running >= mostTogether) await new Promise<void>((go) => waiting.push(go))
  running++
  if (!signal?.aborted) return
  running--
  waiting.shift()?.()
  throw new DocumentRefused('reading_stopped')
}

function askThread(bytes: Buffer, limits: DocumentLimits, signal: AbortSignal | undefined): Promise<Answer> {
  const wasmPath = createRequire(import.meta.url).resolve('@embedpdf/pdfium/pdfium.wasm')
  const worker = new Worker(workerPath, {
    workerData: { bytes: new Uint8Array(bytes), wasmPath, limits },
    env: {},
    execArgv: [],
    stdin: false,
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: 256 },
  })
  worker.stdout.resume()
  worker.stderr.resume()
  return new Promise<Answer>((settle, fail) => {
    const stop = (problem: DocumentProblem) => settle({ problem })
    const timer = setTimeout(stop, limits.milliseconds, 'reading_too_slow')
    const whenCalledOff = () => stop('reading_stopped')
    signal?.addEventListener('abort', whenCalledOff, { once: true })
    worker.once('message', settle)
    worker.once('error', (failure: NodeJS.ErrnoException) => {
      if (failure.code === 'ERR_WORKER_OUT_OF_MEMORY') stop('reading_too_large')
      else fail(failure)
    })
    worker.once('exit', () => stop('reading_too_large'))
    worker.once('exit', () => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', whenCalledOff)
    })
  }).finally(() => worker.terminate())
}
