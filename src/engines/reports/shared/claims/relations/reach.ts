import type { Figure } from '../figures.ts'
import type { Scene } from './assertion.ts'
import { changing, isAmount, isMean } from './words.ts'

interface Reach {
  readonly near: readonly Figure[]
  readonly far: readonly Figure[]
}

/** The amounts before a share: those of its sentence, and those of the one or, in a list, three before. */
export function amountsBefore({ figures, text }: Scene, stated: Figure): Reach {
  const near: Figure[] = []
  const far: Figure[] = []
  for (let i = stated.index - 1; i >= 0 && i >= stated.index - 12; i--) {
    const figure = figures[i]!
    if (stated.start - figure.end > 300) break
    const lines = stated.paragraph - figure.paragraph
    const sentences = stated.sentence - figure.sentence
    const isList = lines > 0 && lines === sentences
    if (isList ? lines > 3 || headingBetween(text, figure, stated) : sentences > 1 || lines > 0) break
    if (!isAmount(figure) || figure.upTo || changing.test(figure.lead) || isMean(figure)) continue
    if (near.length < 8) (sentences === 0 ? near : far).push(figure)
  }
  return { near, far: far.slice(0, 4) }
}

function headingBetween(text: string, from: Figure, to: Figure): boolean {
  return /\n(?:[（(]?[一二三四五六七八九十]{1,3}[)）、])/.test(text.slice(from.end, to.start))
}
