import type { ComponentType } from 'react'
import { useText } from '#ui/text'
import { ChooseStreet } from '../light/choose-street.tsx'
import { Frame } from '../light/frame.tsx'
import { usePath } from '../light/route.ts'
import { useLater } from '../light/use-later.ts'
import { Board } from './board.tsx'
import { Notice } from './notice.tsx'

const surface = { at: '/open', name: ['公开查询', 'Open record'] } as const

const loadRecord = () => import('./record.tsx').then(({ RecordPage }) => RecordPage)
const loadVerify = () => import('./verify.tsx').then(({ Verify }) => Verify)
const loadTrust = () => import('./trust.tsx').then(({ Trust }) => Trust)

function Later<P extends object>({ load, give }: { load: () => Promise<ComponentType<P>>; give: P }) {
  const text = useText()
  const { Shown, failed, again } = useLater(load)
  if (Shown) return <Shown {...give} />
  return (
    <main>
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

const pathForm = /^\/open\/(\d{9})(?:\/votes\/([0-9a-f-]{36})(\/record)?)?\/?$/

/** `/open/verify?record=310107015/0199…`: whose record is verified, when it is taken from here. */
function recordAsked(): { street: string; id: string } | null {
  const [, street, id] =
    /^(\d{9})\/([0-9a-f-]{36})$/.exec(new URLSearchParams(location.search).get('record') ?? '') ?? []
  return street && id ? { street, id } : null
}

export function App() {
  const path = usePath()
  const [, street = null, id, record] = pathForm.exec(path) ?? []
  if (path === '/open/verify') {
    const asked = recordAsked()
    return (
      <Frame surface={surface} street={asked?.street ?? null}>
        <Later load={loadVerify} give={{ asked }} />
      </Frame>
    )
  }
  return (
    <Frame surface={surface} street={street}>
      {shown()}
    </Frame>
  )

  function shown() {
    if (path === '/open/trust') return <Later load={loadTrust} give={{}} />
    if (!street) return <ChooseStreet surface={surface} />
    if (!id) return <Board street={street} />
    return record ? (
      <Later key={id} load={loadRecord} give={{ street, id }} />
    ) : (
      <Notice key={id} street={street} id={id} />
    )
  }
}
