import type { Tx } from '#platform/db'
import type { Fields, Verdict } from '#engines/registers/shared'
import { doubtful, remark, wrong, type RowReason } from '../../shared/importing/index.ts'
import { standing } from '../../shared/trust.ts'
import { statementsOf } from '../entries/entries.store.ts'
import type { Statement } from '../entries/entry.ts'
import { findOccupied, type Occupied } from './find-occupied.ts'
import { findOwners, noOwners, type OwnedHome, type Owners } from './find-owners.ts'
import { heldBy, homesOf, nothingHeld, type Held } from './held.ts'
import { gravest, reasonsOf, saidIn, type Candidate, type Judging, type Outcome, type Weighed } from './judging.ts'
import { planOccupied } from './plan-occupied.ts'
import { planOwners } from './plan-owners.ts'
import { homesLeft, planPerson } from './plan-person.ts'
import type { FieldChange, FoundCandidate, Judgement } from './rows.store.ts'

export interface Known {
  readonly entries: ReadonlyMap<string, Candidate>
  readonly statements: ReadonlyMap<string, readonly Statement[]>
  readonly held: Held
  /** Homes that someone leaves. */
  readonly homes: ReadonlyMap<string, Fields>
  readonly owners: Owners
  readonly occupied: ReadonlyMap<number, Occupied>
}

/** What is known of the entries that rows are about; all that was said of those only of which a row says something else. */
export async function knownOf(
  tx: Tx,
  judging: Judging,
  weighed: readonly Weighed[],
  outcomes: ReadonlyMap<number, Outcome>,
  entries: ReadonlyMap<string, Candidate>,
): Promise<Known> {
  const { street, register } = judging
  const housed = new Map<string, string[]>()
  const tagged = new Set<string>()
  const contradicted = new Set<string>()
  for (const { row, reading, placing } of weighed) {
    const outcome = outcomes.get(row.no)
    const entry = outcome?.is === 'known' ? entries.get(outcome.id) : undefined
    if (!entry) continue
    if (placing?.is === 'home' || placing?.is === 'made')
      housed.set(entry.id, [...(housed.get(entry.id) ?? []), placing.ref])
    if (register === 'enterprise' && placing) housed.set(entry.id, [])
    if (reading.tags.length > 0) tagged.add(entry.id)
    if (saysElse(entry, saidIn(judging, reading))) contradicted.add(entry.id)
  }
  const held =
    register === 'person' || register === 'enterprise'
      ? await heldBy(tx, street, { housed: [...housed.keys()], tagged: [...tagged] })
      : nothingHeld
  const left = [...housed].flatMap(([id, homes]) =>
    homes.flatMap((home) => homesLeft(held.ties.get(id) ?? [], home, judging.today).map((tie) => tie.object)),
  )
  return {
    entries,
    statements: await statementsOf(tx, street, [...contradicted]),
    held,
    homes: await homesOf(tx, street, [...new Set(left)]),
    occupied: register === 'enterprise' ? await findOccupied(tx, street, weighed.map(({ row, reading }) => ({ no: row.no, reading }))) : new Map(), // prettier-ignore
    owners: await ownersOf(tx, judging, weighed, outcomes, entries),
  }
}

function ownersOf(
  tx: Tx,
  { street, register, import: { committee } }: Judging,
  weighed: readonly Weighed[],
  outcomes: ReadonlyMap<number, Outcome>,
  entries: ReadonlyMap<string, Candidate>,
): Promise<Owners> | Owners {
  if (register !== 'home') return noOwners
  const owned = weighed.map(({ row, reading }): OwnedHome => {
    const outcome = outcomes.get(row.no)
    const home = outcome?.is === 'known' ? (entries.get(outcome.id)?.id ?? null) : null
    return { no: row.no, home, owners: reading.owners ?? [] }
  })
  return findOwners(tx, { street, committee }, owned)
}

const saysElse = (entry: Candidate, fields: Fields) =>
  Object.entries(fields).some(([field, value]) => entry.fields[field] !== value)

export function conclude(judging: Judging, each: Weighed, outcome: Outcome, known: Known): Judgement {
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
      reasons.push(
        wrong(judging.register === 'enterprise' ? 'field:operatingPlace' : 'address', 'outside', [
          '地址不在您的居民区',
          'The address is outside your committee',
        ]),
      )
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
    const held = {
      ties: known.held.ties.get(outcome.id) ?? [],
      tags: known.held.tags.get(outcome.id) ?? [],
      homes: known.homes,
    }
    const plan = planPerson(outcome.id, reading, placing, held, judging.heads, judging.rules.get('person') ?? [], {
      source: imported.source,
      observedOn: imported.observedOn,
      today: judging.today,
    })
    reasons.push(...plan.remarks)
    if (entry) changes.push(...plan.changes)
    if (plan.ties.length > 0 || plan.tags.length > 0) stays = false
  }
  const owners = known.owners.byRow.get(row.no)
  if (owners && gravest(reasons) !== 'wrong') {
    const named = reading.owners!.map((owner, at) => ({ owner, found: owners[at]! }))
    const { source, observedOn, committee } = imported
    const owning = { source, observedOn, committee, today: judging.today, rules: judging.rules.get('home') ?? [] }
    const plan = planOwners(outcome.id, named, known.owners.held.get(outcome.id) ?? [], owning)
    reasons.push(...plan.remarks)
    if (entry) changes.push(...plan.changes)
    if (plan.ties.length > 0 || plan.superseded.length > 0) stays = false
  }
  const occupied = known.occupied.get(row.no)
  if (occupied && gravest(reasons) !== 'wrong') {
    const said = { source: imported.source, observedOn: imported.observedOn, today: judging.today }
    const whose = { id: outcome.id, fields: entry?.fields ?? null }
    const ties = known.held.ties.get(outcome.id) ?? []
    const plan = planOccupied(whose, reading, occupied, ties, judging.rules.get('enterprise') ?? [], said)
    reasons.push(...plan.remarks)
    if (entry) changes.push(...plan.changes)
    if (plan.ties.length > 0) stays = false
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
