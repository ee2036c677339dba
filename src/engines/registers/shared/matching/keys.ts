import { soundOf } from './characters.ts'
import { brokenResidentId, residentId } from './documents.ts'
import { coreOf } from './enterprise-names.ts'
import { isKnownSurname } from './name-frequency.ts'
import { surnameOf } from '../names/surnames.ts'
import { soundsOf, surnameInNickname } from './names.ts'
import type { Traits } from './traits.ts'

export interface Key {
  readonly key: string
  readonly certain: boolean
}

/** What an index keeps and a statement asks for at most; the rest of an entry's phones and homes is left out, oldest first. */
const most = { phones: 3, addresses: 2 }

/**
 * Keys by which candidates are looked up: certain keys first. None is a name or a date by itself, for a street has
 * hundreds of 张伟 and six people born on each day: two things are in every key.
 */
export function keysOf(traits: Traits): readonly Key[] {
  const keys = new Set<string>()
  const certain = new Set<string>()
  const phones = traits.phones.slice(-most.phones)
  const addresses = traits.addresses.slice(-most.addresses)
  if (traits.register === 'enterprise') {
    if (traits.uscc) certain.add(`u:${traits.uscc}`)
    const core = traits.name && coreOf(traits.name)
    if (core) {
      keys.add(`e:${core}`)
      // A whole building of offices has one address; the first characters part its firms.
      for (const address of addresses) keys.add(`a:${address}|${core.slice(0, 2)}`)
    }
    for (const phone of phones) keys.add(`p:${phone}`)
  } else {
    for (const { type, number } of traits.documents.slice(0, 3)) {
      if (type === residentId) certain.add(`i:${number}`)
      else if (type === 'passport' || type === 'other') certain.add(`d:${type}:${number}`)
      if (type === residentId || type === brokenResidentId) for (const key of halvesOf(number)) keys.add(key)
    }
    if (traits.name) addPersonKeys(traits, traits.name, phones, addresses, keys)
  }
  return [
    ...[...certain].map((key) => ({ key, certain: !key.startsWith('d:other') })),
    ...[...keys].map((key) => ({ key, certain: false })),
  ]
}

function addPersonKeys(
  traits: Traits,
  name: string,
  phones: readonly string[],
  addresses: readonly string[],
  keys: Set<string>,
): void {
  const sound = surnameSound(name)
  if (traits.birth) {
    keys.add(`y:${soundsOf(name)}|${traits.birth.slice(0, 4)}`)
    if (traits.birth.length === 10) keys.add(`b:${traits.birth}|${sound}`)
  }
  for (const phone of phones) keys.add(`p:${phone}|${sound}`)
  for (const address of addresses) keys.add(`a:${address}|${sound}`)
}

/** A surname that was written last is found there, when the first character is none. */
function surnameSound(name: string): string {
  const nick = surnameInNickname(name)
  if (nick !== undefined) return soundOf(nick)
  const [first, last] = [surnameOf(name), name.slice(-1)]
  return soundOf(!isKnownSurname(first) && isKnownSurname(last) && first.length === 1 ? last : first.slice(0, 1))
}

/** A wrong digit leaves one of the halves right, in 15 places as in 18. */
function halvesOf(number: string): readonly string[] {
  const isOld = number.length <= 16
  const body = isOld ? number : number.slice(0, 6) + number.slice(8, 17)
  return [`h:${body.slice(0, 12)}`, `t:${body.slice(-9)}`]
}
