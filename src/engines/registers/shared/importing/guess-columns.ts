import type { Text } from '#kernel/text'
import { contentOf, shareOf, type Content } from './content.ts'
import { groupOf, headScore } from './heads.ts'
import { plainHead, type ImportTarget } from './targets.ts'

export interface SampledColumn {
  /** From 1. */
  readonly at: number
  readonly head: string
  /** What stands in it, without the empty cells. */
  readonly samples: readonly string[]
}

export interface GuessedColumn extends SampledColumn {
  readonly target: string
  readonly confidence: number
  readonly why: Text
}

interface Chance {
  readonly column: SampledColumn
  readonly target: ImportTarget
  readonly confidence: number
  readonly why: Text
}

/** Targets that may be guessed by what stands in the column alone. */
const byContent = new Set([
  'field:idNumber',
  'field:phone',
  'field:name',
  'field:sex',
  'field:birth',
  'field:uscc',
  'address',
])

function chanceOf(
  column: SampledColumn,
  target: ImportTarget,
  shares: (content: Content) => number | null,
): Chance | undefined {
  const head = headScore(groupOf(column.head)[1], target)
  const content = contentOf(target)
  const share = content ? shares(content) : null
  const percent = share === null ? '' : `${Math.round(share * 100)}%`
  if (head > 0) {
    if (share === null) return { column, target, confidence: head * 0.95, why: ['列名相符', 'by its head'] }
    if (share >= 0.3)
      return {
        column,
        target,
        confidence: head * 0.6 + Math.min(1, share + 0.1) * 0.4,
        why: [`列名相符，内容${percent}相符`, `by its head; ${percent} of the content fits`],
      }
    // Tags and flags are written in many ways.
    if (content === 'flag' || content === 'name' || content === 'integer')
      return { column, target, confidence: head * 0.7, why: ['列名相符', 'by its head'] }
    return head > 0.9
      ? { column, target, confidence: 0.5, why: ['列名相符，内容不符', 'by its head; the content does not fit'] }
      : undefined
  }
  if (share !== null && share >= 0.6 && column.samples.length > 1 && byContent.has(target.id))
    return { column, target, confidence: share * 0.6, why: [`内容${percent}相符`, `${percent} of the content fits`] }
  return undefined
}

/** What each column is most likely to be: by its head and by what stands in it. No target is taken twice. */
export function guessColumns(
  columns: readonly SampledColumn[],
  targets: readonly ImportTarget[],
  restricted: ReadonlySet<string>,
): readonly GuessedColumn[] {
  const chances: Chance[] = []
  const withheld = new Set<number>()
  const aside = setAside(columns, targets)
  const list = targets.find((target) => target.id === 'tags')
  const words = new Set(targets.filter((target) => target.id.startsWith('tag:')).flatMap((target) => target.heads))
  for (const column of columns) {
    if (isRestricted(column.head, restricted)) {
      withheld.add(column.at)
      continue
    }
    const known = new Map<Content, number | null>()
    const shares = (content: Content) => {
      if (!known.has(content)) known.set(content, shareOf(content, column.samples))
      return known.get(content)!
    }
    if (aside.has(column.at)) continue
    // A word that names one thing names nothing else besides: a second 电话 is no 备用电话.
    const [, own] = groupOf(column.head)
    const exact = targets.filter((target) => headScore(own, target) === 1)
    const kinds = exact.length === 0 && list && /类别|类型|分类|标签|对象/.test(own) ? namedTags(column, words) : 0
    if (kinds >= 0.5)
      chances.push({
        column,
        target: list!,
        confidence: 0.6 + kinds * 0.35,
        why: [`内容${Math.round(kinds * 100)}%是标签`, `${Math.round(kinds * 100)}% of the content are tags`],
      })
    for (const target of exact.length > 0 ? exact : targets) {
      const chance = chanceOf(column, target, shares)
      if (chance) chances.push(chance)
    }
  }
  // 独居 with a tick is the tag; asked as a question (是否独居) it is the field.
  const rank = ({ target }: Chance) => (target.id.startsWith('tag:') ? 1 : 0)
  chances.sort((a, b) => b.confidence - a.confidence || rank(b) - rank(a) || a.column.at - b.column.at)
  const taken = new Map<number, Chance>()
  const used = new Set<string>()
  for (const chance of chances) {
    const { id } = chance.target
    if (taken.has(chance.column.at) || (used.has(id) && id !== 'ignore')) continue
    taken.set(chance.column.at, chance)
    used.add(id)
  }
  return columns.map((column) => {
    const chance = taken.get(column.at)
    if (withheld.has(column.at))
      return {
        ...column,
        samples: [],
        target: 'withhold',
        confidence: 1,
        why: ['受限标签，由专管员办理', 'A restricted tag: for its keeper alone'],
      }
    if (chance) return { ...column, target: chance.target.id, confidence: round(chance.confidence), why: chance.why }
    const reason = aside.get(column.at)
    if (reason) return { ...column, target: 'note', confidence: 0, why: reason }
    const isEmpty = column.samples.length === 0
    return {
      ...column,
      target: isEmpty && column.head.trim() === '' ? 'ignore' : 'note',
      confidence: 0,
      why: isEmpty ? ['空列', 'empty'] : ['未能识别', 'not recognised'],
    }
  })
}

/** The share of the samples that name tags and nothing else. */
function namedTags({ samples }: SampledColumn, words: ReadonlySet<string>): number {
  const named = samples.filter((text) =>
    text.split(/[、,，;；/\s]+/).every((word) => word === '' || words.has(plainHead(word))),
  )
  return samples.length === 0 ? 0 : named.length / samples.length
}

const owners = /产权|业主|房东|房主|出租|权利人|所有权/

/** Columns of somebody else: of the owner beside who lives there, and of a second table beside the first. */
function setAside(columns: readonly SampledColumn[], targets: readonly ImportTarget[]): ReadonlyMap<number, Text> {
  const aside = new Map<number, Text>()
  const name = targets.find((target) => target.id === 'field:name')
  const names = columns.flatMap(({ at, head }) => {
    const [group, own] = groupOf(head)
    return name && headScore(own, name) === 1 ? [{ at, group, own: plainHead(own) }] : []
  })
  const ofOwners = (group: string) => owners.test(group)
  if (names.some(({ group }) => !ofOwners(group)))
    for (const { at, head } of columns) {
      const [group] = groupOf(head)
      if (ofOwners(group)) aside.set(at, [`“${group}”不是居住人，仅留存`, `${group} does not live there: kept only`])
    }
  const [first, ...again] = names.filter(({ at }) => !aside.has(at))
  for (const { at: from, group, own } of again.filter((each) => each.own === first!.own))
    for (const { at, head } of columns)
      if (group === '' ? at >= from : groupOf(head)[0] === group)
        aside.set(at, [`“${own}”重复，此列仅留存`, `A second ${own}: this column is kept only`])
  return aside
}

const round = (value: number) => Math.round(value * 100) / 100

const isRestricted = (head: string, restricted: ReadonlySet<string>) => {
  const plain = plainHead(head)
  return [...restricted].some((known) => plain.includes(known))
}

/** The same heads in the same order are read the same way the next time. */
export const signatureOf = (heads: readonly string[]) => heads.map(plainHead).join('|').replace(/\|+$/, '')
