import type { Claim } from './claim.ts'
import type { Figure } from './figures.ts'

/** What sort of statement a figure is, by what follows its measure word. */
export function natureOf(figure: Figure, following: string): Claim['nature'] {
  if (figure.measure === 'percent' || figure.measure === 'points') return 'percentage'
  if (figure.measure === 'time') return 'duration'
  if (figure.measure === 'rank') return 'rank'
  if (
    figure.approximation &&
    /^(?:及?以[上下]|以内)/.test(figure.approximation.word) &&
    /^的?\p{Script=Han}/u.test(following)
  )
    return 'threshold'
  if (figure.written === 'characters' && /^(?:方面|体系|机制|网络|清单|制度|步骤|环节|阶段)/.test(following))
    return 'composition'
  return 'quantity'
}
