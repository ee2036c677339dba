import { sql, type RawBuilder } from 'kysely'
import { shanghaiDate } from '#kernel/time'
import type { Actor, Context } from '#platform/operations'
import {
  registerIds,
  registers as asked,
  restrictedKeptBy,
  type RegisterId,
  type Tags,
} from '#engines/registers/shared'
import type { Place } from '../entries/entry.ts'
import { unitsOf } from '../registers.store.ts'
import { unmaskingsOf, writeLook, type Unmasking } from './looks.store.ts'

/** Which part of the street: its entries by committee or by grids; null for all of it. */
export type Area = { readonly committee: string } | { readonly grids: readonly string[] } | null

/** How far someone may see into the registers just now. */
export interface Reader {
  readonly street: string
  readonly actor: Actor
  readonly now: string
  readonly today: string
  readonly area: Area
  /** Registers of which nothing is seen are not among them. */
  readonly registers: readonly RegisterId[]
  /** Personal data (level 3) in clear, and searches by numbers and parts of names. */
  readonly seesNames: boolean
  /** Restricted tags that this reader keeps. */
  readonly restricted: readonly string[]
  readonly unmasked: ReadonlyMap<string, Unmasking>
}

/** What units work with: places and firms, not who lives there. */
const ofUnits: readonly RegisterId[] = ['enterprise', 'premises', 'facility', 'compound', 'building', 'staircase']

async function areaOf({ tx, street, actor }: Pick<Context, 'tx' | 'street' | 'actor'>): Promise<Area> {
  if (actor.kind !== 'staff') return { grids: [] }
  const { scope } = actor
  switch (scope.kind) {
    case 'street':
      return null
    case 'committee':
      return { committee: scope.code }
    case 'grid':
      return { grids: [scope.code] }
    case 'unit': {
      const unit = (await unitsOf(tx, street)).find((each) => each.id === actor.unit)
      if (unit?.committee) return { committee: unit.committee }
      if (!unit?.comprehensive) return { grids: [] }
      const { rows } = await sql<{ code: string }>`
        select code from grids where street = ${street} and comprehensive = ${unit.comprehensive} and valid_to is null`.execute(
        tx,
      )
      return { grids: rows.map(({ code }) => code) }
    }
  }
}

export async function readerOf(context: Pick<Context, 'tx' | 'street' | 'actor' | 'now'>, tags: Tags): Promise<Reader> {
  const { tx, street, actor, now } = context
  const isStaff = actor.kind === 'staff'
  // Who may look behind masks has to do with people; the right to it is the right to their names.
  const seesNames = isStaff && actor.can.has(asked.unmask.name)
  return {
    street,
    actor,
    now,
    today: shanghaiDate(new Date(now)),
    area: await areaOf(context),
    registers: !isStaff ? [] : actor.scope.kind === 'unit' ? ofUnits : registerIds,
    seesNames,
    restricted: isStaff ? restrictedKeptBy(actor.roles, tags) : [],
    unmasked: seesNames ? await unmaskingsOf(tx, street, actor.id, now) : new Map(),
  }
}

/** A filter on `register_entries e`: what this reader may see at all. */
export function visibleTo({ area, registers }: Reader): RawBuilder<unknown> {
  const ofRegisters = registers.length === registerIds.length ? sql`true` : sql`e.register = any(${registers}::text[])`
  if (area === null) return ofRegisters
  return 'committee' in area
    ? sql`(${ofRegisters} and e.committee = ${area.committee})`
    : sql`(${ofRegisters} and e.grid = any(${area.grids}::text[]))`
}

/** The same of an entry in hand. */
export function canSee(
  { area, registers }: Reader,
  entry: Pick<Place, 'committee' | 'grid'> & { register: RegisterId },
): boolean {
  if (!registers.includes(entry.register)) return false
  if (area === null) return true
  return 'committee' in area
    ? entry.committee === area.committee
    : entry.grid !== null && area.grids.includes(entry.grid)
}

/** What was looked at among restricted tags, to be written down. */
export interface Opened<T> {
  readonly value: T
  readonly entries: readonly string[]
  readonly registers: readonly RegisterId[]
}

/**
 * Reads with those restricted tags open that the reader keeps, shuts them again, and writes down that they were looked at,
 * whatever was found. Nothing else that reads sets `app.restricted_tags`: without it the table shows no row to anyone.
 */
export async function withRestricted<T>(
  { tx, street, newId }: Pick<Context, 'tx' | 'street' | 'newId'>,
  reader: Reader,
  wanted: { readonly tags: readonly string[] | 'all'; readonly note: string },
  read: (open: readonly string[]) => Promise<Opened<T>>,
): Promise<T> {
  const { tags } = wanted
  const open = tags === 'all' ? reader.restricted : reader.restricted.filter((tag) => tags.includes(tag))
  if (open.length === 0) return (await read([])).value
  await sql`select set_config('app.restricted_tags', ${open.join(',')}, true)`.execute(tx)
  const { value, entries, registers } = await read(open)
  await sql`select set_config('app.restricted_tags', '', true)`.execute(tx)
  await writeLook(tx, street, {
    id: newId(),
    who: { kind: 'staff', staff: reader.actor.id, name: reader.actor.name },
    kind: 'restricted',
    purpose: null,
    note: wanted.note,
    // The kinds that were open, not those that were found: who reads of the look must not learn what was seen.
    fields: open,
    registers,
    entries,
    until: null,
    at: reader.now,
  })
  return value
}
