import { useEffect, useState } from 'react'
import type { Text } from '#kernel/text'
import { useText } from '#ui/text'
import { readOffer, receiveCredential, type StoredCredential } from '#engines/credentials/shared'
import { Link } from '../../light/link.tsx'
import { wallet } from '../held.ts'
import { keepingHere, rememberReceived, type Keeping } from '../keeping.ts'
import { ScanCode } from '../scan/scan-code.tsx'
import { Credential } from './overview.tsx'

const troubles = {
  offline: [
    '网络不通，还没有领取。领取码没有用掉，请再试。',
    'No network. Nothing was fetched and the code is not used up; try again.',
  ],
  code_or_pin_wrong: [
    '领取码或六位数字不对，或已过期、已用过。请核对单子，仍不行请到窗口重开。',
    'The code or the six digits are wrong, out of date, or used. Compare the slip; if it persists, ask for a new one.',
  ],
  credential_refused: ['街道没有发出凭证，请到窗口办理。', 'The subdistrict gave no credential. Ask at the counter.'],
  credential_unreadable: [
    '收到的凭证核验不过，没有保存。请到窗口办理。',
    'What came does not verify and was not kept. Ask at the counter.',
  ],
  lost: [
    '手机没能存下凭证。请清出一些空间再到窗口重开领取码，或改用密封信、纸质票。',
    'This phone could not keep the credential. Make room and ask for a new code, or vote by letter or on paper.',
  ],
  unreadable: [
    '读不出领取码：应是 12 位字母数字，或窗口二维码里的整条链接。',
    'This is no code: it has 12 letters and digits, or is the whole link of the QR code.',
  ],
} as const satisfies Record<string, Text>

/** Fetches the credential that the counter made out: by its link or its code, with the digits said beside it. */
export function Receive({ street, offer }: { street: string; offer: string | null }) {
  const text = useText()
  const [code, setCode] = useState(offer ? location.origin + `/vote${offer}` : '')
  const isLink = offer !== null
  const [pin, setPin] = useState('')
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<Text | null>(null)
  const [got, setGot] = useState<StoredCredential | null>(null)
  const [keeping, setKeeping] = useState<Keeping | null>(null)
  useEffect(() => {
    void keepingHere().then(setKeeping)
  }, [])

  async function fetchIt(): Promise<void> {
    const read = readOffer(code, { origin: location.origin, street })
    if (!read) return setTrouble(troubles.unreadable)
    setBusy(true)
    setTrouble(null)
    try {
      const received = await receiveCredential(await wallet(), read, pin.trim())
      if (received.ok) {
        rememberReceived(street)
        setGot(received.value)
      } else setTrouble(troubles[received.error])
    } catch {
      setTrouble(troubles.lost)
    } finally {
      setBusy(false)
    }
  }

  if (got)
    return (
      <main>
        <h1 key="got">{text(['凭证已领取', 'You have your credential'])}</h1>
        <Credential credential={got} />
        {got.kind !== 'age_band' && (
          <Link to={`/vote/${street}/wallet/key`} className="big primary">
            {text(['下一步：登记投票密钥', 'Next: register a voting key'])}
          </Link>
        )}
      </main>
    )
  if (keeping === 'nothing')
    return (
      <main>
        <h1>{text(['领取凭证', 'Fetch a credential'])}</h1>
        <p role="alert" className="trouble">
          {text([
            '这个浏览器存不住凭证，先别领，领取码还没有用掉。请换手机自带的浏览器（不要用无痕窗口）打开本页，或用密封信、纸质票投票。',
            'This browser keeps nothing, so fetch nothing here: the code is not used up. Open this page in the phone’s own browser, not in a private window, or vote by letter or on paper.',
          ])}
        </p>
      </main>
    )
  return (
    <main>
      <h1>{text(['领取凭证', 'Fetch a credential'])}</h1>
      {keeping === 'private' && (
        <p role="alert" className="say">
          {text([
            '这里像是无痕窗口：一关掉，凭证和密钥就没有了。请换普通窗口打开本页再领。',
            'This looks like a private window: once it is closed, credential and key are gone. Open this page in an ordinary one first.',
          ])}
        </p>
      )}
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault()
          void fetchIt()
        }}
      >
        {isLink ? (
          <p className="say">{text(['已读到窗口给您的领取码。', 'The code from the counter has been read.'])}</p>
        ) : (
          <>
            <ScanCode label={['扫单子上的二维码', 'Scan the code on the slip']} onCode={setCode} />
            <label>
              {text(['领取码（12 位，单子上有）', 'Code: 12 characters, on the slip'])}
              <input
                value={code}
                onChange={(event) => setCode(event.target.value)}
                autoComplete="off"
                autoCapitalize="characters"
              />
            </label>
          </>
        )}
        <label>
          {text(['窗口告诉您的六位数字', 'The six digits that you were told'])}
          <input
            value={pin}
            onChange={(event) => setPin(event.target.value)}
            inputMode="numeric"
            maxLength={6}
            autoComplete="one-time-code"
          />
        </label>
        {trouble && (
          <p role="alert" className="trouble">
            {text(trouble)}
          </p>
        )}
        <button
          type="submit"
          className="big primary"
          disabled={busy || keeping === null || pin.trim().length !== 6 || code.trim() === ''}
        >
          {busy ? text(['正在领取……', 'Fetching …']) : text(['领取', 'Fetch'])}
        </button>
        <p className="small">
          {text([
            '凭证只存在这部手机的浏览器里。请用自己的手机，不要用无痕窗口。',
            'It is kept in this browser only. Use your own phone, and no private window.',
          ])}
        </p>
      </form>
    </main>
  )
}
