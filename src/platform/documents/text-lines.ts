import type { FontRole } from './document-fonts.ts'
import { isWide } from './official-document.ts'

/** Letters of one look. */
export interface Span {
  readonly text: string
  readonly role: FontRole
  readonly size: number
  readonly isMarked?: boolean
}

/** What is not broken: a Chinese letter, or a word. */
export interface Token extends Span {
  readonly width: number
}

export interface PlacedToken extends Token {
  readonly x: number
}

export type Measure = (role: FontRole, size: number, letter: string) => number

const noStart = /^[、。，；：！？）》」』】〕〉”’…—％%‰℃·,.;:!?)\]}]/
const noEnd = /[（《「『【〔〈“‘([{]$/

/** Breaks spans into lines by 禁则: no line opens with a closing sign, none ends with an opening one. */
export function breakLines(
  spans: readonly Span[],
  measure: Measure,
  widthOf: (line: number) => number,
): readonly (readonly Token[])[] {
  const lines: Token[][] = []
  let line: Token[] = []
  let width = 0
  for (const token of tokensOf(spans, measure, Math.min(widthOf(0), widthOf(1)))) {
    if (token.text === '\n') {
      lines.push(line)
      line = []
      width = 0
      continue
    }
    if (line.length === 0 && token.text === ' ' && lines.length > 0) continue
    if (line.length > 0 && width + token.width > widthOf(lines.length) + 0.01) {
      const rest = carriedOver(line, token)
      lines.push(withoutSpaces(line))
      line = rest
      width = rest.reduce((sum, each) => sum + each.width, 0)
      if (line.length === 0 && token.text === ' ') continue
    }
    line.push(token)
    width += token.width
  }
  lines.push(withoutSpaces(line))
  return lines
}

/** Takes off a full line what has to go with the token that no longer fits. */
function carriedOver(line: Token[], next: Token): Token[] {
  let cut = line.length
  while (cut > 1) {
    const after = cut === line.length ? next : line[cut]!
    if (!noStart.test(after.text) && !noEnd.test(line[cut - 1]!.text)) break
    cut--
  }
  // Nothing but signs: broken anywhere rather than never.
  return cut <= 1 ? [] : line.splice(cut)
}

function withoutSpaces(line: Token[]): Token[] {
  while (line.at(-1)?.text === ' ') line.pop()
  return line
}

function* tokensOf(spans: readonly Span[], measure: Measure, most: number): Generator<Token> {
  for (const span of spans) {
    let word = ''
    let width = 0
    const token = (text: string, wide: number): Token => ({ ...span, text, width: wide })
    for (const letter of span.text.replaceAll(/\r\n?|\u2028/g, '\n').replaceAll(/[\t\u00a0]/g, ' ')) {
      const own = letter === '\n' ? 0 : measure(span.role, span.size, letter)
      const isAlone = isWide(letter) || letter === ' ' || letter === '\n'
      // A word longer than a line is broken where the line ends.
      if (word !== '' && (isAlone || width + own > most)) {
        yield token(word, width)
        word = ''
        width = 0
      }
      if (isAlone) yield token(letter, own)
      else {
        word += letter
        width += own
      }
    }
    if (word !== '') yield token(word, width)
  }
}

/** Where the tokens of a line stand. A line that is filled has what it lacks shared out between its letters. */
export function placeLine(
  line: readonly Token[],
  left: number,
  width: number,
  align: 'left' | 'center' | 'right' | 'fill',
): readonly PlacedToken[] {
  const used = line.reduce((sum, token) => sum + token.width, 0)
  const free = width - used
  const gap = align === 'fill' && line.length > 1 ? free / (line.length - 1) : 0
  let x = left + (align === 'center' ? free / 2 : align === 'right' ? free : 0)
  return line.map((token) => {
    const placed = { ...token, x }
    x += token.width + gap
    return placed
  })
}
