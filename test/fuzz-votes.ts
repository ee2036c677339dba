import { newId } from '#kernel/id'
import type { Does } from './fuzz-books.ts'

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString()

/** What a vote is drafted of; also what strangers to it try to draft. */
export const aDraft = (words: string, compound: string, trustees: readonly string[]) => ({
  title: `${words}表决`,
  scope: { kind: 'compound', entry: compound },
  mode: 'named',
  questions: [{ kind: 'matter', article: 'use_fund', text: `是否同意${words}？` }],
  opensAt: inDays(20),
  closesAt: inDays(27),
  trustees: trustees.slice(0, 2),
  threshold: 1,
})

/** Votes being drafted and votes announced, with objections and corrections; the texts say `words`. */
export async function holdVotes(
  does: Does,
  words: string,
  compound: string,
  home: string,
  trustees: readonly string[],
): Promise<void> {
  for (let at = 0; at < 8; at++) {
    const id = newId()
    await does('ballots.draftVote', { id, ...aDraft(words, compound, trustees) }, 'yewei')
    const settlement = { kind: 'set_area', home, area: 6000 + at, source: 'registered' }
    await does('ballots.settleElectorate', { id, settlementId: newId(), settlement, reason: words }, 'yewei')
    if (at < 4) continue
    await does('ballots.publishNotice', { id, version: 1 }, 'yewei')
    for (let no = 0; no < 3; no++)
      await does(
        'ballots.takeObjection',
        { id, objection: newId(), owner: null, words: `${words}不在名册上` },
        'fangguan',
      )
  }
}

export const voteTables = { votes: 'votes', settlements: 'vote_settlements', objections: 'vote_objections' } as const

type Ids = Readonly<Record<keyof typeof voteTables, readonly string[]>>

/** What means something to operations of votes; the later goes first. */
export function knownOfVotes(
  ids: Ids,
  {
    compound,
    home,
    trustees,
    foreign,
  }: { compound: string; home: string; trustees: readonly string[]; foreign: unknown },
): readonly (readonly [start: string, Readonly<Record<string, readonly unknown[]>>])[] {
  const draft = Object.fromEntries(
    Object.entries(aDraft('另一次', compound, trustees)).map(([name, value]) => [name, [value]]),
  )
  const settlements = [{ kind: 'set_area', home, area: 7000, source: 'registered' }]
  const [drafts, announced] = [ids.votes.slice(0, 4), ids.votes.slice(4)]
  return [
    ['ballots.', { ...draft, id: [...announced, foreign], version: [1], settlement: settlements, correction: [undefined, ...settlements], owner: [null], building: [undefined], state: [undefined], after: [undefined] }],
    ...['editVote', 'settleElectorate', 'undoSettlement', 'publishNotice', 'electorate'].map((verb) => [`ballots.${verb}`, { id: drafts }] as const),
    ['ballots.draftVote', { id: [undefined] }],
    ['ballots.vote', { id: ids.votes }],
    ['ballots.votes', { state: [undefined, 'noticing'] }],
    ['ballots.scopes', { within: [undefined, compound], words: [undefined] }],
    ['ballots.undoSettlement', { settlementId: ids.settlements }],
    ['ballots.decideObjection', { objection: ids.objections, decision: ['rejected', 'upheld'] }],
    ['ballots.restartCeremony', { trustees: [trustees.slice(0, 2)], threshold: [1, 2] }],
    ['ballots.announcement', { of: ['notice'] }],
  ] // prettier-ignore
}
