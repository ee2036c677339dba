import { sql } from 'kysely'
import { newId } from '#kernel/id'
import type { Tx } from '#platform/db'
import type { Fields, RegisterId, Registers, Tags, Verdict } from '#engines/registers/shared'
import { addressKeyOf } from '../entries/tokens.ts'
import { doubtful, remark, wrong, type Reading, type RowReason } from '../../shared/importing/index.ts'
import {
  explainReason,
  joinTraits,
  keysOf,
  match,
  traitsOf,
  type Compared,
  type Match,
  type Traits,
} from '../../shared/matching/index.ts'
import { standing } from '../../shared/trust.ts'
import { statementsOf, type Rules, type Statement } from '../entries/entries.store.ts'
import type { FileKeys } from './file-keys.ts'
import { headsOf, heldBy, type Held } from './held.ts'
import type { Import } from './imports.store.ts'
import { placeAddresses, type Placing } from './places.ts'
import { planPerson } from './plan-person.ts'
import {
  findReadings,
  type Decision,
  type FieldChange,
  type FoundCandidate,
  type Judgement,
  type PlainRow,
  type StoredRow,
} from './rows.store.ts'

/** What is known while a file is judged. */
export interface Judging {
  readonly street: string
  readonly import: Import
  readonly register: RegisterId
  readonly registers: Registers
  readonly tags: Tags
  readonly rules: Rules
  readonly today: string
  /** Keys of the rows of this file that came before. */
  readonly keys: FileKeys
  readonly heads: Map<string, string>
}

export interface ReadRow extends PlainRow {
  readonly reading: Reading | null
}

type Outcome =
  | { readonly is: 'new'; readonly id: string }
  | { readonly is: 'known'; readonly id: string; readonly earlier?: readonly Earlier[] }
  | { readonly is: 'doubtful'; readonly id: string; readonly found: readonly FoundCandidate[] }

const isMatched = (register: RegisterId): register is 'person' | 'enterprise' =>
  register === 'person' || register === 'enterprise'

/** By what a row finds its entry. Half of a number is left out where birth and name find as well: thousands share it. */
export function keysOfRow(register: RegisterId, reading: Reading): RowKeys {
  const known = rowKeys.get(reading)
  if (known) return known
  const made = makeKeys(register, reading)
  rowKeys.set(reading, made)
  return made
}

interface RowKeys {
  readonly keys: readonly string[]
  readonly certain: readonly string[]
  readonly traits: Traits | null
}
const rowKeys = new WeakMap<Reading, RowKeys>()

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

interface Weighed {
  readonly row: ReadRow
  readonly reading: Reading
  readonly keys: ReturnType<typeof keysOfRow>
  readonly placing: Placing | null
}

/** Judges rows in their order: each against the registers and against the rows before it. Writes nothing. */
export async function judgeRows(tx: Tx, judging: Judging, rows: readonly ReadRow[]): Promise<StoredRow[]> {
  const { street, register, today } = judging
  const readable = rows.filter((row) => row.reading !== null && row.decision !== 'skip')
  const placer = await placeAddresses(
    tx,
    street,
    readable.map((row) => row.reading!.address ?? operatingPlace(judging, row.reading!)),
  )
  const weighed = readable.map((row): Weighed => {
    const reading = row.reading!
    const address = reading.address ?? operatingPlace(judging, reading)
    return { row, reading, keys: keysOfRow(register, reading), placing: address && placer(address) }
  })
  const hits = await hitsOf(tx, judging, weighed)
  const before = await rowsBefore(tx, judging, weighed, hits)
  const outcomes = new Map<number, Outcome>()
  const mine = new Map<number, Earlier>()
  for (const each of weighed) {
    const outcome = outcomeOf(judging, each, hits, (no) => mine.get(no) ?? before.get(no))
    outcomes.set(each.row.no, outcome)
    if (isBlocked(each)) continue
    mine.set(each.row.no, {
      entry: outcome.id,
      traits: each.keys.traits,
      fields: each.reading.fields,
      verdict: outcome.is === 'doubtful' ? 'doubtful' : 'new',
    })
    for (const key of each.keys.keys) judging.keys.add(key, each.row.no)
  }
  const known = await knownOf(tx, judging, weighed, outcomes, hits.entries)
  const homes = [...new Set(weighed.flatMap(({ placing }) => (placing?.is === 'home' ? [placing.id] : [])))].filter(
    (home) => !judging.heads.has(home),
  )
  if (register === 'person')
    for (const [home, head] of await headsOf(tx, street, homes, today)) judging.heads.set(home, head)

  const byNo = new Map(weighed.map((each) => [each.row.no, each]))
  return rows.map((row): StoredRow => {
    const each = byNo.get(row.no)
    if (!each) return { ...row, ...leftOut(row) }
    return { ...row, ...conclude(judging, each, outcomes.get(row.no)!, known) }
  })
}

/** An enterprise lies where it operates. */
const operatingPlace = ({ register }: Judging, reading: Reading) => (register === 'enterprise' ? reading.address : null)

function leftOut(row: ReadRow): Judgement {
  const reasons: RowReason[] = [...row.given.reasons]
  if (row.decision === 'skip')
    reasons.push({
      target: null,
      code: 'left_out_by_hand',
      text: ['人工决定不导入', 'Left out by hand'],
      gravity: 'skipped',
    })
  return { reading: null, verdict: 'skipped', reasons, changes: [], entry: null, candidates: [] }
}

const isBlocked = ({ row, reading }: Weighed) => gravest(reasonsOf(row, reading)) === 'wrong'

/** What was said of a cell as it stood in the file does not hold once it was mended. */
const reasonsOf = (row: PlainRow, reading: Reading): RowReason[] => [
  ...row.given.reasons.filter((reason) => reason.target === null || row.mended?.[reason.target] === undefined),
  ...reading.reasons,
]

function gravest(reasons: readonly RowReason[]): RowReason['gravity'] {
  for (const gravity of ['skipped', 'wrong', 'doubtful'] as const)
    if (reasons.some((reason) => reason.gravity === gravity)) return gravity
  return 'remark'
}

interface Candidate {
  readonly id: string
  readonly fields: Fields
  readonly committee: string | null
  readonly homeKey: string | null
  readonly traits: Traits | null
}

interface Hits {
  readonly byKey: ReadonlyMap<string, readonly string[]>
  readonly entries: Map<string, Candidate>
  /** Rows that a certain number with the right name settles: nothing else need be looked at. */
  readonly settled: ReadonlyMap<number, string>
}

async function hitsOf(tx: Tx, { street, register }: Judging, weighed: readonly Weighed[]): Promise<Hits> {
  const keys = [...new Set(weighed.flatMap((each) => each.keys.keys))]
  const byKey = new Map<string, string[]>()
  if (keys.length > 0) {
    const { rows } = await sql<{ key: string; entry: string }>`select k.key, k.entry from register_keys k
      where k.street = ${street} and k.key = any(${keys}::text[])`.execute(tx)
    for (const { key, entry } of rows) {
      const all = byKey.get(key)
      if (all) all.push(entry)
      else byKey.set(key, [entry])
    }
  }
  const entries = new Map<string, Candidate>()
  const load = async (ids: Iterable<string>) => {
    const wanted = [...new Set(ids)].filter((id) => !entries.has(id))
    if (wanted.length === 0) return
    const { rows } = await sql<
      Omit<Candidate, 'traits'>
    >`select id, fields, committee, home_key as "homeKey" from register_entries
      where street = ${street} and id = any(${wanted}::uuid[]) and state = 'standing' and register = ${register}`.execute(
      tx,
    )
    for (const row of rows) {
      const traits = isMatched(register) ? traitsOf(register, row.fields, row.homeKey ? [row.homeKey] : []) : null
      entries.set(row.id, { ...row, traits })
    }
  }
  const under = (some: readonly string[]) => some.flatMap((key) => byKey.get(key) ?? [])
  await load(
    weighed.flatMap(({ row, keys: { certain } }) => [
      ...under(certain),
      ...(row.decision && typeof row.decision === 'object' ? [row.decision.take] : []),
    ]),
  )
  const settled = new Map<number, string>()
  for (const {
    row,
    keys: { certain, traits },
  } of weighed) {
    if (!traits || row.decision !== null) continue
    const found = match(
      traits,
      [...new Set(under(certain))].flatMap((id) => candidateOf(entries.get(id))),
    )
    if (found.verdict === 'same' && hasName(found)) settled.set(row.no, found.id)
  }
  await load(weighed.flatMap(({ row, keys: own }) => (settled.has(row.no) ? [] : under(own.keys))))
  return { byKey, entries, settled }
}

const candidateOf = (entry: Candidate | undefined) => (entry?.traits ? [{ id: entry.id, traits: entry.traits }] : [])

interface Earlier {
  readonly entry: string
  readonly traits: Traits | null
  readonly fields: Fields
  readonly verdict: Verdict
}

/** By which keys a row of the file may be the same as another one: who is settled is so by the certain ones alone. */
const keysInFile = ({ row, keys }: Weighed, hits: Hits) => (hits.settled.has(row.no) ? keys.certain : keys.keys)

/** Rows of earlier batches that share a key with one of these. */
async function rowsBefore(
  tx: Tx,
  judging: Judging,
  weighed: readonly Weighed[],
  hits: Hits,
): Promise<Map<number, Earlier>> {
  const nos = new Set(weighed.flatMap((each) => keysInFile(each, hits).flatMap((key) => judging.keys.find(key))))
  for (const { row } of weighed) nos.delete(row.no)
  const rows = await findReadings(tx, judging.street, judging.import.id, [...nos])
  return new Map(
    rows.map(({ no, entry, verdict, reading }) => [
      no,
      { entry, verdict, fields: reading.fields, traits: keysOfRow(judging.register, reading).traits },
    ]),
  )
}

function outcomeOf(judging: Judging, each: Weighed, hits: Hits, earlier: (no: number) => Earlier | undefined): Outcome {
  const { row, keys } = each
  const decision = row.decision as Decision | null
  const own = newId()
  if (decision === 'new') return { is: 'new', id: own }
  if (decision && typeof decision === 'object') return { is: 'known', id: decision.take }
  const inFile = keysInFile(each, hits)
    .flatMap((key) => judging.keys.find(key))
    .filter((no) => no !== row.no)
  const rows = [...new Set(inFile)].flatMap((no) => earlier(no) ?? [])
  const settled = hits.settled.get(row.no)
  if (settled !== undefined && rows.length === 0) return { is: 'known', id: settled }
  if (keys.traits) return matched(keys, keys.traits, own, hits, rows)
  return keyed(judging, each, own, hits, rows)
}

const hasName = (found: Match) =>
  found.verdict === 'same' &&
  found.compared.reasons.some(
    (reason) => reason.field === 'name' && ['equal', 'common', 'swapped', 'full'].includes(reason.how),
  )

function matched(keys: Weighed['keys'], traits: Traits, own: string, hits: Hits, rows: readonly Earlier[]): Outcome {
  const all = new Map<string, Traits>()
  for (const key of keys.keys)
    for (const id of hits.byKey.get(key) ?? []) {
      const candidate = hits.entries.get(id)?.traits
      if (candidate) all.set(id, candidate)
    }
  for (const earlier of rows) {
    if (!earlier.traits) continue
    const known = all.get(earlier.entry)
    all.set(earlier.entry, known ? joinTraits(known, earlier.traits) : earlier.traits)
  }
  if (all.size === 0) return { is: 'new', id: own }
  const found = match(
    traits,
    [...all].map(([id, each]) => ({ id, traits: each })),
  )
  if (found.verdict === 'new') return { is: 'new', id: own }
  if (found.verdict === 'same') {
    const before = rows.find((each) => each.entry === found.id && each.verdict === 'doubtful')
    // What the row before is, is not known yet: nor is this one.
    if (before) return { is: 'doubtful', id: own, found: [told(found)] }
    return { is: 'known', id: found.id, earlier: rows.filter((each) => each.entry === found.id) }
  }
  return { is: 'doubtful', id: own, found: found.candidates.slice(0, 5).map(told) }
}

const told = ({ id, compared }: { readonly id: string; readonly compared: Compared }): FoundCandidate => ({
  id,
  score: Math.round(compared.score * 10) / 10,
  reasons: compared.reasons.map(explainReason),
})

/** Homes and premises are known by their codes and by where they are. */
function keyed(
  { register }: Judging,
  { reading, keys }: Weighed,
  own: string,
  hits: Hits,
  rows: readonly Earlier[],
): Outcome {
  const fits = (fields: Fields) =>
    register !== 'premises' ||
    fields['name'] === reading.fields['name'] ||
    (reading.fields['uscc'] !== undefined && fields['uscc'] === reading.fields['uscc'])
  const ids = new Set<string>()
  for (const key of keys.keys)
    for (const id of hits.byKey.get(key) ?? [])
      if (hits.entries.has(id) && fits(hits.entries.get(id)!.fields)) ids.add(id)
  for (const earlier of rows) if (fits(earlier.fields)) ids.add(earlier.entry)
  const all = [...ids]
  if (all.length === 0) return { is: 'new', id: own }
  if (all.length === 1) return { is: 'known', id: all[0]! }
  return {
    is: 'doubtful',
    id: own,
    found: all.slice(0, 5).map((id) => ({ id, score: 0, reasons: [['编码或地址一致', 'same code or address']] })),
  }
}

interface Known {
  readonly entries: ReadonlyMap<string, Candidate>
  readonly statements: ReadonlyMap<string, readonly Statement[]>
  readonly held: Held
}

/** What is known of the entries that rows are about; all that was said of those only of which a row says something else. */
async function knownOf(
  tx: Tx,
  judging: Judging,
  weighed: readonly Weighed[],
  outcomes: ReadonlyMap<number, Outcome>,
  entries: ReadonlyMap<string, Candidate>,
): Promise<Known> {
  const { street, register } = judging
  const ids = new Set<string>()
  const contradicted = new Set<string>()
  for (const { row, reading } of weighed) {
    const outcome = outcomes.get(row.no)
    const entry = outcome?.is === 'known' ? entries.get(outcome.id) : undefined
    if (!entry) continue
    ids.add(entry.id)
    if (saysElse(entry, saidIn(judging, reading))) contradicted.add(entry.id)
  }
  const held = register === 'person' ? await heldBy(tx, street, [...ids]) : { ties: new Map(), tags: new Map() }
  return { entries, statements: await statementsOf(tx, street, [...contradicted]), held }
}

const saysElse = (entry: Candidate, fields: Fields) =>
  Object.entries(fields).some(([field, value]) => entry.fields[field] !== value)

/** The fields that a statement of the row has: of a list of tags none, it only recognises by them. */
export const saidIn = (judging: Pick<Judging, 'import'>, reading: Reading): Fields =>
  judging.import.kind === 'tags' ? {} : reading.fields

function conclude(judging: Judging, each: Weighed, outcome: Outcome, known: Known): Judgement {
  const { row, reading, placing } = each
  const imported = judging.import
  const isDecided = row.decision !== null
  const reasons = reasonsOf(row, reading)
  const entry = outcome.is === 'known' ? known.entries.get(outcome.id) : undefined
  const changes: FieldChange[] = []
  let candidates: readonly FoundCandidate[] = []
  placeReasons(judging, each, reasons, outcome.is === 'known' && entry !== undefined)
  if (imported.committee !== null) {
    const place = placing && placing.is !== 'unknown' ? placing.place : null
    if (place && place.committee !== imported.committee)
      reasons.push(wrong('address', 'outside', ['地址不在您的居民区', 'The address is outside your committee']))
    else if (entry && entry.committee !== null && entry.committee !== imported.committee)
      reasons.push(
        wrong(null, 'known_elsewhere', [
          '已登记在其他居民区，请联系底仓管理员',
          'Registered with another committee: ask the register keeper',
        ]),
      )
  }
  const earlier = outcome.is === 'known' ? (outcome.earlier ?? []) : []
  if (earlier.length > 0) {
    const against = Object.keys(reading.fields).filter((field) =>
      earlier.some(({ fields }) => fields[field] !== undefined && fields[field] !== reading.fields[field]),
    )
    reasons.push(
      against.length === 0
        ? remark(null, 'twice_in_file', ['与文件中前面一行为同一记录', 'The same as an earlier row of the file'])
        : doubtful(`field:${against[0]}`, 'twice_and_differs', [
            '文件中前面一行为同一记录，但内容不同',
            'An earlier row of the file is the same and says otherwise',
          ]),
    )
  }
  if (outcome.is === 'doubtful') {
    candidates = outcome.found
    if (
      imported.committee === null ||
      candidates.every(({ id }) => [undefined, null, imported.committee].includes(known.entries.get(id)?.committee))
    )
      reasons.push(
        doubtful(null, 'perhaps_same', [
          '与名册或文件中的记录疑似同一，请判定',
          'Perhaps the same as one that is known',
        ]),
      )
    else
      reasons.push(
        doubtful(null, 'perhaps_same_elsewhere', [
          '与其他居民区的记录疑似同一，请由底仓管理员判定',
          'Perhaps the same as one of another committee',
        ]),
      )
  }
  if (imported.kind === 'tags' && outcome.is === 'new')
    reasons.push(doubtful(null, 'not_in_register', ['名册中没有此人', 'The register does not know this person']))
  if (outcome.is === 'known' && gravest(reasons) === 'doubtful')
    candidates = [{ id: outcome.id, score: 0, reasons: [['匹配的记录', 'the entry that was found']] }]

  let stays = true
  if (outcome.is === 'known') {
    if (entry) {
      const { after, speaks } = standsAfter(
        judging,
        entry,
        known.statements.get(entry.id) ?? [],
        saidIn(judging, reading),
      )
      stays = !speaks
      for (const [field, to] of Object.entries(after))
        if (entry.fields[field] !== to)
          changes.push({
            field: `field:${field}`,
            from: (entry.fields[field] ?? null) === null ? null : String(entry.fields[field]),
            to: String(to),
          })
      const kept = Object.entries(saidIn(judging, reading)).filter(
        ([field, value]) => after[field] !== value && entry.fields[field] === after[field],
      )
      for (const [field] of kept)
        reasons.push(
          remark(`field:${field}`, 'outranked', [
            '以更可信或更新的来源为准，未改',
            'A more trusted or fresher source says otherwise',
          ]),
        )
    } else stays = false
  } else stays = false
  if (judging.register === 'person' && gravest(reasons) !== 'wrong') {
    const held = { ties: known.held.ties.get(outcome.id) ?? [], tags: known.held.tags.get(outcome.id) ?? [] }
    const plan = planPerson(outcome.id, reading, placing, held, judging.heads, judging.rules.get('person') ?? [], {
      source: imported.source,
      observedOn: imported.observedOn,
      today: judging.today,
    })
    reasons.push(...plan.remarks)
    if (entry) changes.push(...plan.changes)
    if (plan.ties.length > 0 || plan.tags.length > 0) stays = false
  }
  const gravity = gravest(reasons)
  const isHeldBack = gravity === 'doubtful' && !isDecided
  const verdict: Verdict =
    gravity === 'skipped'
      ? 'skipped'
      : gravity === 'wrong'
        ? 'wrong'
        : isHeldBack
          ? 'doubtful'
          : outcome.is === 'new'
            ? 'new'
            : stays
              ? 'same'
              : 'changes'
  return {
    reading: verdict === 'wrong' || verdict === 'same' ? null : reading,
    verdict,
    reasons,
    changes,
    entry: verdict === 'wrong' ? null : outcome.id,
    candidates,
  }
}

function placeReasons(judging: Judging, { reading, placing }: Weighed, reasons: RowReason[], isKnown: boolean): void {
  const { register } = judging
  if (!placing) {
    if (register === 'home' && !isKnown && !reasons.some((reason) => reason.gravity === 'wrong'))
      reasons.push(wrong('address', 'address_missing', ['缺少地址', 'The address is missing']))
    return
  }
  if (placing.is === 'unknown') {
    if (register === 'enterprise' || (register === 'premises' && isKnown)) return
    reasons.push(
      doubtful('address', 'address_unknown', [
        `辖区内没有找到地址“${placing.text}”`,
        `No such address in the street: ${placing.text}`,
      ]),
    )
  } else if (placing.is === 'made' && register === 'person')
    reasons.push(
      remark('address', 'home_made', [
        `房屋“${placing.text}”尚未登记，将随之新建`,
        `The home ${placing.text} is not registered yet and is made with it`,
      ]),
    )
  else if (placing.is === 'number' && register === 'person' && reading.address)
    reasons.push(remark('address', 'address_without_room', ['地址没有室号，只记所在楼', 'The address names no room']))
}

/** What stands of an entry once the row has spoken, and whether it says anything that its source had not said already. */
function standsAfter(
  judging: Judging,
  entry: Candidate,
  statements: readonly Statement[],
  fields: Fields,
): { after: Fields; speaks: boolean } {
  const { import: imported, rules } = judging
  const told = Object.entries(fields)
  if (!saysElse(entry, fields)) return { after: entry.fields, speaks: false }
  const said = statements.filter((each) => each.withdrawnAt === null)
  const isRepeated = said.some(
    (each) =>
      each.source === imported.source &&
      each.observedOn === imported.observedOn &&
      told.every(([field, value]) => each.fields[field] === value),
  )
  if (isRepeated) return { after: entry.fields, speaks: false }
  const mine = { id: 'ffffffff', source: imported.source, observedOn: imported.observedOn, recordedAt: '9999', fields }
  const freshest = [...said, mine].reduce((day, each) => (each.observedOn > day ? each.observedOn : day), '0001-01-01')
  return {
    after: standing([...said, mine], rules.get(judging.register) ?? [], freshest).fields as Fields,
    speaks: true,
  }
}
