import { decryptRecord, type DecryptionJob, type DecryptionOutcome, type DecryptionProgress } from './decrypt.ts'

export type DecryptionMessage =
  | { readonly progress: DecryptionProgress }
  | { readonly outcome: DecryptionOutcome }
  | { readonly failed: string }

const tell = (message: DecryptionMessage) => globalThis.postMessage(message)

globalThis.addEventListener('message', ({ data }: MessageEvent<DecryptionJob>) => {
  void decryptRecord(data, (progress) => tell({ progress })).then(
    (outcome) => tell({ outcome }),
    (thrown: unknown) => tell({ failed: String(thrown) }),
  )
})
