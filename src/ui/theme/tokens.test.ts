import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { light, sizes } from './tokens.ts'

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8')
const inCss = new Map(Array.from(css.matchAll(/--([a-z0-9-]+): ([^;]+);/g), ([, name, value]) => [name, value]))
const kebab = (name: string) => name.replace(/[A-Z0-9]/g, (letter) => `-${letter.toLowerCase()}`)

test('the palette that needs no script is the palette', () => {
  const { steps: _steps, ...colours } = light
  for (const [name, value] of Object.entries(colours)) expect(inCss.get(kebab(name)), name).toBe(value)
  for (const [name, value] of Object.entries(sizes)) expect(inCss.get(`size-${name}`), name).toBe(`${value}px`)
})

function luminance(hex: string): number {
  const channel = (at: number) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  }
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
}

function contrast(one: string, other: string): number {
  const [dark, bright] = [luminance(one), luminance(other)].toSorted((a, b) => a - b) as [number, number]
  return (bright + 0.05) / (dark + 0.05)
}

test('what a resident reads has a contrast of 7:1', () => {
  for (const ink of [light.ink, light.ink2, light.accent]) {
    expect(contrast(ink, light.sheet)).toBeGreaterThanOrEqual(7)
    expect(contrast(ink, light.paper)).toBeGreaterThanOrEqual(7)
  }
  expect(contrast(light.accentInk, light.accent)).toBeGreaterThanOrEqual(7)
})
