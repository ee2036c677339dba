import { plainCode, readPhone } from '#model'
import { namesCompound } from '../addresses/address-head.ts'
import { formatAddress, parseAddress } from '../addresses/index.ts'
import { surnameOf } from './surnames.ts'

// Every mask has a fixed number of stars: how long the hidden part is says something too.

/** 张三丰 as 张*, 欧阳修 as 欧阳*, John Smith as J*. */
export function maskName(name: string): string {
  return `${surnameOf(name.normalize('NFKC').trim())}*`
}

/** 310101********1234. A shorter number of a passport or permit keeps its first character and last two. */
export function maskIdentity(number: string): string {
  const plain = plainCode(number)
  if (plain.length >= 15) return `${plain.slice(0, 6)}********${plain.slice(-4)}`
  if (plain.length >= 7) return `${plain.slice(0, 1)}********${plain.slice(-2)}`
  return '********'
}

/** 138****5678; a landline keeps its area code and last two digits: 021-****78. */
export function maskPhone(phone: string): string {
  const read = readPhone(phone)
  if (!read.ok) return '****'
  if (read.value.kind === 'mobile') return `${read.value.number.slice(0, 3)}****${read.value.number.slice(-4)}`
  const { area, extension, number } = read.value
  const local = extension === null ? number : number.slice(0, -extension.length - 1)
  return `${area === null ? '' : `${area}-`}****${local.slice(-2)}`
}

/** An address down to the lane: 普陀区天目中路749弄***. A name without any number is hidden, for it may be a person's. */
export function maskAddress(address: string): string {
  const { city, district, street, road, lane, sublane, compound, number, building } = parseAddress(address)
  if (road) return `${formatAddress({ city, district, street, road, lane, sublane })}***`
  const isPlace = compound !== undefined && namesCompound(compound) && (number ?? building ?? lane) !== undefined
  return `${formatAddress({ city, district, street, compound: isPlace ? compound : undefined })}***`
}

/** The last characters of a number: ****1234; nothing of one that is hardly longer. */
export function maskTail(text: string, kept: number): string {
  const letters = [...text.trim()]
  return letters.length > kept ? `****${letters.slice(letters.length - kept).join('')}` : '****'
}
