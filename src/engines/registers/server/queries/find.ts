import { ok } from '#kernel/result'
import type { Tx } from '#platform/db'
import { implement, type Implementation } from '#platform/operations'
import { registerIds, registers as asked, type RegisterId, type Registers } from '#engines/registers/shared'
import type { AddressParts } from '../../shared/addresses/index.ts'
import { addressOrder } from '../../shared/masking.ts'
import { findKnown } from '../access/known.store.ts'
import { present, type Known } from '../access/present.ts'
import { readerOf, type Reader } from '../access/reader.ts'
import type { RegistersDeps } from '../deps.ts'
import { reversed } from '../entries/tokens.ts'
import { fitsName, fitsNumber, ranks, registerOrder, type Fit } from './find-matching.ts'
import { beginning, rangesOf, readWords, type Asked } from './find-words.ts'
import * as store from './find.store.ts'

/** Tokens of names are not longer. */
const longestToken = 24
/** Registers whose things have addresses of their own. */
const places: readonly RegisterId[] = ['staircase', 'building', 'premises', 'home']

interface Search {
  readonly tx: Tx
  readonly reader: Reader
  readonly wanted: readonly RegisterId[]
  /** How many to look at of each kind of find. */
  readonly most: number
  readonly add: (ids: readonly string[], fit?: Fit) => void
}

const without = (registers: readonly RegisterId[], left: RegisterId) => registers.filter((each) => each !== left)

async function byName({ tx, reader, wanted, most, add }: Search, word: string): Promise<void> {
  const token = word.slice(0, longestToken)
  add(await store.underToken(tx, reader, { from: token, to: null }, wanted, most))
  add(await store.underToken(tx, reader, beginning(token), reader.seesNames ? wanted : without(wanted, 'person'), most))
}

async function byNumber({ tx, reader, wanted, most, add }: Search, number: string): Promise<void> {
  const registers = reader.seesNames ? wanted : without(wanted, 'person')
  const token = `#${reversed(number)}`
  add(await store.underToken(tx, reader, { from: token, to: null }, registers, most))
  add(await store.underToken(tx, reader, beginning(token), registers, most))
}

const at = (rank: number, why: string): Fit => ({ rank, why })
const fitsAll = (why: string): Fit => ({ rank: ranks.exact, why, isPlaceAlone: false })

async function byAddress(search: Search, { address, names }: Asked): Promise<void> {
  const { tx, reader, wanted, add } = search
  const only = (...registers: readonly RegisterId[]) => registers.filter((each) => wanted.includes(each))
  const { road, lane, number, room } = address!
  const { own, within } = rangesOf(address!)
  let homes: string[] = []
  for (const range of own) {
    const found = await store.underToken(tx, reader, range, only(...without(places, 'home')))
    add(found, at(ranks.exact, '门牌相同'))
    homes = await store.underToken(tx, reader, range, ['home'])
    if (!room && number !== undefined) add(await store.compoundsOf(tx, reader, found), at(ranks.around, '所在小区'))
  }
  for (const range of within) {
    const found = await store.underToken(tx, reader, range, only('staircase', 'building', 'premises'))
    add(found, at(lane === undefined ? ranks.part : ranks.beginning, '地址在此'))
    if (number === undefined && lane !== undefined && names.length === 0)
      add(await store.compoundsOf(tx, reader, found.slice(0, 12)), at(ranks.within, '小区在此弄'))
    if (number !== undefined || found.length === 0)
      add(await store.underToken(tx, reader, range, only('home')), at(ranks.around, '在此门内'))
  }
  if (road === undefined) {
    const compounds = lane === undefined ? await compoundsCalled(search, names) : null
    const staircases = await store.staircasesOf(tx, reader, address!, compounds)
    if (wanted.includes('staircase')) add(staircases, at(room ? ranks.around : ranks.exact, '门牌相同'))
    if (room) homes = await store.homesIn(tx, reader, staircases, room)
  }
  if (homes.length === 0) return
  // Of a home, who does not see the room must not find it by the room, nor who lives there.
  if (!reader.seesNames) return
  if (wanted.includes('home')) add(homes, at(ranks.exact, '室号相同'))
  if (wanted.includes('person')) add(await store.residentsOf(tx, reader, homes), at(ranks.within, '住在此处'))
}

async function compoundsCalled({ tx, reader }: Search, names: readonly string[]): Promise<string[]> {
  const found = await Promise.all(
    names.map((name) =>
      store.underToken(tx, reader, beginning(name.slice(0, longestToken)), ['compound', 'building'], 20),
    ),
  )
  return found.flat()
}

/** People of a name at a place: 张伟 茅台路, 张伟 茅台路1234弄, 张伟 绿洲花园. */
async function byNameAtPlace(search: Search, { address, names }: Asked): Promise<void> {
  const { tx, reader, wanted, add } = search
  const [word] = names
  if (!word || !wanted.includes('person')) return
  const fit = fitsAll('姓名与地址相符')
  if (address?.road) {
    const { own, within } = rangesOf(address)
    // Where the number of the house is more than this reader may know of a person, it is no way to find one.
    if (!reader.seesNames && (address.number ?? address.room) !== undefined) return
    if (address.lane === undefined && address.number === undefined) {
      const named = reader.seesNames ? beginning(word) : { from: word, to: null }
      add(await store.peopleCalled(tx, reader, named, { road: address.road }), fit)
    } else
      for (const range of [...own, ...within])
        add(await store.peopleUnder(tx, reader, range, word, !reader.seesNames), fit)
    return
  }
  if (address || names.length < 2 || !reader.seesNames) return
  for (const place of names) {
    const compounds = await compoundsCalled(search, [place])
    if (compounds.length === 0) continue
    for (const name of names)
      if (name !== place)
        add(await store.peopleCalled(tx, reader, beginning(name), { compounds }), fitsAll('姓名与小区相符'))
  }
}

/** Whether an entry that was found by its name lies where the words say, as far as this reader may know. */
function isThere(
  reader: Reader,
  { road, lane, number, room }: AddressParts,
  { register, fields, home }: Known,
): boolean {
  if (register === 'person' && !reader.seesNames && (number ?? room) !== undefined) return false
  const place = register === 'person' ? home : fields
  const isAt = [
    ['road', road],
    ['lane', lane],
    ['number', number],
    ['room', room],
  ] as const
  if (place && isAt.every(([field, value]) => value === undefined || place[field] === value)) return true
  return (
    road !== undefined &&
    ['registeredPlace', 'operatingPlace'].some((field) => String(fields[field] ?? '').includes(road))
  )
}

/** How an entry fits all that was typed; null when some of it does not fit. */
function fitOf(reader: Reader, registers: Registers, asked: Asked, entry: Known, found: Fit | undefined): Fit | null {
  const { names, numbers, address, isEither } = asked
  if (address && !isEither && !found && !isThere(reader, address, entry)) return null
  // 梅川苑 茅台路1234弄5号 asks for the staircase, and names its compound besides.
  if (found && entry.register === 'compound' && address?.number !== undefined) return { ...found, isPlaceAlone: true }
  const fits = [
    ...names.map((word) => fitsName(reader, registers, entry, word)),
    ...numbers.map((number) => fitsNumber(reader, registers, entry, number)),
  ]
  const joined = names.length > 1 ? fitsName(reader, registers, entry, names.join('')) : null
  const all = fits.length > 0 && fits.every((fit) => fit !== null) ? (fits as Fit[]) : joined ? [joined] : []
  const own: Fit | null =
    all.length > 0
      ? { rank: Math.max(...all.map(({ rank }) => rank)), why: [...new Set(all.map(({ why }) => why))].join('，') }
      : null
  if (own && (!found || own.rank <= found.rank)) return own
  const isPlaceAlone =
    found?.isPlaceAlone ?? (own === null && address?.road !== undefined && names.length > 0 && !isEither)
  return found ? { ...found, isPlaceAlone } : null
}

async function search(context: Search, words: Asked): Promise<void> {
  const { names, numbers, address } = words
  for (const number of numbers) await byNumber(context, number)
  if (address) await byAddress(context, words)
  if (names.length === 0) return
  await byNameAtPlace(context, words)
  // The longest says most.
  await byName(context, names.toSorted((a, b) => b.length - a.length)[0]!)
  if (names.length > 1) await byName(context, names.join(''))
}

export function findHandlers({ registers, tags }: RegistersDeps): readonly Implementation[] {
  const find = implement(asked.find, async (context, { words, registers: only, limit }) => {
    const { tx, street } = context
    const reader = await readerOf(context, tags)
    const wanted = (only ?? registerIds).filter((each) => reader.registers.includes(each))
    const read = readWords(words)
    const hits = new Map<string, Fit | undefined>()
    const add = (ids: readonly string[], fit?: Fit) => {
      for (const id of ids) {
        const known = hits.get(id)
        if (!hits.has(id) || (fit && (!known || fit.rank < known.rank))) hits.set(id, fit ?? known)
      }
    }
    // Of several words the first only says where to look: what fits the others may come late.
    const most = read.names.length + read.numbers.length > 1 ? 400 : Math.max(24, 2 * limit)
    await search({ tx, reader, wanted, most, add }, read)
    const known = await findKnown(tx, street, [...hits.keys()], reader.today)
    const fitting = [...known.values()].flatMap((entry) => {
      const fit = fitOf(reader, registers, read, entry, hits.get(entry.id))
      const seen = fit && present(reader, registers, entry)
      return fit && seen ? [{ fit, seen, order: addressOrder(entry.fields) }] : []
    })
    // A word more narrows; where nothing fits it, it was perhaps the name of the place: 梅川苑 茅台路1234弄.
    const narrowed = fitting.filter(({ fit }) => !fit.isPlaceAlone)
    const found = narrowed.length > 0 ? narrowed : fitting
    found.sort(
      (a, b) =>
        a.fit.rank - b.fit.rank ||
        registerOrder[a.seen.register] - registerOrder[b.seen.register] ||
        a.seen.title.length - b.seen.title.length ||
        (a.order < b.order ? -1 : a.order > b.order ? 1 : a.seen.id < b.seen.id ? -1 : 1),
    )
    return ok({ items: found.slice(0, limit).map(({ fit, seen }) => ({ ...seen, why: fit.why })) })
  })
  return [find]
}
