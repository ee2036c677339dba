import type { Fields, RegisterField, RegisterId, Registers } from '#engines/registers/shared'
import type { Known } from '../access/present.ts'
import type { Reader } from '../access/reader.ts'
import { pinyinOf } from '../names/pinyin.ts'

/** How well something fits what was typed, and in words how. The least rank comes first. */
export interface Fit {
  readonly rank: number
  readonly why: string
  /** Only the place fits, and not the names that were typed with it. */
  readonly isPlaceAlone?: boolean
}

/** Exact before its beginning, its beginning before its end or a part. */
export const ranks = { exact: 0, sound: 1, within: 2, beginning: 3, part: 5, around: 8 } as const

const plain = (text: string) => text.normalize('NFKC').replaceAll(/\s+/g, '').toLowerCase()
const textOf = (fields: Fields, name: string) => (typeof fields[name] === 'string' ? fields[name] : undefined)

/** Whether a value of this level may be looked for by this reader by less than the whole of it. */
export const maySearch = (reader: Reader, level: RegisterField['level']) => level <= 2 || reader.seesNames

const better = (a: Fit | null, b: Fit | null) => (!a ? b : !b || a.rank <= b.rank ? a : b)

function fitsText(label: string, text: string, word: string): Fit | null {
  const value = plain(text)
  if (value === word) return { rank: ranks.exact, why: `${label}相同` }
  if (value.startsWith(word)) return { rank: ranks.beginning, why: `${label}开头` }
  if (value.includes(word)) return { rank: ranks.part, why: `${label}含有` }
  // To read a name aloud takes longer than all the rest.
  if (!/^[a-z]+$/.test(word)) return null
  const { full, initials } = pinyinOf(value)
  if (full === word) return { rank: ranks.sound, why: `${label}拼音相同` }
  if (initials === word) return { rank: ranks.beginning, why: `${label}拼音首字母` }
  if (full.startsWith(word)) return { rank: ranks.beginning + 1, why: `${label}拼音开头` }
  return initials.startsWith(word) ? { rank: ranks.beginning + 1, why: `${label}拼音首字母开头` } : null
}

/** Who may not see names finds a person by the whole name alone: by parts of it the rest could be guessed. */
export function fitsName(reader: Reader, registers: Registers, { register, fields }: Known, word: string): Fit | null {
  const declared = registers[register].fields
  const name = textOf(fields, 'name')
  let best: Fit | null = null
  if (name !== undefined) {
    const label = register === 'person' ? '姓名' : '名称'
    if (maySearch(reader, declared['name']!.level)) best = fitsText(label, name, word)
    else if (plain(name) === word) best = { rank: ranks.exact, why: `${label}相同` }
  }
  for (const [field, label] of [
    ['alias', '别名'],
    ['formerNames', '曾用名'],
  ] as const)
    for (const other of (textOf(fields, field) ?? '').split(/[,，;；、]/))
      if (other !== '' && maySearch(reader, declared[field]!.level)) best = better(best, fitsText(label, other, word))
  return best
}

const numbers: readonly (readonly [field: string, label: string])[] = [
  ['phone', '电话'],
  ['phone2', '备用电话'],
  ['contactPhone', '联系电话'],
  ['idNumber', '证件号码'],
  ['uscc', '信用代码'],
  ['realEstateCode', '不动产单元号'],
  ['houseCode', '房屋编码'],
  ['code', '编号'],
]

export function fitsNumber(
  reader: Reader,
  registers: Registers,
  { register, fields }: Known,
  number: string,
): Fit | null {
  let best: Fit | null = null
  for (const [field, label] of numbers) {
    const declared = registers[register].fields[field]
    const value = textOf(fields, field)?.replaceAll(/[\s-]/g, '').toUpperCase()
    // Who is called for someone else is not looked for by that number.
    if (!declared || !value || (register === 'person' && field === 'contactPhone')) continue
    if (!maySearch(reader, declared.level)) continue
    if (value === number) best = better(best, { rank: ranks.exact, why: `${label}相同` })
    else if (value.endsWith(number)) best = better(best, { rank: ranks.part, why: `${label}尾号 ${number}` })
  }
  return best
}

/** In which order things of one rank are shown. */
export const registerOrder: Readonly<Record<RegisterId, number>> = {
  person: 0,
  compound: 1,
  staircase: 2,
  building: 3,
  home: 4,
  enterprise: 5,
  premises: 6,
  facility: 7,
}
