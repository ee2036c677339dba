import { useState, type FormEvent } from 'react'
import type { Text } from '#kernel/text'
import { Button, InputRow } from '#ui'
import { saveBlob } from '#ui/download'
import { useText } from '#ui/text'
import { backupOf, openBackup, type BackupFault, type TrusteeKey } from './key-store.ts'

const faults: Readonly<Record<BackupFault | 'not_this_key', Text>> = {
  not_a_backup: ['这不是密钥备份文件，请重新选择。', 'This is not a key backup. Choose another file.'],
  other_vote: [
    '这是另一次表决的备份，请选本次表决的文件。',
    'This is the backup for another vote. Choose the file of this vote.',
  ],
  wrong_passphrase: ['口令不对，或文件已损坏，请再试。', 'Wrong passphrase, or a damaged file. Try again.'],
  not_this_key: [
    '这份备份不是提交过证书的那把密钥，请选最后一次保存的文件。',
    'This is not the key whose certificate was sent. Choose the file saved last.',
  ],
}

/** Opens a backup file: to see that it can be opened, or to bring the key to another browser. */
export function OpenBackup({
  place,
  certificate,
  verb,
  onKey,
}: {
  place: string
  certificate: string
  verb: Text
  onKey: (key: TrusteeKey) => void
}) {
  const text = useText()
  const [file, setFile] = useState<File | null>(null)
  const [passphrase, setPassphrase] = useState('')
  const [fault, setFault] = useState<keyof typeof faults | null>(null)
  const [busy, setBusy] = useState(false)
  async function open(event: FormEvent): Promise<void> {
    event.preventDefault()
    if (!file || !passphrase) return
    setBusy(true)
    const opened = await openBackup(place, await file.text(), passphrase)
    setBusy(false)
    if (!opened.ok) setFault(opened.error)
    else if (opened.key.certificate !== certificate) setFault('not_this_key')
    else onKey(opened.key)
  }
  return (
    <form className="key-form" onSubmit={(event) => void open(event)}>
      <InputRow
        label={['备份文件', 'Backup file']}
        type="file"
        accept=".json,application/json"
        error={fault && fault !== 'wrong_passphrase' ? text(faults[fault]) : undefined}
        onChange={(event) => {
          setFile(event.target.files?.[0] ?? null)
          setFault(null)
        }}
      />
      <InputRow
        label={['口令', 'Passphrase']}
        error={fault === 'wrong_passphrase' ? text(faults[fault]) : undefined}
        type="password"
        autoComplete="off"
        value={passphrase}
        onChange={(event) => {
          setPassphrase(event.target.value)
          setFault(null)
        }}
      />
      <div className="form-buttons">
        <Button
          type="submit"
          tone="main"
          busy={busy}
          why={file && passphrase ? null : text(['请选文件并输入口令。', 'Choose the file and type the passphrase.'])}
        >
          {text(verb)}
        </Button>
      </div>
    </form>
  )
}

/** Saved, then opened again: a backup nobody ever opened is none. */
export function BackupForm({
  place,
  title,
  held,
  onDone,
}: {
  place: string
  title: string
  held: TrusteeKey
  onDone: () => void
}) {
  const text = useText()
  const [passphrase, setPassphrase] = useState('')
  const [again, setAgain] = useState('')
  const [isSaved, setSaved] = useState(false)
  const [busy, setBusy] = useState(false)
  const why =
    passphrase.length < 10
      ? text(['口令至少 10 个字符。', 'At least 10 characters.'])
      : passphrase !== again
        ? text(['两次输入的口令不同。', 'The two passphrases differ.'])
        : null
  async function save(event: FormEvent): Promise<void> {
    event.preventDefault()
    if (why) return
    setBusy(true)
    saveBlob(await backupOf(place, title, held, passphrase), `${text(['密钥备份', 'key-backup'])}-${title}.json`)
    setBusy(false)
    setSaved(true)
  }
  return (
    <>
      <form className="key-form" onSubmit={(event) => void save(event)}>
        <p>
          {text([
            '存一份备份，换电脑、清浏览器后凭它恢复。文件放U盘锁好，口令另记一处；两样都丢了，谁也帮不了您找回。',
            'Save a backup: with it the key comes back on another computer. Lock the file away and keep the passphrase elsewhere; nobody can recover either.',
          ])}
        </p>
        <div className="question-pair">
          <InputRow
            label={['设一个口令', 'A passphrase']}
            hint={['至少 10 个字符，四个不相干的词最好记', 'At least 10 characters; four unrelated words are best']}
            type="password"
            autoComplete="new-password"
            value={passphrase}
            onChange={(event) => setPassphrase(event.target.value)}
          />
          <InputRow
            label={['再输一遍', 'Once more']}
            type="password"
            autoComplete="new-password"
            value={again}
            onChange={(event) => setAgain(event.target.value)}
          />
        </div>
        <div className="form-buttons">
          <Button type="submit" tone={isSaved ? 'plain' : 'main'} busy={busy} why={why}>
            {text(isSaved ? ['再存一份', 'Save again'] : ['保存备份文件', 'Save the backup file'])}
          </Button>
        </div>
      </form>
      {isSaved && (
        <div className="unfolded">
          <p>
            {text([
              '现在打开刚存的文件验证一次，确认能恢复：',
              'Now open the file you just saved, to be sure that it works:',
            ])}
          </p>
          <OpenBackup
            place={place}
            certificate={held.certificate}
            verb={['验证备份', 'Check the backup']}
            onKey={onDone}
          />
        </div>
      )}
    </>
  )
}
