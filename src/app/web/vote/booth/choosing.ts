import type { Text } from '#kernel/text'
import type { VoteQuestion } from '#engines/ballots/shared'

/** What was chosen of one question: 1 beside each answer that is, 0 beside the rest; null while nothing is. */
export type Chosen = readonly (0 | 1)[]

/** The Chinese words are those of the election file: the schemas, where they stand too, would double what a phone loads. */
export const matterWords: readonly Text[] = [
  ['同意', 'For'],
  ['反对', 'Against'],
  ['弃权', 'Abstain'],
]

export const answersOf = (question: VoteQuestion): readonly Text[] =>
  question.kind === 'matter' ? matterWords : question.candidates.map((name) => [name, name])

/** Nothing is chosen beforehand; of an election none chosen is an answer too. */
export const blankOf = (question: VoteQuestion): Chosen => answersOf(question).map(() => 0)

const count = (chosen: Chosen) => chosen.reduce<number>((sum, each) => sum + each, 0)

/** A tap on an answer. Of a matter it takes the place of the other; of an election one too many changes nothing. */
export function tapped(question: VoteQuestion, chosen: Chosen, answer: number): Chosen {
  if (question.kind === 'matter') return chosen.map((_, at) => (at === answer ? 1 : 0))
  if (chosen[answer] === 0 && count(chosen) >= question.seats) return chosen
  return chosen.map((each, at) => (at === answer ? (each === 1 ? 0 : 1) : each))
}

export const isChosen = (question: VoteQuestion, chosen: Chosen): boolean =>
  question.kind === 'election' || count(chosen) === 1

export const isFull = (question: VoteQuestion, chosen: Chosen): boolean =>
  question.kind === 'election' && count(chosen) >= question.seats

/** What was chosen, in words. */
export function chosenWords(question: VoteQuestion, chosen: Chosen): readonly Text[] {
  const words = answersOf(question).filter((_, at) => chosen[at] === 1)
  return words.length > 0 ? words : [['一个都不选', 'None of them']]
}
