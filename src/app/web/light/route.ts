import { useSyncExternalStore } from 'react'

const moved = 'mofang:moved'

function subscribe(listener: () => void): () => void {
  addEventListener('popstate', listener)
  addEventListener(moved, listener)
  return () => {
    removeEventListener('popstate', listener)
    removeEventListener(moved, listener)
  }
}

export function usePath(): string {
  return useSyncExternalStore(subscribe, () => location.pathname)
}

/** Another page of the same app, from its top; `replace` leaves no way back to the present one. */
export function go(path: string, how: { replace?: boolean } = {}): void {
  if (how.replace) history.replaceState(null, '', path)
  else history.pushState(null, '', path)
  dispatchEvent(new Event(moved))
  scrollTo(0, 0)
}

/** Back to where the person came from, or to `otherwise` when the app was opened here. */
export function goBack(otherwise: string): void {
  if (history.state === null && history.length <= 1) go(otherwise, { replace: true })
  else history.back()
}
