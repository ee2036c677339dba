import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#kernel/id'
import { writeSheet } from '#platform/sheets'
import {
  exportCellOf,
  exportColumnsOf,
  registersWith,
  tagsWith,
  type Fields,
  type ImportKind,
  type ImportRow,
  type ImportSheet,
  type ImportView,
  type RegisterAdditions,
  type RegisterField,
} from '#engines/registers/shared'
import {
  aClerk,
  aRegisterWorld,
  aResidentId,
  aUscc,
  keeper,
  type RegisterWorld,
} from '../../../../../test/registers.ts'
import { street } from '../../../../../test/world.ts'
import { receiveFile } from '../imports/receive-file.ts'
import { runImport, type ImportWorld } from '../imports/run-import.ts'
import { openExport } from './export-rows.ts'
import { writeExport } from './write-export.ts'

let world: RegisterWorld
let imports: ImportWorld
let data: string
beforeAll(async () => {
  data = mkdtempSync(join(tmpdir(), 'exports-'))
  world = await aRegisterWorld(additions)
  imports = { database: world.database, data, ...deps, now: () => new Date(world.now) }
  await world.aStaircase({})
  await world.aHome({ room: '3000' })
})
afterAll(async () => {
  await world.drop()
  rmSync(data, { recursive: true, force: true })
})

const approver = aClerk('高峰', ['export_approver'])
const additions: readonly RegisterAdditions[] = [
  {
    fields: {
      person: {
        pet: { field: { kind: 'text', label: ['宠物', 'Pet'], max: 40, optional: true }, level: 2 },
        steps: { field: { kind: 'integer', label: ['台阶数', 'Steps'], min: 0, max: 99, optional: true }, level: 2 },
      },
    },
    tags: { carer: { label: ['家庭照料者', 'Family carer'] } },
  },
]
const deps = { registers: registersWith(additions), tags: tagsWith(additions) }

async function brought(kind: ImportKind, file: Readable, name: string): Promise<ImportView> {
  const id = newId()
  await world.do(keeper, 'startImport', { id, kind, source: 'committee', fileName: name })
  expect(await receiveFile(imports, street, id, file)).toMatchObject({ ok: true })
  const view = async () => (await world.do(keeper, 'import', { id })) as { import: ImportView; sheets: ImportSheet[] }
  await world.do(keeper, 'mapImport', {
    id,
    sheets: (await view()).sheets.map(({ index, skipped, columns }) => ({
      index,
      used: skipped === null,
      columns: columns.map(({ at, target }) => ({ at, target })),
    })),
  })
  await runImport(imports, street, id)
  await world.do(keeper, 'applyImport', { id })
  await runImport(imports, street, id)
  return (await view()).import
}

async function exported(kind: Exclude<ImportKind, 'tags'>, as: 'xlsx' | 'csv'): Promise<Readable> {
  const id = newId()
  await world.do(keeper, 'requestExport', {
    id,
    filter: { register: kind },
    clear: true,
    purpose: 'verify',
    note: '核对',
  })
  await world.do(approver, 'decideExport', { id, granted: true })
  const { look, rows } = (await world.do(keeper, 'takeExport', { id })) as { look: string; rows: number }
  const file = await openExport(world.database, deps, { street, actor: keeper, now: world.now, newId }, { id, look })
  return writeExport(file, { by: '何慧', unit: '街道', at: world.now, title: '名册', rows }, as)
}

/** All that stands. */
const standing = async () => [
  await world.rows('select id, root, state, fields, origins, parent, committee, grid, home_key from register_entries order by id'), // prettier-ignore
  await world.rows('select id, kind, subject, object, details, share_part, share_whole, valid_from, valid_to from register_ties where superseded_at is null order by id'), // prettier-ignore
  await world.rows('select id, entry, tag, valid_from from care_tags where superseded_at is null order by id'),
  await world.rows('select id from register_statements order by id'),
]

const words = fc.constantFrom('汉族', '=1+1', '+86', '-2+3', '@SUM(A1)', "'=x", '甲,乙;"丙"', '茅台路1234弄5号101室', "O'Neil", '2001年', '007', 'A＝B') // prettier-ignore
let serial = 0

function valueOf(name: string, { field, check }: RegisterField): fc.Arbitrary<Fields[string]> {
  if (check !== undefined && check !== 'phone') return fc.constant(null)
  switch (field.kind) {
    case 'choice':
      return fc.constantFrom(...Object.keys(field.options))
    case 'flag':
      return fc.boolean()
    case 'day':
      return fc.constantFrom('1999-12-31', '2001-02-28', '2026-01-01')
    case 'integer':
      return fc.integer({ min: field.min, max: Math.min(field.max, 900_000) })
    case 'phone':
      return fc.nat({ max: 9999 }).map((tail) => `1990001${String(tail).padStart(4, '0')}`)
    case 'text':
      return name === 'contactName' || name === 'operator' || name === 'legalRep' ? fc.constantFrom('张三', '阿卜杜拉·买买提', 'John Smith') : words // prettier-ignore
  }
}

const surnames = '赵钱孙李周吴郑王冯陈'
const two = (n: number) => String(n).padStart(2, '0')

/** What tells one from another; the rest is as it comes. */
const own: Readonly<Record<Exclude<ImportKind, 'tags'>, (n: number) => Fields>> = {
  person: (n) => {
    const name = `${surnames[n % 10]}${surnames[Math.floor(n / 10) % 10]}${surnames[(n * 7) % 10]}`
    // Of some no more is known than a name: theirs is found again by the number of the entry alone.
    if (n % 4 === 3) return { name, idNumber: null, phone: null, phone2: null, '@address': '' }
    return {
      name,
      idNumber: aResidentId((n * 137) % 1000, `${1940 + ((n * 13) % 45)}-${two(1 + ((n * 5) % 12))}-${two(1 + ((n * 11) % 28))}`), // prettier-ignore
      phone: `1990000${String((n * 17) % 10_000).padStart(4, '0')}`,
      phone2: null,
      '@address': `长寿路100弄1号${1000 + n}室`,
    }
  },
  home: (n) => ({
    road: '长寿路',
    lane: '100',
    sublane: null,
    number: '1',
    room: String(3000 + n),
    policeCode: `P-${n}`,
  }),
  enterprise: (n) => ({
    name: `上海第${n}贸易有限公司`,
    uscc: aUscc(n),
    // The second stands nowhere.
    operatingPlace: n % 2 ? '长寿路100弄1号3000室' : '长寿路100弄1号9999室',
  }),
  premises: (n) => ({ name: `第${n}小店`, road: '长寿路', lane: '100', sublane: null, number: '1' }),
}
/** A document tells these. */
const derived = new Set(['idType', 'birth', 'sex'])

function aTable(kind: Exclude<ImportKind, 'tags'>) {
  const register = deps.registers[kind]
  const fields = Object.fromEntries(
    Object.entries(register.fields).filter(([name]) => !derived.has(name)).map(([name, known]) => [name, fc.option(valueOf(name, known))]), // prettier-ignore
  )
  const row = fc.record({
    ...fields,
    '@owners': fc.constantFrom('', '张三', '张三、李四', '阿卜杜拉·买买提', 'John Smith、王五'),
    '@shares': fc.constantFrom('', '1/1', '1/3、2/3', '40%、60%'),
    '@residence': fc.constantFrom('户在人在', '人在户不在', '来沪人员', '港澳台', '境外人员', '集体户/空挂户', ''),
    '@relation': fc.constantFrom('户主', '配偶', '子', ''),
    '@tags': fc.constantFrom('', '高龄老人', '独居老人、残疾', '空巢、家庭照料者'),
  })
  return fc.array(row, { minLength: 1, maxLength: 6 })
}

test.for([
  ['person', 'xlsx'],
  ['person', 'csv'],
  ['home', 'xlsx'],
  ['enterprise', 'csv'],
  ['premises', 'xlsx'],
] as const)(
  'what was imported, exported and imported again changes nothing: %s as %s',
  { timeout: 120_000 },
  async ([kind, as]) => {
    const columns = exportColumnsOf(deps.registers[kind])
    await fc.assert(
      fc.asyncProperty(aTable(kind), async (table) => {
        const rows = table.map((given) => {
          const said: Fields = { ...given, ...own[kind](++serial) }
          return columns.map(
            ({ id, field }) =>
          field ? exportCellOf(field, said[id], false) : { text: String(said[id] ?? ''), kind: 'text' as const }, // prettier-ignore
          )
        })
        const first = await brought(kind, writeSheet({ name: '名册', columns: columns.map(({ head }) => ({ title: head })), rows }), '一.xlsx') // prettier-ignore
        expect(first.totals).toMatchObject({ new: rows.length, wrong: 0, doubtful: 0 })
        const before = await standing()
        const again = await brought(kind, await exported(kind, as), `二.${as}`)
        const { skipped, same, ...others } = again.totals
        expect([others, skipped]).toEqual([{ new: 0, changes: 0, doubtful: 0, wrong: 0 }, as === 'csv' ? 1 : 0])
        expect(same).toBe((await world.rows(`select 1 from register_entries where register = '${kind}'`)).length)
        expect(await standing()).toEqual(before)
        if (kind !== 'home') return
        const owned = await world.rows(`select distinct object from register_ties where kind = 'owns' and superseded_at is null`) // prettier-ignore
        const { items } = (await world.do(keeper, 'importRows', { id: again.id, limit: 200 })) as { items: ImportRow[] }
        expect(items.filter(({ read }) => read.some(({ target }) => target === 'owners'))).toHaveLength(owned.length)
      }),
      { numRuns: 6, endOnFailure: true },
    )
  },
)
