import type { ArchiveFinding } from './archive-findings.ts'
import { finding } from './archive-findings.ts'
import { sha256Hex } from './hash.ts'
import { asRecord, parseJson } from './strict-json.ts'
import type { ArchiveSummary } from './verify-archive.ts'

/**
 * What must hold between the archive that weighs by area and the one that counts heads: each alone verifies even where a
 * ballot was left out of the other.
 */
export function crossCheckArchives(area: ArchiveSummary, head: ArchiveSummary): readonly ArchiveFinding[] {
  if (!area.setup || !head.setup) return []
  const findings: ArchiveFinding[] = []
  if (!area.setup.weighted) findings.push(finding('area_archive_unweighted', 'area'))
  if (head.setup.weighted) findings.push(finding('head_archive_weighted', 'head'))
  if (area.setup.hashes.election !== head.setup.hashes.election) {
    findings.push(finding('archives_election_differ', 'election'))
  }
  if (area.setup.hashes.trustees !== head.setup.hashes.trustees) {
    findings.push(finding('archives_trustees_differ', 'trustees'))
  }
  const [areaKeys, headKeys] = [[...area.setup.weights.keys()], [...head.setup.weights.keys()]]
  const credential = firstDifference(areaKeys, headKeys)
  if (credential !== undefined) findings.push(finding('archives_credentials_differ', `credential ${credential + 1}`))
  const ballot = firstDifference(hashesOf(area), hashesOf(head))
  if (ballot !== undefined) findings.push(finding('archives_ballots_differ', `ballot ${ballot + 1}`))
  if (area.numTallied !== head.numTallied) {
    findings.push(finding('archives_num_tallied_differ', 'tally', `${area.numTallied ?? 0}, ${head.numTallied ?? 0}`))
  }
  return [...findings, ...disagreeingTotals(area, head)]
}

/** Whether this is the roll that the election names by its hash, and every owner weighs what it says and nobody else. */
export function crossCheckRoll(area: ArchiveSummary, roll: string): readonly ArchiveFinding[] {
  if (!area.setup) return []
  const { election, weights } = area.setup
  if (asRecord(parseJson(election.description))?.['roll'] !== sha256Hex(roll)) {
    return [finding('roll_not_of_election', 'roll')]
  }
  const owners = asRecord(parseJson(roll))?.['owners']
  const areas = new Map((Array.isArray(owners) ? (owners as unknown[]) : []).map(keyAndArea))
  const differing = [...weights].flatMap(([key, weight], i) =>
    areas.get(key) === weight ? [] : [`credential ${i + 1}`],
  )
  if (areas.size !== weights.size) differing.push('roll')
  return differing.map((where) => finding('weights_not_of_roll', where))
}

function keyAndArea(owner: unknown): readonly [unknown, unknown] {
  const given = asRecord(owner)
  return [given?.['key'], given?.['area']]
}

function hashesOf({ ballots }: ArchiveSummary): readonly string[] {
  return ballots.map(({ hash }) => hash)
}

function firstDifference(a: readonly string[], b: readonly string[]): number | undefined {
  const index = a.length >= b.length ? a.findIndex((each, i) => each !== b[i]) : b.findIndex((each, i) => each !== a[i])
  return index < 0 ? undefined : index
}

/** So many heads have at least the areas of the smallest of those who voted and at most those of the largest. */
function disagreeingTotals(area: ArchiveSummary, head: ArchiveSummary): ArchiveFinding[] {
  const { totals } = area
  if (!totals || !head.totals) return []
  const weights = area.counted.map(({ weight }) => weight).sort((a, b) => a - b)
  const sums = [0]
  for (const weight of weights) sums.push(sums.at(-1)! + weight)
  const all = sums.at(-1)!
  return head.totals.flatMap((row, i) =>
    row.flatMap((heads, j) => {
      const total = totals[i]?.[j]
      const least = sums[heads]
      const most = all - (sums[weights.length - heads] ?? 0)
      const isPossible = total !== undefined && least !== undefined && total >= least && total <= most
      const where = `question ${i + 1} answer ${j + 1}`
      return isPossible ? [] : [finding('archives_results_disagree', where, `${total ?? ''}, ${heads}`)]
    }),
  )
}
