import { fastGroupNamed } from '#engines/ballots'
import {
  ballots,
  createSeededBallot,
  openElection,
  parseElection,
  secretOfCode,
  type RollLine,
  type VoteQuestion,
} from '#engines/ballots/shared'
import { findElectionKey } from '#engines/credentials/shared'
import { anyone } from '#platform/operations'
import type { Rng } from '../rng.ts'
import type { Held } from './stage.ts'
import type { Holder } from './wallets.ts'

const group = fastGroupNamed('Ed25519')

/** A mark for each answer of each question, as they stand on a ballot. */
export type Marks = readonly (readonly number[])[]

function marksOf(questions: readonly VoteQuestion[], agree: number, rng: Rng): Marks {
  return questions.map((question) => {
    if (question.kind === 'matter') {
      const answer = rng() * 100 < agree ? 0 : rng() < 0.7 ? 1 : 2
      return [0, 1, 2].map((each) => Number(each === answer))
    }
    let left = question.seats
    // The last on the list are known to fewer.
    return question.candidates.map((_, nth) => Number(rng() * 100 < agree - 9 * nth && left-- > 0))
  })
}

export interface PaperVoter {
  readonly owner: RollLine
  readonly marks: Marks
}

function shuffled<T>(list: readonly T[], rng: Rng): T[] {
  return list
    .map((each) => [rng(), each] as const)
    .toSorted(([a], [b]) => a - b)
    .map(([, each]) => each)
}

/** When the nth of so many votes: in the first days of what of the period has passed; papers come after. */
export function castAt({ opensAt, closesAt, now }: Held, nth: number, of: number, from: number, to: number): Date {
  const end = Math.min(closesAt.getTime(), now.getTime() - 600_000)
  const length = Math.max(end - opensAt.getTime(), 600_000)
  return new Date(Math.round(opensAt.getTime() + length * (from + ((to - from) * (nth + 1)) / (of + 2))))
}

/** The owners who vote online do, with their wallets and the codes of their letters; answers who votes on paper. */
export async function castBallots(
  held: Held,
  roll: readonly RollLine[],
  codes: ReadonlyMap<string, string>,
  holders: readonly Holder[],
): Promise<readonly PaperVoter[]> {
  const { player, rng, id, plan, wallets } = held
  const files = await player.play(ballots.electionFiles, anyone, { id }, held.opensAt)
  const parsed = parseElection(files.election)
  if (!parsed.ok) throw new Error(`An election of the demonstration cannot be read: ${parsed.error}.`)
  const election = parsed.value
  const open = openElection(election, group)
  const walletOf = new Map(holders.map((each) => [each.holder, each]))
  const voterOf = ({ keyFrom, proxy, representative, holders: alone }: RollLine) =>
    keyFrom === 'letter' ? undefined : walletOf.get(proxy ?? representative ?? alone[0] ?? '')
  const inOrder = [
    ...roll.filter((owner) => voterOf(owner)),
    ...shuffled(roll.filter((owner) => codes.has(owner.no)), rng),
  ] // prettier-ignore
  const voting = inOrder.slice(0, Math.round((roll.length * plan.turnout) / 100))
  const online = voting.slice(0, voting.length - plan.papers)
  const sessions = new Map<Holder, string>()
  for (const [nth, owner] of online.entries()) {
    const at = castAt(held, nth, online.length, 0, 0.7)
    const holder = voterOf(owner)
    const of = {
      electionUuid: election.uuid,
      ...((owner.kind === 'co_owners' || owner.keyFrom === 'proxy') && { represents: owner.no }),
    }
    const secret = holder
      ? (await findElectionKey(holder.wallet, group, of, () => true))?.secret
      : secretOfCode(codes.get(owner.no)!, election.uuid, group.q)
    if (secret === undefined) throw new Error(`Owner ${owner.no} of ${plan.title} has no key to vote with.`)
    if (holder && !sessions.has(holder)) sessions.set(holder, await wallets.session(holder))
    const seed = crypto.getRandomValues(new Uint8Array(32))
    const made = createSeededBallot(open, secret, marksOf(plan.questions, plan.agree, rng), seed)
    if (!made.ok) throw new Error(`A ballot of ${plan.title} cannot be made: ${made.error}.`)
    const session = holder && sessions.get(holder)
    await player.play(ballots.cast, anyone, { id, ballot: made.value.text, ...(session && { session }) }, at)
  }
  return voting.slice(online.length).map((owner) => ({ owner, marks: marksOf(plan.questions, plan.agree, rng) }))
}
