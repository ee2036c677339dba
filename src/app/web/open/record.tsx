import { useEffect, useState } from 'react'
import type { Text } from '#kernel/text'
import { ballotRefusals } from '#engines/ballots/shared'
import { sayError } from '#ui/notices'
import { useText } from '#ui/text'
import { useAsked } from '../light/asking.ts'
import { Link } from '../light/link.tsx'
import { FindBallot } from './find-ballot.tsx'
import { LogPart } from './log-part.tsx'
import { noticeOf, recordOf } from './operations.ts'
import { ShellLines } from './shell-lines.tsx'

const meanings: readonly (readonly [RegExp, Text])[] = [
  [
    /^area\//,
    ['选票档案，按面积计：表决文件、受托人公钥、全部选票密文、合计、解密', 'Archive of ballots, weighed by area'],
  ],
  [/^head\//, ['选票档案，按人数计：与上一份同样的选票', 'Archive of the same ballots, counted by heads']],
  [
    /^roll\.json$/,
    ['业主清册：编号、房屋、面积、投票公钥，没有姓名', 'The roll: numbers, homes, areas, keys; no names'],
  ],
  [
    /^rules\.json$/,
    ['计票规则：法条、比例、议事规则的约定', 'The rules: articles, fractions, terms of the owners’ rules'],
  ],
  [/^receipts-key\.json$/, ['核对回执的公钥', 'The key that receipts are checked with']],
  [/^paper\.json$/, ['纸质票附件', 'Annex of the papers']],
  [/^openings\.json$/, ['实名表决的逐票公开及其证明', 'Opened ballots of a named vote, with proofs']],
  [/^result\.json$/, ['监票人签署的结果单', 'The result, signed by the tellers']],
  [/^anchor\.json$/, ['上链凭证', 'Anchors on the chain']],
  [/^tlog\/checkpoint$/, ['签名存证点', 'The signed checkpoint']],
  [/^tlog\/keys\.json$/, ['日志和见证人的公钥', 'Keys of the log and its witnesses']],
  [/^tlog\/leaves\.json$/, ['存证目录：哪一条是什么', 'Which entry of the log is what']],
  [/^tlog\//, ['存证日志', 'The log']],
]
const meaningOf = (name: string): Text => meanings.find(([form]) => form.test(name))?.[1] ?? ['', '']

export function RecordPage({ street, id }: { street: string; id: string }) {
  const text = useText()
  const notice = useAsked(street, noticeOf, { id })
  const { value, error } = useAsked(street, recordOf, { id })
  const root = `/api/${street}/votes/${id}`
  const logKey = useLogKey(root, value !== null)
  return (
    <main>
      <header>
        <p className="small">
          <Link to={`/open/${street}/votes/${id}`}>‹ {notice.value?.title ?? text(['公告', 'Notice'])}</Link>
        </p>
        <h1>{text(['公开记录', 'Public record'])}</h1>
      </header>
      <p>
        {text([
          '这是本次表决的全部凭据：谁有权投、投了哪些票（密文）、怎么合计、怎么解密。没有姓名，也看不出无记名的选择。拿着它，谁都能重算一遍。',
          'All evidence of this vote: who may vote, which ballots came in (encrypted), how they were summed and decrypted. It holds no names and no secret choice. Anyone can reckon it again.',
        ])}
      </p>
      {error !== null && (
        <p className="trouble" role="alert">
          {text(sayError(error, ballotRefusals))}
        </p>
      )}
      {value && (
        <>
          <nav className="choose two">
            <Link to={`/open/verify?record=${street}/${id}`} className="big primary">
              {text(['现在核验', 'Verify now'])}
              <small>{text(['在您的设备上重算，几秒到一分钟', 'On your own device, seconds to a minute'])}</small>
            </Link>
            <a className="big" href={`${root}/record.zip`} download={`${value.electionUuid}.zip`}>
              {text(['下载整份记录', 'Download it all'])}
              <small>{value.electionUuid}.zip</small>
            </a>
          </nav>
          {logKey !== null && <FindBallot street={street} id={id} logKey={logKey} />}
          <LogPart root={root} />
          <section>
            <h2>{text(['文件', 'Files'])}</h2>
            <ul className="files">
              {value.files.map(({ name, ready }) => (
                <li key={name}>
                  {ready ? (
                    <a href={`${root}/record/${name}`} download={name.split('/').at(-1)}>
                      {name}
                    </a>
                  ) : (
                    <span>{name}</span>
                  )}
                  <small>
                    {!ready && text(['还没有 · ', 'not yet · '])}
                    {text(meaningOf(name))}
                  </small>
                </li>
              ))}
            </ul>
          </section>
          {notice.value && <ShellLines of={{ street, id }} group={notice.value.group} />}
        </>
      )}
    </main>
  )
}

function useLogKey(root: string, isReady: boolean): string | null {
  const [key, setKey] = useState<string | null>(null)
  useEffect(() => {
    if (!isReady) return
    const stop = new AbortController()
    fetch(`${root}/record/receipts-key.json`, { signal: stop.signal })
      .then((answer) => answer.json() as Promise<{ log?: string }>)
      .then(({ log }) => setKey(log ?? null))
      .catch(() => undefined)
    return () => stop.abort()
  }, [root, isReady])
  return key
}
