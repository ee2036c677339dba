import { expect, test } from 'vitest'
import { reportParagraphs, caseTypes } from '#faces'
import { annual, isFigure, typedNumbersOf } from '#engines/reports/shared'

const measures = new Map(caseTypes.flatMap((type) => type.measures.map((each) => [`${type.id}:${each.id}`, each])))

test('every face of cases has something to say in the annual report', () => {
  const said = new Set(reportParagraphs.map(({ face }) => face.id))
  expect(caseTypes.map((type) => type.id).filter((id) => !said.has(id))).toEqual([])
  const keys = reportParagraphs.map(({ face, paragraph }) => `${face.id}:${paragraph.id}`)
  expect(new Set(keys).size).toBe(keys.length)
})

test('what faces offer speaks of measures that there are, and of topics that the template expects', () => {
  const topics = new Set(annual.topics.map((topic) => topic.id))
  expect(topics.size).toBe(annual.topics.length)
  for (const { paragraph } of reportParagraphs) {
    for (const piece of paragraph.text)
      if (isFigure(piece)) expect(measures.has(piece.measure), piece.measure).toBe(true)
    expect((paragraph.about ?? []).filter((topic) => !topics.has(topic))).toEqual([])
  }
})

test('no number stands in the words of a paragraph or of the template', () => {
  const words = reportParagraphs.flatMap(({ paragraph }) => paragraph.text.flatMap((piece) => (isFigure(piece) ? [] : [piece[0]]))) // prettier-ignore
  for (const said of [...words, ...annual.parts.map((part) => part.opening ?? '')])
    expect(typedNumbersOf(said), said).toEqual([])
})
