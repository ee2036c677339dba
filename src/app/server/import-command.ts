import { createReadStream, existsSync } from 'node:fs'
import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import { newId } from '#kernel/id'
import type { Config } from '#platform/config'
import { perform, type Actor } from '#platform/operations'
import { streetsOf } from '#platform/db'
import { purgeImports, receiveFile, runImport, type ImportWorld } from '#engines/registers'
import {
  registers,
  sourceIds,
  verdicts,
  type ImportKind,
  type ImportRow,
  type ImportSheet,
  type ImportView,
} from '#engines/registers/shared'
import { registersDeps, refusals } from './composition.ts'
import { openSystem } from './system.ts'

const kinds: Readonly<Record<string, ImportKind>> = {
  people: 'person',
  homes: 'home',
  enterprises: 'enterprise',
  premises: 'premises',
  tags: 'tags',
}

export const importUsage = `mofang import ${Object.keys(kinds).join('|')} FILE [--street CODE] [--source ${sourceIds.slice(0, 3).join('|')}|…] [--dry-run] [--json]
                        导入名册文件，逐行给出判定 / bring a list, with the verdict on every row`

const verbs = ['startImport', 'import', 'importRows', 'mapImport', 'applyImport', 'cancelImport'] as const

/** Whoever may run commands on this machine. */
const commandLine: Actor = {
  kind: 'system',
  id: null,
  name: '命令行',
  unit: null,
  scope: null,
  can: new Set(verbs.map((verb) => registers[verb].name)),
}

/** What a script needs to know: all rows are in, some are not, or nothing could be done. */
type ExitCode = 0 | 1 | 2

class Unusable extends Error {}

function readArguments(given: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({
      args: [...given],
      allowPositionals: true,
      options: {
        street: { type: 'string' },
        source: { type: 'string', default: 'committee' },
        'dry-run': { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
      },
    })
    const [kind = '', file = ''] = positionals
    if (!Object.hasOwn(kinds, kind) || file === '' || positionals.length > 2) throw new Unusable(importUsage)
    if (!(sourceIds as readonly string[]).includes(values.source))
      throw new Unusable(`--source: ${sourceIds.join(' ')}`)
    if (!existsSync(file)) throw new Unusable(`没有这个文件 / There is no file ${file}`)
    return {
      kind: kinds[kind]!,
      file,
      street: values.street,
      source: values.source,
      isDry: values['dry-run'],
      isJson: values.json,
    }
  } catch (thrown) {
    if (thrown instanceof Unusable) throw thrown
    throw new Unusable(importUsage)
  }
}

export async function importCommand(
  config: Config,
  given: readonly string[],
  out: { print(line: string): void; complain(line: string): void },
): Promise<ExitCode> {
  let opened: Awaited<ReturnType<typeof openSystem>> | undefined
  try {
    const asked = readArguments(given)
    opened = await openSystem(config, { say() {}, progress() {} }, () => new Date())
    const { database } = opened.opened
    const streets = await streetsOf(database)
    const street = asked.street ?? (streets.length === 1 ? streets[0]! : '')
    if (!streets.includes(street))
      throw new Unusable(`请用 --street 指定街道 / Name the street with --street: ${streets.join(' ')}`)
    const world: ImportWorld = { ...registersDeps, database, data: config.data, now: () => new Date() }
    const { implementations } = opened.composition

    const ask = async <T>(verb: (typeof verbs)[number], input: object): Promise<T> => {
      const implementation = implementations.find(({ operation }) => operation.name === registers[verb].name)!
      const outcome = await perform(world, implementation, { street, actor: commandLine, input, command: newId() })
      if (!outcome.ok) throw new Unusable((refusals[outcome.error] ?? [outcome.error, outcome.error]).join(' / '))
      return outcome.value as T
    }
    return await bring(world, street, asked, ask, out)
  } catch (thrown) {
    if (!(thrown instanceof Unusable)) throw thrown
    out.complain(thrown.message)
    return 2
  } finally {
    await opened?.opened.close()
  }
}

type Ask = <T>(verb: (typeof verbs)[number], input: object) => Promise<T>

async function bring(
  world: ImportWorld,
  street: string,
  { kind, file, source, isDry, isJson }: ReturnType<typeof readArguments>,
  ask: Ask,
  out: { print(line: string): void },
): Promise<ExitCode> {
  const id = newId()
  const view = async () => (await ask<{ import: ImportView }>('import', { id })).import
  /** To its end: here, or in a running system that took it over. */
  const work = async () => {
    for (;;) {
      await runImport(world, street, id)
      const now = await view()
      if (now.state !== 'judging' && now.state !== 'applying') return now
      await new Promise((settle) => setTimeout(settle, 500))
    }
  }
  await ask('startImport', { id, kind, fileName: basename(file).slice(0, 200), source })
  const received = await receiveFile(world, street, id, createReadStream(file))
  if (!received.ok) {
    const { problem } = await view()
    await ask('cancelImport', { id })
    throw new Unusable(problem?.join(' / ') ?? received.error)
  }
  const { sheets } = await ask<{ sheets: ImportSheet[] }>('import', { id })
  const columns = sheets.map((sheet) => ({
    index: sheet.index,
    used: sheet.skipped === null,
    columns: sheet.columns.map(({ at, target }) => ({ at, target })),
  }))
  for (const sheet of sheets)
    if (isJson)
      out.print(
        JSON.stringify({
          sheet: sheet.name,
          title: sheet.title,
          headRow: sheet.headRow,
          notices: (sheet.notices ?? []).map(([zh]) => zh),
          skipped: sheet.skipped?.[0] ?? null,
          columns: sheet.columns.map(({ letter, head, target }) => ({ letter, head, target })),
        }),
      )
    else
      out.print(
        [
          `# ${sheet.name}: ${sheet.skipped?.[0] ?? sheet.columns.map(({ letter, head, target }) => `${letter} ${head}→${target}`).join('  ')}`,
          ...(sheet.title === '' ? [] : [`# 标题 / title: ${sheet.title}`]),
          ...(sheet.notices ?? []).map(([zh]) => `# ${zh}`),
        ].join('\n'),
      )
  if (columns.every(({ used }) => !used)) {
    await ask('cancelImport', { id })
    throw new Unusable(sheets.map(({ name, skipped }) => `${name}：${skipped?.join(' / ') ?? ''}`).join('\n'))
  }
  await ask('mapImport', { id, sheets: columns })
  const judged = await work()
  if (judged.state === 'failed') throw new Unusable(judged.problem?.join(' / ') ?? 'failed')
  await printRows(id, ask, isJson, out)
  if (isDry) {
    await ask('cancelImport', { id })
    await purgeImports(world, street)
  } else {
    await ask('applyImport', { id })
    await work()
  }
  const { totals, applied } = isDry ? { ...judged, applied: 0 } : await view()
  if (isJson) out.print(JSON.stringify({ import: id, totals, applied, dryRun: isDry }))
  else
    out.print(
      `${Object.entries(totals)
        .map(([verdict, count]) => `${verdicts[verdict as keyof typeof verdicts][0]} ${count}`)
        .join('  ')}  ${isDry ? '试运行，未写入 / dry run, nothing written' : `已写入 ${applied} / written`}`,
    )
  return totals.wrong + totals.doubtful > 0 ? 1 : 0
}

async function printRows(id: string, ask: Ask, isJson: boolean, out: { print(line: string): void }): Promise<void> {
  for (let after: number | null = 0; after !== null;) {
    const page: { items: ImportRow[]; next: number | null } = await ask('importRows', { id, after, limit: 200 })
    for (const row of page.items) out.print(isJson ? JSON.stringify(row) : lineOf(row))
    after = page.next
  }
}

function lineOf(row: ImportRow): string {
  const place = `${row.sheet}:${row.row}${row.part > 1 ? `.${row.part}` : ''}`
  const changes = row.changes.map((change) => `${change.label[0]} ${change.from ?? '—'} → ${change.to}`)
  const reasons = row.reasons.map((reason) => `${reason.column ?? ''} ${reason.text[0]}`.trim())
  return [place, verdicts[row.verdict][0], row.title, [...changes, ...reasons].join('；')].join('\t')
}
