import type { ComponentType } from 'react'
import { useText } from '#ui/text'
import { useLater } from '../light/use-later.ts'

/** A page, or a part of one, loaded when it is opened; `give` is what it is shown with. */
export function Loaded<P extends object>({
  load,
  give,
  isPart = false,
}: {
  load: () => Promise<ComponentType<P>>
  give: P
  isPart?: boolean
}) {
  const text = useText()
  const { Shown, failed, again } = useLater(load)
  if (Shown) return <Shown {...give} />
  const waiting = (
    <>
      {failed ? (
        <button type="button" className="big" onClick={again}>
          {text(['网络不好，再打开一次', 'No network: try again'])}
          <small>{text(['做好的都还在', 'What you have done is kept'])}</small>
        </button>
      ) : (
        <p role="status">{text(['正在打开……', 'Opening …'])}</p>
      )}
    </>
  )
  return isPart ? waiting : <main>{waiting}</main>
}

/** A sentence about something that was asked for and did not come. */
export function Trouble({ error }: { error: unknown }) {
  const text = useText()
  if (error === null || error === undefined) return null
  const said = error instanceof Error && 'code' in error ? error.message : null
  return (
    <p role="alert" className="trouble">
      {said ?? text(['网络不通，请稍后再打开。', 'No network. Open this again in a moment.'])}
    </p>
  )
}
