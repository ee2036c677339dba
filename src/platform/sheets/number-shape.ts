import { attribute } from '#platform/packages'
import type { XmlEvents } from '#platform/packages'
import { SheetRefused } from './problems.ts'

/** How a number is shown, as far as its text depends on it. */
export type NumberShape =
  | { readonly kind: 'plain' }
  | { readonly kind: 'day' }
  | { readonly kind: 'time' }
  | { readonly kind: 'elapsed' }
  | { readonly kind: 'padded'; readonly width: number }

const plain: NumberShape = { kind: 'plain' }
const day: NumberShape = { kind: 'day' }
const time: NumberShape = { kind: 'time' }
const elapsed: NumberShape = { kind: 'elapsed' }

/** The built-in formats by number (ECMA-376 part 1, 18.8.30); 27 to 36 and 50 to 58 as Chinese Excel has them. */
function builtInShape(id: number): NumberShape {
  if (id === 46) return elapsed
  if ([18, 19, 20, 21, 32, 33, 34, 35, 45, 47, 55, 56].includes(id)) return time
  const isDay = (id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58)
  return isDay ? day : plain
}

/** What a written format shows: `yyyy"年"m"月"`, `[$-804]aaaa`, `h:mm`, `000000`. */
export function shapeOfFormat(code: string): NumberShape {
  if (code.length > longestFormat) return plain
  const first = code.replaceAll(/"[^"]*"|\\.|[_*]./gs, '').split(';')[0] ?? ''
  const isElapsed = /\[(h+|m+|s+)\]/i.test(first)
  const letters = first.replaceAll(/\[[^\]]*\]/g, '').toLowerCase()
  if (/^0{2,30}$/.test(letters)) return { kind: 'padded', width: letters.length }
  if (isElapsed) return elapsed
  if (/general|g\/通用格式/.test(letters)) return plain
  if (/[yd]|aaa|e(?![+-])/.test(letters)) return day
  if (/[hs]|am\/pm|上午/.test(letters)) return time
  return letters.includes('m') ? day : plain
}

/** Excel allows 255 letters in a format, and 65,490 formats of cells. */
const longestFormat = 255
const mostFormats = 65_536

/** Collects from the part of styles how each style of a cell shows a number. */
export function shapeReader(): { readonly events: XmlEvents; readonly shapes: readonly NumberShape[] } {
  const written = new Map<number, NumberShape>()
  const shapes: NumberShape[] = []
  let isInside = false
  const events: XmlEvents = {
    open(name, attributes) {
      if (name === 'cellXfs') isInside = true
      else if (name === 'numFmt') {
        written.set(Number(attribute(attributes, 'numFmtId')), shapeOfFormat(attribute(attributes, 'formatCode') ?? ''))
      } else if (name === 'xf' && isInside) {
        const id = Number(attribute(attributes, 'numFmtId') ?? 0)
        shapes.push(written.get(id) ?? builtInShape(id))
      }
      if (written.size > mostFormats || shapes.length > mostFormats) throw new SheetRefused('file_damaged')
    },
    close(name) {
      if (name === 'cellXfs') isInside = false
    },
  }
  return { events, shapes }
}
