import { useState } from 'react'
import type { Text } from '#kernel/text'
import { useText } from '#ui/text'
import { backUpWallet, restoreWallet, shortestPassphrase } from '#engines/credentials/shared'
import { Link } from '../../light/link.tsx'
import { wallet } from '../held.ts'

/** The voting keys under a passphrase, as a file to be kept elsewhere. */
export function Backup({ street }: { street: string }) {
  const text = useText()
  const [phrase, setPhrase] = useState('')
  const [again, setAgain] = useState('')
  const [busy, setBusy] = useState(false)
  const [saved, setSaved] = useState(false)
  const [failed, setFailed] = useState(false)
  async function save(): Promise<void> {
    setBusy(true)
    try {
      const file = new Blob([await backUpWallet(await wallet(), phrase)], { type: 'application/json' })
      const link = document.createElement('a')
      link.href = URL.createObjectURL(file)
      link.download = `voting-key-${street}.json`
      link.click()
      URL.revokeObjectURL(link.href)
      setSaved(true)
    } catch {
      setFailed(true)
    } finally {
      setBusy(false)
    }
  }
  return (
    <main>
      <h1>{text(['备份投票密钥', 'Back up the voting key'])}</h1>
      {failed && (
        <p role="alert" className="trouble">
          {text([
            '读不出这部手机里的密钥，没有备份成。请到窗口重新登记密钥。',
            'The keys on this phone cannot be read, and nothing was backed up. Register a new key.',
          ])}
        </p>
      )}
      {saved && (
        <p className="story" role="status">
          {text([
            '备份文件已保存。发给家人或存到电脑上；口令另外记在纸上，不要和文件放在一起。',
            'The file is saved. Send it to your family or keep it on a computer, and the passphrase on paper, elsewhere.',
          ])}
        </p>
      )}
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault()
          void save()
        }}
      >
        <label>
          {text([`口令，至少 ${shortestPassphrase} 个字`, `Passphrase, at least ${shortestPassphrase} characters`])}
          <input
            type="password"
            autoComplete="new-password"
            value={phrase}
            onChange={(event) => setPhrase(event.target.value)}
          />
        </label>
        <label>
          {text(['再输一遍口令', 'The passphrase once more'])}
          <input
            type="password"
            autoComplete="new-password"
            value={again}
            onChange={(event) => setAgain(event.target.value)}
          />
        </label>
        {again !== '' && again !== phrase && <p className="trouble">{text(['两次不一样。', 'The two differ.'])}</p>}
        <button
          type="submit"
          className="big primary"
          disabled={busy || phrase.length < shortestPassphrase || again !== phrase}
        >
          {busy ? text(['正在加密……', 'Encrypting …']) : text(['保存备份文件', 'Save the backup file'])}
        </button>
      </form>
      <p className="small">
        {text([
          '口令忘了，谁也打不开备份。凭证不在备份里：换手机时到窗口换发。',
          'Nobody opens the backup without the passphrase. The credential is not in it: it is reissued at the counter.',
        ])}
      </p>
      <Link to={`/vote/${street}/wallet`} className="big plain">
        {text(['回到我的凭证', 'Back to my credential'])}
      </Link>
    </main>
  )
}

const troubles = {
  backup_unreadable: ['这不是投票密钥的备份文件。', 'This is no backup of voting keys.'],
  not_kept: [
    '这个浏览器存不住密钥（无痕窗口，或空间不够）。备份文件没有动，请换一个浏览器再恢复。',
    'This browser keeps nothing (a private window, or no space). The backup is untouched: restore it in another browser.',
  ],
  passphrase_wrong: ['口令不对，或文件损坏。', 'The passphrase is wrong, or the file is damaged.'],
} as const satisfies Record<string, Text>

export function Restore({ street }: { street: string }) {
  const text = useText()
  const [file, setFile] = useState<File | null>(null)
  const [phrase, setPhrase] = useState('')
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<Text | null>(null)
  const [count, setCount] = useState<number | null>(null)
  async function restore(from: File): Promise<void> {
    setBusy(true)
    try {
      const restored = await restoreWallet(await wallet(), await from.text(), phrase)
      if (restored.ok) setCount(restored.value)
      setTrouble(restored.ok ? null : troubles[restored.error])
    } catch {
      setTrouble(troubles.not_kept)
    } finally {
      setBusy(false)
    }
  }
  return (
    <main>
      <h1>{text(['从备份恢复', 'Restore a backup'])}</h1>
      {count !== null && (
        <p className="story" role="status">
          {text([
            `已恢复 ${count} 把投票密钥。已冻结名册的表决，现在就能投；凭证请到窗口换发。`,
            `${count} voting keys restored: votes whose roll is frozen can be voted in now. Have the credential reissued at the counter.`,
          ])}
        </p>
      )}
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault()
          if (file) void restore(file)
        }}
      >
        <label className="big">
          {file ? file.name : text(['选择备份文件', 'Choose the backup file'])}
          <input
            type="file"
            accept="application/json,.json"
            className="unseen"
            onChange={(event) => setFile(event.target.files?.[0] ?? null)}
          />
        </label>
        <label>
          {text(['备份时的口令', 'The passphrase of the backup'])}
          <input
            type="password"
            autoComplete="current-password"
            value={phrase}
            onChange={(event) => setPhrase(event.target.value)}
          />
        </label>
        {trouble && (
          <p role="alert" className="trouble">
            {text(trouble)}
          </p>
        )}
        <button type="submit" className="big primary" disabled={busy || !file || phrase === ''}>
          {busy ? text(['正在打开……', 'Opening …']) : text(['恢复', 'Restore'])}
        </button>
      </form>
      <Link to={`/vote/${street}/wallet`} className="big plain">
        {text(['回到我的凭证', 'Back to my credential'])}
      </Link>
    </main>
  )
}

export function Lost({ street }: { street: string }) {
  const text = useText()
  const steps: readonly Text[] = [
    [
      '带身份证到街道房管办窗口（或先打下面的电话），吊销旧凭证。旧手机从此投不了票。',
      'Go to the registry’s counter with your identity card, or call first: the old credential is revoked and the old phone votes no more.',
    ],
    [
      '窗口当场换发新凭证，用新手机领取，再登记投票密钥。',
      'You get a new credential for your new phone at once; register a voting key again.',
    ],
    [
      '名册已冻结、来不及换密钥的：有备份就在新手机上“从备份恢复”；没有备份就投纸质票，效力一样。',
      'If a roll is frozen already: with a backup, restore it on the new phone; without one, vote on paper, which counts the same.',
    ],
  ]
  return (
    <main>
      <h1>{text(['手机丢了怎么办', 'If the phone is lost'])}</h1>
      <ol className="three">
        {steps.map((step) => (
          <li key={step[0]}>{text(step)}</li>
        ))}
      </ol>
      <Link to={`/vote/${street}/wallet/restore`} className="big">
        {text(['从备份恢复', 'Restore a backup'])}
      </Link>
      <Link to={`/vote/${street}/wallet`} className="big plain">
        {text(['回到我的凭证', 'Back to my credential'])}
      </Link>
    </main>
  )
}
