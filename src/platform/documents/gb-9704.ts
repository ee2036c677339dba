import { widthInLetters } from './official-document.ts'

/** GB/T 9704-2012, 5.1: A4, 天头 37 mm, 订口 28 mm, 版心 156 × 225 mm. */
export const sheet = { width: 210, height: 297, top: 37, left: 28, bodyWidth: 156, bodyHeight: 225 } as const

/** 5.2.3: 22 lines of 28 letters. */
export const linesOnPage = 22
export const lettersOnLine = 28

export const points = (mm: number): number => (mm * 72) / 25.4

/** 28.95: the most of which 22 fit, in the twentieths of a point that Word counts in. */
export const linePitch = Math.floor((points(sheet.bodyHeight) / linesOnPage) * 20) / 20
/** 28 letters fill the line: a little less than the 16 points of their size. */
export const letterPitch = points(sheet.bodyWidth) / lettersOnLine

/** 2号, 3号, 4号, 小四. */
export const sizes = { title: 22, body: 16, small: 14, table: 12 } as const
export const titlePitch = 36
export const tablePitch = 20

/** 7.5: page numbers lie with their dashes 7 mm under the 版心. */
export const pageNumberDrop = 7
/** 7.2.7: the red line, 4 mm under the number. */
export const redLineDrop = 4
/** 7.2.4: the mark of the office, 35 mm under the upper edge of the 版心. */
export const letterheadDrop = 35

export function letterheadSize(text: string): number {
  return Math.min(50, Math.floor((points(sheet.bodyWidth) * 0.96) / Math.max(1, widthInLetters(text))))
}

/** 7.3.5: the name over the date, centred on it; the date 4 letters in, more if the name would leave less than 2. */
export function signatureIndents(organisation: string, date: string): { organisation: number; date: number } {
  const wider = (widthInLetters(organisation) - widthInLetters(date)) / 2
  return 4 - wider >= 2 ? { organisation: 4 - wider, date: 4 } : { organisation: 2, date: 2 + wider }
}

/** A title of two lines or more is broken where it reads well, the lines nearly alike. */
export function titleLines(title: string): readonly string[] {
  if (title.includes('\n')) return title.split('\n')
  const most = Math.floor(points(sheet.bodyWidth) / sizes.title)
  const count = Math.ceil(widthInLetters(title) / most)
  if (count < 2) return [title]
  const lines: string[] = []
  let rest = [...title]
  for (let left = count; left > 1; left--) {
    const cut = bestCut(rest, widthInLetters(rest.join('')) / left, most)
    lines.push(rest.slice(0, cut).join('').trimEnd())
    rest = rest.slice(cut)
  }
  return [...lines, rest.join('').trimStart()]
}

function bestCut(letters: readonly string[], wanted: number, most: number): number {
  let best = 1
  let least = Infinity
  for (let cut = 1; cut < letters.length; cut++) {
    const before = letters[cut - 1]!
    const after = letters[cut]!
    const width = widthInLetters(letters.slice(0, cut).join(''))
    if (width > most) break
    const isInWord = /[\w.%]/.test(before) && /[\w.%]/.test(after)
    const isWrong = isInWord || /[（《“〔]/.test(before) || /[）》”〕、，。：]/.test(after)
    const readsWell = /[的与及》）\s]/.test(before) || /[和与及关《（\s]/.test(after) || /[年道街局处会府]/.test(before)
    const cost = Math.abs(width - wanted) + (isWrong ? 50 : 0) + (readsWell ? 0 : 3)
    if (cost < least) [best, least] = [cut, cost]
  }
  return best
}
