import { readPhone } from '#model'
import type { Register } from '../register.ts'
import { remark, wrong, type RowReason } from './reason.ts'

/** Fields that are a telephone number. */
export const phones = ['phone', 'phone2', 'contactPhone'] as const

/** Two numbers run together are none: where the one ends and the other begins, nobody can tell. */
const oneNumber =
  /(?<!\d)(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)|(?<!\d)\(?(?:010|02\d)\)?[- ]?[2-8]\d{7}(?:-\d{1,6})?(?!\d)|(?<!\d)\(?0[3-9]\d{2}\)?[- ]?[2-8]\d{6,7}(?:-\d{1,6})?(?!\d)|(?<!\d)[2-8]\d{7}(?:-\d{1,6})?(?!\d)/g

/** Two numbers in a cell are a first and a second one; words beside them are told, not lost. */
export function readPhonesInto(
  name: string,
  written: string,
  said: Record<string, unknown>,
  reasons: RowReason[],
): void {
  const plain = written.normalize('NFKC').trim()
  if (/^\d(?:\.\d+)?e\+?\d+$/i.test(plain)) {
    delete said[name]
    reasons.push(
      wrong(`field:${name}`, 'number_lost_digits', [
        '号码以科学计数法保存，末几位已丢失，请将该列改为文本后重新填写',
        'Kept in powers of ten: the last digits are lost. Make the column text and type it again',
      ]),
    )
    return
  }
  if (/^[\d\s()+-]{0,16}$/.test(plain) || readPhone(plain).ok) return
  const found = [...plain.matchAll(oneNumber)].map((each) => each[0])
  // A fraction is no word beside a number.
  if (found.length === 0 || /^[\d.]+$/.test(plain)) return
  said[name] = found[0]
  const more = found.slice(1)
  if (name === 'phone' && more.length > 0 && !said['phone2']) said['phone2'] = more.shift()
  const words = plain
    .replaceAll(oneNumber, ' ')
    .replaceAll(/[\s、,;/()|:：-]+/g, ' ')
    .trim()
  const rest = [...more, ...(words ? [words] : [])].join(' ')
  if (rest)
    reasons.push(remark(`field:${name}`, 'beside_phone', [`号码旁的“${rest}”仅留存`, `Beside the number: ${rest}`]))
}

/** 李四 19900001234 is a name and a number: within the name nobody would mask it. */
export function readContactInto(
  register: Register,
  name: string,
  said: Record<string, unknown>,
  reasons: RowReason[],
): void {
  const written = said[name]
  if (typeof written !== 'string') return
  const plain = written.normalize('NFKC')
  // What is longer is refused for its length.
  const found = plain.length > 200 ? [] : [...plain.matchAll(oneNumber)].map((each) => each[0])
  if (found.length === 0) return
  said[name] = plain
    .replaceAll(oneNumber, ' ')
    .replaceAll(/\(\s*\)|(?:电话|手机|tel)?[:：]?\s*$/gi, '')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/^[\s、,;:/-]+|[\s、,;:/-]+$/g, '')
  const own = ['contactPhone', 'phone'].find(
    (each) => each in register.fields && (each !== 'phone' || name === 'operator'),
  )
  const beside = own && !said[own] ? found.shift() : undefined
  if (own && beside) {
    said[own] = beside
    reasons.push(
      remark(`field:${name}`, 'phone_beside_name', [
        '姓名旁的号码记为其电话',
        'The number beside the name is kept as the phone',
      ]),
    )
  }
  const digits = (text: string) => text.replaceAll(/\D/g, '')
  const rest = found.filter((each) => digits(each) !== digits(String(own ? said[own] : '')))
  if (rest.length > 0)
    reasons.push(
      remark(`field:${name}`, 'beside_name', [
        `姓名旁的“${rest.join(' ')}”仅留存`,
        `Beside the name, kept with the row only: ${rest.join(' ')}`,
      ]),
    )
}
