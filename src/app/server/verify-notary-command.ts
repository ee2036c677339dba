import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { parseArgs } from 'node:util'
import yauzl from 'yauzl'
import { z } from 'zod'
import type { Config } from '#platform/config'
import { streetsOf } from '#platform/db'
import { exportLog, openChain, openNotary, streetLogs } from '#engines/notary'
import {
  base64,
  collectLogFiles,
  parseCheckpoint,
  verifyLogFiles,
  verifySm2,
  type LogTrust,
  type LogVerdict,
} from '#engines/notary/shared'
import { openDatabaseOf } from './database.ts'
import { keepSecret } from './secret.ts'
import type { Printed } from './verify-command.ts'

export const verifyNotaryUsage = `mofang verify notary [文件夹 DIR | 压缩包 ZIP | 网址 URL | --street 代码 --log 编号]  仅凭文件核验存证日志 / prove logs from files alone; all of this database without arguments
    --key KEY --witness KEY… --quorum N       另行获得的公钥 / keys that you have from elsewhere
    --chain RPC --contract 0x…               与链上存证比对 / compare with what a chain holds
    --receipt FILE… --earlier FILE…           核对回执、此前的存证点 / receipts and checkpoints that you hold
    --json                                    结果为 JSON / as JSON`

const options = {
  street: { type: 'string' },
  log: { type: 'string' },
  key: { type: 'string' },
  witness: { type: 'string', multiple: true },
  quorum: { type: 'string' },
  chain: { type: 'string' },
  contract: { type: 'string' },
  receipt: { type: 'string', multiple: true },
  earlier: { type: 'string', multiple: true },
  json: { type: 'boolean' },
} as const

class Wrong extends Error {}

const Receipt = z.object({
  origin: z.string(),
  index: z.number(),
  leafHash: z.string(),
  at: z.string(),
  signature: z.string(),
})

type Files = ReadonlyMap<string, Uint8Array>
type Named = readonly [name: string, files: Files]

function asked(given: readonly string[]) {
  try {
    return parseArgs({ args: [...given], options, allowPositionals: true, strict: true })
  } catch (cause) {
    throw new Wrong((cause as Error).message, { cause })
  }
}

type Said = ReturnType<typeof asked>['values']

/** `mofang verify notary`: 0 when everything holds, 1 when a log is refuted, 2 when asked wrongly or nothing is there. */
export async function verifyNotaryCommand(
  config: Config,
  given: readonly string[],
  { print, complain }: Printed,
): Promise<number> {
  try {
    const { values, positionals } = asked(given)
    if (positionals.length > 1) throw new Wrong('Name one folder or address.')
    const logs = await logsOf(config, positionals[0], values)
    if (logs.length === 0) throw new Wrong('没有存证日志 / There is no log.')
    let isWhole = true
    for (const [name, files] of logs) {
      const verdict = verifyLogFiles(files, await trustOf(values, files))
      isWhole &&= verdict.holds
      if (values.json) print(JSON.stringify({ name, ...verdict, leaves: verdict.leaves.length }))
      else for (const line of linesOf(name, verdict)) print(line)
    }
    return isWhole ? 0 : 1
  } catch (cause) {
    if (!(cause instanceof Wrong)) throw cause
    complain(`${cause.message}\n${verifyNotaryUsage}`)
    return 2
  }
}

async function logsOf(config: Config, where: string | undefined, values: Said): Promise<readonly Named[]> {
  if (where === undefined) return logsOfDatabase(config, values)
  if (/^https?:\/\//.test(where)) return [[where, await fetched(where.replace(/\/(checkpoint)?$/, ''))]]
  if (!existsSync(where)) throw new Wrong(`没有 / There is no ${where}.`)
  return [[where, statSync(where).isDirectory() ? filesIn(where) : await filesInZip(where)]]
}

/** Beyond this it is no log that we have given out. */
const mostInZip = 2_000_000_000

async function filesInZip(path: string): Promise<Files> {
  const zip = await new Promise<yauzl.ZipFile>((opened, failed) => {
    yauzl.open(path, { lazyEntries: true, autoClose: true }, (error, found) => (error ? failed(error) : opened(found)))
  }).catch((cause: unknown) => {
    throw new Wrong(`${path} 不是文件夹也不是压缩包 / is neither a folder nor a zip.`, { cause })
  })
  const files = new Map<string, Uint8Array>()
  let left = mostInZip
  await new Promise<void>((done, failed) => {
    zip.on('error', failed).on('end', done)
    zip.on('entry', (entry: yauzl.Entry) => {
      left -= entry.uncompressedSize
      if (left < 0) return failed(new Wrong(`${path} 过大 / is too large.`))
      if (files.has(entry.fileName))
        return failed(new Wrong(`${path} 有重名的文件 / holds two files of one name: ${entry.fileName}.`))
      zip.openReadStream(entry, (error, stream) => {
        if (error) return failed(error)
        buffer(stream).then((bytes) => {
          if (!entry.fileName.endsWith('/')) files.set(entry.fileName, bytes)
          zip.readEntry()
        }, failed)
      })
    })
    zip.readEntry()
  })
  return files
}

function filesIn(folder: string): Files {
  const files = new Map<string, Uint8Array>()
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name)
    if (entry.isFile()) files.set(relative(folder, path).split(sep).join('/'), readFileSync(path))
  }
  return files
}

async function fetched(base: string): Promise<Files> {
  const files = await collectLogFiles(async (path) => {
    const answer = await fetch(`${base}/${path}`, { signal: AbortSignal.timeout(30_000) }).catch((cause: unknown) => {
      throw new Wrong(`${base} 没有应答 / does not answer.`, { cause })
    })
    if (answer.status === 404) return undefined
    if (!answer.ok) throw new Wrong(`${base}/${path}: ${answer.status}`)
    return new Uint8Array(await answer.arrayBuffer())
  })
  if (files.size === 0) throw new Wrong(`${base} 没有存证点 / has no checkpoint.`)
  return files
}

async function logsOfDatabase(config: Config, { street, log }: Said): Promise<readonly Named[]> {
  if ((street === undefined) !== (log === undefined)) throw new Wrong('Give --street and --log together.')
  const opened = await openDatabaseOf(config)
  try {
    openNotary({ ...config.notary, secret: keepSecret(config.data, 'session-secret') })
    const streets = await streetsOf(opened.database)
    const named: Named[] = []
    for (const code of streets.filter((each) => street === undefined || each === street))
      await opened.database.transaction(code, async (tx) => {
        for (const each of await streetLogs(tx, code)) {
          if (log !== undefined && each.id !== log && each.origin !== log) continue
          const files = await exportLog(tx, code, each.id)
          if (files.size > 0) named.push([each.origin, files])
        }
      })
    return named
  } finally {
    await opened.close()
  }
}

async function trustOf(values: Said, files: Files): Promise<LogTrust> {
  const quorum = values.quorum === undefined ? undefined : Number(values.quorum)
  if (quorum !== undefined && !Number.isInteger(quorum)) throw new Wrong('--quorum is a whole number.')
  const checkpoint = files.get('checkpoint') ?? files.get('tlog/checkpoint')
  const origin = parseCheckpoint(Buffer.from(checkpoint ?? '').toString('utf8'))?.origin
  const chain = values.chain && origin ? await onChain(values.chain, values.contract, origin) : undefined
  return {
    sm2: verifySm2,
    ...(values.key && { logKey: values.key }),
    ...(values.witness && { witnesses: values.witness, quorum: quorum ?? values.witness.length }),
    ...(quorum !== undefined && { quorum }),
    ...(values.receipt && { receipts: values.receipt.map(receiptIn) }),
    ...(values.earlier && { earlier: values.earlier.map((file) => readFileSync(file, 'utf8')) }),
    ...(chain && { chain }),
  }
}

function receiptIn(file: string) {
  const read = Receipt.safeParse(JSON.parse(readFileSync(file, 'utf8')))
  if (!read.success) throw new Wrong(`${file} 不是回执 / is no receipt.`)
  return read.data
}

/** Reading needs no account: this key is nobody's. */
const nobody = `0x${'1'.repeat(64)}`

async function onChain(rpc: string, contract: string | undefined, origin: string) {
  if (contract === undefined) throw new Wrong('--chain needs --contract.')
  const chain = openChain({ kind: 'rpc', data: '.', rpc, contract, key: nobody })!
  try {
    return (await chain.history(origin)).map(({ size, root }) => ({ size, root: base64(root) }))
  } catch (cause) {
    throw new Wrong(`链无法读取 / the chain cannot be read: ${(cause as Error).message}`, { cause })
  }
}

function linesOf(name: string, verdict: LogVerdict): string[] {
  const { origin, size, findings, cosignedBy, anchors, holds } = verdict
  return [
    `${name}${origin !== null && origin !== name ? `（${origin}）` : ''}`,
    ...findings.map(
      ({ code, gravity, sentence, at }) =>
        `  ${gravity === 'wrong' ? '✗' : '·'} ${code}${at === undefined ? '' : ` [${at}]`}：${sentence[0]} / ${sentence[1]}`,
    ),
    `  ${size} 条记录，见证 ${cosignedBy.length} 家，上链 ${anchors.length} 次 / ${size} entries, ${cosignedBy.length} witnesses, ${anchors.length} anchors`,
    holds ? '  存证成立 / the log holds' : '  存证不成立 / the log is refuted',
  ]
}
