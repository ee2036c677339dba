import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import type { Text } from '#kernel/text'
import { documentProblems, readDocumentText } from '#platform/documents'
import { checkClaims, type Claim, type Relation, type Report, type ClaimVerdict } from '#engines/reports/shared'

export const checkReportUsage = `mofang check-report FILE [--year YEAR] [--json]
                        核对工作报告中的数字（.docx、.pdf、.txt）/ check the figures of a report against each other`

/** What a script needs to know: all agrees, something contradicts, or the file could not be read. */
type ExitCode = 0 | 1 | 2

interface Out {
  print(line: string): void
  complain(line: string): void
}

const verdictWords: Readonly<Record<ClaimVerdict, Text>> = {
  contradicts: ['不符', 'contradicts'],
  within_rounding: ['取舍之内', 'within rounding'],
  reconciles: ['相符', 'reconciles'],
  cannot_judge: ['无从核对', 'cannot judge'],
}

function readArguments(given: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({
      args: [...given],
      allowPositionals: true,
      options: { json: { type: 'boolean', default: false }, year: { type: 'string' } },
    })
    const [file] = positionals
    const year = values.year === undefined ? undefined : Number(values.year)
    if (!file || positionals.length > 1 || (year !== undefined && !(year >= 1949 && year <= 2100))) return undefined
    return { file, year, isJson: values.json }
  } catch {
    return undefined
  }
}

export async function checkReportCommand(given: readonly string[], out: Out): Promise<ExitCode> {
  const asked = readArguments(given)
  if (!asked) {
    out.complain(checkReportUsage)
    return 2
  }
  if (!existsSync(asked.file)) {
    out.complain(`没有这个文件 / There is no file ${asked.file}`)
    return 2
  }
  let bytes: Uint8Array
  try {
    bytes = await readFile(asked.file)
  } catch {
    out.complain(
      `无法打开文件，请检查是否为文件及读取权限 / ${asked.file} cannot be opened: name a file that you may read`,
    )
    return 2
  }
  const read = await readDocumentText(bytes, basename(asked.file))
  if (!read.ok) {
    out.complain(`${read.error}: ${documentProblems[read.error].join(' / ')}`)
    return 2
  }
  const { text } = read.value
  const report = checkClaims(text, asked.year === undefined ? {} : { year: asked.year })
  if (asked.isJson) out.print(JSON.stringify(report, null, 1))
  else printReport(text, report, out)
  return report.relations.some(({ verdict }) => verdict === 'contradicts') ? 1 : 0
}

function printReport(text: string, { claims, relations }: Report, out: Out): void {
  const claimById = new Map(claims.map((claim) => [claim.id, claim]))
  const lines = lineStarts(text)
  for (const relation of relations) {
    const joined = relation.claims.map((id) => claimById.get(id)!)
    const from = Math.min(...joined.map(({ start }) => start))
    out.print(`第 ${lineOf(lines, from)} 行  ${verdictWords[relation.verdict].join(' ')}  ${relation.sentence[0]}`)
    out.print(`    「${quoted(text, joined)}」`)
    out.print(`    ${relation.sentence[1]}`)
  }
  if (relations.length > 0) out.print('')
  const counts = (Object.keys(verdictWords) as ClaimVerdict[])
    .map((verdict) => `${verdictWords[verdict].join(' ')} ${countOf(relations, verdict)}`)
    .join('，')
  out.print(`数字 figures ${claims.length}，关系 relations ${relations.length}：${counts}`)
}

function countOf(relations: readonly Relation[], verdict: ClaimVerdict): number {
  return relations.filter((relation) => relation.verdict === verdict).length
}

function lineStarts(text: string): number[] {
  const starts = [0]
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return starts
}

/** Counted from 1, as editors do. */
function lineOf(starts: readonly number[], at: number): number {
  let [low, high] = [0, starts.length - 1]
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (starts[middle]! <= at) low = middle
    else high = middle - 1
  }
  return low + 1
}

const border = /[，,。；;！!？?\n]/

/** The clauses in which the claims stand, the layout left out. */
function quoted(text: string, claims: readonly Claim[]): string {
  const first = claims.reduce((a, b) => (a.start < b.start ? a : b))
  const last = claims.reduce((a, b) => (a.end > b.end ? a : b))
  let { start } = first
  let { end } = last
  while (start > 0 && first.start - start < 30 && !border.test(text[start - 1]!)) start--
  while (end < text.length && end - last.end < 20 && !border.test(text[end]!)) end++
  if (end - start <= 200) return squeezed(text.slice(start, end))
  const near = (claim: Claim) => squeezed(text.slice(Math.max(0, claim.start - 20), claim.end))
  return `${near(first)} … ${near(last)}`
}

function squeezed(words: string): string {
  return words.replaceAll(/\s+/g, '')
}
