import { plainHead, type ImportTarget } from './targets.ts'

/** How well words above a column name a target, from 0 to 1. */
export function headScore(head: string, target: ImportTarget): number {
  const plain = plainHead(head)
  if (plain === '') return 0
  let best = 0
  for (const known of target.heads) {
    if (known === '') continue
    if (known === plain) return 1
    if (known.length > 1 && plain.length <= 14 && plain.includes(known))
      best = Math.max(best, 0.6 + (0.3 * known.length) / plain.length)
    else if (plain.length > 1 && known.includes(plain))
      best = Math.max(best, 0.55 + (0.2 * plain.length) / known.length)
  }
  return best
}

/** 产权人·姓名 is 姓名 of the group 产权人. */
export function groupOf(head: string): readonly [group: string, own: string] {
  const [, group = '', own = head] = /^(.{2,})·([^·]{2,})$/u.exec(head.trim()) ?? []
  return [group, own]
}

export const bestScore = (head: string, targets: readonly ImportTarget[]) =>
  targets.reduce((best, target) => Math.max(best, headScore(head, target)), 0)

export interface HeadRow {
  readonly row: number
  readonly cells: readonly string[]
}

export interface FoundHeads {
  /** The row of the last head; 0 where there is none. */
  readonly headRow: number
  /** The row of the first head. */
  readonly headFrom: number
  /** By column from the first. */
  readonly heads: readonly string[]
  /** What stands above. */
  readonly title: string
}

/** Further down than this nobody looks for heads. */
const deepest = 30
const least = 0.8
/** The heads of a table beyond doubt: with rows of data below them, what stands further down are not its heads. */
const good = 2

/** Which row names the columns: under titles, perhaps in two rows of which the upper spans several columns. */
export function findHeads(rows: readonly HeadRow[], targets: readonly ImportTarget[]): FoundHeads {
  let best = { score: 0, at: -1, depth: 1, heads: [] as readonly string[] }
  const known = new Map<string, number>()
  // No person is called 姓名: above whatever else, that word is a head.
  const names = targets.find((target) => target.id === 'field:name')
  const scoreOf = (heads: readonly string[]) => {
    // Two columns of one head are no better than one: they may be told apart by what stands above.
    let sum = 0
    const seen = new Set<string>()
    for (const each of new Map(heads.map((head) => [plainHead(head), head])).values()) {
      const [group, own] = groupOf(each)
      const plain = plainHead(own)
      if (seen.has(plain)) {
        if (!/[:：\d]/.test(group)) sum += 0.3
        continue
      }
      seen.add(plain)
      const score = known.get(plain) ?? bestScore(plain, targets)
      known.set(plain, score)
      sum += score >= least ? score : score > 0 ? 0.2 : 0
      if (names && score === 1 && headScore(plain, names) === 1) sum += 0.6
    }
    return sum
  }
  for (const [at, { cells }] of rows.slice(0, deepest).entries()) {
    if (best.score >= good && at >= best.at + best.depth && isRecord(cells, targets)) break
    if (cells.every((text) => text.trim() === '') || isData(cells) || isCard(cells, rows[at + 1]?.cells, targets))
      continue
    const one = scoreOf(cells)
    if (one > best.score) best = { score: one, at, depth: 1, heads: cells }
    const below = rows[at + 1]
    if (!below || isData(below.cells)) continue
    const both = twoRows(cells, below.cells, targets)
    const two = scoreOf(both)
    if (two > Math.max(best.score, one, scoreOf(below.cells)) + 0.5) best = { score: two, at, depth: 2, heads: both }
  }
  const widest = rows.reduce((most, { cells }) => Math.max(most, cells.filter((text) => text.trim() !== '').length), 0)
  if (best.at < 0 || best.score < Math.min(1.6, widest)) {
    const at = unknownHeads(rows)
    if (at < 0) return { headRow: 0, headFrom: 0, heads: [], title: '' }
    best = { score: 0, at, depth: 1, heads: rows[at]!.cells }
  }
  const title = rows
    .slice(0, best.at)
    // Numbers of people belong to no title.
    .filter(({ cells }) => !isData(cells))
    .flatMap(({ cells }) => cells.filter((text) => text.trim() !== ''))
    .join(' ')
  return {
    headRow: rows[best.at + best.depth - 1]!.row,
    headFrom: rows[best.at]!.row,
    heads: best.heads,
    title: title.slice(0, 500),
  }
}

/** Words that nobody knows yet, above the first row with numbers: heads all the same, and remembered once confirmed. */
function unknownHeads(rows: readonly HeadRow[]): number {
  const at = rows.findIndex(({ cells }) => isData(cells)) - 1
  const words = rows[at]?.cells.filter((text) => text.trim() !== '') ?? []
  const isWords =
    words.every((text) => text.length <= 12 && !/\d|^[男女]$/.test(text)) && new Set(words).size === words.length
  const below = rows[at + 1]?.cells.filter((text) => text.trim() !== '').length ?? 0
  return at < deepest && words.length > 1 && isWords && words.length * 2 > below ? at : -1
}

/** Numbers of documents and phones never stand in heads. */
const isData = (cells: readonly string[]) =>
  cells.some((text) => /\d{8}/.test(text.normalize('NFKC').replaceAll(/[\s-]/g, '')))

const isExact = (text: string, targets: readonly ImportTarget[]) => bestScore(text, targets) === 1

/** A row of values: numbers, and no word that is a head. */
const isRecord = (cells: readonly string[], targets: readonly ImportTarget[]) =>
  isData(cells) ||
  (cells.filter((text) => text.trim() !== '').length > 1 &&
    cells.some((text) => /\d/.test(text)) &&
    !cells.some((text) => isExact(text, targets)))

/** A form of one person: 姓名, 张三, 性别, 男 in one row, and other words with their values in the next. */
function isCard(
  cells: readonly string[],
  below: readonly string[] | undefined,
  targets: readonly ImportTarget[],
): boolean {
  const named = targets.filter((target) => target.id.startsWith('field:') || target.id === 'address')
  const pairs = (row: readonly string[]) =>
    row.filter((text, at) => {
      const beside = row[at + 1]?.trim() ?? ''
      return text.trim() !== '' && beside !== '' && isExact(text, named) && bestScore(beside, targets) < least
    }).length
  return below !== undefined && isData(below) && pairs(below) > 0 && pairs(cells) > 0
}

/** Whether a row names the columns of a table: what every table of the kind has, and something else. */
export function headsKnown(targets: readonly ImportTarget[]): (cells: readonly string[]) => boolean {
  const needed = targets.some((target) => target.id === 'field:name') ? 'field:name' : 'address'
  const all = new Set(targets.flatMap((target) => target.heads))
  const first = new Set(targets.filter((target) => target.id === needed).flatMap((target) => target.heads))
  const beginnings = new Set([...first].map((head) => head[0]).concat('*', '＊', '★'))
  return (cells) => {
    // Most rows are told apart by this alone.
    if (!cells.some((text) => beginnings.has(text[0]) && text.length <= 12 && first.has(plainHead(text)))) return false
    const words = cells.filter((text) => text.trim() !== '')
    const known = words.filter((text) => all.has(plainHead(text))).length
    return known > 1 && known >= words.length * 0.6
  }
}

function twoRows(upper: readonly string[], lower: readonly string[], targets: readonly ImportTarget[]): string[] {
  const heads: string[] = []
  let spanning = ''
  const below = lower.map(plainHead)
  for (let at = 0; at < Math.max(upper.length, lower.length); at++) {
    const [above = '', word = ''] = [upper[at], lower[at]]
    if (above.trim() !== '') spanning = above
    if (word.trim() === '') heads.push(above)
    else {
      // 联系人 over 姓名 is 联系人姓名; 基本信息 over 姓名 is 姓名, unless another group has its own 姓名.
      const joined = `${spanning}${word}`
      const isNamed = spanning !== '' && isExact(joined, targets)
      const isAgain = spanning !== '' && below.filter((each) => each === below[at]).length > 1
      heads.push(isNamed ? joined : isAgain ? `${spanning.trim()}·${word.trim()}` : word)
    }
  }
  return heads
}
