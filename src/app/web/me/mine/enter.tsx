import { useState, type FormEvent } from 'react'
import type { OwnFile } from '#engines/registers/shared'
import { sayError } from '#ui/notices'
import { perform } from '#ui/operations'
import { useText } from '#ui/text'
import { Trouble } from '../../light/form-parts.tsx'
import { openOwn } from '../operations.ts'
import { readCode } from '../story.ts'

/** The code that the slip's picture brought; it is taken out of the address, where it would stay in the history. */
function broughtCode(): string {
  const code = decodeURIComponent(location.hash.slice(1))
  if (code) history.replaceState(history.state, '', location.pathname)
  return code
}

/** The code from the counter, and the end of a number that only the person and the register know. */
export function Enter({ street, onOpen }: { street: string; onOpen: (file: OwnFile) => void }) {
  const text = useText()
  const [code, setCode] = useState(broughtCode)
  const [tail, setTail] = useState('')
  const [trouble, setTrouble] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const ready = readCode(code).length > 0 && readCode(tail).length === 4

  async function open(event: FormEvent): Promise<void> {
    event.preventDefault()
    if (!ready || busy) return
    setBusy(true)
    setTrouble(null)
    try {
      const { file } = await perform(street, openOwn, { code: readCode(code), tail: readCode(tail) })
      if (file) return onOpen(file)
      setTrouble(
        text([
          '对不上。请看看查询码和后四位有没有写错；连错五次，这个码就作废，要到居委会再领一张。',
          'They do not fit together. Check the code and the four characters. After five wrong tries the code is void; ask your committee for another.',
        ]),
      )
    } catch (thrown) {
      setTrouble(text(sayError(thrown)))
    }
    setBusy(false)
  }

  return (
    <main>
      <h1>{text(['看我的登记信息', 'What is registered about me'])}</h1>
      <form className="form" onSubmit={(event) => void open(event)}>
        <label htmlFor="own-code">
          {text(['查询码：单子上的 12 位字母和数字', 'Code: the 12 letters and digits on your slip'])}
        </label>
        <input
          id="own-code"
          className="code-input"
          value={code}
          onChange={(event) => setCode(event.target.value)}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          maxLength={20}
        />
        <label htmlFor="own-tail">
          {text(['证件号码或手机号的后四位', 'Last four of your document or telephone number'])}
        </label>
        <input
          id="own-tail"
          className="code-input"
          value={tail}
          onChange={(event) => setTail(event.target.value)}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          maxLength={8}
        />
        <Trouble>{trouble}</Trouble>
        <button type="submit" className="big primary" disabled={!ready || busy}>
          {busy ? text(['正在查……', 'Looking …']) : text(['查看', 'Look'])}
        </button>
      </form>
      <p>
        {text([
          '没有查询码？带上身份证到居委会，工作人员当场打印给您，七天内有效。',
          'No code? Bring your identity card to the committee: you get one at once, good for seven days.',
        ])}
      </p>
      <p>
        {text([
          '看到的内容不会存在这部手机里，离开这一页就没有了。',
          'What you see is not kept on this phone: it is gone when you leave the page.',
        ])}
      </p>
    </main>
  )
}
