import { useSyncExternalStore } from 'react'
import { dark, fontFamily, light, sizes, type Palette } from './tokens.ts'

export type ThemeChoice = 'auto' | 'light' | 'dark'

const key = 'mofang.theme'
const listeners = new Set<() => void>()
const night = matchMedia('(prefers-color-scheme: dark)')

function stored(): ThemeChoice {
  try {
    const value = localStorage.getItem(key)
    return value === 'light' || value === 'dark' ? value : 'auto'
  } catch {
    return 'auto'
  }
}

let choice: ThemeChoice = stored()

function isDark(): boolean {
  return choice === 'dark' || (choice === 'auto' && night.matches)
}

const kebab = (name: string) => name.replace(/[A-Z0-9]/g, (letter) => `-${letter.toLowerCase()}`)

function show(): void {
  const root = document.documentElement
  const { steps, ...palette } = currentPalette()
  for (const [name, value] of Object.entries(palette)) root.style.setProperty(`--${kebab(name)}`, value)
  steps.forEach((value, index) => root.style.setProperty(`--step-${index + 1}`, value))
  for (const [name, value] of Object.entries(sizes)) root.style.setProperty(`--size-${name}`, `${value}px`)
  root.style.setProperty('--font', fontFamily)
  root.style.colorScheme = isDark() ? 'dark' : 'light'
  root.dataset['theme'] = isDark() ? 'dark' : 'light'
}

function changed(): void {
  show()
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** The colours now in use, for what draws on a canvas. */
export function currentPalette(): Palette {
  return isDark() ? dark : light
}

export function setTheme(chosen: ThemeChoice): void {
  choice = chosen
  try {
    localStorage.setItem(key, chosen)
  } catch {
    // Storage may be forbidden; the choice then lasts as long as the page.
  }
  changed()
}

/** Sets the colours as custom properties before the first paint; each entry calls it once. */
export function startTheme(): void {
  show()
  night.addEventListener('change', changed)
}

export function useTheme(): { choice: ThemeChoice; isDark: boolean; palette: Palette } {
  useSyncExternalStore(subscribe, () => `${choice} ${isDark()}`)
  return { choice, isDark: isDark(), palette: currentPalette() }
}
