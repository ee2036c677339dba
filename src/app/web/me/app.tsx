import { useEffect } from 'react'
import { useText } from '#ui/text'
import { go, goBack, usePath } from '../light/route.ts'
import { useReportDraft } from './draft.ts'
import { EnterCode, Follow } from './follow.tsx'
import { ChooseStreet } from '../light/choose-street.tsx'
import { Frame } from '../light/frame.tsx'
import { Home } from './home.tsx'
import { PhotoStep } from './photo-step.tsx'
import { CheckStep, WhatStep, WhoStep, WordsStep } from './report.tsx'
import { Sending, Sent } from './sending.tsx'
import { useLater } from '../light/use-later.ts'
import { WhereStep } from './where-step.tsx'

const surface = { at: '/me', name: ['街道居民服务', 'Services for residents'] } as const

const order = ['what', 'where', 'photo', 'words', 'who', 'check', 'send'] as const
type Step = (typeof order)[number]
const steps = {
  what: WhatStep,
  where: WhereStep,
  photo: PhotoStep,
  words: WordsStep,
  who: WhoStep,
  check: CheckStep,
} as const

function Report({ street, at }: { street: string; at: string }) {
  const text = useText()
  const { draft, change } = useReportDraft(street)
  const asked = (order as readonly string[]).includes(at) ? (at as Step) : 'what'
  // What is on its way is only sent again as it was; and nothing can be said of a matter that is not chosen.
  const step = draft.sending ? 'send' : draft.category === null ? 'what' : asked
  const index = order.indexOf(step)
  const Shown = step === 'send' ? null : steps[step]
  return (
    <main>
      {Shown && (
        <p className="progress">
          {index > 0 && (
            <button type="button" className="inline" onClick={() => goBack(`/me/${street}/report`)}>
              ‹ {text(['上一步', 'Back'])}
            </button>
          )}
          <span>{text([`第 ${index + 1} 步，共 6 步`, `Step ${index + 1} of 6`])}</span>
        </p>
      )}
      {Shown ? (
        <Shown
          street={street}
          draft={draft}
          change={change}
          next={() => go(`/me/${street}/report/${order[index + 1] ?? 'check'}`)}
        />
      ) : (
        <Sending street={street} draft={draft} change={change} />
      )}
    </main>
  )
}

const loadMine = () => import('./mine/mine.tsx').then((loaded) => loaded.Mine)

function MineLater(props: { street: string; at: string }) {
  const text = useText()
  const { Shown: Mine, failed, again } = useLater(loadMine)
  if (Mine) return <Mine {...props} />
  return (
    <main>
      <h1>{text(['我的登记信息', 'What is registered about me'])}</h1>
      {failed ? (
        <button type="button" className="big" onClick={again}>
          {text(['网络不好，再打开一次', 'No network: try again'])}
        </button>
      ) : (
        <p role="status">{text(['正在打开……', 'Opening …'])}</p>
      )}
    </main>
  )
}

export function App() {
  const path = usePath()
  const [, street = null, page = '', more = ''] =
    /^\/me(?:\/(\d{9}))?(?:\/([a-z]+))?(?:\/([^/]+))?\/?$/.exec(path) ?? []
  const last = localStorage.getItem('mofang.me.street')

  useEffect(() => {
    // Who has been here before is at home at once; the way back to the choice is its own address.
    if (path === '/me' && last) go(`/me/${last}`, { replace: true })
  }, [path, last])

  return (
    <Frame surface={surface} street={street}>
      {shown()}
    </Frame>
  )

  function shown() {
    if (!street) return <ChooseStreet surface={surface} />
    if (page === 'report') return <Report street={street} at={more} />
    if (page === 'mine') return <MineLater key={street} street={street} at={more} />
    if (page === 'sent' && more) return <Sent street={street} code={more} />
    if (page === 'follow')
      return more ? <Follow key={more} street={street} code={more} /> : <EnterCode street={street} />
    return <Home street={street} />
  }
}
