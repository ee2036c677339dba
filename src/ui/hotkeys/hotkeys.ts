import { useEffect, useRef } from 'react'

type Keys = Readonly<Record<string, ((event: KeyboardEvent) => void) | undefined>>

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target.matches('input:not([type=checkbox],[type=radio]), textarea, select') ||
      target.closest('dialog, [role="dialog"], [role="combobox"], [role="menu"]') !== null)
  )
}

/** One key, one act, while nobody is typing and no dialog is open. Keys are as `KeyboardEvent.key`; letters in lower case. */
export function useHotkeys(keys: Keys, isOn = true): void {
  const current = useRef(keys)
  useEffect(() => {
    current.current = keys
  })
  useEffect(() => {
    if (!isOn) return
    function onKey(event: KeyboardEvent): void {
      if (
        event.ctrlKey ||
        event.metaKey ||
        event.altKey ||
        event.isComposing ||
        event.defaultPrevented ||
        isTyping(event.target)
      )
        return
      const act = current.current[event.key.length === 1 ? event.key.toLowerCase() : event.key]
      if (!act) return
      event.preventDefault()
      act(event)
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [isOn])
}
