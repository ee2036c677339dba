import { must } from '#kernel/assert'
import { canonicalJson } from '#kernel/canonical-json'
import { sha256Hex, type ArchiveEvent, type RecordFindingCode, type SignedSheet } from '#engines/ballots/shared'
import { eventsOf, rechained } from './belenios-chains.ts'
import { jsonIn, leavesIn, outsider, putJson, textIn, withLog, type Files, type LeafOfTest } from './record-files.ts'

type Side = 'area' | 'head'
type Changed = { -readonly [K in keyof ArchiveEvent]: ArchiveEvent[K] } & Record<string, string>
interface Members {
  [name: string]: unknown
}

const archiveOf = (files: Files, side: Side) =>
  must(
    [...files.keys()].find((name) => name.startsWith(`${side}/`)),
    side,
  )

async function changeEvents(files: Files, side: Side, change: (events: Changed[]) => object[] | void): Promise<void> {
  const name = archiveOf(files, side)
  const events = (await eventsOf(files.get(name)!)).map((event) => ({ ...event }) as Changed)
  files.set(name, rechained(change(events) ?? events))
}

const both = async (files: Files, change: (events: Changed[]) => object[] | void) => {
  for (const side of ['area', 'head'] as const) await changeEvents(files, side, change)
}

const firstOf = (events: readonly Changed[], type: ArchiveEvent['type']) => must(events.find((event) => event.type === type), type) // prettier-ignore
const ballotsOf = (events: readonly Changed[]) => events.filter(({ type }) => type === 'Ballot')

/** The last digit of a decimal or the first letter of hex made another one. */
const nudged = (text: string) => text.slice(0, -1) + (text.endsWith('1') ? '2' : '1')

function changeJson(files: Files, name: string, change: (value: Members) => void): void {
  const value = jsonIn<Members>(files, name)
  change(value)
  putJson(files, name, value)
}

/** The log told anew, signed and witnessed by whoever holds all its keys. */
function relog(files: Files, change: (leaves: LeafOfTest[]) => LeafOfTest[] | void): Files {
  const leaves = leavesIn(files)
  return withLog(files, change(leaves) ?? leaves)
}

const leafOf = (leaves: readonly LeafOfTest[], kind: string) =>
  must(
    leaves.find((leaf) => leaf.kind === kind),
    kind,
  )
const without = (leaves: readonly LeafOfTest[], kind: string) => leaves.filter((leaf) => leaf.kind !== kind)

/** Files changed, and whoever keeps the log logs their new hashes as well. */
function andLogged(files: Files): Files {
  const hash = (name: string) => sha256Hex(textIn(files, name))
  return relog(files, (leaves) => {
    Object.assign(leafOf(leaves, 'roll_frozen').data, { roll: hash('roll.json'), rules: hash('rules.json') })
    Object.assign(leafOf(leaves, 'result').data, { sheet: hash('result.json'), paper: hash('paper.json') })
    leafOf(leaves, 'published').data['sheet'] = hash('result.json')
  })
}

/** The sheet signed again: with what was put into it, hashed as tellers would. */
function resigned(files: Files, change: (sheet: Members) => void): Files {
  changeJson(files, 'result.json', (sheet) => {
    sheet['paper'] = sha256Hex(textIn(files, 'paper.json')) as never
    change(sheet)
    const { sheet: _, tellers: __, ...signed } = sheet as unknown as SignedSheet
    sheet['sheet'] = sha256Hex(canonicalJson(signed)) as never
  })
  return andLogged(files)
}

type Tampering = (files: Files) => Files | void | Promise<Files | void>
type Row = readonly [what: string, code: RecordFindingCode, tamper: Tampering]

const ballotField =
  (path: (ballot: Members) => void): Tampering =>
  (files) =>
    both(files, (events) => {
      const event = firstOf(events, 'Ballot')
      const ballot = JSON.parse(event['ballot']!) as Members
      path(ballot)
      event['ballot'] = JSON.stringify(ballot)
    })

interface Answers {
  answers: { choices: { alpha: string; beta: string }[]; overall_proof: { response: string }[] }[]
  signature: { hash: string; proof: { challenge: string; response: string } }
}

const deep = (change: (ballot: Answers) => void) => ballotField((ballot) => change(ballot as unknown as Answers))

const textField = (type: ArchiveEvent['type'], name: string, side: Side, change: (value: Members) => void): Tampering => (files) =>
  changeEvents(files, side, (events) => {
    const event = firstOf(events, type)
    const value = JSON.parse(event[name]!) as Members
    change(value)
    event[name] = JSON.stringify(value)
  }) // prettier-ignore

const signedFiles = ['result.json', 'paper.json', 'openings.json']

const paper = (change: (annex: Members) => void): Tampering => (files) => {
  changeJson(files, 'paper.json', change)
  return resigned(files, () => {})
} // prettier-ignore

interface Annex {
  received: string[]
  notReturned: { owner: string }[]
  named: { owner: string; clerks: [string, string]; scan: string; sheets: { units: string[]; answers: unknown[] }[] }[]
}
const annexOf = (value: Members) => value as unknown as Annex

/** Every way to lie that this matrix knows, on a named vote; with the finding that must be among those named. */
// prettier-ignore
export const namedTamperings: readonly Row[] = [
  // Ballots.
  ['an option of a ballot replaced', 'ballot_wrong', deep(({ answers }) => void (answers[0]!.choices[0]!.alpha = answers[0]!.choices[1]!.alpha))],
  ['ciphertexts of a ballot swapped', 'ballot_wrong', deep(({ answers: [a] }) => void a!.choices.reverse())],
  ['a proof of a ballot changed', 'ballot_wrong', deep(({ answers: [a] }) => void (a!.overall_proof[0]!.response = nudged(a!.overall_proof[0]!.response)))],
  ['a signature changed', 'ballot_wrong', deep(({ signature: { proof } }) => void (proof.response = nudged(proof.response)))],
  ['a ballot put under another owner’s key', 'ballot_wrong', (files) => both(files, (events) => {
    const [one, other] = ballotsOf(events).map((event) => JSON.parse(event['ballot']!) as Members)
    one!['credential'] = other!['credential']!
    firstOf(events, 'Ballot')['ballot'] = JSON.stringify(one)
  })],
  ['a ballot of another election', 'ballot_wrong', ballotField((ballot) => void (ballot['election_uuid'] = '1'.repeat(22) as never))],
  ['a ballot dropped from one archive', 'archives_ballots_differ', (files) => changeEvents(files, 'head', (events) => events.filter((event) => event !== firstOf(events, 'Ballot')))],
  ['a ballot dropped from both archives', 'ballot_leaf_without_ballot', (files) => both(files, (events) => events.filter((event) => event !== firstOf(events, 'Ballot')))],
  ['a ballot dropped from both archives, and the tally left', 'tally_wrong', (files) => both(files, (events) => events.filter((event) => event !== firstOf(events, 'Ballot')))],
  ['a ballot stuffed twice', 'file_repeated', (files) => both(files, (events) => events.flatMap((event) => (event === firstOf(events, 'Ballot') ? [event, event] : [event])))],
  ['two ballots swapped in both archives', 'ballots_not_in_order_of_log', (files) => both(files, (events) => { [events[1], events[2]] = [events[2]!, events[1]!] })],
  ['two ballots swapped in one archive', 'archives_ballots_differ', (files) => changeEvents(files, 'area', (events) => { [events[1], events[2]] = [events[2]!, events[1]!] })],
  // Roll and weights.
  ['an owner’s area raised on the roll', 'roll_owner_area_wrong', (files) => { changeJson(files, 'roll.json', (roll) => void ((roll['owners'] as { area: number }[])[0]!.area += 100)); return andLogged(files) }],
  ['an owner and his home left off the roll', 'roll_not_of_election', (files) => { changeJson(files, 'roll.json', (roll) => { (roll['owners'] as object[]).pop(); (roll['units'] as object[]).pop() }); return andLogged(files) }],
  ['the totals of the roll lowered', 'roll_totals_wrong', (files) => { changeJson(files, 'roll.json', (roll) => void ((roll['totals'] as { area: number }).area -= 9000)); return andLogged(files) }],
  ['two owners under one key', 'roll_key_twice', (files) => { changeJson(files, 'roll.json', (roll) => { const owners = roll['owners'] as { key: string }[]; owners[1]!.key = owners[0]!.key }); return andLogged(files) }],
  ['a weight raised in the archive', 'weights_not_of_roll', (files) => changeEvents(files, 'area', (events) => { const setup = firstOf(events, 'Setup'); setup['credentials'] = setup['credentials']!.replace(/,(\d)/, ',9$1') })],
  ['the archive by heads given weights', 'head_archive_weighted', (files) => changeEvents(files, 'head', (events) => { const setup = firstOf(events, 'Setup'); setup['credentials'] = setup['credentials']!.replaceAll(/"([0-9a-f]{64})"/g, '"$1,5"') })],
  ['the roll not canonical', 'file_not_canonical', (files) => void files.set('roll.json', Buffer.from(JSON.stringify(jsonIn(files, 'roll.json'), null, 1)))],
  // Tally, decryption, result of the archives.
  ['the encrypted tally replaced', 'tally_wrong', textField('EncryptedTally', 'encryptedTally', 'area', (rows) => void (rows as unknown as unknown[][])[0]!.reverse())],
  ['the number tallied raised', 'num_tallied_wrong', (files) => changeEvents(files, 'head', (events) => void (firstOf(events, 'EncryptedTally')['numTallied'] = 5 as never))],
  ['the weight tallied raised', 'total_weight_wrong', (files) => changeEvents(files, 'area', (events) => void (firstOf(events, 'EncryptedTally')['totalWeight'] = 99 as never))],
  ['a decryption factor replaced', 'factor_proof_wrong', textField('PartialDecryption', 'partialDecryption', 'area', (part) => void (part['decryption_factors'] as string[][])[0]!.reverse())],
  ['a proof of decryption changed', 'factor_proof_wrong', textField('PartialDecryption', 'partialDecryption', 'head', (part) => { const proof = (part['decryption_proofs'] as { response: string }[][])[0]![0]!; proof.response = nudged(proof.response) })],
  ['a trustee’s part left out', 'factors_insufficient', (files) => both(files, (events) => events.filter((event) => event !== events.findLast(({ type }) => type === 'PartialDecryption')))],
  ['the result of the archive swapped', 'result_wrong', (files) => changeEvents(files, 'area', (events) => void (firstOf(events, 'Result')['result'] = firstOf(events, 'Result')['result']!.replace(/\[(\d+),(\d+)/, '[$2,$1')))],
  ['a byte of an archive flipped', 'file_hash_wrong', (files) => { const name = archiveOf(files, 'area'); const bytes = Uint8Array.from(files.get(name)!); bytes[1540]! ^= 1; files.set(name, bytes) }],
  ['an archive cut off', 'archive_truncated', (files) => { const name = archiveOf(files, 'area'); files.set(name, files.get(name)!.slice(0, -700)) }],
  // The log, checkpoints, witnesses, anchors.
  ['an entry of the log altered', 'root_wrong', (files) => { const name = must([...files.keys()].find((each) => each.startsWith('tlog/tile/entries/')), 'entries'); files.set(name, Buffer.from(Buffer.from(files.get(name)!).toString('latin1').replace('"seq":1', '"seq":7'), 'latin1')) }],
  ['a checkpoint signed by another key', 'log_signature_missing', (files) => void files.set('tlog/checkpoint', Buffer.from(textIn(files, 'tlog/checkpoint').split('\n').filter((line) => !line.startsWith('— vote.test')).join('\n')))],
  ['a signature on the checkpoint changed', 'log_signature_wrong', (files) => void files.set('tlog/checkpoint', Buffer.from(textIn(files, 'tlog/checkpoint').replace(/(— vote\.test\S* \S{20})(.)/, (_, start: string, letter: string) => start + (letter === 'A' ? 'B' : 'A'))))],
  ['a cosignature taken away', 'witness_quorum_missing', (files) => void files.set('tlog/checkpoint', Buffer.from(textIn(files, 'tlog/checkpoint').split('\n').filter((line) => !line.startsWith('— witness.test/two')).join('\n')))],
  ['a cosignature by a stranger instead', 'witness_quorum_missing', (files) => { const note = textIn(files, 'tlog/checkpoint'); const [text] = note.split('\n\n'); const kept = note.split('\n').filter((line) => !line.startsWith('— witness.test/two')).join('\n'); files.set('tlog/checkpoint', Buffer.from(kept + outsider.cosign(`${text}\n`, 1_772_330_400))) }],
  ['a cosignature changed', 'witness_signature_wrong', (files) => void files.set('tlog/checkpoint', Buffer.from(textIn(files, 'tlog/checkpoint').replace(/(— witness\.test\/one \S{40})(.)/, (_, start: string, letter: string) => start + (letter === 'A' ? 'B' : 'A'))))],
  ['an anchor of another root', 'anchor_wrong', (files) => changeJson(files, 'anchor.json', (file) => { const anchors = file['anchors'] as { root: string }[]; anchors[0]!.root = anchors[1]!.root })],
  ['an anchor of a longer log', 'anchor_ahead', (files) => changeJson(files, 'anchor.json', (file) => void ((file['anchors'] as { size: number }[])[0]!.size += 1000))],
  ['the list of leaves altered', 'leaves_wrong', (files) => changeJson(files, 'tlog/leaves.json', (file) => void ((file['leaves'] as { kind: string }[])[0]!.kind = 'other'))],
  ['a tile left out', 'tile_missing', (files) => void files.delete(must([...files.keys()].find((name) => name.startsWith('tlog/tile/0')), 'a tile'))],
  ['the key of receipts replaced', 'receipts_key_differs', (files) => putJson(files, 'receipts-key.json', { v: 1, log: outsider.key }) as never],
  // The log told anew by whoever holds its keys and those of its witnesses.
  ['no leaf for a ballot', 'ballot_not_in_log', (files) => relog(files, (leaves) => leaves.filter((leaf) => leaf !== leafOf(leaves, 'ballot')))],
  ['a leaf for a ballot that never was', 'ballot_leaf_without_ballot', (files) => relog(files, (leaves) => void leaves.splice(leaves.indexOf(leafOf(leaves, 'closed')), 0, { ...leafOf(leaves, 'ballot'), data: { ...leafOf(leaves, 'ballot').data, seq: 5, tracker: 'A'.repeat(43) } }))],
  ['leaves of ballots swapped', 'ballots_not_in_order_of_log', (files) => relog(files, (leaves) => { const [one, other] = leaves.filter(({ kind }) => kind === 'ballot'); [one!.data, other!.data] = [other!.data, one!.data] })],
  ['the roll frozen after the opening', 'leaf_order_wrong', (files) => relog(files, (leaves) => { const frozen = leafOf(leaves, 'roll_frozen'); return leaves.flatMap((leaf) => (leaf === frozen ? [] : leaf.kind === 'opened' ? [leaf, frozen] : [leaf])) })],
  ['a ballot after the close', 'leaf_order_wrong', (files) => relog(files, (leaves) => { const last = leaves.findLast(({ kind }) => kind === 'ballot')!; return leaves.flatMap((leaf) => (leaf === last ? [] : leaf.kind === 'closed' ? [leaf, last] : [leaf])) })],
  ['the roll frozen twice', 'leaf_repeated', (files) => relog(files, (leaves) => [leafOf(leaves, 'roll_frozen'), ...leaves])],
  ['no freezing of the roll', 'leaf_roll_missing', (files) => relog(files, (leaves) => without(leaves, 'roll_frozen'))],
  ['no opening', 'leaf_opened_missing', (files) => relog(files, (leaves) => without(leaves, 'opened'))],
  ['no close', 'leaf_closed_missing', (files) => relog(files, (leaves) => without(leaves, 'closed'))],
  ['no result in the log', 'leaf_result_missing', (files) => relog(files, (leaves) => without(leaves, 'result'))],
  ['neither result nor publication in the log', 'leaf_result_missing', (files) => relog(files, (leaves) => without(without(leaves, 'result'), 'published'))],
  ['another setup in the log', 'leaf_setup_differs', (files) => relog(files, (leaves) => void (leafOf(leaves, 'setup').data['trustees'] = '0'.repeat(64)))],
  ['another tally in the log', 'leaf_tally_differs', (files) => relog(files, (leaves) => void (leafOf(leaves, 'tally').data['area'] = '0'.repeat(64)))],
  ['another number of ballots at the close', 'leaf_closed_differs', (files) => relog(files, (leaves) => void (leafOf(leaves, 'closed').data['ballots'] = 9))],
  ['another result in the log', 'leaf_result_differs', (files) => relog(files, (leaves) => void (leafOf(leaves, 'result').data['sheet'] = '0'.repeat(64)))],
  ['a ballot logged twice', 'ballots_not_in_order_of_log', (files) => relog(files, (leaves) => void leaves.splice(leaves.indexOf(leafOf(leaves, 'closed')), 0, leafOf(leaves, 'ballot')))],
  // What the election binds.
  ['an election that binds nothing', 'description_wrong', textField('Setup', 'election', 'area', (election) => void (election['description'] = '投票'))],
  ['an election that binds another kind of thing', 'description_wrong', textField('Setup', 'election', 'area', (election) => void (election['description'] = canonicalJson({ mode: 'named', roll: 1, rules: 1, v: 1, vote: 1 })))],
  ['an election that binds more', 'description_wrong', textField('Setup', 'election', 'area', (election) => void (election['description'] = canonicalJson({ ...JSON.parse(election['description'] as string), more: 1 })))],
  ['an election of another version', 'description_wrong', textField('Setup', 'election', 'area', (election) => void (election['description'] = canonicalJson({ ...JSON.parse(election['description'] as string), v: 2 })))],
  ['no rules', 'file_missing', (files) => void files.delete('rules.json')],
  ['no roll', 'file_missing', (files) => void files.delete('roll.json')],
  ['the roll of another vote', 'vote_id_differs', (files) => changeJson(files, 'roll.json', (roll) => void (roll['vote'] = 'another'))],
  ['the roll of another election', 'election_uuid_differs', (files) => changeJson(files, 'roll.json', (roll) => void (roll['electionUuid'] = '11111111111111'))],
  ['rules of a day before the law', 'rules_not_statutory', (files) => changeJson(files, 'rules.json', (rules) => void (rules['day'] = '1990-01-01'))],
  ['rules without the announced period', 'period_untold', (files) => { changeJson(files, 'rules.json', (rules) => void delete rules['period']); return andLogged(files) }],
  ['a result of no numbers', 'result_malformed', (files) => both(files, (events) => void (firstOf(events, 'Result')['result'] = '{}'))],
  ['a result of another election', 'election_uuid_differs', (files) => resigned(files, (sheet) => void (sheet['electionUuid'] = '11111111111111' as never))],
  ['a question left out of the result', 'result_question_differs', (files) => resigned(files, (sheet) => void (sheet['questions'] = [] as never))],
  // Times: what was announced, when it was done, when it was signed.
  ['opened before the announced time', 'opened_too_early', (files) => relog(files, (leaves) => void (leafOf(leaves, 'opened').at = '2026-11-18T00:59:59.999Z'))],
  ['closed before the announced time', 'closed_too_early', (files) => relog(files, (leaves) => void (leafOf(leaves, 'closed').at = '2026-11-25T00:59:59.999Z'))],
  ['a result that says it closed before the announced time', 'closed_too_early', (files) => resigned(files, (sheet) => void (sheet['closedAt'] = '2026-11-25T00:59:59.999Z'))],
  ['a ballot taken before the opening', 'ballot_outside_period', (files) => relog(files, (leaves) => void (leafOf(leaves, 'ballot').at = '2026-11-18T00:59:59.999Z'))],
  ['a ballot taken long after the end', 'ballot_outside_period', (files) => relog(files, (leaves) => void (leafOf(leaves, 'ballot').at = '2026-11-25T01:10:00.001Z'))],
  ['another time of closing in the result', 'result_close_differs', (files) => resigned(files, (sheet) => void (sheet['closedAt'] = '2026-11-25T01:10:00.001Z'))],
  ['signed before the close', 'result_signed_too_early', (files) => resigned(files, (sheet) => void ((sheet['tellers'] as { at: string }[])[1]!.at = '2026-11-25T00:59:59.999Z'))],
  ['a time in the log that is none', 'leaf_malformed', (files) => relog(files, (leaves) => void (leafOf(leaves, 'opened').at = '2026-11-18'))],
  ['too few days of notice', 'notice_too_short', (files) => { changeJson(files, 'rules.json', (rules) => void (rules['day'] = '2026-11-04')); return andLogged(files) }],
  ['a period that ends before it begins', 'period_wrong', (files) => { changeJson(files, 'rules.json', (rules) => { const period = rules['period'] as { opensAt: string; closesAt: string }; period.closesAt = period.opensAt }); return andLogged(files) }],
  // Made to look as if the vote were not so far.
  ['a result though nothing was decrypted', 'result_unproved', (files) => both(files, (events) => events.filter(({ type }) => type !== 'PartialDecryption' && type !== 'Result'))],
  ['the signed result taken away', 'files_behind_log', (files) => signedFiles.forEach((name) => files.delete(name))],
  ['the archives cut off before the close, and the result taken away', 'files_behind_log', async (files) => { signedFiles.forEach((name) => files.delete(name)); await both(files, (events) => events.filter(({ type }) => type === 'Setup' || type === 'Ballot')) }],
  ['the archives cut off before the tally, in the log too', 'files_behind_log', async (files) => { signedFiles.forEach((name) => files.delete(name)); await both(files, (events) => events.filter(({ type }) => type === 'Setup' || type === 'Ballot')); return relog(files, (leaves) => leaves.slice(0, leaves.indexOf(leafOf(leaves, 'tally')))) }],
  ['decrypted before the log held the close', 'leaf_closed_missing', (files) => { signedFiles.forEach((name) => files.delete(name)); return relog(files, (leaves) => leaves.slice(0, leaves.indexOf(leafOf(leaves, 'closed')))) }],
  ['decrypted before the log held the last ballot', 'ballot_not_in_log', (files) => { signedFiles.forEach((name) => files.delete(name)); return relog(files, (leaves) => leaves.slice(0, leaves.indexOf(leaves.findLast(({ kind }) => kind === 'ballot')!))) }],
  ['ballots in the log but no opening', 'leaf_opened_missing', async (files) => { signedFiles.forEach((name) => files.delete(name)); await both(files, (events) => events.filter(({ type }) => type === 'Setup' || type === 'Ballot')); return relog(files, (leaves) => without(leaves.slice(0, leaves.indexOf(leafOf(leaves, 'closed'))), 'opened')) }],
  ['no log at all', 'file_missing', (files) => [...files.keys()].forEach((name) => (name.startsWith('tlog/') || name === 'anchor.json') && files.delete(name))],
  ['two archives by area', 'archive_repeated', (files) => void files.set('area/11111111111111.bel', files.get(archiveOf(files, 'area'))!)],
  // Papers.
  ['who voted online counted on paper too', 'paper_owner_also_online', paper((value) => { const annex = annexOf(value); annex.received.push('0001'); annex.named.push({ ...annex.named[0]!, owner: '0001', sheets: [{ units: ['0001'], answers: ['agree'] }] }) })],
  ['a paper of nobody on the roll', 'paper_owner_not_on_roll', paper((value) => void annexOf(value).received.push('0099'))],
  ['a paper that was never received', 'paper_leaf_differs', paper((value) => { const annex = annexOf(value); annex.notReturned = []; annex.received.push('0005'); annex.named.push({ ...annex.named[0]!, owner: '0005', sheets: [{ units: ['0005'], answers: ['agree'] }] }) })],
  ['a received paper left out', 'paper_leaf_differs', paper((value) => { const annex = annexOf(value); annex.received = []; annex.named = [] })],
  ['another scan under a paper', 'paper_leaf_differs', paper((value) => void (annexOf(value).named[0]!.scan = '0'.repeat(64)))],
  ['a paper that no second clerk confirmed', 'paper_leaf_differs', (files) => relog(files, (leaves) => leaves.filter(({ kind, data }) => kind !== 'paper' || data['state'] !== 'confirmed'))],
  ['a paper received after the close', 'leaf_order_wrong', (files) => relog(files, (leaves) => {
    const papers = leaves.filter(({ kind }) => kind === 'paper')
    const others = leaves.filter(({ kind }) => kind !== 'paper')
    leafOf(others, 'closed').data['papers'] = 0
    return others.flatMap((leaf) => (leaf.kind === 'result' ? [...papers, leaf] : [leaf]))
  })],
  ['a paper confirmed as another owner’s', 'paper_leaf_differs', (files) => relog(files, (leaves) => void (must(leaves.find(({ kind, data }) => kind === 'paper' && data['state'] === 'confirmed'), 'a paper').data['owner'] = '0005'))],
  ['a paper entered by one clerk alone', 'paper_same_clerk_twice', paper((value) => { const { clerks } = annexOf(value).named[0]!; clerks[1] = clerks[0] })],
  ['a delivery that the log does not hold', 'paper_delivery_differs', (files) => relog(files, (leaves) => without(leaves, 'delivery'))],
  ['another proof of a delivery', 'paper_delivery_differs', (files) => relog(files, (leaves) => void (leafOf(leaves, 'delivery').data['proof'] = '0'.repeat(64)))],
  ['another way of delivery', 'paper_delivery_differs', (files) => relog(files, (leaves) => void (leafOf(leaves, 'delivery').data['way'] = 'announced'))],
  ['a delivery to another door', 'paper_delivery_differs', (files) => relog(files, (leaves) => void (leafOf(leaves, 'delivery').data['units'] = ['0004', '0099']))],
  ['a delivery told after the close', 'paper_delivery_differs', (files) => relog(files, (leaves) => { const told = leafOf(leaves, 'delivery'); return leaves.flatMap((leaf) => (leaf === told ? [] : leaf.kind === 'closed' ? [leaf, told] : [leaf])) })],
  ['a later proof of a door put before the first', 'paper_delivery_differs', (files) => relog(files, (leaves) => { const told = leafOf(leaves, 'delivery'); leaves.splice(leaves.indexOf(told), 0, { ...told, data: { ...told.data, proof: '0'.repeat(64) } }) })],
  ['a delivery of no doors', 'leaf_malformed', (files) => relog(files, (leaves) => void (leafOf(leaves, 'delivery').data['units'] = '0005'))],
  ['one delivery more in the log', 'result_delivered_wrong', (files) => relog(files, (leaves) => { const told = leafOf(leaves, 'delivery'); leaves.splice(leaves.indexOf(told), 0, { ...told, data: { ...told.data, units: ['0001'] } }) })],
  ['who voted listed as not returned', 'paper_returned_after_all', paper((value) => void annexOf(value).notReturned.push({ ...annexOf(value).notReturned[0]!, owner: '0002' }))],
  ['the answer on a paper changed', 'result_question_differs', paper((value) => void (annexOf(value).named[0]!.sheets[0]!.answers[0] = 'against'))],
  ['paper.json replaced after the signing', 'result_paper_differs', (files) => changeJson(files, 'paper.json', (value) => void (annexOf(value).named[0]!.sheets[0]!.answers[0] = 'against'))],
  ['paper.json of another form', 'paper_unreadable', (files) => changeJson(files, 'paper.json', (value) => void delete value['received'])],
  // Openings.
  ['an opened choice changed', 'openings_choice_wrong', (files) => changeJson(files, 'openings.json', (file) => void (file['openings'] as { choices: number[][] }[])[0]!.choices[0]!.reverse())],
  ['a proof of an opening changed', 'openings_factors_wrong', (files) => changeJson(files, 'openings.json', (file) => { const proof = (file['openings'] as { factors: { decryption_proofs: { response: string }[][] }[] }[])[0]!.factors[0]!.decryption_proofs[0]![0]!; proof.response = nudged(proof.response) })],
  ['an opening left out', 'openings_ballot_missing', (files) => changeJson(files, 'openings.json', (file) => void (file['openings'] as object[]).pop())],
  ['no openings at all', 'file_missing', (files) => void files.delete('openings.json')],
  // Rules and the signed result.
  ['an easier majority in the rules', 'rules_not_of_election', (files) => { changeJson(files, 'rules.json', (rules) => void ((rules['rules'] as { majority: { area: { denominator: number } } }[])[0]!.majority.area.denominator = 3)); return andLogged(files) }],
  ['a majority that no law knows', 'rules_not_statutory', (files) => changeJson(files, 'rules.json', (rules) => void ((rules['rules'] as { majority: { area: { denominator: number } } }[])[0]!.majority.area.denominator = 3))],
  ['two rules for one matter', 'rules_not_statutory', (files) => changeJson(files, 'rules.json', (rules) => void (rules['rules'] as object[]).push((rules['rules'] as object[])[0]!))],
  ['a proxy of four owners', 'proxies_too_many', (files) => changeJson(files, 'roll.json', (roll) => { for (const owner of (roll['owners'] as { proxy?: string }[]).slice(0, 4)) owner.proxy = '0006' })],
  ['other words over a decision, and signed again', 'result_question_differs', (files) => resigned(files, (sheet) => void ((sheet['questions'] as { text: string }[])[0]!.text = '是否同意上调物业费？'))],
  ['words beside the decisions, and signed again', 'result_unreadable', (files) => resigned(files, (sheet) => void (sheet['conclusion'] = '未通过' as never))],
  ['more delivered than the roll has', 'result_delivered_wrong', (files) => resigned(files, (sheet) => void ((sheet['delivered'] as { heads: number }).heads = 99))],
  ['fewer delivered than are listed as not returned', 'result_delivered_wrong', (files) => resigned(files, (sheet) => void (sheet['delivered'] = { area: 0, heads: 0 } as never))],
  ['another matter under the question', 'rules_not_of_election', (files) => { changeJson(files, 'rules.json', (rules) => void ((rules['questions'] as { article: string }[])[0]!.article = 'other')); return andLogged(files) }],
  ['rules for another question', 'rules_questions_differ', (files) => { changeJson(files, 'rules.json', (rules) => void ((rules['questions'] as { text: string }[])[0]!.text = '是否同意涨价？')); return andLogged(files) }],
  ['rules that cannot be', 'rules_unfit', (files) => { changeJson(files, 'rules.json', (rules) => void (rules['rules'] = [] as never)); return andLogged(files) }],
  ['the decision turned, and signed again', 'result_question_differs', (files) => resigned(files, (sheet) => { const { decision } = (sheet['questions'] as { decision: { passed: boolean } }[])[0]!; decision.passed = !decision.passed })],
  ['the decision turned after the signing', 'result_sheet_hash_wrong', (files) => changeJson(files, 'result.json', (sheet) => { const { decision } = (sheet['questions'] as { decision: { passed: boolean } }[])[0]!; decision.passed = !decision.passed })],
  ['a result of other ballots', 'result_ballots_differ', (files) => resigned(files, (sheet) => void (sheet['ballotsHash'] = '0'.repeat(64) as never))],
  ['a result signed by one alone', 'result_tellers_missing', (files) => { changeJson(files, 'result.json', (sheet) => void (sheet['tellers'] as object[]).pop()); return andLogged(files) }],
  ['the line of one teller twice', 'result_tellers_missing', (files) => { changeJson(files, 'result.json', (sheet) => { const tellers = sheet['tellers'] as object[]; tellers[1] = tellers[0]! }); return andLogged(files) }],
  ['a result of another vote', 'vote_id_differs', (files) => resigned(files, (sheet) => void (sheet['vote'] = 'another' as never))],
  ['no result', 'file_missing', (files) => void files.delete('result.json')],
  ['a result of another form', 'result_unreadable', (files) => changeJson(files, 'result.json', (sheet) => void delete sheet['tellers'])],
  ['an archive left out', 'file_missing', (files) => void files.delete(archiveOf(files, 'head'))],
  ['an archive under another election’s name', 'election_uuid_differs', (files) => { const name = archiveOf(files, 'area'); files.set('area/11111111111111.bel', files.get(name)!); files.delete(name) }],
  ['a file that is no JSON', 'file_unreadable', (files) => void files.set('rules.json', Buffer.from('{'))],
]

/** What only a secret vote can be made to lie about. */
// prettier-ignore
export const secretTamperings: readonly Row[] = [
  ['the replaced ballot counted instead', 'tally_wrong', (files) => both(files, (events) => { const ballots = ballotsOf(events); const [first, third] = [events.indexOf(ballots[0]!), events.indexOf(ballots[2]!)]; [events[first], events[third]] = [events[third]!, events[first]!] })],
  ['a second ballot where the rules allow one', 'revote_not_allowed', (files) => { changeJson(files, 'rules.json', (rules) => void (rules['revote'] = false as never)); return andLogged(files) }],
  ['a secret vote with openings', 'openings_vote_not_named', (files) => void files.set('openings.json', Buffer.from('{"election":"x","openings":[],"v":1}'))],
  ['a count of papers changed', 'paper_counts_wrong', paper((annex) => void ((annex['classes'] as { counts: { agree: number }[] }[])[0]!.counts[0]!.agree = 2))],
  ['a class of papers that nobody handed in', 'paper_class_differs', paper((annex) => { const classes = annex['classes'] as { area: number }[]; classes.push({ ...classes[0]!, area: 7000 }) })],
  ['votes of a candidate on paper raised', 'result_question_differs', paper((annex) => void ((annex['classes'] as { counts: { agree: number[] }[] }[])[0]!.counts[1]!.agree = [0, 1, 1]))],
  ['the elected changed, and signed again', 'result_question_differs', (files) => resigned(files, (sheet) => void ((sheet['questions'] as { decision: { elected: number[] } }[])[1]!.decision.elected = [2] as never))],
  ['a counting sheet signed by one alone', 'paper_tellers_missing', paper((annex) => void (annex['tellers'] as string[]).pop())],
]
