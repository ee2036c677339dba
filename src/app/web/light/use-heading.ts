import { useEffect, useRef } from 'react'
import { usePath } from './route.ts'

const controls = new Set(['INPUT', 'SELECT', 'TEXTAREA'])

/**
 * A page, or a step of one, is what its heading says: that stands in the tab (WCAG 2.4.2), unless `data-title` says what a
 * tab may show, and a new heading is where reading begins, whenever it comes. Who is writing is left where they are. Where
 * React would take the same element for the next step's heading, its `key` says that it is another.
 */
export function useHeading(place: string): void {
  const path = usePath()
  const begun = useRef<readonly [heading?: Element, path?: string]>([])
  useEffect(() => {
    function look(): void {
      const heading = document.querySelector<HTMLElement>('main h1')
      if (!heading) return
      const said = heading.dataset.title ?? heading.textContent.trim()
      document.title = said === place ? place : `${said} · ${place}`
      const [last, at] = begun.current
      if (heading === last && path === at) return
      begun.current = [heading, path]
      if (controls.has(document.activeElement?.tagName ?? '')) return
      heading.tabIndex = -1
      heading.focus({ preventScroll: true })
      // Another step of the same page; another page begins at its top by itself.
      if (last && path === at) scrollTo(0, 0)
    }
    look()
    const watch = new MutationObserver(look)
    watch.observe(document.body, { childList: true, characterData: true, subtree: true })
    return () => watch.disconnect()
  }, [place, path])
}
