import { useState } from 'react'
import { ask } from '#ui/operations'
import { useText } from '#ui/text'
import { useOpeningTime } from '../opening-time.ts'
import {
  publicCredential,
  secretOfCode,
  type NoticeView,
  type OpenElection,
  type RollEntry,
} from '#engines/ballots/shared'
import { Trouble } from '../loaded.tsx'
import { myEntry } from '../operations.ts'
import { whyNot } from '../plain-words.ts'
import { WithElection } from './booth.tsx'
import { BoothSession } from './booth-session.tsx'
import type { Files } from './election-of.ts'
import { letterCode } from './letter-code.ts'

interface Opened {
  readonly entry: RollEntry
  readonly secret: bigint
}

/** The ballot of someone who got a sealed letter: no account, no credential, only its code. */
export function Letter({ street, id }: { street: string; id: string }) {
  const text = useText()
  return (
    <main>
      <WithElection street={street} id={id}>
        {(election) => (
          <WithCode street={street} title={text(['用密封信投票', 'Vote with a sealed letter'])} {...election} />
        )}
      </WithElection>
    </main>
  )
}

/** The letter's QR carries the code in the fragment, which no server gets to see. */
function scannedCode(): string {
  const code = decodeURIComponent(location.hash.slice(1))
  if (code) history.replaceState(history.state, '', location.pathname)
  return letterCode(code)
}

function WithCode({
  street,
  title,
  notice,
  files,
  open,
}: {
  street: string
  title: string
  notice: NoticeView
  files: Files
  open: OpenElection
}) {
  const text = useText()
  const [code, setCode] = useState(scannedCode)
  const now = useOpeningTime()
  const [opened, setOpened] = useState<Opened | null>(null)
  const [trouble, setTrouble] = useState<{ error: unknown; mistyped: boolean; busy: boolean }>({
    error: null,
    mistyped: false,
    busy: false,
  })
  async function enter(): Promise<void> {
    const secret = secretOfCode(letterCode(code), open.election.uuid, open.group.q)
    if (secret === undefined) return setTrouble({ error: null, mistyped: true, busy: false })
    setTrouble({ error: null, mistyped: false, busy: true })
    try {
      const key = publicCredential(open.group, secret)
      const { items } = await ask(street, myEntry, { id: notice.id, proof: { key } })
      const entry = items.find((each) => each.key === key)
      if (entry) setOpened({ entry, secret })
      setTrouble({ error: null, mistyped: !entry, busy: false })
    } catch (error) {
      setTrouble({ error, mistyped: false, busy: false })
    }
  }
  if (opened) {
    const { entry, secret } = opened
    const why = whyNot(notice, entry, now)
    if (why)
      return (
        <>
          <h1>{title}</h1>
          <p className="story">{text(why)}</p>
        </>
      )
    return (
      <BoothSession
        street={street}
        notice={notice}
        files={files}
        open={open}
        voter={{ owner: `letter-${entry.no}`, forWhom: [`${entry.no} 号`, `no. ${entry.no}`], secret, session: null }}
        sessionEnded={() => setOpened(null)}
      />
    )
  }
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault()
        void enter()
      }}
    >
      <h1>{title}</h1>
      <p>
        {text([
          `${notice.title}。信里有一行密码，分四段，区分大小写；扫信上的码就不用打字。`,
          `${notice.title}. The letter holds a code in four parts; capitals matter. Scan its QR code and you need not type.`,
        ])}
      </p>
      <label>
        {text(['信里的密码', 'The code in the letter'])}
        <input
          value={code}
          onChange={(event) => setCode(event.target.value)}
          autoComplete="off"
          autoCapitalize="off"
          autoCorrect="off"
          spellCheck={false}
          placeholder="XXXXX-XXXXXX-XXXXX-XXXXXX"
          className="letter-code"
        />
      </label>
      {trouble.mistyped && (
        <p role="alert" className="trouble">
          {text([
            '密码不对，或不是这次表决的信。请对照大小写再打一遍：没有数字 0、字母 O、I 和 l。',
            'The code is mistyped, or of another vote. Compare capitals: there is no 0, O, I or l.',
          ])}
        </p>
      )}
      <Trouble error={trouble.error} />
      <button type="submit" className="big primary" disabled={code.trim() === '' || trouble.busy}>
        {text(['打开选票', 'Open the ballot'])}
      </button>
      <p className="small">
        {text([
          '这封信只能为收信的那一户投票，请不要给别人看。',
          'The letter votes for the owner it was made for. Show it to nobody.',
        ])}
      </p>
    </form>
  )
}
