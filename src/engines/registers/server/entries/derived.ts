import type { Fields, RegisterId } from '#engines/registers/shared'
import { keysOf, traitsOf } from '../../shared/matching/index.ts'
import type { Entry } from './entry.ts'
import { addressKeyOf, tokensOf } from './tokens.ts'

const keysOfEntry = (register: RegisterId, fields: Fields, homeKey: string | null): readonly string[] => {
  if (register === 'person' || register === 'enterprise')
    return keysOf(traitsOf(register, fields, homeKey ? [homeKey] : [])).map(({ key }) => key)
  const address = addressKeyOf(register, fields)
  const code = ['realEstateCode', 'houseCode', 'policeCode', 'code'].flatMap((name) =>
    typeof fields[name] === 'string' && fields[name] !== '' ? [`${register}:${name}:${fields[name]}`] : [],
  )
  const name = typeof fields['name'] === 'string' ? [`${register}:name:${fields['name']}`] : []
  return [...code, ...(address ? [`${register}:@${address}`] : name)]
}

/** The key under which the home, staircase or premises of an address is kept. */
export const addressEntryKey = (register: 'home' | 'staircase', key: string) => `${register}:@${key}`

/** By what an entry is found: the keys it may be recognised by, the words it is looked for by. */
export interface Derived {
  readonly keys: ReadonlySet<string>
  readonly tokens: ReadonlySet<string>
}

export const derive = ({ register, fields, homeKey }: Pick<Entry, 'register' | 'fields' | 'homeKey'>): Derived => ({
  keys: new Set(keysOfEntry(register, fields, homeKey)),
  tokens: new Set(tokensOf(register, fields)),
})
export const nothing: Derived = { keys: new Set(), tokens: new Set() }
