import { isKnownSurname } from '../matching/name-frequency.ts'
import { surnameOf } from '../names/surnames.ts'

export interface NamedPart {
  readonly name: string
  /** What stood in brackets behind the name. */
  readonly said: string
  /** A number that stood beside the name. */
  readonly phone: string
  readonly identity: string
}

const isHan = (text: string) => /^\p{Script=Han}{2,4}$/u.test(text)
const hasSurname = (text: string) => isHan(text) && (isKnownSurname(surnameOf(text)) || [...surnameOf(text)].length > 1)

const identityPattern = /(?<!\d)\d{17}[\dXx](?!\d)|(?<!\d)\d{15}(?!\d)/
const phonePattern = /(?<!\d)(?:\+?86)?1[3-9]\d[\s-]?\d{4}[\s-]?\d{4}(?!\d)|(?<!\d)0\d{2,3}-\d{7,8}(?!\d)/

function readPart(text: string): NamedPart {
  const plain = text.normalize('NFKC')
  const identity = identityPattern.exec(plain)?.[0] ?? ''
  const rest = identity ? plain.replace(identity, ' ') : plain
  const phone = phonePattern.exec(rest)?.[0] ?? ''
  const bare = phone ? rest.replace(phone, ' ') : rest
  const said = [...bare.matchAll(/[(（[【]([^)）\]】]*)[)）\]】]?/g)].map((found) => found[1]!.trim()).filter(Boolean)
  const name = bare
    .replaceAll(/[(（[【][^)）\]】]*[)）\]】]?/g, ' ')
    .replaceAll(/[:：;,]+$/g, '')
    .trim()
  return { name, said: said.join('、'), phone, identity }
}

const signs = '、,，;；/／'
const hidden = '\uE000\uE001\uE002\uE003\uE004\uE005\uE006'
const shownAgain = (text: string) =>
  text.replaceAll('\u0001', ' ').replaceAll(/[\uE000-\uE006]/g, (sign) => signs[hidden.indexOf(sign)]!)

/** 孙八（户主）周九（妻） are two people: behind a bracket that closes, a name begins anew. */
function behindBrackets(piece: string): readonly string[] {
  return piece.split(/(?<=[)）\]】])\s*(?=\p{Script=Han}{2,4}\s*(?:[(（[【\d]|$))/u).reduce<string[]>((all, each) => {
    const isName = hasSurname(/^\p{Script=Han}*/u.exec(each)?.[0] ?? '')
    return all.length === 0 || isName ? [...all, each] : [...all.slice(0, -1), all.at(-1)! + each]
  }, [])
}

/** The people of one cell: 张三、李四, one below the other, with phones or words in brackets beside them. */
export function splitPeople(cell: string): readonly NamedPart[] {
  // Signs within brackets part no people.
  const masked = cell.replaceAll(/[(（[【][^)）\]】]*[)）\]】]/g, (inner) =>
    inner.replaceAll(/[、,，;；/／]/g, (sign) => hidden[signs.indexOf(sign)]!).replaceAll(/\s/g, '\u0001'),
  )
  const pieces = masked
    .split(/[、,，;；\n\r]+|(?<=\p{Script=Han})\s*[/／]\s*(?=\p{Script=Han})/u)
    .flatMap(behindBrackets)
    .map((piece) => shownAgain(piece).trim())
    .filter((piece) => piece !== '')
  const apart = pieces.flatMap((piece) => {
    const words = piece.split(/[\s\u3000]+/)
    // 张 三 is one person, 张三 李四 are two.
    return words.length > 1 && words.every((word) => hasSurname(word)) ? words : [piece]
  })
  const parts = apart.map(readPart)
  // 刘,玉梅 is one person whom someone wrote with a comma.
  const isList = parts.length > 1 && parts.every((part) => [...part.name].length > 1 && !/^\d+$/.test(part.name))
  if (isList) return parts
  // A line of its own for a number belongs to the name above it.
  const whole = readPart(cell.replaceAll(/[\n\r]+/g, ' '))
  return [whole]
}

/** The values of another column for so many people: one for each, or one that all share. A blank parts no address. */
export function shareOut(cell: string, count: number, isPlace = false): readonly string[] | null {
  if (count === 1) return [cell]
  for (const sign of [/[\n\r]+/, /[、;；]/, /[,，]/, ...(isPlace ? [] : [/[/／]/, /[\s\u3000]+/])]) {
    const pieces = cell
      .split(sign)
      .map((piece) => piece.trim())
      .filter((piece) => piece !== '')
    if (pieces.length === count) return pieces
  }
  return null
}

/** How many values a cell of numbers, days or words holds. */
export function valuesIn(cell: string): number {
  const numbers = cell.match(/\d[\d-]{5,}[\dXx]/g)?.length ?? 0
  return Math.max(numbers, cell.split(/[\n\r、;；,，/／]+/).filter((piece) => piece.trim() !== '').length)
}
