import { useEffect } from 'react'
import { useText } from '#ui/text'
import { ChooseStreet } from '../light/choose-street.tsx'
import { Frame } from '../light/frame.tsx'
import { usePath } from '../light/route.ts'

const surface = { at: '/open', name: ['公开查询', 'Open record'] } as const

export function App() {
  const path = usePath()
  const text = useText()
  const [, street = null] = /^\/open(?:\/(\d{9}))?\/?/.exec(path) ?? []
  useEffect(() => {
    const heading = document.querySelector<HTMLElement>('main h1')
    heading?.setAttribute('tabindex', '-1')
    heading?.focus({ preventScroll: true })
  }, [path])
  return (
    <Frame surface={surface} street={street}>
      {street ? (
        <main>
          <h1>{text(surface.name)}</h1>
        </main>
      ) : (
        <ChooseStreet surface={surface} />
      )}
    </Frame>
  )
}
