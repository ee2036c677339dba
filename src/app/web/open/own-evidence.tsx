import { useState } from 'react'
import { useText } from '#ui/text'
import { evidenceFaults, noEvidence, readEvidence, type Evidence, type EvidenceFault } from './evidence.ts'

export interface Held {
  readonly evidence: Evidence
  readonly fault: EvidenceFault | null
  readonly typed: string
  readonly files: readonly { readonly name: string; readonly said: string }[]
  type(said: string): void
  add(files: readonly File[]): Promise<void>
  drop(name: string): void
}

/** Receipts and keys are a few hundred letters; what is larger is the wrong file. */
const mostLetters = 200_000

export function useEvidence(): Held {
  const [typed, setTyped] = useState('')
  const [files, setFiles] = useState<Held['files']>([])
  const read = readEvidence([typed, ...files.map(({ said }) => said)])
  return {
    evidence: read.ok ? read.value : noEvidence,
    fault: read.ok ? null : read.error,
    typed,
    files,
    type: setTyped,
    async add(chosen) {
      const added = await Promise.all(
        chosen.map(async (file) => ({ name: file.name, said: await file.slice(0, mostLetters).text() })),
      )
      setFiles((known) => [...known.filter(({ name }) => added.every((each) => each.name !== name)), ...added])
    },
    drop: (name) => setFiles((known) => known.filter((each) => each.name !== name)),
  }
}

/** What an owner kept, laid beside the record: without it a record that is invented from end to end verifies as well. */
export function OwnEvidence({ held, isBusy }: { held: Held; isBusy: boolean }) {
  const text = useText()
  const { evidence, fault, typed, files } = held
  const { receipts, logKey, witnesses, earlier } = evidence
  const found = [
    receipts.length > 0 && text([`回执 ${receipts.length} 份`, `receipts: ${receipts.length}`]),
    logKey !== null && text(['日志公钥', 'the key of the log']),
    witnesses.length > 0 && text([`见证人公钥 ${witnesses.length} 把`, `keys of witnesses: ${witnesses.length}`]),
    earlier.length > 0 && text([`以前的存证点 ${earlier.length} 个`, `earlier checkpoints: ${earlier.length}`]),
  ].filter((each) => each !== false)
  return (
    <details className="own-evidence">
      <summary>{text(['拿我手里的凭据一起核对（可不填）', 'Check it against what I hold (optional)'])}</summary>
      <label htmlFor="own-evidence">
        {text([
          '回执、日志或见证人的公钥、以前的存证点：粘贴在这里，或选文件。不会传出去。',
          'Receipts, keys of the log or of witnesses, earlier checkpoints: paste them here, or choose files. Nothing is sent.',
        ])}
      </label>
      <textarea
        id="own-evidence"
        rows={3}
        value={typed}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => held.type(event.target.value)}
      />
      <label className="big choose-file" aria-disabled={isBusy}>
        {text(['选凭据文件', 'Choose files of evidence'])}
        <input
          type="file"
          multiple
          disabled={isBusy}
          onChange={(event) => {
            void held.add(Array.from(event.target.files ?? []))
            event.target.value = ''
          }}
        />
      </label>
      {files.map(({ name }) => (
        <p key={name} className="small evidence-file">
          <span>{name}</span>
          <button type="button" onClick={() => held.drop(name)}>
            {text(['去掉', 'Remove'])}
          </button>
        </p>
      ))}
      {fault !== null && (
        <p className="trouble" role="alert">
          {text(evidenceFaults[fault])}
        </p>
      )}
      {found.length > 0 && (
        <p className="say" role="status">
          {text(['会一起核对：', 'To be checked as well: '])}
          {found.join(text(['、', ', ']))}
        </p>
      )}
    </details>
  )
}
