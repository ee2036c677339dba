import { useEffect, useRef, useState } from 'react'
import type { DecryptionJob, DecryptionOutcome, DecryptionProgress } from './decrypt.ts'
import type { DecryptionMessage } from './decrypt-worker.ts'

export interface Decryption {
  readonly progress: DecryptionProgress | null
  readonly isRunning: boolean
  run(job: DecryptionJob): Promise<DecryptionOutcome>
}

/** In a thread of its own, so that the page stays alive; closing the page stops it, and nothing is lost. */
export function useDecryption(): Decryption {
  const [progress, setProgress] = useState<DecryptionProgress | null>(null)
  const [isRunning, setRunning] = useState(false)
  const worker = useRef<Worker | null>(null)
  useEffect(() => () => worker.current?.terminate(), [])

  function run(job: DecryptionJob): Promise<DecryptionOutcome> {
    worker.current?.terminate()
    const thread = new Worker(new URL('./decrypt-worker.ts', import.meta.url), { type: 'module' })
    worker.current = thread
    setRunning(true)
    setProgress(null)
    return new Promise<DecryptionOutcome>((resolve, reject) => {
      thread.addEventListener('message', ({ data }: MessageEvent<DecryptionMessage>) => {
        if ('progress' in data) setProgress(data.progress)
        else if ('outcome' in data) resolve(data.outcome)
        else reject(new Error(data.failed))
      })
      thread.addEventListener('error', (event) => reject(new Error(event.message || 'worker')))
      thread.postMessage(job)
    }).finally(() => {
      thread.terminate()
      setRunning(false)
    })
  }
  return { progress, isRunning, run }
}
