import { useEffect } from 'react'
import { useText } from '#ui/text'

/**
 * What stands in the tab of a page, and what a screen reader says first of it (WCAG 2.4.2). While it is not known yet,
 * as the name of a record that is being read, the title stays what it was.
 */
export function usePageTitle(said: string | undefined): void {
  const product = useText()(['数字魔方', 'Mofang'])
  useEffect(() => {
    if (said) document.title = `${said} · ${product}`
  }, [said, product])
}
