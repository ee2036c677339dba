import { pinyin } from 'pinyin-pro'
// By file and not through the door, so that the door may offer what is made of names without going round.
import { surnameOf } from '../../shared/names/surnames.ts'

export interface Pinyin {
  /** Without tones and blanks, ü as v: zhangsanfeng, lvbu. */
  readonly full: string
  /** zsf */
  readonly initials: string
}

// Where the library reads a surname as the everyday word.
const surnameReadings: Readonly<Record<string, string>> = {
  种: 'chong',
  祭: 'zhai',
  秘: 'bi',
  佴: 'nai',
  贠: 'yun',
  黑: 'he',
  洗: 'xian',
  重: 'chong',
  晟: 'cheng',
  都: 'du',
  长: 'zhang',
  藏: 'zang',
  行: 'xing',
  单于: 'chan yu',
  公乘: 'gong sheng',
}

/** Readings in given names that differ from the everyday word. */
const nameReadings: Readonly<Record<string, string>> = {
  重: 'chong',
  都: 'du',
  曾: 'zeng',
  缪: 'miao',
  翟: 'zhai',
  冼: 'xian',
}

const surnames = new Map(Object.entries(surnameReadings))
const characters = new Map(Object.entries(nameReadings))

// There are some ninety thousand characters and a few thousand surnames, so the maps stay small; asking the library for
// every name again would be ten times slower.
function readingOf(known: Map<string, string>, text: string, mode: 'surname' | 'normal'): string {
  const found = known.get(text)
  if (found !== undefined) return found
  const reading = pinyin(text, { mode, toneType: 'none', v: true }).toLowerCase()
  known.set(text, reading)
  return reading
}

const han = /^\p{Script=Han}+$/u
const parts = /\p{Script=Han}+|[a-z0-9]+/gu
// The longest name of a person in Chinese characters alone; what is longer is an enterprise or a place.
const longestName = 6

function syllablesOf(part: string, isFirst: boolean): string[] {
  if (!han.test(part)) return [part]
  const letters = [...part]
  // In a long name words decide: 重庆 is not the family 重.
  if (letters.length > longestName)
    return pinyin(part, { toneType: 'none', type: 'array', v: true }).filter((syllable) => /^[a-z]+$/.test(syllable))
  const surname = isFirst ? surnameOf(part) : ''
  const read = surname === '' ? [] : readingOf(surnames, surname, 'surname').split(' ')
  for (const letter of letters.slice([...surname].length)) read.push(readingOf(characters, letter, 'normal'))
  return read.filter((syllable) => /^[a-z]+$/.test(syllable))
}

/** How a name is typed, with the readings that surnames have: 单田芳 is shantianfang. Other scripts than Latin give nothing. */
export function pinyinOf(name: string): Pinyin {
  const syllables = (name.normalize('NFKC').toLowerCase().match(parts) ?? []).flatMap((part, at) =>
    syllablesOf(part, at === 0),
  )
  return { full: syllables.join(''), initials: syllables.map((syllable) => syllable[0]).join('') }
}
