import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { fastVerifying } from '#engines/ballots'
import {
  squareMetres,
  verifyRecord,
  type GivenReceipt,
  type RecordState,
  type RecordVerdict,
} from '#engines/ballots/shared'
import { verifySm2 } from '#engines/notary/shared'
import type { Printed } from './verify-command.ts'
import { readRecordFiles } from './vote-record-files.ts'

export const voteVerifyUsage = `mofang vote verify <文件夹 DIR | 压缩包 ZIP>   仅凭公开记录核验一次表决 / verify a vote from its public record alone
    --tracker T… --receipt FILE…              查找选票、核对回执 / find a ballot, check a receipt
    --key KEY --witness KEY… --quorum N --earlier FILE…   另行获得的公钥、存证点 / keys and checkpoints from elsewhere
    --with-belenios-tool                      同时运行 belenios-tool / run belenios-tool as well
    --json                                    结果为 JSON / as JSON
    退出码 / exit code: 0 成立 sound, 1 不成立 refuted, 2 读不了 unreadable, 3 尚无可确认的结果 no result yet`

const options = {
  tracker: { type: 'string', multiple: true },
  receipt: { type: 'string', multiple: true },
  key: { type: 'string' },
  witness: { type: 'string', multiple: true },
  quorum: { type: 'string' },
  earlier: { type: 'string', multiple: true },
  'with-belenios-tool': { type: 'boolean' },
  json: { type: 'boolean' },
} as const

const Receipt = z.object({
  origin: z.string(),
  index: z.number().int(),
  leafHash: z.string(),
  at: z.string(),
  signature: z.string(),
})
/** A receipt alone, or with the tracker beside it as the booth saves it. */
const Given = z.union([
  z.object({ tracker: z.string(), receipt: Receipt }),
  Receipt.transform((receipt): GivenReceipt => ({ receipt })),
])

type Files = ReadonlyMap<string, Uint8Array>
type Said = ReturnType<typeof asked>['values']

const asked = (given: readonly string[]) =>
  parseArgs({ args: [...given], options, allowPositionals: true, strict: true })

function optionsFor(values: Said) {
  const receipts = (values.receipt ?? []).map((file) => Given.parse(JSON.parse(readFileSync(file, 'utf8'))))
  const quorum = values.quorum === undefined ? values.witness?.length : Number(values.quorum)
  if (quorum !== undefined && !Number.isInteger(quorum)) throw new Error('--quorum is a whole number.')
  return {
    ...fastVerifying,
    receipts,
    trackers: values.tracker ?? [],
    trust: {
      sm2: verifySm2,
      ...(values.key !== undefined && { logKey: values.key }),
      ...(values.witness && { witnesses: values.witness }),
      ...(quorum !== undefined && { quorum }),
      ...(values.earlier && { earlier: values.earlier.map((file) => readFileSync(file, 'utf8')) }),
    },
  }
}

/** `mofang vote verify`: 0 when the record is sound, 1 when it is refuted, 2 when it cannot be read, 3 while it proves no result yet. */
export async function voteVerifyCommand(given: readonly string[], { print, complain }: Printed): Promise<number> {
  let files: Files
  let values: Said
  let wanted: ReturnType<typeof optionsFor>
  try {
    const { values: said, positionals } = asked(given)
    values = said
    if (positionals.length !== 1) throw new Error('请给出一个文件夹或压缩包 / Name one folder or zip.')
    files = await readRecordFiles(positionals[0]!)
    wanted = optionsFor(values)
  } catch (cause) {
    complain(`${(cause as Error).message}\n${voteVerifyUsage}`)
    return 2
  }
  const verdict = await verifyRecord(files, wanted)
  const tool = values['with-belenios-tool'] ? toolVerdicts(files, verdict) : []
  if (values.json) print(JSON.stringify({ ...verdict, tool }))
  else for (const line of [...linesOf(verdict), ...toolLines(verdict, tool)]) print(line)
  if (!verdict.ok || tool.some(({ passed }) => passed === false)) return 1
  return verdict.state === 'sound' ? 0 : 3
}

const marks = { waiting: ' ', running: ' ', passed: '✓', open: '·', failed: '✗', skipped: '-' } as const

const stateLines: Readonly<Record<RecordState, string>> = {
  sound: '  公开记录成立 / the record is sound',
  unfinished: '  到目前为止都符合，还没有可以确认的结果 / all holds so far; there is no result to confirm yet',
  refuted: '  公开记录不成立 / the record is refuted',
}

function linesOf({ state, findings, steps, facts }: RecordVerdict): string[] {
  const amount = `${facts.ballots} 张选票，计 ${facts.counted} 人 ${squareMetres(facts.countedArea)} 平方米，纸质 ${facts.papers} 张`
  return [
    `${facts.title ?? ''}（${facts.mode === 'named' ? '实名 named' : '无记名 secret'}，${facts.group ?? ''}，${facts.owners} 名业主 owners）`,
    ...steps.map(
      ({ state, text, ms }) => `  ${marks[state]} ${text[0]} / ${text[1]}${ms < 1 ? '' : `（${ms.toFixed(0)} ms）`}`,
    ),
    ...findings.map(
      ({ code, gravity, where, detail, text }) =>
        `  ${gravity === 'wrong' ? '✗' : '·'} ${code} [${where}${detail === '' ? '' : `: ${detail}`}] ${text[0]} / ${text[1]}`,
    ),
    ...facts.found.map(
      ({ tracker, state, seq }) =>
        `  ${tracker} ${foundTexts[state]}${seq === null ? '' : `（第 ${seq} 张 no. ${seq}）`}`,
    ),
    `  ${amount} / ${facts.ballots} ballots, ${facts.counted} owners counted, ${facts.papers} papers`,
    ...facts.decisions.map(({ conclusion }, i) => `  ${i + 1}. ${conclusion[0]} / ${conclusion[1]}`),
    stateLines[state],
  ]
}

const foundTexts = {
  counted: '已计入 / is counted',
  replaced: '已被本人后一张选票取代 / was replaced by a later ballot of the same owner',
  unknown: '档案中没有 / is not there',
} as const

const sides = ['area', 'head'] as const
interface ToolVerdict {
  readonly side: 'area' | 'head'
  /** Null where the tool is not installed. */
  readonly passed: boolean | null
  readonly said: string
}

function toolVerdicts(files: Files, { facts }: RecordVerdict): ToolVerdict[] {
  const place = mkdtempSync(join(tmpdir(), 'mofang-vote-'))
  try {
    return sides.flatMap((side): ToolVerdict[] => {
      const name = `${facts.electionUuid}.bel`
      const bytes = files.get(`${side}/${name}`)
      if (!bytes) return []
      writeFileSync(join(place, name), bytes)
      const ran = spawnSync('belenios-tool', ['election', 'verify', `--dir=${place}`], { encoding: 'utf8' }) // prettier-ignore
      return [{ side, passed: ran.error ? null : ran.status === 0, said: ran.error ? '' : ran.stderr.trim() }]
    })
  } finally {
    rmSync(place, { recursive: true, force: true })
  }
}

function toolLines({ facts }: RecordVerdict, tool: readonly ToolVerdict[]): string[] {
  if (facts.electionUuid === null) return []
  const ran = tool.map(({ side, passed, said }) => {
    const verdict =
      passed === null ? '未安装 / is not installed' : passed ? '通过 / accepts it' : `拒绝 / refuses it: ${said}`
    return `  belenios-tool ${side}: ${verdict}`
  })
  const note =
    facts.group === 'ed25519'
      ? '（Ed25519 需 2.5 版；3.0 至 3.3 版的结论不可信 / Ed25519 needs version 2.5; what 3.0 to 3.3 say is not to be relied on）'
      : ''
  return [
    `  另请用独立程序核验${note} / verify with an independent program as well:`,
    ...sides.map((side) => `    belenios-tool election verify --dir=${side}/`),
    ...ran,
  ]
}
