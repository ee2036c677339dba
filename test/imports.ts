import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { expect } from 'vitest'
import { newId } from '#kernel/id'
import { writeSheet } from '#platform/sheets'
import {
  baseTags,
  registersWith,
  type ImportKind,
  type ImportRow,
  type ImportSheet,
  type ImportView,
} from '#engines/registers/shared'
import { receiveFile } from '../src/engines/registers/server/imports/receive-file.ts'
import { runImport, type ImportWorld } from '../src/engines/registers/server/imports/run-import.ts'
import type { Staff } from './people.ts'
import { keeper, type RegisterWorld } from './registers.ts'
import { street } from './world.ts'

export type Table = readonly (readonly string[])[]

interface How {
  readonly by?: Staff
  readonly kind?: ImportKind
  readonly source?: string
  readonly fileName?: string
}

/** Files brought to a world of the registers, as the page and the work behind it would do it. */
export function anImporter(world: RegisterWorld) {
  const data = mkdtempSync(join(tmpdir(), 'imports-'))
  const imports: ImportWorld = {
    database: world.database,
    data,
    registers: registersWith([]),
    tags: baseTags,
    now: () => new Date(world.now),
  }
  const run = (id: string) => runImport(imports, street, id)
  const view = async (id: string) => ((await world.do(keeper, 'import', { id })) as { import: ImportView }).import
  const rowsOf = async (id: string) =>
    ((await world.do(keeper, 'importRows', { id, limit: 200 })) as { items: ImportRow[] }).items

  /** Sent and its columns confirmed as they were guessed. */
  async function bring(file: Table | Buffer | Readable, how: How = {}): Promise<string> {
    const { by = keeper, kind = 'person', source = 'committee', fileName = '名册.xlsx' } = how
    const id = newId()
    await world.do(by, 'startImport', { id, kind, source, fileName })
    const body =
      file instanceof Readable
        ? file
        : Buffer.isBuffer(file)
          ? Readable.from([file])
          : writeSheet({ name: '名册', columns: (file[0] ?? []).map((title) => ({ title })), rows: file.slice(1) })
    expect(await receiveFile(imports, street, id, body)).toMatchObject({ ok: true })
    const { sheets } = (await world.do(by, 'import', { id })) as { sheets: ImportSheet[] }
    await world.do(by, 'mapImport', {
      id,
      sheets: sheets.map(({ index, skipped, columns }) => ({
        index,
        used: skipped === null,
        columns: columns.map(({ at, target }) => ({ at, target })),
      })),
    })
    return id
  }

  return {
    imports,
    run,
    view,
    rowsOf,
    bring,
    async judged(file: Table | Buffer | Readable, how: How = {}): Promise<string> {
      const id = await bring(file, how)
      await run(id)
      return id
    },
    async applied(id: string): Promise<ImportView> {
      await world.do(keeper, 'applyImport', { id })
      await run(id)
      return view(id)
    },
    async undone(id: string): Promise<ImportView> {
      await world.do(keeper, 'undoImport', { id, reason: '测试' })
      await run(id)
      return view(id)
    },
    verdictsOf: async (id: string) => (await rowsOf(id)).map((row) => row.verdict),
    drop: () => rmSync(data, { recursive: true, force: true }),
  }
}
export type Importer = ReturnType<typeof anImporter>
