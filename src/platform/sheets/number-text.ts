import type { Cell } from './cell.ts'
import { clockOf, dayOfSerial } from './day-serial.ts'
import type { NumberShape } from './number-shape.ts'

const numeric = /^\s*[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?\s*$/

/** The cell of a number as it is shown: a day by its format, an id with all its digits. */
export function numberCell(raw: string, shape: NumberShape, is1904: boolean): Cell {
  if (!numeric.test(raw)) return { text: raw, kind: 'text' }
  const value = Number(raw)
  if (shape.kind === 'day') {
    const found = dayOfSerial(value, is1904)
    if (found) return { text: found.day, kind: 'day', ...(found.time === undefined ? {} : { time: found.time }) }
  }
  if ((shape.kind === 'time' || shape.kind === 'elapsed') && value >= 0 && value < 1e6) {
    // A moment of a day shown by its time alone is kept with its day: which part was meant the format does not tell.
    const found = shape.kind === 'time' && value >= 1 ? dayOfSerial(value, is1904) : undefined
    if (found?.time !== undefined) return { text: found.day, kind: 'day', time: found.time }
    return { text: clockOf(Math.round(value * 86_400)), kind: 'text' }
  }
  const isLossy = Number.isInteger(value) && Math.abs(value) >= 1e15
  const text = shownNumber(raw.trim(), value)
  const shown = shape.kind === 'padded' && /^\d+$/.test(text) ? text.padStart(shape.width, '0') : text
  return isLossy ? { text: shown, kind: 'number', lossy: true } : { text: shown, kind: 'number' }
}

/** Digits written out are kept as they are; what Excel computed is shown by its 15 digits. */
function shownNumber(raw: string, value: number): string {
  if (/^-?([1-9]\d*|0)$/.test(raw)) return raw
  const shown = Number(value.toPrecision(15))
  return String(Object.is(shown, -0) ? 0 : shown)
}
