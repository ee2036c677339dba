import { useCallback, useSyncExternalStore } from 'react'
import type { Text } from '#kernel/text'

export type Language = 'zh' | 'en'

const key = 'mofang.language'
const listeners = new Set<() => void>()

function stored(): Language {
  try {
    return localStorage.getItem(key) === 'en' ? 'en' : 'zh'
  } catch {
    return 'zh'
  }
}

let language: Language = stored()

function show(): void {
  document.documentElement.lang = language === 'en' ? 'en' : 'zh-CN'
}

show()

export function setLanguage(chosen: Language): void {
  language = chosen
  try {
    localStorage.setItem(key, chosen)
  } catch {
    // Storage may be forbidden; the choice then lasts as long as the page.
  }
  show()
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function useLanguage(): Language {
  return useSyncExternalStore(subscribe, () => language)
}

/** In which language a text is read, outside of a component. */
export function readText(text: Text): string {
  return language === 'en' ? text[1] : text[0]
}

/** Turns what people read into the language they chose. */
export function useText(): (text: Text) => string {
  const chosen = useLanguage()
  return useCallback((text: Text) => (chosen === 'en' ? text[1] : text[0]), [chosen])
}
