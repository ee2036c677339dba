import type { Fields, RegisterId } from '#engines/registers/shared'
import { addressKey, parseAddress } from '../../shared/addresses/index.ts'
import { pinyinOf } from '../names/pinyin.ts'

const reversed = (text: string) => [...text].reverse().join('')
const textOf = (fields: Fields, name: string) => (typeof fields[name] === 'string' ? fields[name] : undefined)

/** Marks what kind of token it is, so that a tail of digits never meets a name. */
const mark = { number: '#', address: '@' } as const

/** A number is kept backwards: people remember its end, and the end of a token is not looked up, its beginning is. */
const numberToken = (number: string) => mark.number + reversed(number.replaceAll(/[\s-]/g, '').toUpperCase())

const longest = 24

function nameTokens(name: string, withSuffixes: boolean): string[] {
  const plain = name.normalize('NFKC').replaceAll(/\s+/g, '').toLowerCase().slice(0, longest)
  if (plain === '') return []
  const letters = [...plain]
  const tokens = [plain]
  const ends = withSuffixes ? letters.length - 2 : Math.min(letters.length - 2, 1)
  for (let at = 1; at <= ends; at++) tokens.push(letters.slice(at).join(''))
  const { full, initials } = pinyinOf(plain)
  if (full && full !== plain) tokens.push(full)
  if (initials.length > 1 && initials !== plain) tokens.push(initials)
  return tokens
}

/** The key of an entry's own address, down to what its register names; null when it has none. */
export function addressKeyOf(register: RegisterId, fields: Fields): string | null {
  const [road, lane, sublane, number, room] = ['road', 'lane', 'sublane', 'number', 'room'].map((name) =>
    textOf(fields, name),
  )
  if (!road) return null
  const written = `${road}${lane ? `${lane}弄` : ''}${sublane ? `${sublane}支弄` : ''}${number ? `${number}号` : ''}${room && register === 'home' ? `${room}室` : ''}`
  return addressKey(parseAddress(written), register === 'home' ? 'room' : 'number')
}

/** By what people look for an entry. Few and short: each is a row. */
export function tokensOf(register: RegisterId, fields: Fields): readonly string[] {
  const tokens = new Set<string>()
  const name = textOf(fields, 'name')
  if (name) for (const token of nameTokens(name, register !== 'person')) tokens.add(token)
  for (const field of ['formerNames', 'alias'])
    for (const other of (textOf(fields, field) ?? '').split(/[,，;；、]/))
      for (const token of nameTokens(other, true)) tokens.add(token)
  for (const field of ['phone', 'phone2', 'contactPhone', 'idNumber', 'uscc', 'realEstateCode', 'houseCode', 'code']) {
    // Who is called for someone else is not looked for by that number.
    if (field === 'contactPhone' && register === 'person') continue
    const number = textOf(fields, field)
    if (number) tokens.add(numberToken(number))
  }
  const key = addressKeyOf(register, fields)
  if (key && register !== 'person') tokens.add(mark.address + key)
  return [...tokens]
}

/** In which order a list of the register stands. */
export function sortKeyOf(register: RegisterId, fields: Fields): string {
  const key = addressKeyOf(register, fields)
  if (key && (register === 'home' || register === 'staircase'))
    // 5 号 before 12 号.
    return key.replaceAll(/\d+/g, (digits) => digits.padStart(5, '0')).slice(0, 200)
  const name = textOf(fields, 'name') ?? ''
  return `${pinyinOf(name).full} ${name}`.slice(0, 200)
}

export { mark, numberToken, reversed }
