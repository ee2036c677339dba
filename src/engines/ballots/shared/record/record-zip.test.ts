import { zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { mostRecordBytes, noRecordTexts, recordIn, unzipRecord } from './record-zip.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const record = {
  'area/uuid.bel': bytes('area'),
  'head/uuid.bel': bytes('head'),
  'roll.json': bytes('{}'),
  'tlog/tile/entries/000.p/34': bytes('entries'),
}

test('a record is found at the top of a zip and some folders down, without what is not its own', () => {
  const names = Object.keys(record).toSorted()
  const atTop = unzipRecord(zipSync(record))
  expect(atTop.ok && [...atTop.value.keys()].toSorted()).toEqual(names)
  const below = Object.fromEntries(Object.entries(record).map(([name, file]) => [`下载/record/${name}`, file]))
  const found = unzipRecord(zipSync({ ...below, '下载/.DS_Store': bytes('x'), '下载/record/notes.txt': bytes('x') }))
  expect(found.ok && [...found.value.keys()].toSorted()).toEqual(names)
  expect(found.ok && found.value.get('roll.json')).toEqual(bytes('{}'))
})

test('a record that lacks its archive is still looked at, so that the lack is named', () => {
  const found = recordIn(
    new Map([
      ['x/roll.json', bytes('{}')],
      ['x/rules.json', bytes('{}')],
    ]),
  )
  expect(found.ok && [...found.value.keys()]).toEqual(['roll.json', 'rules.json'])
})

test('a record is what lies in its own folder, whatever that and what lies beside it is called', () => {
  const own = ['area/uuid.bel', 'head/uuid.bel', 'roll.json', 'tlog/checkpoint', 'paper.json']
  const others = ['x/tlog/checkpoint', 'x/rules.json', 'Rules.json', 'rules.json.bak', 'rules.json/x']
  const found = (names: readonly string[]) => {
    const record = recordIn(new Map(names.map((name) => [name, bytes('x')])))
    return record.ok ? [...record.value.keys()] : record.error
  }
  for (const folder of ['', '下载/', 'area/下载/', 'roll.json/', 'x/head/tlog/'])
    expect([folder, found([...own, ...others].map((name) => folder + name))]).toEqual([folder, own])
  expect(found(['ab/roll.json', 'xyzrules.json'])).toEqual(['roll.json'])
  expect(found(['area/uuid.bel'])).toEqual(['area/uuid.bel'])
})

test('what is no record is refused with a sentence', () => {
  expect(unzipRecord(bytes('no zip'))).toEqual({ ok: false, error: 'not_a_zip' })
  expect(unzipRecord(zipSync({ 'a.txt': bytes('x') }))).toEqual({ ok: false, error: 'not_a_record' })
  const many = Object.fromEntries(Array.from({ length: 20_001 }, (_, at) => [`area/${at}.bel`, new Uint8Array()]))
  expect(unzipRecord(zipSync(many, { level: 0 }))).toEqual({ ok: false, error: 'too_large' })
  for (const sentences of Object.values(noRecordTexts)) expect(sentences).toHaveLength(2)
})

/** The zip with a name in it written over, wherever it stands: as no honest program would make it. */
function renamed(zip: Uint8Array, from: string, to: string): Uint8Array {
  expect(to).toHaveLength(from.length)
  return Uint8Array.from(Buffer.from(zip).toString('latin1').replaceAll(from, to), (letter) => letter.charCodeAt(0))
}

test('two files of one name are refused, also where only a disk would take them for one', () => {
  const twice = { ok: false, error: 'name_twice' }
  const honest = zipSync({ ...record, 'rolx.json': bytes('{"v":2}') }, { level: 0 })
  expect(unzipRecord(honest).ok).toBe(true)
  expect(unzipRecord(renamed(honest, 'rolx.json', 'roll.json'))).toEqual(twice)
  for (const name of ['Roll.json', './roll.json', 'tlog\\tile/entries/000.p/34', 'tlog//tile/entries/000.p/34'])
    expect([name, unzipRecord(zipSync({ ...record, [name]: bytes('{}') }))]).toEqual([name, twice])
  // A folder is an entry by itself and no file; what lies in a folder is not what its name runs into.
  const withFolder = unzipRecord(zipSync({ ...record, 'area/': new Uint8Array() }))
  expect(withFolder.ok && [...withFolder.value.keys()].toSorted()).toEqual(Object.keys(record).toSorted())
  expect(unzipRecord(zipSync({ ...record, 'tlogtile/entries/000.p/34': bytes('x') })).ok).toBe(true)
  // What is refused is not unpacked: not even by the way in which the second file is packed.
  const odd = renamed(zipSync({ ...record, 'rolx.json': bytes('{}') }, { level: 0 }), 'rolx.json', 'roll.json')
  odd[Buffer.from(odd).lastIndexOf('PK\u0001\u0002', undefined, 'latin1') + 10] = 99
  expect(unzipRecord(odd)).toEqual(twice)
})

test('two records in one, whichever way, are refused', () => {
  const two = { ok: false, error: 'two_records' }
  const at = (...names: string[]) => recordIn(new Map(names.map((name) => [name, bytes('x')])))
  expect(at('a/area/u.bel', 'a/head/u.bel', 'a/roll.json', 'b/area/u.bel')).toEqual(two)
  expect(at('a/area/u.bel', 'a/head/u.bel', 'roll.json')).toEqual(two)
  expect(at('a/roll.json', 'b/roll.json')).toEqual(two)
  expect(at('area/u.bel', 'area/v.bel', 'head/u.bel', 'roll.json')).toEqual(two)
  expect(at('area/u.bel', 'head/u.bel', 'head/v.bel')).toEqual(two)
  expect(at('area/u.bel', 'head/u.bel', 'roll.json').ok).toBe(true)
  expect(at('head/u.bel').ok).toBe(true)
  expect(at('xarea/u.bel', 'aroll.json', 'area/u.bell', 'roll.jsonx')).toEqual({ ok: false, error: 'not_a_record' })
  expect(unzipRecord(zipSync({ 'a/roll.json': bytes('{}'), 'b/roll.json': bytes('{}') }))).toEqual(two)
})

test('what claims to be larger than any record is refused before it is unpacked', () => {
  const zip = zipSync({ ...record, 'area/uuid.bel': new Uint8Array(0x1234) }, { level: 0 })
  const size = (bytesOfIt: number) => String.fromCharCode(...[0, 8, 16, 24].map((by) => (bytesOfIt >>> by) & 255))
  expect(unzipRecord(renamed(zip, size(0x1234), size(mostRecordBytes + 1)))).toEqual({ ok: false, error: 'too_large' })
  const others = Object.values(record).reduce((sum, file) => sum + file.length, -record['area/uuid.bel'].length)
  expect(unzipRecord(renamed(zip, size(0x1234), size(mostRecordBytes - others))).ok).toBe(true)
  const claimed = (length: number) => Object.defineProperty(new Uint8Array(), 'length', { value: length })
  expect(unzipRecord(claimed(mostRecordBytes + 1))).toEqual({ ok: false, error: 'too_large' })
  expect(unzipRecord(claimed(mostRecordBytes))).toEqual({ ok: false, error: 'not_a_zip' })
  const full = Object.fromEntries(Array.from({ length: 19_999 }, (_, at) => [`tlog/${at}`, new Uint8Array()]))
  expect(unzipRecord(zipSync({ ...full, 'roll.json': bytes('{}') }, { level: 0 })).ok).toBe(true)
})
