import { createHash, randomInt } from 'node:crypto'
import { err, ok } from '#kernel/result'
import type { Text } from '#kernel/text'
import { sayAnswer } from '#model'
import type { Tx } from '#platform/db'
import { implement, type Context, type Implementation } from '#platform/operations'
import {
  registers,
  sourceIds,
  tieKinds,
  type Fields,
  type OwnFile,
  type SourceId,
  type TieKindId,
} from '#engines/registers/shared'
import { addressIn } from '../../shared/masking.ts'
import { canSee, readerOf } from '../access/reader.ts'
import { writeLook, type Look } from '../access/looks.store.ts'
import type { RegistersDeps } from '../deps.ts'
import { findEntries } from '../entries/entries.store.ts'
import type { Entry } from '../entries/entry.ts'
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

const pair = (text: Text): [string, string] => [...text]
const sourceOf = (source: string): SourceId => (sourceIds.includes(source as SourceId) ? (source as SourceId) : 'desk')

const lookAt = ({ newId, now }: Pick<Context, 'newId' | 'now'>, person: string, who: Look['who'], note: string) =>
  ({
    id: newId(),
    who,
    kind: 'view',
    purpose: null,
    note,
    fields: [],
    registers: ['person'],
    entries: [person],
    until: null,
    at: now,
  }) satisfies Look

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
    // Who gives the code could use it: the person and the auditor see that it was given, and by whom.
    const clerk = { kind: 'staff', staff: actor.id, name: actor.name } as const
    await writeLook(tx, street, lookAt(context, person, clerk, '出具本人查询码'))
    subject('entry', person)
    return ok({ code, until })
  })

  const open = implement(registers.openOwn, async (context, { code, tail }) => {
    const { tx, street, now, subject } = context
    const found = await lockViewCode(tx, street, hashOf(street, code))
    if (!found || found.until <= now || found.failures >= mostFailures) return ok({ file: null })
    const [given] = await findEntries(tx, street, [found.person])
    const [entry] = given && given.root !== given.id ? await findEntries(tx, street, [given.root]) : [given]
    if (!entry || entry.state !== 'standing' || !tailsOf(entry.fields).includes(plain(tail))) {
      await countFailure(tx, street, found.id)
      subject('entry', found.person)
      return ok({ file: null })
    }
    await writeLook(tx, street, lookAt(context, entry.id, { kind: 'resident', staff: null, name: null }, ''))
    subject('entry', entry.id)
    return ok({ file: await fileOf(tx, street, entry) })
  })

  return [issue, open]

  async function fileOf(tx: Tx, street: string, entry: Entry): Promise<OwnFile> {
    const homes = await homesOf(tx, street, entry.id)
    const living = homes.find((home) => home.kind === 'lives' && home.to === null)
    const house = living && addressIn(living.fields, 'number')
    return {
      name: String(entry.fields['name'] ?? ''),
      fields: Object.entries(known.person.fields).flatMap(([name, { field }]) => {
        const value = entry.fields[name]
        const origin = entry.origins[name]
        if (value === undefined || value === null || !origin) return []
        const from = { source: sourceOf(origin.source), observedOn: origin.observedOn }
        return [{ name, label: pair(field.label), value, said: pair(sayAnswer(field, value)), from }]
      }),
      homes: homes.map(({ kind, fields, source, from, to }) => ({
        tie: pair(tieKinds[kind as TieKindId].label),
        address: addressIn(fields, 'room') ?? '—',
        source: sourceOf(source),
        from,
        to,
      })),
      tags: (await ownTags(tx, street, entry.id))
        .filter(({ tag }) => !tags[tag]?.restricted)
        .map(({ source, ...tag }) => ({
          ...tag,
          source: sourceOf(source),
          label: pair(tags[tag.tag]?.label ?? [tag.tag, tag.tag]),
        })),
      looks: await looksAt(tx, street, entry.id),
      place:
        living && house
          ? { text: house, addressId: await addressNamed(tx, street, house), lng: living.lng, lat: living.lat }
          : null,
    }
  }
}
