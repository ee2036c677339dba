import { describe, expect, it } from 'vitest'
import { readArchiveEvents, sha256Hex, verifyArchive } from '#engines/ballots/shared'
import { rawArchive } from '../../../../../test/belenios-chains.ts'
import type { RawFile } from '../../../../../test/belenios-chains.ts'

const data = (text: string): RawFile => ({ kind: 'data', text })
const event = (text: string): RawFile => ({ kind: 'event', text })
const setup = `{"election":"${sha256Hex('e')}","trustees":"${sha256Hex('t')}","credentials":"${sha256Hex('c')}"}`
const setupEvent = `{"height":0,"type":"Setup","payload":"${sha256Hex(setup)}"}`
const begun = [data('e'), data('t'), data('c'), data(setup), event(setupEvent)]

async function read(files: readonly RawFile[], header?: string): Promise<string[]> {
  const seen: string[] = []
  for await (const each of readArchiveEvents(rawArchive(files, header)))
    seen.push(each.ok ? each.value.type : each.error)
  return seen
}

type Named = readonly [type: string, data: readonly string[]]

/** Events one after the other, each with the data it names last. */
function chained(...events: readonly Named[]): RawFile[] {
  let parent = sha256Hex(setupEvent)
  const files: RawFile[] = [...begun]
  for (const [index, [type, texts]] of events.entries()) {
    const last = texts.at(-1)
    const payload = last === undefined ? '' : `,"payload":"${sha256Hex(last)}"`
    const text = `{"parent":"${parent}","height":${index + 1},"type":"${type}"${payload}}`
    files.push(...texts.map(data), event(text))
    parent = sha256Hex(text)
  }
  return files
}

const tally = (fields: object) => JSON.stringify({ num_tallied: 1, total_weight: 2, ...fields })
const tallied = tally({ encrypted_tally: sha256Hex('[]') })
const nested = `${'['.repeat(100_000)}${']'.repeat(100_000)}`

describe('events that an archive may hold', () => {
  it('are read in their order', async () => {
    const owned = `{"owner":1,"payload":"${sha256Hex('{}')}"}`
    const other = `{"owner":2,"payload":"${sha256Hex('{ }')}"}`
    const files = chained(
      ['Ballot', ['a']],
      ['Ballot', ['b']],
      ['EndBallots', []],
      ['EncryptedTally', ['[]', tallied]],
      ['PartialDecryption', ['{}', owned]],
      ['PartialDecryption', ['{ }', other]],
      ['Result', ['{"result":[]}']],
    )
    const events: unknown[] = []
    for await (const each of readArchiveEvents(rawArchive(files))) {
      if (!each.ok) throw new Error(each.error)
      const { hash: _, ...content } = each.value
      events.push(content)
    }
    const hashes = { election: sha256Hex('e'), trustees: sha256Hex('t'), credentials: sha256Hex('c') }
    expect(events).toEqual([
      { type: 'Setup', height: 0, election: 'e', trustees: 't', credentials: 'c', hashes },
      { type: 'Ballot', height: 1, ballot: 'a', ballotHash: sha256Hex('a') },
      { type: 'Ballot', height: 2, ballot: 'b', ballotHash: sha256Hex('b') },
      { type: 'EndBallots', height: 3 },
      { type: 'EncryptedTally', height: 4, numTallied: 1, totalWeight: 2, encryptedTally: '[]' },
      { type: 'PartialDecryption', height: 5, owner: 1, partialDecryption: '{}' },
      { type: 'PartialDecryption', height: 6, owner: 2, partialDecryption: '{ }' },
      { type: 'Result', height: 7, result: '{"result":[]}' },
    ])
  })
})

describe('the first event', () => {
  const first = (text: string) => read([event(text)])

  it.each([
    ['no JSON', '{'],
    ['a list', '[]'],
    ['blanks', setupEvent.replace(':', ': ')],
    ['a field twice', setupEvent.replace('"height":0', '"height":1,"height":0')],
    ['fields in another order', '{"type":"Setup","height":0}'],
    ['a field more', '{"height":0,"type":"Setup","more":1}'],
    ['a payload that is no text', '{"height":0,"type":"Setup","payload":1}'],
    ['a parent nested a hundred thousand deep', `{"parent":${nested},"height":0,"type":"Setup"}`],
  ])('is malformed with %s', async (_, text) => {
    expect(await first(text)).toEqual(['event_malformed'])
  })

  it('is one of those that we count by', async () => {
    expect(await first('{}')).toEqual(['event_unsupported'])
    expect(await first('{"height":0,"type":"Shuffle"}')).toEqual(['event_unsupported'])
  })

  it('has no parent, stands at 0 and sets up the election', async () => {
    expect(await first(`{"parent":"${sha256Hex('x')}","height":0,"type":"Setup"}`)).toEqual(['event_chain_broken'])
    expect(await first('{"parent":null,"height":0,"type":"Setup"}')).toEqual(['event_chain_broken'])
    expect(await first('{"height":1,"type":"Setup"}')).toEqual(['event_height_wrong'])
    expect(await first('{"height":"0","type":"Setup"}')).toEqual(['event_height_wrong'])
    expect(await first('{"height":0,"type":"EndBallots"}')).toEqual(['event_out_of_order'])
    expect(await first('{"height":0,"type":"Setup"}')).toEqual(['event_payload_missing'])
  })
})

describe('a setup', () => {
  const set = (payload: string, texts = ['e', 't', 'c']) =>
    read([...texts.map(data), data(payload), event(`{"height":0,"type":"Setup","payload":"${sha256Hex(payload)}"}`)])

  it('names election, trustees and credentials, and nothing else', async () => {
    expect(await set(setup)).toEqual(['Setup'])
    for (const payload of [
      '{}',
      'null',
      setup.replace('"trustees"', '"owners"'),
      setup.replace('}', ',"more":1}'),
      setup.replace(':', ': '),
      `{"election":${nested},"trustees":"","credentials":""}`,
    ]) {
      expect(await set(payload)).toEqual(['event_payload_malformed'])
    }
    expect(await set('{"election":1,"trustees":2,"credentials":3}')).toEqual(['event_payload_missing'])
  })

  it.each(['e', 't', 'c'])('is incomplete without %s', async (missing) => {
    expect(
      await set(
        setup,
        ['e', 't', 'c'].filter((each) => each !== missing),
      ),
    ).toEqual(['event_payload_missing'])
  })

  it('is one text with the mark that it may begin with', async () => {
    const marked = '\uFEFFe'
    const payload = setup.replace(sha256Hex('e'), sha256Hex(marked))
    expect(await set(payload, [marked, 't', 'c'])).toEqual(['Setup'])
  })

  it('leaves nothing behind that it does not name', async () => {
    expect(await set(setup, ['e', 't', 'c', 'x'])).toEqual(['data_unreferenced'])
    expect(await read([...begun, data('x')])).toEqual(['Setup', 'data_unreferenced'])
  })
})

describe('later events', () => {
  const last = async (...events: readonly Named[]) => (await read(chained(...events))).at(-1)
  const counted = (text: string) => last(['EndBallots', []], ['EncryptedTally', ['[]', text]])
  const decrypted = (text: string, more = ['{}']) =>
    last(['EndBallots', []], ['EncryptedTally', ['[]', tallied]], ['PartialDecryption', [...more, text]])

  it('end the ballots with nothing more to say', async () => {
    expect(await last(['EndBallots', ['x']])).toBe('event_payload_malformed')
  })

  it('take a ballot, a tally and a result only with what they name', async () => {
    expect(await last(['Ballot', []])).toBe('event_payload_missing')
    expect(await last(['EndBallots', []], ['EncryptedTally', []])).toBe('event_payload_missing')
    expect(await counted(tally({ encrypted_tally: sha256Hex('another') }))).toBe('event_payload_missing')
    expect(await decrypted(`{"owner":1,"payload":"${sha256Hex('another')}"}`)).toBe('event_payload_missing')
  })

  it('say of a tally how many ballots and how much they weigh, in whole numbers from 0', async () => {
    expect(await counted(tallied)).toBe('EncryptedTally')
    expect(await counted(tally({ num_tallied: 0, total_weight: 0, encrypted_tally: sha256Hex('[]') }))).toBe(
      'EncryptedTally',
    )
    for (const wrong of [
      { num_tallied: '1' },
      { num_tallied: -1 },
      { num_tallied: 0.5 },
      { num_tallied: 2 ** 53 },
      { total_weight: '2' },
      { total_weight: -1 },
    ]) {
      expect(await counted(tally({ ...wrong, encrypted_tally: sha256Hex('[]') }))).toBe('event_payload_malformed')
    }
    expect(await counted('null')).toBe('event_payload_malformed')
    expect(await counted(tally({}))).toBe('event_payload_malformed')
  })

  it('say of a decryption whose it is', async () => {
    expect(await decrypted('{}', [])).toBe('event_payload_malformed')
    expect(await decrypted(`{"owner":"1","payload":"${sha256Hex('{}')}"}`)).toBe('event_payload_malformed')
    expect(await decrypted(`{"owner":1, "payload":"${sha256Hex('{}')}"}`)).toBe('event_payload_malformed')
  })

  it('come in the order in which a vote goes', async () => {
    expect(await last(['EncryptedTally', ['[]', tallied]])).toBe('event_out_of_order')
    expect(await last(['Setup', ['s']])).toBe('event_out_of_order')
    expect(await last(['EndBallots', []], ['Result', ['r']])).toBe('event_out_of_order')
    expect(await last(['EndBallots', []], ['EncryptedTally', ['[]', tallied]], ['Result', ['r']])).toBe(
      'event_out_of_order',
    )
  })
})

describe('the header of an archive', () => {
  it.each([
    ['no JSON', '{'],
    ['another version', '{"version":2,"timestamp":"7"}'],
    ['a time that is no text', '{"version":1,"timestamp":7}'],
    ['a time that is no number', '{"version":1,"timestamp":"7x"}'],
    ['a time with a zero in front', '{"version":1,"timestamp":"07"}'],
    ['a time with a blank in front', '{"version":1,"timestamp":" 7"}'],
    ['a time with a blank after it', '{"version":1,"timestamp":"7 "}'],
    ['another time than its files', '{"version":1,"timestamp":"8"}'],
    ['blanks', '{"version":1, "timestamp":"7"}'],
    ['a field more', '{"version":1,"timestamp":"7","more":1}'],
  ])('is wrong with %s', async (_, header) => {
    expect(await read(begun, header)).toEqual(['archive_header_wrong'])
  })
})

it('a fault is told with the event it was found at, and with data that no event names at the end of them', async () => {
  const faults = async (files: readonly RawFile[]) => {
    const seen: unknown[] = []
    for await (const each of readArchiveEvents(rawArchive(files))) if (!each.ok) seen.push([each.error, each.where])
    return seen
  }
  expect(await faults(chained(['EndBallots', []], ['Result', ['r']]))).toEqual([['event_out_of_order', 'event 2']])
  expect(await faults([...begun, data('x')])).toEqual([['data_unreferenced', 'event 1']])
  expect(await faults([])).toEqual([['event_out_of_order', 'event 0']])
})

it('an archive whose parts are nested a hundred thousand deep is refused, and the verifier goes on', async () => {
  const files = chained(['EndBallots', []], ['EncryptedTally', [nested, tally({ encrypted_tally: sha256Hex(nested) })]])
  const { findings, summary } = await verifyArchive(rawArchive(files))
  expect(findings).toMatchObject([{ code: 'election_wrong' }])
  expect(summary.phase).toBe('empty')
})
