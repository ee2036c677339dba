import { zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { noRecordTexts, recordIn, unzipRecord } from './record-files.ts'

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

test('what is no record is refused with a sentence', () => {
  expect(unzipRecord(bytes('no zip'))).toEqual({ ok: false, error: 'not_a_zip' })
  expect(unzipRecord(zipSync({ 'a.txt': bytes('x') }))).toEqual({ ok: false, error: 'not_a_record' })
  const many = Object.fromEntries(Array.from({ length: 20_001 }, (_, at) => [`area/${at}.bel`, new Uint8Array()]))
  expect(unzipRecord(zipSync(many, { level: 0 }))).toEqual({ ok: false, error: 'too_large' })
  for (const sentences of Object.values(noRecordTexts)) expect(sentences).toHaveLength(2)
})
