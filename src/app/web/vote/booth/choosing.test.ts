import { expect, test } from 'vitest'
import { matterAnswers, type VoteQuestion } from '#engines/ballots/shared'
import { blankOf, chosenWords, isChosen, isFull, matterWords, tapped } from './choosing.ts'

const matter: VoteQuestion = { kind: 'matter', article: 'use_fund', text: '是否同意更换水泵？' }
const election: VoteQuestion = {
  kind: 'election',
  text: '选举委员',
  candidates: ['甲', '乙', '丙'],
  seats: 2,
  round: 1,
}

test('of a matter one answer is chosen, and the last tap counts', () => {
  const blank = blankOf(matter)
  expect(isChosen(matter, blank)).toBe(false)
  const against = tapped(matter, tapped(matter, blank, 0), 1)
  expect(against).toEqual([0, 1, 0])
  expect(isChosen(matter, against)).toBe(true)
  expect(chosenWords(matter, against)).toEqual([['反对', 'Against']])
})

test('of an election no more are chosen than there are seats, and none at all is an answer', () => {
  const two = tapped(election, tapped(election, blankOf(election), 0), 2)
  expect(two).toEqual([1, 0, 1])
  expect(isFull(election, two)).toBe(true)
  expect(tapped(election, two, 1)).toBe(two)
  expect(tapped(election, two, 0)).toEqual([0, 0, 1])
  expect(isChosen(election, blankOf(election))).toBe(true)
  expect(chosenWords(election, blankOf(election))).toEqual([['一个都不选', 'None of them']])
})

test('the words on the paper are those of the election file', () => {
  expect(matterWords.map(([zh]) => zh)).toEqual(matterAnswers)
})
