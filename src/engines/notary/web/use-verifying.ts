import { useState } from 'react'
import { collectLogFiles, verifyLogFiles, verifySm2, type LogVerdict, type SeenLog } from '#engines/notary/shared'

interface Verifying {
  readonly isRunning: boolean
  readonly percent: number
  readonly verdict: LogVerdict | null
  readonly seconds: number
  readonly error: unknown
  run(): void
}

const before = { isRunning: false, percent: 0, verdict: null, seconds: 0, error: null }

/** Fetches a log and proves it here, in the browser: the server is asked for files and for no opinion. */
export function useVerifying(base: string, log: Pick<SeenLog, 'origin' | 'key'>): Verifying {
  const [state, setState] = useState<Omit<Verifying, 'run'>>(before)
  async function verify(): Promise<void> {
    const began = performance.now()
    setState({ ...before, isRunning: true })
    try {
      const files = await collectLogFiles(
        (path) => fetchFile(`${base}/${path}`),
        (done, total) => setState((now) => ({ ...now, percent: Math.floor((done / total) * 100) })),
      )
      const verdict = verifyLogFiles(files, { origin: log.origin, logKey: log.key, sm2: verifySm2 })
      setState({ ...before, verdict, seconds: (performance.now() - began) / 1000 })
    } catch (error) {
      setState({ ...before, error })
    }
  }
  return { ...state, run: () => void verify() }
}

async function fetchFile(url: string): Promise<Uint8Array | undefined> {
  const answer = await fetch(url)
  if (answer.status === 404) return undefined
  if (!answer.ok) throw new Error(`HTTP ${answer.status}`)
  return new Uint8Array(await answer.arrayBuffer())
}
