import { useEffect, useState } from 'react'
import { tally, useOutboxState } from '#ui/outbox'
import { useText } from '#ui/text'
import { Link } from '../light/link.tsx'
import { useExpired, useWorking } from './asking.ts'

export function useOnline(): boolean {
  const [online, setOnline] = useState(navigator.onLine)
  useEffect(() => {
    const look = () => setOnline(navigator.onLine)
    addEventListener('online', look)
    addEventListener('offline', look)
    return () => {
      removeEventListener('online', look)
      removeEventListener('offline', look)
    }
  }, [])
  return online
}

/** What waits to be sent, always at the top; nothing there when nothing waits. */
export function Band() {
  const text = useText()
  const { street, username } = useWorking()
  const { entries, sending, signedOut } = useOutboxState()
  const online = useOnline()
  const expired = useExpired()
  const mine = entries.filter((entry) => entry.user === username)
  const { waiting, refused, photos } = tally(mine)
  if (refused > 0) {
    return (
      <Link to={`/field/${street}/outbox`} className="band late" role="alert">
        ■ {text([`${refused} 项服务器没有接受，请处理`, `${refused} refused by the server: look`])}
      </Link>
    )
  }
  if (waiting === 0 && expired) {
    return (
      <Link to="/field/sign-in" className="band late" role="alert">
        {text(['登录已过期，请重新登录', 'The session has ended: sign in again'])}
      </Link>
    )
  }
  if (waiting === 0)
    return online ? null : (
      <p className="band" role="status">
        {text(['没有网络，可照常办理，恢复后自动发送', 'No line: work on, it is sent when the line is back'])}
      </p>
    )
  const what = text([
    `待发送 ${waiting}${photos > 0 ? `、照片 ${photos}` : ''}`,
    `${waiting} to send${photos > 0 ? ` (${photos} photos)` : ''}`,
  ])
  if (signedOut) {
    return (
      <Link to="/field/sign-in" className="band late" role="alert">
        {what} · {text(['请重新登录后发送', 'sign in again to send'])}
      </Link>
    )
  }
  return (
    <Link to={`/field/${street}/outbox`} className="band waiting-band" role="status">
      {what} ·{' '}
      {!online
        ? text(['有网络时自动发送', 'sent when the line is back'])
        : sending
          ? text(['正在发送…', 'sending…'])
          : text(['将自动再试', 'will be tried again'])}
    </Link>
  )
}
