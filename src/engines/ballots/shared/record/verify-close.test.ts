import { expect, test } from 'vitest'
import { must } from '#kernel/assert'
import { anotherBoard, jsonIn, keptRecord, leavesIn, outsider, putJson, textIn, withLog, type Files, type LeafOfTest } from '../../../../../test/record-files.ts' // prettier-ignore
import { recordAt, truncatedTo } from '../../../../../test/record-stages.ts'
import { crossCheckArchives, crossCheckRoll } from '../belenios/archive-cross-check.ts'
import { verifyArchive } from '../belenios/verify-archive.ts'
import { isCloseLogged, verifyClose, type CloseToVerify } from './verify-close.ts'

const whole = keptRecord('named')
const { vote } = jsonIn<{ vote: string }>(whole, 'roll.json')
const is = (kind: string) => (leaf: LeafOfTest) => leaf.kind === kind
const closed = await recordAt(whole, 'tallied', is('result'))

async function asked(files: Files, more: Partial<CloseToVerify> = {}): Promise<CloseToVerify> {
  const side = (name: string) => must([...files].find(([path]) => path.startsWith(name))?.[1], name)
  const [area, head] = [await verifyArchive(side('area/')), await verifyArchive(side('head/'))]
  return { vote, files, area: area.summary, head: head.summary, ...more }
}
const verdictOn = async (files: Files, more?: Partial<CloseToVerify>) => verifyClose(await asked(files, more))
const errorOn = async (files: Files, more?: Partial<CloseToVerify>) => {
  const verdict = await verdictOn(files, more)
  return verdict.ok ? null : verdict.error
}

test('an archive with one ballot, which verifies by itself, is not that with which the log closed', async () => {
  const bad = await truncatedTo(closed, 1)
  const given = await asked(bad)
  expect(given.area.phase).toBe('tallied')
  // Nothing else would notice: a trustee who asked only the archives and the roll would decrypt one owner's ballot.
  expect(crossCheckArchives(given.area, given.head)).toEqual([])
  expect(crossCheckRoll(given.area, textIn(bad, 'roll.json'))).toEqual([])
  const verdict = verifyClose(given)
  expect(verdict).toMatchObject({ ok: false, error: 'log_differs' })
  expect(!verdict.ok && verdict.findings.filter((each) => each.startsWith('ballot_leaf_without_ballot'))).toHaveLength(
    3,
  )
  expect(!verdict.ok && verdict.findings.some((each) => each.startsWith('leaf_tally_differs'))).toBe(true)
})

test('the log told anew to fit the archive is caught by what the trustee or the browser saw before', async () => {
  const before = textIn(await recordAt(whole, 'voting', is('closed')), 'tlog/checkpoint')
  const bad = await truncatedTo(closed, 1)
  const leaves = leavesIn(bad).filter(({ kind, data }) => kind !== 'ballot' || data['seq'] === 1)
  const { area, head } = await asked(bad)
  const { encryptedTallyText } = await import('../belenios/tally.ts')
  const { sha256Hex } = await import('../belenios/hash.ts')
  const hashOf = ({ setup, tally }: typeof area) =>
    sha256Hex(encryptedTallyText(must(setup, 'a setup').group, must(tally, 'a tally').ciphertexts))
  for (const { kind, data } of leaves) {
    if (kind === 'closed') data['ballots'] = 1
    if (kind === 'tally') Object.assign(data, { area: hashOf(area), head: hashOf(head), numTallied: 1, totalWeight: area.totalWeight }) // prettier-ignore
  }
  const forged = withLog(bad, leaves)
  // Only who has seen nothing believes it; therefore pages look in while the vote runs.
  expect(await verdictOn(forged)).toMatchObject({ ok: true, value: { ballots: 1 } })
  expect(await errorOn(forged, { before })).toBe('log_other_than_before')
  expect(await errorOn(forged, { seen: { 'vote.test/compound': before } })).toBe('log_other_than_before')
})

test('the whole archive is that with which the log closed, as its continuation of what was seen', async () => {
  const before = textIn(await recordAt(whole, 'voting', is('closed')), 'tlog/checkpoint')
  expect(await verdictOn(closed, { before, seen: { 'vote.test/other': 'x', 'vote.test/compound': before } })).toEqual({
    ok: true,
    value: { checkpoint: textIn(closed, 'tlog/checkpoint'), ballots: 4, papers: 1, cosigned: 2 },
  })
})

test('it is time to verify when the log holds close and tally of this vote', async () => {
  expect(isCloseLogged(closed, vote)).toBe(true)
  expect(isCloseLogged(closed, 'another')).toBe(false)
  expect(isCloseLogged(await recordAt(whole, 'tallied', is('tally')), vote)).toBe(false)
  expect(isCloseLogged(new Map(), vote)).toBe(false)
})

test('what the log does not hold yet is waited for, and everything else refused', async () => {
  expect(await errorOn(await recordAt(whole, 'tallied', is('closed')))).toBe('log_awaited')
  expect(await errorOn(await recordAt(whole, 'tallied', is('tally')))).toBe('log_awaited')
  expect(await errorOn(await recordAt(whole, 'voting', is('closed')))).toBe('log_awaited')
  const unlogged = new Map(closed)
  unlogged.delete('tlog/checkpoint')
  expect(await errorOn(unlogged)).toBe('log_awaited')
  expect(await errorOn(new Map([...closed, ['tlog/checkpoint', Buffer.from('x')]]))).toBe('log_refuted')
  expect(await errorOn(new Map([...closed, ['tlog/checkpoint', Uint8Array.of(0xff)]]))).toBe('log_refuted')
  expect(await errorOn(closed, { vote: 'another' })).toBe('record_other_vote')
  const { area, head } = await asked(closed)
  const { setup: _, ...without } = area
  expect(verifyClose({ vote, files: closed, area: without as typeof area, head })).toMatchObject({
    ok: false,
    error: 'record_other_vote',
  })
  const tile = must([...closed.keys()].find((name) => name.startsWith('tlog/tile/0')), 'a tile') // prettier-ignore
  const untiled = new Map(closed)
  untiled.delete(tile)
  const verdict = await verdictOn(untiled)
  expect(verdict).toMatchObject({ ok: false, error: 'log_refuted' })
  expect(!verdict.ok && verdict.findings).toContain(`tile_missing ${tile.slice(5)}`)
  const otherKey = new Map(closed)
  putJson(otherKey, 'receipts-key.json', { v: 1, log: outsider.key })
  expect(await errorOn(otherKey)).toBe('log_refuted')
  for (const name of ['receipts-key.json', 'tlog/keys.json']) {
    const lacking = new Map(closed)
    lacking.delete(name)
    expect([name, await errorOn(lacking)]).toEqual([name, 'log_refuted'])
  }
})

test('a log of another name or another key is another log', async () => {
  const before = textIn(closed, 'tlog/checkpoint')
  const renamed = before.replace('vote.test/compound\n', 'vote.test/elsewhere\n')
  expect(await verdictOn(closed, { before: renamed })).toEqual({
    ok: false,
    error: 'log_other_than_before',
    findings: ['vote.test/compound'],
  })
  expect(await errorOn(closed, { before: 'x' })).toBe('log_other_than_before')
  const unsigned = before.replace(/\u2014 vote\.test\S* \S+/, '\u2014 vote.test/compound AAAAAAAA')
  expect(await errorOn(closed, { seen: { 'vote.test/compound': unsigned } })).toBe('log_other_than_before')
  expect(await errorOn(anotherBoard(closed), { before })).toBe('log_other_than_before')
})
