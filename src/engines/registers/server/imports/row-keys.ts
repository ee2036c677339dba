import type { Fields, RegisterId } from '#engines/registers/shared'
import type { Reading } from '../../shared/importing/index.ts'
import { keysOf, traitsOf, type Traits } from '../../shared/matching/index.ts'
import { addressKeyOf } from '../entries/tokens.ts'

export const isMatched = (register: RegisterId): register is 'person' | 'enterprise' =>
  register === 'person' || register === 'enterprise'

/** By what a row finds its entry. Half of a number is left out where birth and name find as well: thousands share it. */
export function keysOfRow(register: RegisterId, reading: Reading): RowKeys {
  const known = rowKeys.get(reading)
  if (known) return known
  const made = makeKeys(register, reading)
  rowKeys.set(reading, made)
  return made
}

export interface RowKeys {
  readonly keys: readonly string[]
  readonly certain: readonly string[]
  readonly traits: Traits | null
}
const rowKeys = new WeakMap<Reading, RowKeys>()

/** Under what later rows of the file find this one: also by the number of an entry, which finds nothing in the registers. */
export const keysInFile = (register: RegisterId, reading: Reading): readonly string[] => [
  ...keysOfRow(register, reading).keys,
  ...numberKeysOf(reading),
]

export const numberKeysOf = ({ entry }: Reading): readonly string[] => (entry === undefined ? [] : [`entry:${entry}`])

/** Whether an entry bears the name of a row, a home its address: a number alone is soon in the wrong line of a sheet. */
export const isCalled = (register: RegisterId, entry: Fields, row: Fields): boolean =>
  register === 'home'
    ? addressKeyOf(register, entry) === addressKeyOf(register, row)
    : entry['name'] !== undefined && entry['name'] === row['name']

function makeKeys(register: RegisterId, reading: Reading): RowKeys {
  if (isMatched(register)) {
    const traits = traitsOf(
      register,
      { ...reading.fields, ...reading.hints },
      register === 'person' && reading.address?.room ? [reading.address.room] : [],
    )
    const all = keysOf(traits)
    const keys = all.filter(({ key }) => !(key.startsWith('h:') && traits.birth?.length === 10)).map(({ key }) => key)
    return { keys, certain: all.filter((each) => each.certain).map(({ key }) => key), traits }
  }
  const { fields } = reading
  const codes = ['realEstateCode', 'houseCode', 'policeCode', 'code'].flatMap((name) =>
    fields[name] ? [`${register}:${name}:${String(fields[name])}`] : [],
  )
  const address = addressKeyOf(register, fields)
  const own = address
    ? [`${register}:@${address}`]
    : fields['name']
      ? [`${register}:name:${String(fields['name'])}`]
      : []
  return { keys: [...codes, ...own], certain: register === 'home' ? [...codes, ...own] : codes, traits: null }
}
