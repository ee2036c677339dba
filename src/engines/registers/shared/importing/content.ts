import { readPhone, readResidentId, readUscc } from '#model'
import { readDay } from '../read-day.ts'
import { isKnownSurname } from '../matching/name-frequency.ts'
import { surnameOf } from '../names/surnames.ts'
import type { ImportTarget } from './targets.ts'

export const contents = ['identity', 'phone', 'day', 'sex', 'name', 'address', 'uscc', 'flag', 'integer'] as const
export type Content = (typeof contents)[number]

const digits = (text: string) => text.normalize('NFKC').replaceAll(/[\s'’`]/g, '')

const holds: Readonly<Record<Content, (text: string) => boolean>> = {
  // One with a slip in it is still meant as one.
  identity: (text) =>
    /^\d{15}(\d{2}[\dXx])?$/.test(digits(text)) &&
    (readResidentId(text).ok || /^[1-8]\d{5}(19|20)?\d/.test(digits(text))),
  phone: (text) => text.split(/[、,，;；/\n]/).some((part) => readPhone(part).ok) && !/^\d{4,5}$/.test(digits(text)),
  day: (text) =>
    /\d/.test(text) &&
    !/^\d{4,5}$/.test(text) &&
    (readDay(text) !== null || /^(民国)?\d{2,4}[年.\-/]\d{1,2}([月.\-/]\d{0,2}日?)?$/.test(digits(text))),
  sex: (text) => /^(男|女)性?$/.test(text.trim()),
  name: (text) => {
    const plain = text.replaceAll(/[\s\u3000]|[(（].*[)）]/g, '')
    return (
      /^\p{Script=Han}{2,4}$/u.test(plain) && (isKnownSurname(surnameOf(plain)) || [...surnameOf(plain)].length > 1)
    )
  },
  address: (text) => /(路|街|弄|新村|苑|花园|小区|号).*\d/.test(text) || /\d+号\d+/.test(digits(text)),
  uscc: (text) => readUscc(text).ok || /^9[1-3]\d{6}[0-9A-Z]{10}$/.test(digits(text)),
  flag: (text) => /^(是|否|有|无|√|✓|✔|☑|×|✗|1|0|y|n|yes|no|t|f|对)$/i.test(text.trim()),
  integer: (text) => /^-?\d{1,9}(\.\d+)?$/.test(digits(text)),
}

/** The share of the samples that look like it; null where there are none. */
export function shareOf(content: Content, samples: readonly string[]): number | null {
  if (samples.length === 0) return null
  return samples.filter((text) => holds[content](text)).length / samples.length
}

/** How the values of a target look; undefined where anything goes. */
export function contentOf({ id, field }: ImportTarget): Content | undefined {
  if (id === 'address') return 'address'
  if (id.startsWith('tag:')) return 'flag'
  if (id === 'since') return 'day'
  if (!field) return undefined
  if (field.check === 'identity') return 'identity'
  if (field.check === 'uscc') return 'uscc'
  if (field.check === 'phone') return 'phone'
  if (field.mask === 'name') return 'name'
  if (field.mask === 'address') return 'address'
  if (field.field.kind === 'day') return 'day'
  if (field.field.kind === 'flag') return 'flag'
  if (field.field.kind === 'integer') return 'integer'
  return id === 'field:sex' ? 'sex' : undefined
}
