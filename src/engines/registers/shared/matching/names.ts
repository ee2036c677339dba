import { surnameOf } from '../names/surnames.ts'
import { isHomophone, isSimilarShape, simplify, soundOf } from './characters.ts'

const titles =
  '阿姨|阿婆|老师|师傅|大爷|大妈|大叔|叔叔|伯伯|爷爷|奶奶|先生|女士|太太|小姐|家属|同志|老伯|医生|妈妈|爸爸'
const called = new RegExp(`^(?<surname>.)(?:${titles})$|^[老小阿](?<after>.)$|^(?<head>.)[老总工]$`, 'u')

/** A name as it is compared: simplified characters, no blanks, dots or remarks in brackets, Latin letters in capitals. */
export function plainName(text: string): string | undefined {
  const bare = text
    .normalize('NFKC')
    .replaceAll(/[((【[].*?[))】\]]/g, '')
    .trim()
  if (/^[\p{Script=Latin}\s.,'’-]+$/u.test(bare)) {
    const words = bare.toUpperCase().match(/\p{L}+/gu)
    return words?.toSorted().join(' ')
  }
  const name = simplify(bare).replaceAll(/[\s·•・.。,,、*\d]/g, '')
  return name === '' ? undefined : name
}

/** The surname of 王老师, 老王, 小王 …; a name that only tells it says little of who is meant. */
export function surnameInNickname(name: string): string | undefined {
  const groups = called.exec(name)?.groups
  return groups?.['surname'] ?? groups?.['after'] ?? groups?.['head']
}

/** Sounds of the characters put in order, so that a name with its order swapped sounds the same. */
export const soundsOf = (name: string) => [...name].map(soundOf).toSorted().join(' ')

export type NameLevel =
  | 'equal'
  | 'swapped'
  | 'homophone'
  | 'shape'
  | 'typo'
  | 'missing'
  | 'nickname'
  | 'surname'
  | 'different'

/** Both as plainName gives them. */
export function compareNames(a: string, b: string): NameLevel {
  if (a === b) return 'equal'
  if (isSwapped(a, b) || isSwapped(b, a)) return 'swapped'
  const nick = nicknameLevel(a, b) ?? nicknameLevel(b, a)
  if (nick) return nick
  const [one, two] = [[...a], [...b]]
  if (one.length === two.length) {
    const apart = one.map((letter, at) => [letter, two[at]!] as const).filter(([x, y]) => x !== y)
    if (apart.every(([x, y]) => isHomophone(x, y))) return 'homophone'
    if (apart.length === 1 && apart.every(([x, y]) => isSimilarShape(x, y))) return 'shape'
    // 张伟 and 张敏 share no more than 张伟 and 李伟: without a given character in common it is another name.
    if (apart.length === 1 && one.length > Math.max(surnameOf(a).length, surnameOf(b).length) + 1) return 'typo'
  } else if (Math.abs(one.length - two.length) === 1) {
    const [short, long] = one.length < two.length ? [one, two] : [two, one]
    let at = 0
    while (at < short.length && short[at] === long[at]) at++
    if (at > 0 && short.length > 1 && short.slice(at).join('') === long.slice(at + 1).join('')) return 'missing'
  }
  return surnameOf(a) === surnameOf(b) ? 'surname' : 'different'
}

/** 伟张 for 张伟, 建国李 for 李建国: the surname, of one character or two, moved to the end. */
function isSwapped(a: string, b: string): boolean {
  const surname = surnameOf(a)
  return a.length === b.length && a.length > surname.length && a.slice(surname.length) + surname === b
}

function nicknameLevel(nickname: string, name: string): NameLevel | undefined {
  const surname = surnameInNickname(nickname)
  if (surname !== undefined) return surname === surnameOf(name) || name.includes(surname) ? 'nickname' : 'different'
  // 阿芳 and 小芳 were taken above; 芳芳 is called so at home.
  const [first, second] = [...nickname]
  if (nickname.length === 2 && first === second && name.length > 1)
    return name.includes(first!) ? 'nickname' : 'different'
  return undefined
}
