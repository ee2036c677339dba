import { must } from '#kernel/assert'
import type { SentTo } from '#kernel/operation'
import { anyone, systemActor } from '#platform/operations'
import {
  ballots,
  createSeededBallot,
  decodeCiphertexts,
  openDecryptionKey,
  openElection,
  openingFactors,
  parseElection,
  partialDecryption,
  secretOfCode,
  type ElectionQuestion,
} from '#engines/ballots/shared'
import { openVotesStage, type PlacedVote, type VotesStage, type VoteWish } from './votes.ts'

type Chosen = readonly (readonly number[])[]
export type Choices = readonly Chosen[] | ((nth: number) => Chosen | undefined)

export interface PublishedWish extends Omit<VoteWish, 'phase'> {
  /** Of the owners with a letter, in turn; those of whom nothing is said do not vote. Empty: everyone agrees. */
  readonly choices: Choices
}

export interface CastBallot {
  readonly owner: string
  readonly tracker: string
  /** The code of the sealed letter, which opened the booth. */
  readonly code: string
}

export interface PublishedVote extends PlacedVote {
  readonly cast: readonly CastBallot[]
}

export interface PublishedStage extends VotesStage {
  /** Letters, ballots, close, decryption by two of three, two tellers, publication: each through its operation. */
  publish(wish: PublishedWish): Promise<PublishedVote>
  /** The letters of all owners but these, printed and voted with. */
  castAll(vote: PlacedVote, choices: Choices, without?: readonly string[]): Promise<readonly CastBallot[]>
  /** At that instant the vote closes, and two trustees of three open its totals. */
  decrypted(vote: PlacedVote, at: Date): Promise<void>
  /** Two tellers sign, and the convener publishes. */
  concluded(vote: PlacedVote, at: Date): Promise<void>
}

function readElection(text: string) {
  const election = parseElection(text)
  if (!election.ok) throw new Error(election.error)
  return election.value
}

const widths = (questions: readonly ElectionQuestion[]) => questions.map(({ answers }) => answers.length)

/** A second hand on the running program that leads votes to their end. */
export async function openPublishedStage(data: string, street?: string): Promise<PublishedStage> {
  const stage = await openVotesStage(data, street)

  async function castAll(
    vote: PlacedVote,
    choices: Choices,
    without: readonly string[] = [],
  ): Promise<readonly CastBallot[]> {
    const { id, group } = vote
    const registry = stage.one('registry')
    const { election: text } = await stage.ask(ballots.electionFiles, anyone, { id })
    const election = readElection(text)
    const { items } = await stage.ask(ballots.letters, registry, { id })
    const { letters } = await stage.play(ballots.printLetters, registry, {
      id,
      owners: items.map(({ owner }) => owner).filter((owner) => !without.includes(owner)),
    })
    const cast: CastBallot[] = []
    for (const [nth, { owner, code }] of letters.entries()) {
      const chosen =
        typeof choices === 'function'
          ? choices(nth)
          : choices.length === 0
            ? election.questions.map((each) => [1, ...each.answers.slice(1).map(() => 0)])
            : choices[nth]
      if (!chosen) break
      const secret = must(secretOfCode(code, election.uuid, group.q), 'the secret of a letter')
      const made = createSeededBallot(
        openElection(election, group),
        secret,
        chosen,
        crypto.getRandomValues(new Uint8Array(32)),
      )
      if (!made.ok) throw new Error(made.error)
      const { tracker } = await stage.play(ballots.cast, anyone, { id, ballot: made.value.text })
      cast.push({ owner, tracker, code })
    }
    return cast
  }

  async function decrypt(vote: PlacedVote, nth: number, at: Date): Promise<void> {
    const { id, group } = vote
    const trustee = must(vote.trustees[nth], 'a trustee')
    const actor = must(
      [0, 1, 2].map((each) => stage.one('trustee', each)).find((each) => each.id === trustee.staff),
      'a trustee',
    )
    const { sent } = await stage.ask(ballots.ceremony, actor, { id }, at)
    const what = await stage.ask(ballots.toDecrypt, actor, { id }, at)
    const sealed = JSON.parse(must(sent.output, 'the output of a trustee')) as { private_key: string }
    const key = must(await openDecryptionKey(group, trustee.private, sealed.private_key), 'a key')
    const election = readElection(what.election)
    const answers = widths(election.questions)
    const part = (text: string) =>
      JSON.stringify(
        partialDecryption(
          group,
          election.hash,
          key,
          must(decodeCiphertexts(group, answers, JSON.parse(text)), 'a tally'),
        ),
      )
    const open = what.ballots.map(({ tracker, ballot }) => {
      const choices = (JSON.parse(ballot) as { answers: { choices: unknown }[] }).answers.map((each) => each.choices)
      return { tracker, choices: must(decodeCiphertexts(group, answers, choices), 'a ballot') }
    })
    const factors = open.length > 0 ? openingFactors(election, group, key, open) : undefined
    const parts = factors?.ok ? factors.value.map((each) => JSON.stringify(each)) : []
    const said: SentTo<typeof ballots.sendFactors> = {
      id,
      area: part(what.area),
      head: part(what.head),
      ballots: parts,
    }
    await stage.play(ballots.sendFactors, actor, said, at)
  }

  async function decrypted(vote: PlacedVote, at: Date): Promise<void> {
    await stage.play(ballots.advance, systemActor([ballots.advance.name]), { id: vote.id }, at)
    await decrypt(vote, 0, at)
    await decrypt(vote, 2, at)
  }

  async function concluded({ id }: PlacedVote, at: Date): Promise<void> {
    await stage.play(ballots.signSheet, stage.one('clerk'), { id }, at)
    await stage.play(ballots.signSheet, stage.one('registry'), { id }, at)
    await stage.play(ballots.publishResult, stage.one('convener'), { id }, at)
  }

  return {
    ...stage,
    castAll,
    decrypted,
    concluded,
    async publish({ choices, ...wish }) {
      const closesInMinutes = 3
      // Where nobody has a wallet everybody has a letter, and all can vote here.
      const vote = await stage.place({ staircase: 1, ...wish, phase: 'voting', closesInMinutes })
      const { id } = vote
      const cast = await castAll(vote, choices)
      const { closesAt } = await stage.ask(ballots.notice, anyone, { id })
      const at = new Date(closesAt)
      await decrypted(vote, at)
      await concluded(vote, at)
      return { ...vote, cast }
    },
  }
}
