import type { Readable } from 'node:stream'
import pg from 'pg'
import { newId } from '#kernel/id'
import { makeResidentId } from '#model'
import type { Database } from '#platform/db'
import { writeCsv, writeSheet } from '#platform/sheets'
import { perform, type Actor } from '#platform/operations'
import { receiveFile, registersHandlers, type ImportWorld } from '#engines/registers'
import { baseTags, registersWith, type ImportKind, type ImportSheet, type ImportView } from '#engines/registers/shared'
import { fillRegisters } from '../src/app/demo/registers.ts'
import { makeRng } from '../src/app/demo/rng.ts'
import { roles } from '../src/app/server/composition.ts'
import { fillRegistersWith, type FilledStreet } from './fill-registers.ts'
import type { ImportAsked, ImportTold } from './import-run.ts'
import { bundle, makeDiskFolder, openIn, openWorker, removeFolder } from './system.ts'
import { kept, printTable, round } from './table.ts'

const street = '310107015'
const now = new Date('2026-11-20T02:00:00Z')
const heads = ['序号', '姓名', '性别', '身份证号码', '联系电话', '现住址', '与户主关系', '民族', '独居', '备注']

/** A list as a committee sends it: most people known, some with another phone or home, some new. */
export function* listOf({ people }: FilledStreet, rows: number): Generator<string[]> {
  const rng = makeRng('a list for import')
  for (let at = 0; at < rows; at++) {
    const person = people[(at * 7) % people.length]!
    const there = `${person.road}${person.lane}弄${person.number}号${person.room}室`
    const isNew = at % 10 >= 6
    const born = `19${30 + (at % 60)}-0${1 + (at % 9)}-${10 + (Math.floor(at / 9) % 19)}`
    const idNumber = isNew
      ? makeResidentId({ division: '310104', birth: born, serial: 1 + (Math.floor(at / 10) % 998) })
      : person.idNumber
    const landline = (first: string) => `021-${first}${String(at).padStart(7, '0')}`
    const known = person.phone.startsWith('1') ? person.phone : ''
    const phone = isNew ? landline('6') : at % 10 === 0 ? landline('5') : known
    const name = isNew
      ? person.name.slice(0, 1) + String.fromCodePoint(0x4e00 + Math.floor(rng() * 2000), 0x4e00 + (at % 997))
      : person.name
    const other = people[Math.floor(rng() * people.length)]!
    const home = at % 10 === 5 ? `${other.road}${other.lane}弄${other.number}号${other.room}` : there
    yield [
      String(at + 1),
      name,
      Number(idNumber[16]) % 2 === 1 ? '男' : '女',
      idNumber,
      phone,
      home,
      '',
      isNew || at % 10 < 3 ? '汉族' : '',
      '',
      '',
    ]
  }
}

export const keeper = {
  kind: 'staff',
  id: newId(),
  accountId: newId(),
  name: '底仓管理员',
  unit: null,
  scope: { kind: 'street' },
  roles: ['register_keeper'],
  can: new Set(roles.find((each) => each.id === 'register_keeper')!.may),
} as unknown as Actor

export interface Prepared {
  readonly database: Database
  readonly ownerUrl: string
  readonly appUrl: string
  readonly data: string
  readonly filled: FilledStreet
}

export async function prepare(data: string, people: number): Promise<Prepared> {
  const opened = await openIn(data, { maxConnections: 2 })
  await fillRegisters(opened.ownerUrl, opened.database, now)
  const began = performance.now()
  const filled = await fillRegistersWith(opened.ownerUrl, opened.database, { street, people })
  console.log(
    `  ${people} people in ${filled.homes} homes: filled in ${round((performance.now() - began) / 1000, 0)} s`,
  )
  return { database: opened.database, ownerUrl: opened.ownerUrl, appUrl: opened.appUrl, data, filled }
}

export interface Measured {
  readonly judge: ImportTold
  readonly write: ImportTold
  readonly view: ImportView
  readonly bytes: number
}

/** Brings a list, confirms its columns as guessed, and lets a process of its own judge and write it. */
export async function importList(
  { database, appUrl, data }: Prepared,
  list: Readable,
  fileName: string,
): Promise<Measured> {
  const world: ImportWorld = { database, data, registers: registersWith([]), tags: baseTags, now: () => new Date() }
  const handlers = registersHandlers(world)
  const ask = async <T>(verb: string, input: object): Promise<T> => {
    const handler = handlers.find((each) => each.operation.name === `registers.${verb}`)!
    const outcome = await perform(world, handler, { street, actor: keeper, input, command: newId() })
    if (!outcome.ok) throw new Error(`${verb}: ${outcome.error}`)
    return outcome.value as T
  }
  const id = newId()
  await ask('startImport', { id, kind: 'person' satisfies ImportKind, fileName, source: 'committee' })
  const received = await receiveFile(world, street, id, list)
  if (!received.ok) throw new Error(received.error)
  const { sheets, import: first } = await ask<{ sheets: ImportSheet[]; import: ImportView }>('import', { id })
  const columns = sheets.map((sheet) => ({
    index: sheet.index,
    used: sheet.skipped === null,
    columns: sheet.columns.map(({ at, target }) => ({ at, target })),
  }))
  await ask('mapImport', { id, sheets: columns })
  const runner = openWorker<ImportAsked, ImportTold>('import-run')
  try {
    const asked = { appUrl, data, street, id }
    const judge = await runner.run(asked)
    await ask('applyImport', { id })
    const write = await runner.run(asked)
    const { import: view } = await ask<{ import: ImportView }>('import', { id })
    return { judge, write, view, bytes: first.bytes ?? 0 }
  } finally {
    runner.close()
  }
}

/** Sends rows by the COPY of the protocol; the driver knows how, and has no function for it. */
function copyIn(client: pg.Client, statement: string, text: string): Promise<void> {
  return new Promise((settle, reject) => {
    client.query({
      submit: (connection: { query(text: string): void }) => connection.query(statement),
      handleCopyInResponse(connection: { sendCopyFromChunk(chunk: Buffer): void; endCopyFrom(): void }) {
        for (let at = 0; at < text.length; at += 1 << 20)
          connection.sendCopyFromChunk(Buffer.from(text.slice(at, at + (1 << 20))))
        connection.endCopyFrom()
      },
      handleCommandComplete() {},
      handleReadyForQuery: () => settle(),
      handleError: reject,
      handlePortalSuspended() {},
      handleRowDescription() {},
      handleDataRow() {},
      handleEmptyQuery() {},
    } as unknown as pg.Submittable)
  })
}

/** The rows of the same list put into one plain table by COPY: what the server gives at best. */
async function bareCopy(ownerUrl: string, rows: readonly string[][]): Promise<number> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    await client.query(`create table copied (${heads.map((_, at) => `c${at} text`).join(', ')}, primary key (c0))`)
    const text = rows.map((row) => `${row.join('\t')}\n`).join('')
    const began = performance.now()
    await copyIn(client, 'copy copied from stdin', text)
    return (performance.now() - began) / 1000
  } finally {
    await client.query('drop table if exists copied')
    await client.end()
  }
}

const mb = (bytes: number) => round(bytes / 1_048_576, 0)

/** Lists of people brought into a street of many: judged, matched and written, beside a bare COPY of the same rows. */
export async function benchImport(full: boolean): Promise<boolean> {
  const [people, rows] = full ? [150_000, 100_000] : [30_000, 20_000]
  await bundle('bench/import-run.ts')
  const data = makeDiskFolder()
  const prepared = await prepare(data, people)
  let holds = true
  const table: string[][] = []
  try {
    const list = [...listOf(prepared.filled, rows)]
    const copied = await bareCopy(prepared.ownerUrl, list)
    for (const format of ['xlsx', 'csv'] as const) {
      // The second list is of the same people a day later: as much is known as was new in the first.
      const body =
        format === 'xlsx'
          ? writeSheet({ name: '实有人口', columns: heads.map((title) => ({ title })), rows: list })
          : writeCsv([heads, ...list])
      const { judge, write, view, bytes } = await importList(prepared, body, `名册.${format}`)
      const rate = rows / (judge.seconds + write.seconds)
      const peak = Math.max(judge.peak, write.peak)
      const isRight = view.state === 'applied' && view.totals.wrong === 0
      holds &&= isRight && rate >= 3000 && peak <= 300 * 1_048_576
      const { totals } = view
      table.push([
        `${format} (${mb(bytes)} MB)`,
        `${totals.new} / ${totals.changes} / ${totals.same} / ${totals.doubtful}`,
        round(judge.seconds),
        round(write.seconds),
        round(rate, 0),
        round(judge.cpu + write.cpu),
        round(rows / copied, 0),
        mb(peak),
        kept(isRight && rate >= 3000 && peak <= 300 * 1_048_576),
      ])
    }
  } finally {
    await prepared.database.close()
    await removeFolder(data)
  }
  printTable(
    `Import of ${rows.toLocaleString('en')} rows, judged against ${people.toLocaleString('en')} people and written (≥ 3,000 rows/s, ≤ 300 MB over the baseline)`,
    [
      'file',
      'new / changes / same / doubtful',
      'judge s',
      'write s',
      'rows/s',
      'CPU s',
      'bare COPY rows/s',
      'MB',
      'kept',
    ],
    table,
  )
  return holds
}
