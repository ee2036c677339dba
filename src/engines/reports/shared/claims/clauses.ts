import type { Numeral } from './numerals.ts'

/** How a text falls into parts, for every place in it: each is counted from the beginning. */
export interface Clauses {
  /** Ends with 。！？ or a line. */
  readonly sentence: Uint32Array
  /** Ends with a line. */
  readonly paragraph: Uint32Array
  /** Ends with ； as well. */
  readonly part: Uint32Array
  /** Ends with ，or ： as well. */
  readonly clause: Uint32Array
  /** The bracket a place stands in, from 1; 0 outside. */
  readonly bracket: Uint32Array
  /** 1 within 「“…”」 or 《…》: names, whose numbers count nothing. */
  readonly quoted: Uint8Array
}

const opening: Readonly<Record<string, string>> = { '“': '”', '《': '》', '‘': '’', '「': '」', '『': '』' }
const longestName = 40

function markQuoted(text: string): Uint8Array {
  const quoted = new Uint8Array(text.length + 1)
  let i = 0
  while (i < text.length) {
    const close = opening[text[i]!]
    if (close === undefined) {
      i++
      continue
    }
    const end = text.slice(i + 1, i + 1 + longestName).indexOf(close)
    if (end < 0) {
      i++
      continue
    }
    quoted.fill(1, i, i + end + 2)
    i += end + 2
  }
  return quoted
}

function bracketEnd(text: string, at: number): number {
  const close = /[)）]/.exec(text.slice(at + 1, at + 200))
  return close ? at + 1 + close.index : -1
}

export function clausesOf(text: string, numerals: readonly Numeral[]): Clauses {
  const size = text.length + 1
  const marks = {
    sentence: new Uint32Array(size),
    paragraph: new Uint32Array(size),
    part: new Uint32Array(size),
    clause: new Uint32Array(size),
    bracket: new Uint32Array(size),
  }
  let [sentence, paragraph, part, clause, brackets, until] = [0, 0, 0, 0, 0, -1]
  let next = 0
  for (let i = 0; i < size; i++) {
    while (next < numerals.length && numerals[next]!.end <= i) next++
    const within = next < numerals.length && numerals[next]!.start < i
    const char = text[i] ?? '\n'
    if ((char === '(' || char === '（') && until < 0) {
      until = bracketEnd(text, i)
      if (until >= 0) brackets++
    }
    marks.sentence[i] = sentence
    marks.paragraph[i] = paragraph
    marks.part[i] = part
    marks.clause[i] = clause
    marks.bracket[i] = until >= 0 ? brackets : 0
    if (i === until) until = -1
    if (within) continue
    if (char === '\n') paragraph++
    if (/[。！？!?\n]/.test(char)) sentence++
    if (/[。！？!?\n；;]/.test(char)) part++
    if (/[。！？!?\n；;，,：:]/.test(char)) clause++
  }
  return { ...marks, quoted: markQuoted(text) }
}
