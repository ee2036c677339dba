/**
 * The text without what only its layout put there: blanks, the line ends of a narrow column, wide digits. Every
 * character knows where it stood.
 */
export interface Plain {
  readonly text: string
  /** Where each character stood in the text given, and after the last, its end. */
  readonly at: Uint32Array
}

const blank = /[\s\u200b\u200c\u2060\ufeff]|\u200d/
const digit = /[0-9]/
const terminal = /[。！？；：!?;:]/
/** What begins an item of a list or a heading, after which a line cannot be the rest of the one above. */
const marker =
  /^(?:[•●▪■◆★·\-–—*]|[（(][一二三四五六七八九十\d]{1,3}[)）]|[一二三四五六七八九十]{1,3}(?:、|是)|\d{1,2}[.．、](?!\d)|第[一二三四五六七八九十\d]{1,3}[，、章节条]|[①-⑳])/

interface Line {
  readonly start: number
  readonly end: number
  /** In half characters, as a column of print counts. */
  readonly width: number
  /** Below an empty line. */
  readonly isApart: boolean
}

function linesOf(text: string): Line[] {
  const lines: Line[] = []
  let start = 0
  while (start <= text.length) {
    let end = text.indexOf('\n', start)
    if (end < 0) end = text.length
    let from = start
    let to = end
    while (from < to && blank.test(text[from]!)) from++
    while (to > from && blank.test(text[to - 1]!)) to--
    let width = 0
    for (let i = from; i < to; i++) width += text.charCodeAt(i) < 0x2e80 ? 1 : 2
    lines.push({ start: from, end: to, width, isApart: lines.at(-1)?.width === 0 })
    start = end + 1
  }
  return lines
}

/** The width of the column a text is set in, or none where every line is a paragraph of its own. */
function columnOf(lines: readonly Line[]): number | undefined {
  const widths = lines.map(({ width }) => width).filter((width) => width > 0)
  if (widths.length < 6) return undefined
  const sorted = widths.toSorted((a, b) => a - b)
  const wide = sorted[Math.floor(sorted.length * 0.8)]!
  if (wide < 16 || wide > 160) return undefined
  const full = widths.filter((width) => width >= wide - 5 && width <= wide + 5).length
  return full >= widths.length * 0.5 ? wide : undefined
}

/** 刑事 1,486 1,437 96.70%: a name and nothing but numbers after it. */
const tableRow =
  /^[^\d\s][^\s，。；、]{0,24}(?:[ \t\u3000]+[-+]?[\d,，.]+[%％]?){2,}$|^\d{1,2}[ \t\u3000]+[^\s，。；、]{1,24}(?:[ \t\u3000]+[-+]?[\d,，.]+[%％]?){2,}$/

/** 1 新增养老床位 张 100 112 112%: with a column of its own for the measure word. */
const rowWithUnit =
  /^(?:\d{1,2}[ \t\u3000]+)?[^\d\s，。；、][^\s，。；、]{0,24}[ \t\u3000]+[^\d\s，。；、%％]{1,5}(?:[ \t\u3000]+[-+]?[\d,，.]+[%％]?){2,}$/

const hasOwnUnit = (text: string, { start, end }: Line): boolean =>
  end - start < 100 && rowWithUnit.test(text.slice(start, end))

function isTableRow(text: string, line: Line): boolean {
  return (line.end - line.start < 100 && tableRow.test(text.slice(line.start, line.end))) || hasOwnUnit(text, line)
}

/** 一、聚焦主责主业，夯实基层基础: one line, and no figure in it. */
function isHeading(text: string, { start, end, width }: Line): boolean {
  return width < 70 && marker.test(text.slice(start, start + 6)) && !digit.test(text.slice(start + 4, end))
}

function goesOn(text: string, line: Line, next: Line, column: number | undefined): boolean {
  const last = text[line.end - 1]!
  const first = text[next.start]!
  if (terminal.test(last) || marker.test(text.slice(next.start, next.start + 6))) return false
  if (isTableRow(text, line) || isTableRow(text, next)) return false
  if (/[，、,]/.test(last) || /^[，、。；,;%％）)]/.test(first)) return true
  if (column !== undefined) return line.width >= column * 0.75
  // A figure that breaks off goes on even after the foot of a page.
  if (!digit.test(last) && (isHeading(text, line) || (next.isApart && line.width < 60))) return false
  // Too few lines to know the column by: prose that stops short of the end of a figure or a sentence.
  const isProse = line.width >= 24 && /[，。；、：,;:]/.test(text.slice(Math.max(line.start, line.end - 80), line.end))
  return line.width >= 50 || (isProse && !/[%％件个人次户家元项名场台起处条张份所]$/.test(last))
}

/** Where a line end is the end of what is said: after a line that is full and unfinished it is not. */
function hardBreaks(text: string, lines: readonly Line[]): Set<number> {
  const column = columnOf(lines)
  const breaks = new Set<number>()
  let above: Line | undefined
  for (const line of lines) {
    if (line.width === 0) continue
    if (above && !goesOn(text, above, line, column)) breaks.add(above.end)
    above = line
  }
  return breaks
}

function narrow(char: string): string {
  const code = char.charCodeAt(0)
  if (code >= 0xff10 && code <= 0xff19) return String.fromCharCode(code - 0xfee0)
  if (code >= 0xff21 && code <= 0xff3a) return String.fromCharCode(code - 0xfee0)
  if (code >= 0xff41 && code <= 0xff5a) return String.fromCharCode(code - 0xfee0)
  return oneSign[char] ?? char
}

/** One form for each sign, whichever the typist keeps to. */
const oneSign: Readonly<Record<string, string>> = {
  '％': '%', '﹪': '%', '．': '.', '＋': '+', '－': '-', '−': '-', '／': '/', ',': '，', ';': '；', ':': '：', '(': '（', ')': '）',
  '?': '？', '!': '！', '、': '、', '﹑': '、', '｡': '。',
} // prettier-ignore

export function plainOf(text: string): Plain {
  const lines = linesOf(text)
  const breaks = hardBreaks(text, lines)
  const rows = lines.filter((line) => hasOwnUnit(text, line))
  let row = 0
  const chars: string[] = []
  const at: number[] = []
  const put = (char: string, where: number) => {
    chars.push(char)
    at.push(where)
  }
  const isInRow = (i: number) => {
    while (row < rows.length && rows[row]!.end <= i) row++
    return row < rows.length && rows[row]!.start < i
  }
  for (let i = 0; i < text.length; i++) {
    if (breaks.has(i)) put('\n', i)
    const char = text[i]!
    if (!blank.test(char)) {
      put(narrow(char), i)
      continue
    }
    const from = i
    while (i + 1 < text.length && blank.test(text[i + 1]!) && !breaks.has(i + 1)) i++
    const before = chars.at(-1) ?? '\n'
    const after = narrow(text[i + 1] ?? '\n')
    const isSigned = /[-−－]/.test(after) && digit.test(narrow(text[i + 2] ?? ''))
    // Two figures side by side are two; a line end alone may fall within one.
    if (/[\d%]/.test(before) && (digit.test(after) || isSigned) && /[ \t\u3000\u00a0]/.test(text.slice(from, i + 1)))
      put(' ', from)
    else if (isInRow(from)) put(' ', from)
    else if (before !== '\n' && /\t| {3,}|\u3000/.test(text.slice(from, i + 1))) put(' ', from)
  }
  at.push(text.length)
  return { text: chars.join(''), at: Uint32Array.from(at) }
}
