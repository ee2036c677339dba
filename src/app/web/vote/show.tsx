import { useEffect, useState } from 'react'
import type { Text } from '#kernel/text'
import { useText } from '#ui/text'
import { checks, isCheck, prepareAnswer, showCredential, type Showing } from '#engines/credentials/shared'
import { Link } from '../light/link.tsx'
import { useHeld, wallet } from './held.ts'
import { Consent } from './own-entries.tsx'
import { askTroubles } from './own-session.ts'
import { KeepsNothing } from './wallet-troubles.tsx'

type Step =
  | { readonly at: 'reading' }
  | { readonly at: 'asked'; readonly showing: Showing }
  | { readonly at: 'shown' }
  | { readonly at: 'trouble'; readonly trouble: Text }

const over: Text = [
  '窗口的这次核验已结束或过期，请窗口重新出码。',
  'The question at the counter is over. Ask there for a new code.',
]
const nothingFits: Text = [
  '这部手机里没有能回答的凭证。带身份证到窗口，可以当场领取。',
  'No credential on this phone answers this. The counter gives you one, with your identity card.',
]

const trouble = (code: keyof typeof askTroubles): Text =>
  code === 'question_over' ? over : code === 'nothing_fits' ? nothingFits : askTroubles[code]

/** A question scanned from the counter's screen: what it asks, and what would be shown, before anything is. */
export function Show({ street }: { street: string }) {
  const text = useText()
  const { held, broken } = useHeld(street)
  const [id] = useState(() => /^#([0-9a-f-]{36})$/.exec(location.hash)?.[1] ?? null)
  const [step, setStep] = useState<Step>({ at: 'reading' })
  const [busy, setBusy] = useState(false)
  useEffect(() => {
    if (!held) return
    let gone = false
    async function read(): Promise<Step> {
      if (id === null) return { at: 'trouble', trouble: over }
      const now = Date.now()
      const valid = held!.credentials.filter((each) => Date.parse(each.expiresAt) > now)
      const asked = await prepareAnswer(await wallet(), valid, { origin: location.origin, street, id })
      return asked.ok ? { at: 'asked', showing: asked.value } : { at: 'trouble', trouble: trouble(asked.error) }
    }
    void read().then((next) => {
      if (!gone) setStep(next)
    })
    return () => {
      gone = true
    }
  }, [held, street, id])
  async function show(showing: Showing): Promise<void> {
    setBusy(true)
    const shown = await showCredential(await wallet(), showing)
    setBusy(false)
    if (shown.ok) return setStep({ at: 'shown' })
    const { code, message } = shown.error
    setStep({ at: 'trouble', trouble: code === 'offline' ? askTroubles.offline : [message, message] })
  }
  return (
    <main>
      <h1>{text(['向窗口出示凭证', 'Show a credential at the counter'])}</h1>
      {broken && <KeepsNothing />}
      {step.at === 'reading' && !broken && <p role="status">{text(['正在打开……', 'Opening …'])}</p>}
      {step.at === 'asked' && (
        <>
          <p className="say">
            {text(['窗口屏幕上的数字应是 ', 'The screen at the counter shows '])}
            <strong className="compare">{step.showing.compare}</strong>
            {text([
              '。不一样，或您不在窗口，请不要出示。',
              '. If it does not, or you are not at a counter, show nothing.',
            ])}
          </p>
          <Consent
            showing={step.showing}
            why={asks(step.showing)}
            busy={busy}
            onAgree={() => void show(step.showing)}
          />
        </>
      )}
      {step.at === 'shown' && (
        <p className="story" role="status">
          {text(['已出示，窗口已经看到结果。', 'Shown: the counter has the answer.'])}
        </p>
      )}
      {step.at === 'trouble' && (
        <p role="alert" className="trouble">
          {text(step.trouble)}
        </p>
      )}
      <Link to={`/vote/${street}/wallet`} className="big plain">
        {text(['我的凭证', 'My credential'])}
      </Link>
    </main>
  )
}

function asks({ purpose }: Showing): Text {
  const [zh, en] = isCheck(purpose) ? checks[purpose].label : ['', '']
  return [`窗口问：${zh}`, `The counter asks: ${en}`]
}
