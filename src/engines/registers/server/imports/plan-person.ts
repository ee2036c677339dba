import type { Fields, TieKindId } from '#engines/registers/shared'
import { isHead } from '../../shared/decide/ties.ts'
import { addressIn } from '../../shared/masking.ts'
import { remark, type Reading, type RowReason } from '../../shared/importing/index.ts'
import type { TrustRule } from '../../shared/trust.ts'
import type { OwnTag, OwnTie } from './held.ts'
import { isOpen, outranks, type Said } from './outranks.ts'
import type { Placing } from './places.ts'
import type { FieldChange } from './rows.store.ts'

/** A home that is there, or one that is made by its key. */
export type HomeRef = string

export interface PlannedTie {
  readonly kind: TieKindId
  readonly subject: string
  readonly object: HomeRef
  readonly details: Readonly<Record<string, unknown>>
  readonly from: string
  readonly to: string | null
  readonly source: string
}

export interface PersonPlan {
  readonly superseded: readonly string[]
  readonly ties: readonly PlannedTie[]
  readonly supersededTags: readonly string[]
  readonly tags: readonly {
    readonly tag: string
    readonly details: Readonly<Record<string, unknown>>
    readonly from: string
    readonly to: string | null
  }[]
  readonly changes: readonly FieldChange[]
  readonly remarks: readonly RowReason[]
  /** Whether the person lives elsewhere afterwards. */
  readonly moves: boolean
}

const addressOf = (home: Fields | undefined) => (home ? addressIn(home) : null)

/** What is held of someone. */
export interface OwnHeld {
  readonly ties: readonly OwnTie[]
  readonly tags: readonly OwnTag[]
  /** The homes that are left, for telling what changes; whoever only writes needs none. */
  readonly homes?: ReadonlyMap<string, Fields>
}

/** Where someone lives today who does not live where a row says. */
export const homesLeft = (ties: readonly OwnTie[], home: HomeRef, today: string): readonly OwnTie[] => {
  const open = ties.filter((tie) => tie.kind === 'lives' && isOpen(tie, today))
  return open.some((tie) => tie.object === home) ? [] : open
}

/** What becomes of someone's homes and tags after a row. The same answer before anything is written and when it is. */
export function planPerson(
  entry: string,
  reading: Reading,
  placing: Placing | null,
  held: OwnHeld,
  heads: Map<HomeRef, string>,
  rules: readonly TrustRule[],
  said: Said,
): PersonPlan {
  const superseded: string[] = []
  const ties: PlannedTie[] = []
  const changes: FieldChange[] = []
  const remarks: RowReason[] = []
  const { source, observedOn, today } = said
  const home = placing && (placing.is === 'home' || placing.is === 'made') ? placing : null
  let moves = false
  if (home) {
    const relation = relationIn(entry, reading, home.ref, heads, remarks)
    const details = { ...(relation && { relation }), ...(reading.residence && { residence: reading.residence }) }
    const open = held.ties.filter((tie) => tie.kind === 'lives' && isOpen(tie, today))
    const here = open.find((tie) => tie.object === home.ref)
    if (here) {
      const differs = Object.entries(details).filter(([name, value]) => here.details[name] !== value)
      if (differs.length > 0) {
        superseded.push(here.id)
        ties.push({ ...told(here), details: { ...here.details, ...details } })
        for (const [name, value] of differs)
          changes.push({ field: `@${name}`, from: (here.details[name] as string) ?? null, to: String(value) })
      }
    } else if (reading.residence === 'HUKOU_ABSENT') {
      // Registered there and living elsewhere.
    } else if (!open.every((tie) => outranks(tie, said, rules, 'home'))) {
      remarks.push(
        remark('address', 'home_outranked', [
          '住址以更可信或更新的来源为准，未改',
          'A more trusted or fresher source says where the person lives',
        ]),
      )
    } else {
      for (const tie of open) {
        superseded.push(tie.id)
        if (tie.from < observedOn) ties.push({ ...told(tie), to: observedOn })
      }
      const since = reading.since && open.every((tie) => tie.from < reading.since!) ? reading.since : observedOn
      ties.push({ kind: 'lives', subject: entry, object: home.ref, details, from: since, to: null, source })
      const last = open.toSorted((a, b) => (a.from < b.from ? 1 : -1))[0]
      changes.push({ field: '@home', from: last ? addressOf(held.homes?.get(last.object)) : null, to: home.text })
      moves = true
    }
    for (const kind of alsoTied(reading)) {
      if (held.ties.some((tie) => tie.kind === kind && tie.object === home.ref && isOpen(tie, today))) continue
      ties.push({ kind, subject: entry, object: home.ref, details: {}, from: observedOn, to: null, source })
      changes.push({ field: `@${kind}`, from: null, to: home.text })
      if (kind === 'hukou') moves = true
    }
  }
  const { supersededTags, tags } = planTags(reading, held.tags, observedOn, today, changes)
  return { superseded, ties, supersededTags, tags, changes, remarks, moves }
}

export const told = ({ kind, saidSubject, saidObject, details, from, to, source }: OwnTie): PlannedTie => ({
  kind,
  subject: saidSubject,
  object: saidObject,
  details,
  from,
  to,
  source,
})

function alsoTied({ residence, role }: Reading): TieKindId[] {
  const kinds: TieKindId[] = []
  if (residence === 'HUKOU_PRESENT' || residence === 'HUKOU_ABSENT') kinds.push('hukou')
  if (role) kinds.push(role)
  return kinds
}

/** A home has one head: whoever is there first keeps it, and the row says so. */
function relationIn(
  entry: string,
  reading: Reading,
  home: HomeRef,
  heads: Map<HomeRef, string>,
  remarks: RowReason[],
): string | null {
  const { relation } = reading
  if (!relation || !isHead({ relation })) return relation
  const head = heads.get(home)
  if (head !== undefined && head !== entry) {
    remarks.push(
      remark('relation', 'head_taken', [
        '该户已有户主，关系未写入',
        'The home has a head already: the relation is not written',
      ]),
    )
    return null
  }
  heads.set(home, entry)
  return relation
}

function planTags(
  reading: Reading,
  held: readonly OwnTag[],
  observedOn: string,
  today: string,
  changes: FieldChange[],
) {
  const supersededTags: string[] = []
  const tags: PersonPlan['tags'][number][] = []
  for (const { tag, details } of reading.tags) {
    const open = held.filter((each) => each.tag === tag && isOpen(each, today))
    if (open.some((each) => isWithin(details, each.details))) continue
    const before = open[0]
    for (const each of open) {
      supersededTags.push(each.id)
      if (each.from < observedOn) tags.push({ tag, details: each.details, from: each.from, to: observedOn })
    }
    tags.push({ tag, details: { ...before?.details, ...details }, from: observedOn, to: null })
    const say = (all: Readonly<Record<string, unknown>>) => Object.values(all).map(String).join(' ') || '是'
    changes.push({ field: `tag:${tag}`, from: before ? say(before.details) : null, to: say(details) })
  }
  return { supersededTags, tags }
}

const isWithin = (details: Readonly<Record<string, unknown>>, held: Readonly<Record<string, unknown>>) =>
  Object.entries(details).every(([name, value]) => held[name] === value)
