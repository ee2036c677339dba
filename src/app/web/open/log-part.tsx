import { useEffect, useState } from 'react'
import {
  base64,
  parseCheckpoint,
  verifyNote,
  type AnchorFile,
  type Checkpoint,
  type KeysFile,
} from '#engines/notary/shared'
import { useText } from '#ui/text'
import { instantText } from './plain-words.ts'

interface Log {
  readonly checkpoint: Checkpoint
  readonly key: string
  readonly isSigned: boolean
  readonly witnesses: readonly { readonly name: string; readonly signed: boolean }[]
  readonly quorum: number
  readonly hasSm2: boolean
  readonly anchors: AnchorFile['anchors']
}

const nameOfKey = (key: string) => key.split('+')[0] ?? key

async function readLog(root: string, signal: AbortSignal): Promise<Log | null> {
  const get = async (name: string) => {
    const answer = await fetch(`${root}/record/${name}`, { signal })
    return answer.ok ? await answer.text() : null
  }
  const [note, keysText, anchorText] = await Promise.all([
    get('tlog/checkpoint'),
    get('tlog/keys.json'),
    get('anchor.json'),
  ])
  const checkpoint = note === null ? undefined : parseCheckpoint(note)
  if (note === null || !checkpoint || keysText === null) return null
  const keys = JSON.parse(keysText) as KeysFile
  const signed = verifyNote(note, [keys.log, ...keys.witnesses])?.signedBy ?? []
  return {
    checkpoint,
    key: keys.log,
    isSigned: signed.includes(nameOfKey(keys.log)),
    witnesses: keys.witnesses.map(nameOfKey).map((name) => ({ name, signed: signed.includes(name) })),
    quorum: keys.quorum,
    hasSm2: keys.sm2 !== undefined,
    anchors: anchorText === null ? [] : (JSON.parse(anchorText) as AnchorFile).anchors,
  }
}

/** The log's last checkpoint, who else signed it, and where it stands on the chain. */
export function LogPart({ root }: { root: string }) {
  const text = useText()
  const [log, setLog] = useState<Log | null | 'none'>(null)
  useEffect(() => {
    const stop = new AbortController()
    readLog(root, stop.signal).then(
      (read) => setLog(read ?? 'none'),
      () => {
        if (!stop.signal.aborted) setLog('none')
      },
    )
    return () => stop.abort()
  }, [root])
  if (log === null) return null
  if (log === 'none')
    return (
      <section>
        <h2>{text(['存证', 'The log'])}</h2>
        <p>{text(['存证点还没有形成，稍后再看。', 'There is no checkpoint yet. Come back shortly.'])}</p>
      </section>
    )
  const { checkpoint, key, isSigned, witnesses, quorum, anchors, hasSm2 } = log
  return (
    <section>
      <h2>{text(['存证', 'The log'])}</h2>
      <p>
        {text([
          '每张选票、每个环节收到时都记进只能往后加的日志。见证人签名、指纹上链以后，谁也不能再改前面的。',
          'Every ballot and step goes into a log that only grows. Once witnesses have signed it and its hash is on the chain, nobody can change what was before.',
        ])}
      </p>
      <dl className="facts">
        <div>
          <dt>{text(['存证点', 'Checkpoint'])}</dt>
          <dd>
            {text([`${checkpoint.size} 条`, `${checkpoint.size} entries`])} · <code>{base64(checkpoint.root)}</code>
            <small className={isSigned ? 'verdict yes' : 'verdict no'}>
              {isSigned ? text(['日志签名有效', 'signed by the log']) : text(['日志签名无效', 'signature wrong'])}
            </small>
          </dd>
        </div>
        <div>
          <dt>{text(['日志公钥', 'Key of the log'])}</dt>
          <dd>
            <code>{key}</code>
          </dd>
        </div>
        <div>
          <dt>{text([`见证（至少 ${quorum}）`, `Witnesses (at least ${quorum})`])}</dt>
          <dd>
            {witnesses.length === 0 && text(['无', 'none'])}
            {witnesses.map(({ name, signed }) => (
              <div key={name}>
                <code>{name}</code>{' '}
                <small className={signed ? 'verdict yes' : 'verdict no'}>
                  {signed ? text(['已签名', 'signed']) : text(['未签名', 'not signed'])}
                </small>
              </div>
            ))}
            {hasSm2 && <small>{text(['另有国密 SM2 签名', 'and signed by SM2'])}</small>}
          </dd>
        </div>
        <div>
          <dt>{text(['上链', 'On the chain'])}</dt>
          <dd>
            {anchors.length === 0
              ? text(['还没有', 'not yet'])
              : anchors.map((anchor) => (
                  <div key={anchor.transaction}>
                    {text([`前 ${anchor.size} 条，`, `First ${anchor.size} entries, `])}
                    {text([
                      `区块 ${anchor.block}（${anchor.chain}）`,
                      `block ${anchor.block} (${anchor.chain})`,
                    ])} ·{' '}
                    {text(instantText(anchor.at))}
                    <code>{anchor.transaction}</code>
                  </div>
                ))}
          </dd>
        </div>
      </dl>
    </section>
  )
}
