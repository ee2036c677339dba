/**
 * Scores the checker of claims against a folder of reports and the true figures in its figures.jsonl.
 * node --import tsx scripts/score-claims.ts DIR [--missed] [--spurious] [--relations]
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { checkClaims, type Claim, type Relation } from '../src/engines/reports/shared/claims/index.ts'

interface Derives {
  readonly op: string
  readonly of: readonly string[]
  readonly stated: number
  readonly computed: number
  readonly reconciles: boolean
  readonly exact?: boolean
}

interface Truth {
  readonly id: string
  readonly doc: string
  readonly label_zh: string
  readonly value: number
  readonly unit: string
  readonly raw: string
  readonly nature: string
  readonly bound?: string
  readonly derives?: Derives
}

const [directory, ...flags] = process.argv.slice(2)
if (!directory) throw new Error('Name the folder: node --import tsx scripts/score-claims.ts DIR')

const truths = readFileSync(join(directory, 'figures.jsonl'), 'utf8')
  .split('\n')
  .filter(Boolean)
  .map((line) => JSON.parse(line) as Truth)
const documents = [...new Set(truths.map(({ doc }) => doc))].toSorted()

/** Two names of one measure word; everything else must be the same. */
const unitNames: Readonly<Record<string, string>> = {
  名: '人',
  位: '人',
  批次: '批',
  '客/日': '客',
  名次: '',
  '㎡': 'm2',
}
const unitName = (unit: string) => unitNames[unit] ?? unit

interface Placed {
  readonly truth: Truth
  readonly spans: readonly (readonly [start: number, end: number])[]
}

function placesOf(text: string, raw: string): [number, number][] {
  const places: [number, number][] = []
  for (let at = text.indexOf(raw); at >= 0; at = text.indexOf(raw, at + 1)) places.push([at, at + raw.length])
  return places
}

const isWithin = ({ start, end }: Claim, [from, to]: readonly [number, number]) => start >= from && end <= to
const overlaps = ({ start, end }: Claim, [from, to]: readonly [number, number]) => start < to && end > from

let [counted, found, valueOnly, boundRight, boundAll, findings, spurious] = [0, 0, 0, 0, 0, 0, 0]
const told: Record<string, string[]> = { missed: [], spurious: [], relations: [] }
let [listed, listedFound, wrongRight] = [0, 0, 0]
const falseAlarms: string[] = []

for (const doc of documents) {
  const text = readFileSync(join(directory, doc), 'utf8')
  const report = checkClaims(text)
  const claimById = new Map(report.claims.map((claim) => [claim.id, claim]))
  const placed: Placed[] = truths
    .filter((truth) => truth.doc === doc)
    .map((truth) => ({ truth, spans: placesOf(text, truth.raw) }))
  const byId = new Map<string, Claim>()
  for (const { truth, spans } of placed) {
    const within = report.claims.filter((claim) => spans.some((span) => isWithin(claim, span)))
    const right = within.find((claim) => claim.value === truth.value && unitName(claim.unit) === unitName(truth.unit))
    const near = right ?? within.find((claim) => claim.value === truth.value)
    if (near) byId.set(truth.id, near)
    if (truth.nature !== 'quantity' && truth.nature !== 'percentage') continue
    counted++
    if (right) found++
    if (near) valueOnly++
    if (near && truth.bound) {
      boundAll++
      if (near.approximation?.bound === truth.bound) boundRight++
    }
    if (!right)
      told['missed']!.push(
        `${truth.id} ${truth.value} ${truth.unit} | ${truth.raw.replaceAll('\n', '⏎')} | ${within.map(({ value, unit }) => `${value} ${unit}`).join('; ')}`,
      )
  }
  const spans = placed.flatMap((each) => each.spans)
  findings += report.claims.length
  for (const claim of report.claims)
    if (!spans.some((span) => overlaps(claim, span))) {
      spurious++
      told['spurious']!.push(
        `${doc.slice(0, 3)} ${claim.raw.replaceAll('\n', '⏎')} | ${text.slice(claim.start - 15, claim.end + 15).replaceAll('\n', '⏎')}`,
      )
    }

  const explained = new Set<Relation>()
  for (const { truth } of placed) {
    if (!truth.derives) continue
    listed++
    const stated = byId.get(truth.id)
    const inputs = truth.derives.of.map((id) => byId.get(id)?.id)
    const matching = report.relations.filter(
      ({ claims, kind }) =>
        stated !== undefined &&
        claims.includes(stated.id) &&
        kind !== 'same' &&
        inputs.every((id) => id === undefined || claims.includes(id)) &&
        inputs.some((id) => id !== undefined),
    )
    const expected = !truth.derives.reconciles
      ? 'contradicts'
      : truth.derives.exact === false
        ? 'within_rounding'
        : 'reconciles'
    const match = matching.find(({ verdict }) => verdict === expected) ?? matching[0]
    for (const relation of matching) explained.add(relation)
    if (match) listedFound++
    if (match?.verdict === expected) wrongRight++
    told['relations']!.push(
      `${match ? (match.verdict === expected ? 'right ' : 'VERDICT') : 'MISSING'} ${truth.id} ${truth.derives.op}: expected ${expected}, got ${match ? `${match.kind} ${match.verdict}` : '-'} | ${match?.sentence[0] ?? truth.raw.replaceAll('\n', '⏎')}`,
    )
  }
  for (const relation of report.relations) {
    if (explained.has(relation)) continue
    const line = `${doc.slice(0, 3)} ${relation.verdict} ${relation.kind}: ${relation.sentence[0]} | ${relation.claims.map((id) => claimById.get(id)!.raw).join(' ; ')}`
    told['relations']!.push(`beyond ${line}`)
    if (relation.verdict === 'contradicts') falseAlarms.push(line)
  }
}

for (const flag of flags) console.log((told[flag.replace('--', '')] ?? []).join('\n'))
const share = (part: number, whole: number) => `${part}/${whole} = ${((100 * part) / Math.max(whole, 1)).toFixed(2)} %`
console.log(`figures found with right value and unit  ${share(found, counted)}`)
console.log(`  with right value, any unit             ${share(valueOnly, counted)}`)
console.log(`  approximation right where there is one ${share(boundRight, boundAll)}`)
console.log(`findings outside every true figure       ${share(spurious, findings)}`)
console.log(`listed relations found                   ${share(listedFound, listed)}`)
console.log(`  with the right verdict                 ${share(wrongRight, listed)}`)
console.log(`called wrong beyond the listed           ${falseAlarms.length}`)
