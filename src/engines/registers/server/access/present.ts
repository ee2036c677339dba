import type { Fields, RegisterField, RegisterId, Registers, SeenEntry } from '#engines/registers/shared'
import { addressIn, maskedAs, titleOf } from '../../shared/masking.ts'
import type { Entry } from '../entries/entry.ts'
import { canSee, type Reader } from './reader.ts'

/** An entry, and of a person the fields of the home where the person lives. */
export interface Known extends Entry {
  readonly home: Fields | null
}

interface SeenFields {
  readonly fields: Record<string, string | number | boolean>
  readonly masked: string[]
}

type Whose = Pick<Entry, 'id' | 'root' | 'register' | 'committee' | 'grid'>

/** Whether this reader sees values of a level whole. */
function isClear(reader: Reader, whose: Whose, level: RegisterField['level']): boolean {
  if (level <= 2 || reader.unmasked.has(whose.id) || reader.unmasked.has(whose.root)) return true
  return level === 3 && reader.seesNames && canSee(reader, whose)
}

/** Some fields of an entry as they may be seen: what no register declares, and what may not be seen at all, is absent. */
export function presentFields(reader: Reader, registers: Registers, whose: Whose, fields: Fields): SeenFields {
  const seen: SeenFields = { fields: {}, masked: [] }
  for (const [name, { level, mask }] of Object.entries(registers[whose.register].fields)) {
    const value = fields[name]
    if (value === undefined || value === null) continue
    if (isClear(reader, whose, level)) seen.fields[name] = value
    else if (mask) {
      seen.fields[name] = maskedAs(mask, String(value))
      seen.masked.push(name)
    }
  }
  return seen
}

function placeOf(reader: Reader, entry: Known, seen: Fields): string | null {
  const { register } = entry
  if (register === 'person') {
    if (!canSee(reader, entry) || !entry.home) return null
    return addressIn(entry.home, isClear(reader, entry, 3) ? 'room' : 'lane')
  }
  const own = addressIn(seen, 'number')
  if (own !== null || register !== 'enterprise') return own
  const written = seen['operatingPlace'] ?? seen['registeredPlace']
  return typeof written === 'string' ? written : null
}

/**
 * An entry as this reader may see it; undefined when of its register nothing may be seen. The only way in which an entry
 * leaves the engine.
 */
export function present(reader: Reader, registers: Registers, entry: Known): SeenEntry | undefined {
  if (!reader.registers.includes(entry.register)) return undefined
  const seen = presentFields(reader, registers, entry, entry.fields)
  const isWithin = canSee(reader, entry)
  return {
    id: entry.id as SeenEntry['id'],
    register: entry.register,
    title: titleOf(entry.register as RegisterId, seen.fields),
    ...seen,
    committee: isWithin ? entry.committee : null,
    grid: isWithin ? entry.grid : null,
    microGrid: isWithin ? entry.microGrid : null,
    place: placeOf(reader, entry, seen.fields),
  }
}
