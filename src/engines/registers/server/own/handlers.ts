import { createHash, randomInt } from 'node:crypto'
import { err, ok } from '#kernel/result'
import { sayAnswer } from '#model'
import { implement, type Implementation } from '#platform/operations'
import { registers, tieKinds, type Fields, type OwnFile, type TieKindId } from '#engines/registers/shared'
import { addressIn } from '../../shared/masking.ts'
import { canSee, readerOf } from '../access/reader.ts'
import { writeLook } from '../access/looks.store.ts'
import type { RegistersDeps } from '../deps.ts'
import { findEntries } from '../entries/entries.store.ts'
import { addressNamed, addViewCode, countFailure, homesOf, lockViewCode, looksAt, ownTags } from './own.store.ts'

const lastsDays = 7
const mostFailures = 5
/** Without letters and digits that look alike. */
const alphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'
const codeLength = 12

const newCode = () => Array.from({ length: codeLength }, () => alphabet[randomInt(alphabet.length)]).join('')
const plain = (text: string) => text.normalize('NFKC').replaceAll(/[\s-]/g, '').toUpperCase()
const hashOf = (street: string, code: string) =>
  createHash('sha256')
    .update(`${street}/${plain(code)}`)
    .digest('hex')

/** The ends by which a person is known: of the document, of a telephone. */
function tailsOf(fields: Fields): readonly string[] {
  return ['idNumber', 'phone', 'phone2'].flatMap((name) => {
    const value = fields[name]
    return typeof value === 'string' && plain(value).length >= 6 ? [plain(value).slice(-4)] : []
  })
}

export function ownHandlers({ registers: known, tags }: RegistersDeps): readonly Implementation[] {
  const issue = implement(registers.issueViewCode, async (context, { id, person }) => {
    const { tx, street, actor, now, subject } = context
    const [entry] = await findEntries(tx, street, [person])
    const reader = await readerOf(context, tags)
    if (!entry || entry.register !== 'person' || entry.state !== 'standing' || !canSee(reader, entry))
      return err('entry_not_found')
    if (tailsOf(entry.fields).length === 0) return err('nothing_to_ask')
    if (actor.kind !== 'staff') throw new Error('Only staff give codes.')
    const code = newCode()
    const until = new Date(Date.parse(now) + lastsDays * 86_400_000).toISOString()
    await addViewCode(tx, street, { id, hash: hashOf(street, code), person, by: actor.id, at: now, until })
    subject('entry', person)
    return ok({ code, until })
  })

  const open = implement(registers.openOwn, async ({ tx, street, now, newId, subject }, { code, tail }) => {
    const found = await lockViewCode(tx, street, hashOf(street, code))
    if (!found || found.until <= now || found.failures >= mostFailures) return ok({ file: null })
    const [given] = await findEntries(tx, street, [found.person])
    const [entry] = given && given.root !== given.id ? await findEntries(tx, street, [given.root]) : [given]
    if (!entry || entry.state !== 'standing' || !tailsOf(entry.fields).includes(plain(tail))) {
      await countFailure(tx, street, found.id)
      return ok({ file: null })
    }
    const homes = await homesOf(tx, street, entry.id)
    const living = homes.find((home) => home.kind === 'lives' && home.to === null)
    const livesAt = living && addressIn(living.fields as Fields, 'room')
    const file: OwnFile = {
      name: String(entry.fields['name'] ?? ''),
      fields: Object.entries(known.person.fields).flatMap(([name, { field }]) => {
        const value = entry.fields[name]
        const origin = entry.origins[name]
        if (value === undefined || value === null || !origin) return []
        const { source, observedOn } = origin as { source: OwnFile['tags'][number]['source']; observedOn: string }
        const label: [string, string] = [...field.label]
        return [
          { name, label, value, said: [...sayAnswer(field, value)] as [string, string], from: { source, observedOn } },
        ]
      }),
      homes: homes.map(({ kind, fields, from, to }) => ({
        tie: [...tieKinds[kind as TieKindId].label] as [string, string],
        address: addressIn(fields as Fields, 'room') ?? '—',
        from,
        to,
      })),
      tags: (await ownTags(tx, street, entry.id)).map((each) => ({
        ...each,
        source: each.source as OwnFile['tags'][number]['source'],
        label: [...(tags[each.tag]?.label ?? [each.tag, each.tag])] as [string, string],
      })),
      looks: await looksAt(tx, street, entry.id),
      place:
        living && livesAt
          ? { text: livesAt, addressId: await addressNamed(tx, street, livesAt), lng: living.lng, lat: living.lat }
          : null,
    }
    await writeLook(tx, street, {
      id: newId(),
      who: { kind: 'resident', staff: null, name: null },
      kind: 'view',
      purpose: null,
      note: '',
      fields: [],
      registers: ['person'],
      entries: [entry.id],
      until: null,
      at: now,
    })
    subject('entry', entry.id)
    return ok({ file })
  })

  return [issue, open]
}
