import { beforeAll, expect, test } from 'vitest'
import { must } from '#kernel/assert'
import { canonicalJson } from '#kernel/canonical-json'
import { fastGroupNamed } from '../../../../../src/engines/ballots/server/crypto/fast-group.ts'
import { jsonIn, leavesIn, outsider, receiptOf, textIn } from '../../../../../test/record-files.ts'
import { asked, changed, named, nameOf, now, readOf, secret, without, type RecordFiles } from '../../../../../test/record-steps.ts' // prettier-ignore
import { sha256Hex } from '../belenios/hash.ts'
import type { ArchiveSummary } from '../belenios/verify-archive.ts'
import { archives, cross, filesOf, leavesStep, logStep, rollStep, setupStep } from './verify-record-parts.ts'
import type { VerifyRecordOptions } from './verifying.ts'

let [area, head, ofSecret] = [] as unknown as [ArchiveSummary, ArchiveSummary, ArchiveSummary]
beforeAll(async () => {
  area = await readOf(named, 'area')
  head = await readOf(named, 'head')
  ofSecret = await readOf(secret, 'area')
})

test('every file of a record has its name and the one canonical text of what it says', () => {
  const of = (files: RecordFiles) => {
    const { verifying, found } = asked(files)
    return [filesOf(verifying), found] as const
  }
  const [areaName, headName] = [nameOf(named, 'area'), nameOf(named, 'head')]
  expect(of(named)).toEqual([{ area: areaName, head: headName }, []])
  const bel = must(named.get(areaName), areaName)
  for (const name of [
    'area/1111111111111.bel',
    'area/1111111111111I.bel',
    'xarea/11111111111111.bel',
    'area/11111111111111.belx',
    'roll.jsonx',
    'x/tlog/checkpoint',
  ])
    // prettier-ignore
    expect(of(new Map([...named, [name, bel]]))).toEqual([{ area: areaName, head: headName }, [`file_unknown ${name}`]])
  expect(of(new Map([...named, ['head/11111111111111.bel', bel]]))[1]).toEqual(['archive_repeated head/11111111111111.bel']) // prettier-ignore
  expect(of(without(named, areaName))).toEqual([{ area: '', head: headName }, ['file_missing area/*.bel']])
  expect(of(without(named, headName))).toEqual([{ area: areaName, head: '' }, ['file_missing head/*.bel']])
  for (const name of ['roll.json', 'rules.json', 'receipts-key.json'])
    expect(of(without(named, name))[1]).toEqual([`file_missing ${name}`])
  for (const name of ['paper.json', 'result.json', 'openings.json', 'anchor.json'])
    expect(of(without(named, name))[1]).toEqual([])
  const put = (name: string, said: string) => of(new Map([...named, [name, Buffer.from(said)]]))[1]
  for (const name of ['paper.json', 'tlog/keys.json']) {
    expect(put(name, '{')).toEqual([`file_unreadable ${name}`])
    expect(put(name, '{ }')).toEqual([`file_not_canonical ${name}`])
  }
})

test('an archive tells what it holds, and is of the election after which it is named', async () => {
  const { verifying, found } = asked(named, { groups: [fastGroupNamed('Ed25519')] })
  const moved = new Map([...named, ['area/11111111111111.bel', must(named.get(nameOf(named, 'area')), 'an archive')]])
  const wrong = { ...verifying, files: moved }
  const read = must(await archives(wrong, { area: 'area/11111111111111.bel', head: '' }, 'area'), 'an archive')
  expect(found).toEqual(['election_uuid_differs area/11111111111111.bel'])
  expect(verifying.facts).toMatchObject({ phase: 'result', ballots: 4, counted: 4, countedArea: 28_000, trustees: 4 })
  expect(verifying.facts.lastEvents).toEqual({ area: area.lastEvent, head: null })
  const again = await archives(verifying, { area: '', head: nameOf(named, 'head') }, 'head', read.verify)
  expect(again?.verify).toBe(read.verify)
  expect(verifying.facts.lastEvents).toEqual({ area: area.lastEvent, head: head.lastEvent })
  expect(await archives(verifying, { area: '', head: '' }, 'head')).toBeUndefined()
  const broken = asked(new Map([['head/x', Buffer.from('{')]]))
  await archives(broken.verifying, { area: '', head: 'head/x' }, 'head')
  expect(broken.found).toEqual([expect.stringMatching(/^archive_truncated head /)])
})

/** The archive as if its election said something else. */
const described = (change: object, summary = area): ArchiveSummary => {
  const setup = summary.setup!
  const said = { ...(JSON.parse(setup.election.description) as object), ...change }
  return { ...summary, setup: { ...setup, election: { ...setup.election, description: canonicalJson(said) } } }
}

test('the election binds vote, mode, roll and rules, and nothing besides', () => {
  const of = (summary: ArchiveSummary, files: RecordFiles = named) => {
    const { verifying, found } = asked(files)
    const bound = setupStep(verifying, summary, head)
    return { found, bound, facts: verifying.facts }
  }
  const { roll, rules, vote } = JSON.parse(area.setup!.election.description) as Record<string, string>
  const whole = of(area)
  expect(whole.found).toEqual([])
  expect(whole.bound).toEqual({ mode: 'named', rules: jsonIn(named, 'rules.json') })
  expect(whole.facts).toMatchObject({ mode: 'named', vote, rollHash: roll, rulesHash: rules, questions: [{ article: 'use_fund' }] }) // prettier-ignore
  const wrong = 'description_wrong election.json'
  expect(of(described({ v: 2 })).found).toEqual([wrong])
  expect(of(described({ more: 1 })).found).toEqual([wrong])
  expect(of(described({ mode: 'open' }))).toMatchObject({ found: [wrong], facts: { mode: null } })
  expect(of(described({ vote: 7 }))).toMatchObject({ found: [wrong], facts: { vote: null } })
  expect(of(described({ roll: 7 }))).toMatchObject({ found: [], facts: { rollHash: null } })
  expect(of(described({ rules: 7 }))).toMatchObject({ found: ['rules_not_of_election rules.json'], facts: { rulesHash: null } }) // prettier-ignore
  const setup = area.setup!
  const nothing = { ...area, setup: { ...setup, election: { ...setup.election, description: 'x' } } }
  expect(of(nothing)).toMatchObject({ found: [wrong, 'rules_not_of_election rules.json'], bound: { mode: undefined } })
  expect(of(area, without(named, 'rules.json'))).toMatchObject({
    found: [],
    bound: { mode: 'named', rules: undefined },
  })
})

test('both archives stand at one point, and what is signed rests on a result', () => {
  const of = (phase: string, files: RecordFiles = named, other = phase, summary = area) => {
    const { verifying, found } = asked(files)
    setupStep(verifying, { ...summary, phase } as ArchiveSummary, { ...head, phase: other } as ArchiveSummary)
    return found
  }
  const signed = ['paper.json', 'result.json', 'openings.json']
  expect(of('result', named, 'tallied')).toEqual(['archives_phase_differ head result, tallied'])
  const { verifying, found } = asked(named)
  setupStep(verifying, area, undefined)
  expect(found).toEqual([])
  expect(of('voting', without(named, ...signed))).toEqual(['record_unfinished area voting'])
  expect(of('tallied')).toEqual(['record_unfinished area tallied', ...signed.map((name) => `result_unproved ${name}`)])
  expect(of('result', without(named, ...signed))).toEqual(['result_awaits_signing area'])
  for (const name of signed) expect(of('result', without(named, name))).toEqual([`file_missing ${name}`])
  expect(of('result', without(named, ...signed.slice(1)))).toEqual(signed.slice(1).map((name) => `file_missing ${name}`)) // prettier-ignore
  expect(of('result', without(secret, 'openings.json'), 'result', ofSecret)).toEqual([])
})

test('of a secret vote two trustees at least must come together, besides the server', () => {
  const of = (summary: ArchiveSummary, ...thresholds: number[]) => {
    const setup = summary.setup!
    const sets = thresholds.map((threshold) => ({ ...setup.trustees.sets[0]!, threshold }))
    const { verifying, found } = asked(summary === ofSecret ? secret : named)
    setupStep(verifying, { ...summary, setup: { ...setup, trustees: { ...setup.trustees, sets } } }, undefined)
    return found
  }
  const few = ['trustees_too_few election.json']
  expect([of(ofSecret, 9), of(ofSecret, 1, 1), of(ofSecret, 1, 2), of(ofSecret, 1, 1, 1)]).toEqual([few, few, [], []])
  expect(of(area, 1)).toEqual([])
})

test('rules are whole, of the law of their day, and for the questions on the ballot', () => {
  const of = (change: (rules: Record<string, unknown>) => void, from = named, summary = area) => {
    const files = changed('rules.json', change, from)
    const { verifying, found } = asked(files)
    const bound = setupStep(verifying, described({ rules: sha256Hex(textIn(files, 'rules.json')) }, summary), undefined)
    return [...found, ...(bound.rules ? [] : ['none'])]
  }
  expect(of(() => undefined)).toEqual([])
  expect(of((rules) => void delete rules['period'])).toEqual([])
  expect(of((rules) => void delete rules['day'])).toEqual(['file_unreadable rules.json', 'none'])
  type Rule = { majority: { area: { denominator: number } }; quorum: { area: { denominator: number } }; matter: string }
  const rulesOf = (rules: Record<string, unknown>) => rules['rules'] as unknown as Rule[]
  const unlawful = 'rules_not_statutory rules.json use_fund'
  expect(of((rules) => void (rulesOf(rules)[0]!.majority.area.denominator = 3))).toEqual([unlawful])
  expect(of((rules) => void (rulesOf(rules)[0]!.quorum.area.denominator = 4))).toEqual([unlawful])
  expect(of((rules) => void rulesOf(rules).push(rulesOf(rules)[0]!))).toContain(unlawful)
  expect(of((rules) => void rulesOf(rules).pop())).toEqual([expect.stringMatching(/^rules_unfit rules.json ./), unlawful])
  // A rule for what is not asked, however easy, decides nothing.
  expect(of((rules) => void rulesOf(rules).push({ ...rulesOf(rules)[0]!, matter: 'manager', majority: rulesOf(rules)[0]!.quorum as never }))).toEqual([]) // prettier-ignore
  const asks = (rules: Record<string, unknown>) => rules['questions'] as unknown as { text: string; seats: number; candidates: string[] }[] // prettier-ignore
  const other = ['rules_questions_differ rules.json']
  expect(of((rules) => void (asks(rules)[0]!.text = '是否同意涨价？'))).toEqual(other)
  expect(of(() => undefined, secret, ofSecret)).toEqual([])
  expect(of((rules) => void (asks(rules)[1]!.seats = 1), secret, ofSecret)).toEqual(other)
  expect(of((rules) => void asks(rules)[1]!.candidates.reverse(), secret, ofSecret)).toEqual(other)
  expect(of((rules) => void asks(rules).reverse(), secret, ofSecret)).toEqual(other)
}) // prettier-ignore

test('the roll adds up and is of this vote', () => {
  const of = (change: (roll: Record<string, unknown>) => void, summary = area) => {
    const { verifying, found } = asked(changed('roll.json', change))
    const roll = rollStep(verifying, summary)
    return { found, roll, facts: verifying.facts }
  }
  expect(of(() => undefined)).toMatchObject({ found: [], roll: jsonIn(named, 'roll.json'), facts: { owners: 6, area: 45_000 } }) // prettier-ignore
  expect(of((roll) => void delete roll['day'])).toMatchObject({ found: ['file_unreadable roll.json'], roll: undefined })
  expect(of((roll) => void (roll['vote'] = 'x' as never)).found).toEqual(['vote_id_differs roll.json'])
  expect(of((roll) => void (roll['electionUuid'] = 'x' as never)).found).toEqual(['election_uuid_differs roll.json'])
  const { setup: _, ...bare } = area
  expect(of(() => undefined, bare).found).toEqual(['election_uuid_differs roll.json'])
  expect(of((roll) => void ((roll['totals'] as { heads: number }).heads = 7)).found).toEqual(['roll_totals_wrong roll.json']) // prettier-ignore
  const { verifying, found } = asked(without(named, 'roll.json'))
  expect([rollStep(verifying, area), found]).toEqual([undefined, []])
})

test('nobody has a second ballot where the rules allow one, and no proxy more owners than they allow', () => {
  const rules = must(setupStep(asked(named).verifying, area, head).rules, 'rules')
  const of = (given: Partial<typeof rules>, proxies: readonly (string | undefined)[] = [], summary = area) => {
    const files = changed('roll.json', (roll) => {
      const owners = roll['owners'] as { proxy?: string }[]
      for (const [i, proxy] of proxies.entries()) if (proxy !== undefined) owners[i]!.proxy = proxy
    })
    const { verifying, found } = asked(files)
    cross(verifying, described({ roll: sha256Hex(textIn(files, 'roll.json')) }, summary), head, { ...rules, ...given })
    return found
  }
  expect(of({})).toEqual([])
  expect(of({ proxyCap: 2 }, ['0006', '0006', undefined, '0005', '0005'])).toEqual([])
  expect(of({ proxyCap: 2 }, ['0006', '0006', '0006', '0006'])).toEqual(['proxies_too_many roll.json 0006'])
  expect(of({ proxyCap: 0 }, ['0006', '0005'])).toEqual(['proxies_too_many roll.json 0006', 'proxies_too_many roll.json 0005']) // prettier-ignore
  expect(of({ proxyCap: 0 }, ['other', 'other'])).toEqual([])
  const [first, second, ...more] = area.ballots
  const twice = { ...area, ballots: [first!, { ...second!, credential: first!.credential }, ...more] }
  expect(of({ revote: false }, [], twice)).toEqual(['revote_not_allowed ballot 2'])
  expect(of({ revote: true }, [], twice)).toEqual([])
  const bare = asked(named)
  cross(bare.verifying, twice, head, undefined)
  expect(bare.found).toEqual([])
  const rollless = asked(without(named, 'roll.json'))
  cross(rollless.verifying, area, head, rules)
  expect(rollless.found).toEqual([])
  const foreign = asked(changed('roll.json', (roll) => void (roll['day'] = 'x' as never)))
  cross(foreign.verifying, area, { ...head, numTallied: 5 }, rules)
  expect(foreign.found).toEqual(['archives_num_tallied_differ tally 4, 5', 'roll_not_of_election roll'])
})

test('a log may be missing only before the vote has begun, and wholly', () => {
  const of = (files: RecordFiles, summary: ArchiveSummary | undefined = area, options: VerifyRecordOptions = {}) => {
    const { verifying, found } = asked(files, options)
    return { log: logStep(verifying, summary), found, facts: verifying.facts }
  } // prettier-ignore
  const none = new Map([...named].filter(([name]) => !name.startsWith('tlog/') && name !== 'anchor.json'))
  const begun = (phase: string, ballots = 0) => ({ ...area, phase, ballots: area.ballots.slice(0, ballots) }) as ArchiveSummary // prettier-ignore
  const missing = ['tlog/checkpoint', 'tlog/leaves.json', 'tlog/keys.json'].map((name) => `file_missing ${name}`)
  for (const phase of ['empty', 'voting']) expect(of(none, begun(phase)).found).toEqual(['log_awaits tlog'])
  for (const summary of [begun('voting', 1), begun('closed')]) expect(of(none, summary).found).toEqual(missing)
  const unread = asked(none)
  expect([logStep(unread.verifying, undefined), unread.found]).toEqual([undefined, missing])
  for (const name of ['anchor.json', 'tlog/keys.json']) {
    const some = new Map([...none, [name, must(named.get(name), name)]])
    expect(of(some, begun('voting')).found).toEqual(missing.filter((each) => !each.endsWith(name)))
  }
  const whole = of(named)
  expect(whole.found).toEqual([])
  expect(whole.facts.log).toEqual({ origin: whole.log!.origin, size: whole.log!.size, root: whole.log!.root, cosignedBy: whole.log!.cosignedBy, anchors: whole.log!.anchors }) // prettier-ignore
  const tile = must(
    [...named.keys()].find((name) => name.startsWith('tlog/tile/0')),
    'a tile',
  )
  expect(of(without(named, tile)).found).toEqual([`tile_missing tlog ${tile.slice(5)}`])
  expect(of(without(named, 'tlog/leaves.json')).found).toEqual(['file_missing tlog/leaves.json'])
  const size = whole.log!.size
  const leaves = leavesIn(named)
  const receipt = receiptOf([...leaves, leaves[0]!], size)
  expect(of(named, area, { receipts: [{ receipt }] }).found).toEqual([`receipt_pending tlog ${size} (open)`])
  // The key of receipts is that of the log: the reader's, or else that in the files.
  const other = changed('receipts-key.json', (file) => void (file['log'] = outsider.key as never))
  expect(of(other).found).toEqual(['receipts_key_differs receipts-key.json'])
  expect(of(other, area, { trust: {} }).found).toEqual(['log_key_untold tlog (open)', 'receipts_key_differs receipts-key.json']) // prettier-ignore
  expect(of(named, area, { trust: {} }).found).toEqual(['log_key_untold tlog (open)'])
  expect(of(changed('receipts-key.json', (file) => void delete file['log'])).found).toEqual(['receipts_key_differs receipts-key.json']) // prettier-ignore
  expect(of(without(named, 'receipts-key.json')).found).toEqual([])
  expect(of(without(named, 'tlog/keys.json')).found).toEqual(['file_missing tlog/keys.json'])
})

test('the leaves are judged with sheet, roll and rules where they are there', () => {
  const log = must(logStep(asked(named).verifying, area), 'a log')
  const rules = setupStep(asked(named).verifying, area, head).rules
  const roll = rollStep(asked(named).verifying, area)
  const of = (more: object, files: RecordFiles = named, at = now) => {
    const { verifying, found } = asked(files, { now: at })
    const vote = must(verifying.facts.vote, 'a vote')
    leavesStep(verifying, { vote, log, area, head, annex: undefined, rules, roll, ...more })
    return found
  }
  expect(of({})).toEqual([])
  expect(of({ rules: undefined, roll: undefined })).toEqual([])
  const late = changed('result.json', (sheet) => void (sheet['closedAt'] = '2026-11-25T01:10:00.001Z' as never))
  const relabelled = { log: { ...log, leaves: log.leaves.map((leaf) => (leaf.kind === 'result' || leaf.kind === 'published' ? { ...leaf, data: { ...(leaf.data as object), sheet: sha256Hex(textIn(late, 'result.json')) } } : leaf)) } } // prettier-ignore
  expect(of(relabelled, late)).toEqual([expect.stringMatching(/^result_close_differs result.json/)])
  expect(of({ ...relabelled, rules: undefined }, late)).toEqual([])
  const none = { log: { ...log, leaves: log.leaves.filter(({ kind }) => kind !== 'delivery') } }
  expect(of(none)).toEqual(['result_delivered_wrong result.json 1 / 0'])
  expect(of({ ...none, roll: undefined })).toEqual([])
  // The log may lack the result for ten minutes after the last signature, by the clock of the reader, slow or fast.
  const fresh = { log: { ...log, leaves: log.leaves.filter(({ kind }) => kind !== 'result' && kind !== 'published') } }
  const { tellers } = jsonIn<{ tellers: { at: string }[] }>(named, 'result.json')
  const signedAt = Math.max(...tellers.map(({ at }) => Date.parse(at)))
  for (const [by, code] of [
    [599_999, 'leaf_awaits_log tlog result (open)'],
    [600_000, 'leaf_result_missing tlog'],
    [-600_000, 'leaf_result_missing tlog'],
  ] as const)
    expect([by, of(fresh, named, new Date(signedAt + by))]).toEqual([by, [code]])
  const early = changed('result.json', (sheet) => void ((sheet['tellers'] as { at: string }[])[0]!.at = new Date(signedAt - 600_000).toISOString())) // prettier-ignore
  expect(of(fresh, early, new Date(signedAt))).toEqual(['leaf_result_missing tlog'])
  // Nor what nobody signed, or what is no sheet.
  const unsigned = changed('result.json', (sheet) => void (sheet['tellers'] = [] as never))
  expect(of(fresh, unsigned, new Date(signedAt))).toEqual(['leaf_result_missing tlog'])
  expect(of(fresh, changed('result.json', (sheet) => void delete sheet['tellers']))).toEqual(['leaf_result_missing tlog']) // prettier-ignore
})
