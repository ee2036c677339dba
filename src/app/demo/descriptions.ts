import type { FactFinding, Outcome } from '#engines/cases/shared'
import { findCategory, mapToCurrent } from '#engines/cases/shared'
import type { Address } from './addresses.ts'
import { appeals } from './phrases/appeals.ts'
import { calls } from './phrases/calls.ts'
import { environment } from './phrases/environment.ts'
import { estate } from './phrases/estate.ts'
import { order } from './phrases/order.ts'
import type { Phrasebook, Phrases } from './phrases/phrasebook.ts'
import {
  answers,
  factNotes,
  firstContacts,
  missedContacts,
  notTrueAnswers,
  usual,
  usuallySettled,
  voices,
} from './phrases/usual.ts'
import type { Rng } from './rng.ts'
import { between, pick } from './rng.ts'

export type Place = Pick<Address, 'text' | 'road' | 'compound' | 'shop'>
export type Voice = keyof typeof voices

export const phrasebook: Phrasebook = { ...environment, ...order, ...estate, ...appeals, ...calls }

/** Categories that are spoken of in the words of another. */
const likeAnother: Readonly<Record<string, string>> = {
  'gb2026:m:06001': 'local:m:51002',
  'gb2026:m:08016': 'local:m:51002',
  'gb2026:m:09015': 'local:m:53001',
  'gb2026:m:09022': 'gb2026:m:09006',
  'gb2026:m:06035': 'local:m:52007',
  'local:m:52001': 'gb2026:m:06041',
  'local:m:52004': 'local:m:52003',
  'local:m:53003': 'local:m:53001',
  'local:m:54007': 'local:m:51004',
  'local:m:51011': 'local:m:54009',
  'local:m:55004': 'local:m:54011',
  'local:m:55007': 'local:m:54004',
  'local:m:56001': 'local:m:56002',
}

function nameOf(categoryKey: string): string {
  const category = findCategory(categoryKey)
  if (!category) return '相关问题'
  const [name] = category.name
  return category.kind === 'component' ? `${name}损坏` : name.replace(/异常$/, '损坏')
}

function phrasesOf(categoryKey: string): Phrases {
  const key = mapToCurrent(categoryKey)?.key ?? categoryKey
  const own = phrasebook[likeAnother[key] ?? key]
  if (own) return own
  const manhole = nameOf(key).includes('井盖') ? phrasebook['井盖'] : undefined
  return manhole ?? { on: 'any', ...usual }
}

function fill(template: string, words: Readonly<Record<string, () => string>>): string {
  return template.replace(/\{([^{}]+)\}/g, (_, name: string) => {
    const word = words[name]
    if (!word) throw new Error(`no word for {${name}} in ${template}`)
    return word()
  })
}

function wordsFor(categoryKey: string, rng: Rng) {
  const storey = between(rng, 1, 6)
  return {
    名称: () => nameOf(categoryKey),
    几: () => String(between(rng, 2, 9)),
    米: () => String(between(rng, 2, 20)),
    凌晨: () => String(between(rng, 1, 5)),
    晚: () => String(between(rng, 8, 11)),
    时间: () => pick(rng, ['今天上午', '今天早上', '今天中午', '昨天下午', '昨天傍晚', '昨天晚上', '前天']),
    室: () => `${storey}0${between(rng, 1, 4)}室`,
    层: () => `${storey}楼`,
  }
}

/** Pairs of characters that turn up everywhere and say nothing about the matter. */
const emptyPairs = new Set([
  '居民',
  '小区',
  '门口',
  '现场',
  '附近',
  '住户',
  '商户',
  '人行',
  '行道',
  '路面',
  '地面',
  '已在',
  '影响',
])

function pairsIn(text: string): string[] {
  return Array.from({ length: Math.max(0, text.length - 1) }, (_, at) => text.slice(at, at + 2))
}

/** How much of a phrase's wording, by pairs of characters, turns up in a text. */
function likeness(phrase: string, text: string): { readonly shared: number; readonly share: number } {
  const pairs = pairsIn(phrase)
  const shared = pairs.filter((pair) => text.includes(pair) && !emptyPairs.has(pair)).length
  return { shared, share: shared / Math.max(1, pairs.length) }
}

/** Where such a case happens, for choosing an address. */
export function placeOf(categoryKey: string): 'building' | 'shop' | 'any' {
  return phrasesOf(categoryKey).on
}

/** What somebody reports, in the words of a patrol, a caller or a police transfer, or plainly. */
export function describe(
  categoryKey: string,
  address: Place,
  rng: Rng,
  voice?: Voice,
): { title: string; text: string } {
  const { titles, texts } = phrasesOf(categoryKey)
  const words = {
    ...wordsFor(categoryKey, rng),
    地点: () => address.text,
    路: () => address.road,
    小区: () => address.compound ?? address.text,
    店: () => address.shop ?? `${address.road}沿街商铺`,
  }
  const text = fill(pick(rng, texts), words)
  // A title that says what the text does not would look like two cases; the first one fits everything of its category.
  const fitting = titles.filter((each, at) => at === 0 || likeness(each, text).share > 0.6)
  const title = `${address.text}${fill(pick(rng, fitting), words)}`
  return { title, text: voice ? `${pick(rng, voices[voice])}${text}` : text }
}

/** What the handling unit says it did; `about` is the text of the case, lest it mends what nobody reported. */
export function feedbackText(categoryKey: string, rng: Rng, about?: string): string {
  const { done } = phrasesOf(categoryKey)
  const settled = /^local:m:5[45]/.test(categoryKey) ? usuallySettled : usual.done
  const shared = about === undefined ? [] : done.map((each) => likeness(each, about).shared)
  const most = Math.max(0, ...shared)
  const fitting = about === undefined ? done : done.filter((_, at) => most > 0 && shared[at] === most)
  return fill(pick(rng, fitting.length > 0 ? fitting : settled), wordsFor(categoryKey, rng))
}

export interface Finding {
  readonly fact: FactFinding
  readonly result: Outcome
}

/** What the citizen is told in the end. */
export function answerText(categoryKey: string, { fact, result }: Finding, rng: Rng, about?: string): string {
  const words = {
    ...wordsFor(categoryKey, rng),
    属实: () => (fact === 'partly' ? '部分属实' : fact === 'cannot_verify' ? '暂无法查实' : '属实'),
    处置: () => feedbackText(categoryKey, rng, about),
  }
  return fill(pick(rng, fact === 'not_true' ? notTrueAnswers : answers[result]), words)
}

/** How the finding on the facts was reached. */
export function factNote(fact: FactFinding, rng: Rng): string {
  return pick(rng, factNotes[fact])
}

export function firstContactNote(rng: Rng): string {
  return pick(rng, firstContacts)
}

export function missedContactReason(rng: Rng): string {
  return pick(rng, missedContacts)
}
