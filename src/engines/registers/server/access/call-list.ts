import { err, ok } from '#kernel/result'
import { implement, type Implementation } from '#platform/operations'
import { registers as asked, type CalledPerson, type Fields, type RegisterField } from '#engines/registers/shared'
import { floorOf } from '../../shared/addresses/index.ts'
import { addressIn, addressOrder } from '../../shared/masking.ts'
import type { RegistersDeps } from '../deps.ts'
import { findEntries } from '../entries/entries.store.ts'
import { contactsOf, findCalled, homesOf, type Contact } from './call-list.store.ts'
import { writeLook } from './looks.store.ts'
import { canSee, readerOf } from './reader.ts'
import { tagsAt } from './tags.store.ts'

/** More are no list that anybody calls. */
const most = 20_000

const textOf = (fields: Fields, name: string) => {
  const value = fields[name]
  return typeof value === 'string' && value !== '' ? value : null
}
const phonesIn = (fields: Fields, names: readonly string[]) => [
  ...new Set(names.flatMap((name) => textOf(fields, name) ?? [])),
]

const yearsBefore = (day: string, years: number) =>
  `${String(Number(day.slice(0, 4)) - years).padStart(4, '0')}${day.slice(4)}`

/** Full years on a day; null where only the year of birth, or nothing, is known. */
function ageOn(day: string, birth: string | null): number | null {
  if (birth === null || birth.length < 10) return null
  return Number(day.slice(0, 4)) - Number(birth.slice(0, 4)) - (birth.slice(5) > day.slice(5) ? 1 : 0)
}

function floorAt(home: Fields | null): number | null {
  if (!home) return null
  const { floor } = home
  const room = textOf(home, 'room')
  return typeof floor === 'number' ? floor : room === null ? null : floorOf({ room })
}

interface Called {
  readonly id: string
  readonly fields: Fields
  readonly committee: string | null
  readonly microGrid: string | null
  readonly home: Fields | null
  readonly tags: readonly string[]
  readonly contacts: readonly Contact[]
}

function calledPerson({ id, fields, home, committee, microGrid, tags, contacts }: Called, today: string): CalledPerson {
  const own = textOf(fields, 'contactName')
  const ownPhones = phonesIn(fields, ['contactPhone'])
  return {
    id: id as CalledPerson['id'],
    name: textOf(fields, 'name') ?? '',
    age: ageOn(today, textOf(fields, 'birth')),
    sex: textOf(fields, 'sex'),
    phones: phonesIn(fields, ['phone', 'phone2']),
    address: home && addressIn(home),
    floor: floorAt(home),
    committee,
    microGrid,
    livesAlone: fields['livesAlone'] === true || tags.includes('lives_alone'),
    tags: [...tags],
    contacts: [
      ...contacts.map((contact) => ({
        name: textOf(contact.fields, 'name') ?? '',
        relation: contact.relation,
        phones: phonesIn(contact.fields, ['phone', 'phone2']),
      })),
      ...(own !== null || ownPhones.length > 0
        ? [{ name: own ?? '', relation: textOf(fields, 'contactRelation'), phones: ownPhones }]
        : []),
    ],
  }
}

const before = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

export function callListHandlers({ registers, tags: known }: RegistersDeps): readonly Implementation[] {
  const level4 = Object.entries(registers.person.fields as Readonly<Record<string, RegisterField>>)
    .filter(([name, { level }]) => level === 4 && /phone/i.test(name))
    .map(([name]) => name)

  const callList = implement(
    asked.callList,
    async (context, { within, tags, floors, livesAlone, minAge, maxAge, purpose, note }) => {
      const { tx, street, actor, now, newId, changed } = context
      const reader = await readerOf(context, known)
      // Not by restricted ones: whoever reads of the look could tell who has them.
      const mayAsk = (tag: string) => Object.hasOwn(known, tag) && !known[tag]!.restricted
      if (tags && !tags.every(mayAsk)) return err('tag_unknown')
      if (within.places) {
        const places = await findEntries(tx, street, within.places)
        if (places.length < new Set(within.places).size || !places.every((place) => canSee(reader, place)))
          return err('entry_not_found')
      }
      const found = await findCalled(
        tx,
        reader,
        {
          committees: within.committees ?? null,
          grids: within.grids ?? null,
          microGrids: within.microGrids ?? null,
          places: within.places ?? null,
          // Of 80 and over is who was born on this day eighty years ago or before.
          bornUntil: minAge === undefined ? null : yearsBefore(reader.today, minAge),
          bornFrom: maxAge === undefined ? null : yearsBefore(reader.today, maxAge + 1),
          livesAlone: livesAlone ?? null,
          tags: tags ?? null,
        },
        most,
      )
      if (found.length > most) return err('too_many_people')
      const homes = await homesOf(
        tx,
        reader,
        found.map(({ id }) => id),
      )
      const called = found
        .map((person) => ({ ...person, home: homes.get(person.id) ?? null }))
        .filter(({ home }) => {
          if (!floors) return true
          const floor = floorAt(home)
          return floor !== null && floor >= floors.from && floor <= floors.to
        })
      const ids = called.map(({ id }) => id)
      const marks = await tagsAt(tx, street, ids, { on: reader.today, knownAt: null }, false)
      const contacts = await contactsOf(tx, reader, ids)
      const people = called
        .map((person) => {
          const own = [...new Set(marks.get(person.id)!.map(({ tag }) => tag))].toSorted()
          const all = { ...person, tags: own, contacts: contacts.get(person.id) ?? [] }
          return { called: calledPerson(all, reader.today), order: addressOrder(person.home ?? {}) }
        })
        .toSorted(
          (a, b) =>
            before(a.called.microGrid ?? '~', b.called.microGrid ?? '~') ||
            before(a.order, b.order) ||
            before(a.called.id, b.called.id),
        )
        .map(({ called }) => called)
      const look = newId()
      await writeLook(tx, street, {
        id: look,
        who: { kind: actor.kind === 'staff' ? 'staff' : 'system', staff: actor.id, name: actor.name },
        kind: 'list',
        purpose,
        note,
        fields: level4,
        registers: ['person'],
        entries: people.map(({ id }) => id),
        until: null,
        at: now,
      })
      changed({ look, purpose, people: people.length })
      return ok({ look, at: now, people, total: people.length })
    },
  )
  return [callList]
}
